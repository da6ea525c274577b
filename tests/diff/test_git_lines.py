"""HTML for `git diff`: an edited value changes a line for each place that shows it, at most four on the card."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.json_edit import with_member
from site_builder.build import Options, build
from site_builder.sources import Document
from tests.builders import ROUND, a_site
from tests.conftest import ROOT
from tests.diff.sites import RIVAL, SOURCE, base, built, edited, git

CARD = f"output/{ROUND}/closed/Rival/box/index.html"
MOST_ON_A_CARD = 4
# Edits of one value, each with what the page shows before.
EDITS: dict[str, tuple[dict[str, Any], str]] = {
    "value": ({"results": {0: {"value": 1099.5}}}, "1100<span"),
    "accuracy": ({"results": {0: {"accuracy": {"acc": 75.9}}}}, "76.1"),
    "precision": ({"results": {0: {"weight_data_types": "fp8"}}}, "int8"),
    "result_id": ({"results": {1: {"id": "1-7777"}}}, "1-1100"),
    "fact": ({"system": {"cooling": "Water"}}, "Air"),
    "empty_fact": ({"system": {"host_networking": "10G Ethernet"}}, "host_networking"),
    "new_fact": ({"system": {"accelerator_frequency": "1 GHz"}}, ""),
    "availability": ({"system": {"status": "preview"}}, "vailable"),
    "retrieved": ({"source": {**SOURCE, "retrieved": "2024-06-11"}}, "2024-05-02"),
    "reviewed": ({"verification": {"status": "verified", "date": "2024-05-03"}}, "2024-05-01"),
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site, committed."""
    folder = tmp_path_factory.mktemp("repository")
    built(folder, base())
    git(folder, "init", "-q")
    git(folder, "add", "output")
    git(folder, "commit", "-q", "-m", "before")
    return folder


def apply(entry: dict[str, Any], edit: dict[str, Any]) -> None:
    """Lay an edit over an entry: members of objects, results by their position."""
    for key, value in edit.items():
        if key == "results":
            for position, members in value.items():
                entry["results"][position].update(members)
        elif key == "system":
            entry["system"].update(value)
        else:
            entry[key] = value


def changed_lines(folder: Path) -> dict[str, tuple[int, int]]:
    """Lines added and removed of each page, as git counts them."""
    stat = git(folder, "diff", "--numstat", "--no-renames", "--", "*.html")
    rows = (line.split("\t") for line in stat.splitlines())
    return {path: (int(added), int(removed)) for added, removed, path in rows}


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_changes_few_lines_of_the_card(repository: Path, name: str) -> None:
    edit, shown = EDITS[name]
    places = len(re.findall(re.escape(shown), git(repository, "show", f"HEAD:{CARD}"))) if shown else 0
    built(repository, edited(lambda files: apply(files[RIVAL], edit)))
    changed = changed_lines(repository)
    added, removed = changed[CARD]
    assert 1 <= added <= MOST_ON_A_CARD, git(repository, "diff", "--", CARD)
    assert removed <= max(1, places) if shown else removed == 0
    built(repository, base())


def test_an_edit_that_moves_no_rank_changes_a_line_for_each_place_that_shows_it(repository: Path) -> None:
    """The value stands once on its card, its board, the lists of submitter and accelerator, and in the explorer."""
    built(repository, edited(lambda files: apply(files[RIVAL], {"results": {0: {"value": 1099.5}}})))
    changed = changed_lines(repository)
    built(repository, base())
    board = f"output/{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
    # On the board the value is drawn as a bar and told as a share of the leader's: each on its line.
    assert changed.pop(board)[0] <= 3
    assert changed == {
        CARD: (1, 1),
        f"output/{ROUND}/index.html": (1, 1),
        "output/accelerators/T1000/index.html": (1, 1),
        "output/submitters/Rival/index.html": (1, 1),
    }


# ---- entries of the shipped round, as they are

REAL = [
    "inference-v4.1/closed/Dell/XE9680_H100_SXM_80GBx8_TRT",
    "inference-v4.1/closed/Dell/1-node-2S-EMR-PyTorch",
    "inference-v4.1/open/NVIDIA/Orin_TRT_DepthPruned",
]
ONE_RESULT = ("results", 0)
# Edits of one value: where it stands, its name, and what it is then.
OF_REAL: list[tuple[tuple[str | int, ...], str, Any]] = [
    (ONE_RESULT, "value", 7.5),
    (ONE_RESULT, "weight_data_types", "fp32"),
    (ONE_RESULT, "id", "4.1-999{}"),
    *(
        (("system",), key, f"another {key}")
        for key in (
            *("accelerator_frequency", "accelerator_memory_configuration", "boot_firmware_version", "cooling"),
            *("framework", "host_memory_capacity", "host_networking", "host_processor_model_name", "hw_notes"),
            *("operating_system", "other_software_stack", "sw_notes"),
        )
    ),
    (("system",), "status", "preview"),
    (("system",), "number_of_nodes", "2"),
]
# What docs/review.md names as what changes more, with how many lines it changes at most.
MORE: dict[str, tuple[tuple[tuple[str | int, ...], str, Any], int]] = {
    "system_name": ((("system",), "system_name", "Another"), 10),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few entries of the shipped round, built and committed."""
    folder = tmp_path_factory.mktemp("real")
    for name in ("rounds/inference-v4.1.json", *(f"results/{name}.json" for name in REAL)):
        (folder / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / name, folder / "data" / name)
    (folder / "data/site.json").write_text(json.dumps(a_site(as_of="2026-01-01")), "utf-8")
    build(Options(str(folder / "data"), str(folder / "output")))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "before")
    return folder


def lines_of_cards(folder: Path, names: list[str], at: tuple[str | int, ...], key: str, value: Any) -> dict[str, int]:
    """How many lines of each card such an edit of its entry changes: added, or removed, whichever are more."""
    try:
        for number, name in enumerate(names):
            path = folder / f"data/results/{name}.json"
            new = value.format(number) if isinstance(value, str) else value
            path.write_text(with_member(Document(str(path), path.read_bytes()), at, key, new), "utf-8")
        build(Options(str(folder / "data"), str(folder / "output")))
        changed = changed_lines(folder)
    finally:
        git(folder, "checkout", "-q", ".")
    return {name: max(changed[f"output/{name}/index.html"]) for name in names}


@pytest.mark.parametrize(("at", "key", "value"), OF_REAL, ids=[key for _, key, _ in OF_REAL])
def test_one_edit_of_a_real_entry_changes_few_lines_of_its_card(
    real: Path, at: tuple[str | int, ...], key: str, value: Any
) -> None:
    changed = lines_of_cards(real, REAL, at, key, value)
    assert all(1 <= lines <= MOST_ON_A_CARD for lines in changed.values()), changed


@pytest.mark.parametrize("name", MORE)
def test_what_changes_more_is_what_the_document_names(real: Path, name: str) -> None:
    edit, most = MORE[name]
    (lines,) = lines_of_cards(real, REAL[:1], *edit).values()
    assert MOST_ON_A_CARD < lines <= most
    assert f"`{name}`" in (ROOT / "docs/review.md").read_text("utf-8").partition("## Plain `git diff`")[2]
