"""Parity with what was published: a whole round as a tree, an archive, a summary, and cards in both layouts."""

import json
import random
import shutil
import subprocess
import sys
import tarfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import Options, build
from site_builder.ingest import ImportReport, import_source
from tests.sources.trees import ROUNDS, data_folder

pytestmark = pytest.mark.corpora

OLDER = ["--ignore", "title,category,division,availability"]


@pytest.fixture(scope="session")
def round_folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The v4.1 round, unpacked once."""
    folder = tmp_path_factory.mktemp("inference_v4.1")
    with tarfile.open(shared / "corpora" / "inference_v4.1.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="session")
def imported(round_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Path]:
    """What the import of the whole round reported, and the data folder it wrote, of which tests change no entry."""
    data = data_folder(tmp_path_factory.mktemp("imported"))
    return import_source(str(round_folder), str(data)), data


def entries_in(data: Path) -> dict[Path, bytes]:
    """Every entry of a data folder, by its path."""
    return {path.relative_to(data): path.read_bytes() for path in (data / "results").rglob("*.json")}


def compared(source: Path, name: str, shared: Path, folder: Path, *options: str, **given: Any) -> dict[str, Any]:
    """Import, build and compare with the published cards; the counts of the comparison tool."""
    data = data_folder(folder)
    import_source(str(source), str(data), **given)
    return built_and_compared(data, name, shared, folder, *options)


def built_and_compared(data: Path, name: str, shared: Path, folder: Path, *options: str) -> dict[str, Any]:
    """Build what was imported and compare it with the published cards; the counts of the comparison tool."""
    shutil.copy(ROUNDS.parent / "site.json", data)
    build(Options(str(data), str(folder / "output"), only=("result_card",)))
    tool, known = shared / "tools" / "compare_cards.py", shared / "tools" / "known" / f"{name}.txt"
    expected = shared / "corpora" / f"{name}.expected.json.xz"
    counts = folder / "counts.json"
    subprocess.run(
        [sys.executable, str(tool), str(folder / "output"), str(expected), "--known", str(known),
         "--json", str(counts), "--min-match", "0", *options],
        check=True, capture_output=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(counts.read_text(encoding="utf-8"))
    return {bucket: result[bucket] for bucket in ("cards", "fields", "cells", "targets")}


WHOLE = {"cards": [98, 98], "fields": [4179, 4179], "cells": [912, 912], "targets": [492, 492]}


def test_the_tree(imported: tuple[ImportReport, Path], shared: Path, tmp_path: Path) -> None:
    assert built_and_compared(imported[1], "inference_v4.1", shared, tmp_path, "--strict-numbers") == WHOLE


def test_the_summary_with_the_systems_beside_it(round_folder: Path, shared: Path, tmp_path: Path) -> None:
    summary = round_folder / "summary_results.json"
    assert compared(summary, "inference_v4.1", shared, tmp_path, "--strict-numbers") == WHOLE


def test_the_cards_of_the_newer_layout(shared: Path, tmp_path: Path) -> None:
    cards = shared / "corpora" / "inference_v4.1.cards.tar.xz"
    assert compared(cards, "inference_v4.1", shared, tmp_path, "--strict-numbers") == WHOLE


def test_the_cards_of_the_older_layout(shared: Path, tmp_path: Path) -> None:
    cards = shared / "corpora" / "seed_layout_v4.1.cards.tar.xz"
    assert compared(cards, "seed_layout_v4.1", shared, tmp_path, *OLDER, round="inference-v4.1") == {
        "cards": [98, 98],
        "fields": [3777, 3777],
        "cells": [846, 846],
        "targets": [450, 450],
    }


def test_the_archive_gives_what_the_folder_gives(
    imported: tuple[ImportReport, Path], shared: Path, tmp_path: Path
) -> None:
    first, folder = imported
    archive = data_folder(tmp_path)
    import_source(str(shared / "corpora" / "inference_v4.1.tar.xz"), str(archive))
    assert entries_in(archive) == entries_in(folder)
    assert (first.read, first.imported) == (989, 937)
    assert first.reasons == {"ranging-run": 31, "system-without-results": 14, "repeated-run": 7}


def test_values_power_and_accuracy_are_those_of_the_summary(imported: tuple[ImportReport, Path]) -> None:
    # Differences beyond a millionth are told; there is none among 937 results, 31 of them with power.
    report, data = imported
    assert report.differences == ()
    entries = [json.loads(content) for content in entries_in(data).values()]
    powered = [result for entry in entries for result in entry["results"] if "power" in result]
    assert len(powered) == 31


def test_the_shipped_entries_are_what_the_tree_gives(round_folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROUNDS.parent, data)
    report = import_source(
        str(round_folder),
        str(data),
        verified=True,
        source_url="https://github.com/mlcommons/inference_results_v4.1",
        retrieved="2024-09-02",
    )
    assert (report.new, report.conflicts, len(report.unchanged)) == ((), (), 98)


DAMAGES = ("truncated", "emptied", "binary", "removed")
EACH = "all of them"  # in the quick run: ten files of each kind; in the long one forty


@pytest.mark.parametrize("damage", [EACH, *(pytest.param(damage, marks=pytest.mark.long) for damage in DAMAGES)])
def test_a_damaged_round_loses_no_more_than_what_is_damaged(
    damage: str, round_folder: Path, imported: tuple[ImportReport, Path], tmp_path: Path
) -> None:
    """Forty files of the real round at once, each of another system: their results may go, no other."""
    dice = random.Random(f"{damage} 1")
    tree = tmp_path / "inference_v4.1"
    shutil.copytree(round_folder, tree, copy_function=lambda a, b: Path(b).hardlink_to(a))
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and len(path.relative_to(tree).parts) > 3]
    hurt: dict[str, Path] = {}
    for file in dice.sample(files, 400):
        division, submitter, _, system = file.relative_to(tree).parts[:4]
        hurt.setdefault(f"{division}/{submitter}/{system.removesuffix('.json')}", file)
    for number, file in enumerate(list(hurt.values())[:40]):
        kind = DAMAGES[number % len(DAMAGES)] if damage == EACH else damage
        content = file.read_bytes()
        file.unlink()
        if kind == "truncated":
            file.write_bytes(content[: dice.randrange(len(content) or 1)])
        elif kind != "removed":
            file.write_bytes(b"" if kind == "emptied" else dice.randbytes(500))
    data = data_folder(tmp_path)
    report = import_source(str(tree), str(data))
    touched = {f"results/inference-v4.1/{name}.json" for name in list(hurt)[:40]}
    for name, content in entries_in(imported[1]).items():
        if str(name) not in touched:
            assert (data / name).read_bytes() == content
    assert report.read == report.imported + report.left_out_count
    assert report.imported > 937 - 400


def test_power_agrees_with_the_summary(round_folder: Path, imported: tuple[ImportReport, Path]) -> None:
    rows = json.loads((round_folder / "summary_results.json").read_text(encoding="utf-8"), parse_float=Decimal)
    stated = {row["Location"]: row["Power_Result"] for row in rows if row["has_power"]}
    ours = {}
    for content in entries_in(imported[1]).values():
        for result in json.loads(content, parse_float=Decimal)["results"]:
            if "power" in result:
                ours[result["source"]["path"].partition("/performance/")[0]] = Decimal(result["power"]["value"])
    assert ours.keys() == stated.keys()
    assert max(abs(ours[place] - stated[place]) / stated[place] for place in ours) < Decimal("0.001")
