"""Importing: what is written, what stands in the way, and that the numbers add up."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.ingest import import_source, importing
from site_builder.problems import SiteBuilderError
from site_builder.sources import read_data
from tests.sources.trees import WHOLE, data_folder
from tests.thorough import tried

BOX = "results/inference-v5.1/closed/acme/box-8x.json"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with rounds and no entry."""
    folder = data_folder(tmp_path)
    (folder / "site.json").write_text('{"format": 1, "title": "Acme"}', encoding="utf-8")
    return folder


def snapshot(data: Path) -> dict[str, bytes]:
    """Every file below results, with its bytes."""
    return {str(path.relative_to(data)): path.read_bytes() for path in (data / "results").rglob("*") if path.is_file()}


def edited(path: Path, **changes: Any) -> None:
    """Edit an entry by hand: formatting changes with it."""
    entry = json.loads(path.read_text(encoding="utf-8"))
    entry.update(changes)
    path.write_text(json.dumps(entry, indent=4), encoding="utf-8")


def test_what_is_imported_is_valid(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    assert read_data(str(data)).errors == ()


def test_importing_twice_changes_nothing(data: Path) -> None:
    first = import_source(str(WHOLE), str(data))
    before = snapshot(data)
    second = import_source(str(WHOLE), str(data))
    assert snapshot(data) == before
    assert (len(first.new), second.new, len(second.unchanged), second.conflicts) == (3, (), 3, ())


def test_a_dry_run_says_what_would_change_and_changes_nothing(data: Path) -> None:
    report = import_source(str(WHOLE), str(data), dry_run=True)
    assert len(report.new) == 3
    assert not (data / "results").exists()


def test_a_hand_edit_is_shown_field_by_field_and_nothing_is_written(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    path = data / BOX
    edited(path, submitter="Acme Inc.")
    (data / BOX.replace("box-8x", "box-edge")).unlink()
    before = snapshot(data)
    report = import_source(str(WHOLE), str(data))
    assert not report.succeeded
    assert [(conflict.path, conflict.fields) for conflict in report.conflicts] == [
        (str(path), ('submitter: "Acme Inc." here, nothing in the source',))
    ]
    assert snapshot(data) == before


def test_replace_writes_over_a_hand_edit(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    before = snapshot(data)
    edited(data / BOX, verification={"status": "withdrawn"})
    report = import_source(str(WHOLE), str(data), replace=True)
    assert (report.changed, report.conflicts) == ((str(data / BOX),), ())
    assert snapshot(data) == before


@pytest.mark.parametrize("what", ["changed", "new"])
def test_what_somebody_else_writes_during_an_import_is_not_lost(
    data: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """They edit a file after it was compared, or write one where none was; nothing else is written either."""
    import_source(str(WHOLE), str(data))
    for path in (data / "results").rglob("*.json"):
        edited(path, id="old")
    if what == "new":
        (data / BOX).unlink()
    really = importing.report_of
    theirs: list[dict[str, bytes]] = []

    def meanwhile(*given: Any, **more: Any) -> Any:
        (data / BOX).write_text("theirs", "utf-8")
        theirs.append(snapshot(data))
        return really(*given, **more)

    monkeypatch.setattr(importing, "report_of", meanwhile)
    with pytest.raises(SiteBuilderError, match=r"box-8x\.json was changed by somebody else just now"):
        import_source(str(WHOLE), str(data), replace=True)
    assert snapshot(data) == theirs[0]


def test_another_layout_of_the_same_facts_is_no_conflict(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    edited(data / BOX)
    before = snapshot(data)
    assert import_source(str(WHOLE), str(data)).conflicts == ()
    assert snapshot(data) == before


def test_a_moved_file_is_still_the_file_of_its_system(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    moved = data / "mine" / "box-8x.json"
    moved.parent.mkdir()
    (data / BOX).rename(moved)
    report = import_source(str(WHOLE), str(data))
    assert (report.new, len(report.unchanged)) == ((), 3)
    assert not (data / BOX).exists()


def test_what_is_omitted_stays_omitted(data: Path) -> None:
    import_source(str(WHOLE), str(data), omit=("hw_notes", "retraining", "no_such_key"))
    entry = json.loads((data / BOX).read_text(encoding="utf-8"))
    assert entry["omitted"] == ["hw_notes", "retraining"]
    assert "hw_notes" not in entry["system"]
    assert all("retraining" not in result["implementation"] for result in entry["results"])
    before = snapshot(data)
    assert import_source(str(WHOLE), str(data)).conflicts == ()
    assert snapshot(data) == before


def test_a_tree_proves_nothing_and_a_person_may_say_more(data: Path, tmp_path: Path) -> None:
    import_source(str(WHOLE), str(data))
    assert json.loads((data / BOX).read_text(encoding="utf-8"))["verification"] == {"status": "unverified"}
    other = data_folder(tmp_path / "other")
    url = "https://example.org/results"
    import_source(str(WHOLE), str(other), verified=True, source_url=url, retrieved="2025-09-10")
    entry = json.loads((other / BOX).read_text(encoding="utf-8"))
    assert entry["verification"] == {"status": "verified", "date": "2025-09-09"}
    assert entry["source"] == {"kind": "submission-tree", "url": url, "retrieved": "2025-09-10"}


def test_the_description_is_kept_key_for_key(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    described = json.loads((WHOLE / "closed/acme/systems/box-8x.json").read_text(encoding="utf-8"))
    kept = json.loads((data / BOX).read_text(encoding="utf-8"))["system"]
    assert list(kept.items()) == list(described.items())


def test_one_field_stands_on_a_line(data: Path) -> None:
    import_source(str(WHOLE), str(data))
    text = (data / BOX).read_text(encoding="utf-8")
    assert '\n      "value": 1000.25,\n' in text
    assert text.endswith("}\n")


def test_the_report_is_written_and_adds_up(data: Path, tmp_path: Path) -> None:
    report = import_source(str(WHOLE), str(data), report=str(tmp_path / "report.json"))
    written = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert written["read"] == written["imported"] + written["left_out_count"] == report.read
    assert written["reasons"] == {"compliance-run": 1, "ranging-run": 1}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"round": "inference-v5.9"}, 'there is no round "inference-v5.9" whose sources can be read'),
        ({"retrieved": "yesterday"}, '--retrieved is "yesterday"'),
        ({"source_url": "example.org"}, '--source-url is "example.org"'),
    ],
)
def test_options_that_cannot_be_are_told(options: dict[str, str], message: str, data: Path) -> None:
    with pytest.raises(SiteBuilderError) as told:
        import_source(str(WHOLE), str(data), **options)  # type: ignore[arg-type]
    assert told.value.message == message


def test_a_source_that_is_none_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in ("empty", "missing", "data/site.json"):
        with pytest.raises(SiteBuilderError):
            import_source(str(tmp_path / source), str(data))


def test_a_data_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SiteBuilderError, match=r"there is no folder .*/nowhere"):
        import_source(str(WHOLE), str(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()


def test_the_round_must_be_said_where_nothing_says_it(data: Path, tmp_path: Path) -> None:
    tree = tmp_path / "submission"
    shutil.copytree(WHOLE, tree)
    for log in tree.rglob("mlperf_log_detail.txt"):
        log.write_text(log.read_text(encoding="utf-8").replace("5.1 @", "main @"), encoding="utf-8")
    with pytest.raises(SiteBuilderError, match="nothing in the source says which round"):
        import_source(str(tree), str(data))
    assert import_source(str(tree), str(data), round="v5.1").round == "inference-v5.1"


Damage = Callable[[bytes, random.Random], bytes | None]
# What becomes of a file's bytes; None: the file goes.
DAMAGES: dict[str, Damage] = {
    "truncated": lambda content, dice: content[: dice.randrange(len(content) or 1)],
    "emptied": lambda _content, _dice: b"",
    "binary": lambda _content, dice: dice.randbytes(200),
    "removed": lambda _content, _dice: None,
}


def entry_of(path: Path) -> str:
    """The end of the path of the entry that a file of the whole tree belongs to."""
    division, submitter, _, *rest = path.parts
    system = rest[0] if rest else "box-8x"  # a model mapping is the one system's of its submitter
    return f"{division}/{submitter}/{system.removesuffix('.json')}.json"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_costs_its_own_system_at_most(damage: str, tmp_path: Path) -> None:
    dice = random.Random(f"{damage} 4")
    whole = data_folder(tmp_path / "whole")
    import_source(str(WHOLE), str(whole))
    expected = snapshot(whole)
    for index, file in enumerate(sorted(path for path in WHOLE.rglob("*") if path.is_file())):
        tree = tmp_path / str(index) / "tree-v5.1"
        shutil.copytree(WHOLE, tree)
        damaged = tree / file.relative_to(WHOLE)
        content = DAMAGES[damage](file.read_bytes(), dice)
        damaged.unlink()
        if content is not None:
            damaged.write_bytes(content)
        data = data_folder(tmp_path / str(index))
        report = import_source(str(tree), str(data))
        found = snapshot(data)
        own = entry_of(file.relative_to(WHOLE))
        hurt = {name for name in expected if found.get(name) != expected[name]}
        assert {name for name in hurt if not name.endswith(own)} == set(), f"{damage} {file}"
        if file.name == "spl.txt" and damage == "removed":
            continue  # a run without a power log measured no power: nobody can tell
        told = " ".join([*(item.path for item in report.left_out), *(note.path for note in report.notes)])
        assert not hurt or own.removesuffix(".json").rpartition("/")[2] in told, f"{damage} {file}: nothing told"
        shutil.rmtree(tmp_path / str(index))


WRITER = """
import os, sys
from site_builder.sources import all_or_none
replace = os.replace
def slow(*given):
    replace(*given)
    print("one", flush=True)
    sys.stdin.readline()
all_or_none.os.replace = slow
from site_builder.ingest import import_source
import_source(sys.argv[1], sys.argv[2], replace=True)
"""


@tried("instants", 5, 100)
def test_killed_at_random_instants_of_an_import_the_data_are_the_old_or_the_new(
    data: Path, tmp_path: Path, instants: int
) -> None:
    """From its first step to its last; killed by the kernel, which asks nobody."""
    import_source(str(WHOLE), str(data))
    new = snapshot(data)
    for path in (data / "results").rglob("*.json"):
        edited(path, id="old")
    old = snapshot(data)
    dice, seen = random.Random(7), []
    began = time.perf_counter()
    _import_in_a_child(shutil.copytree(data, tmp_path / "timed"), None)
    whole = time.perf_counter() - began
    for number in range(instants):
        folder = shutil.copytree(data, tmp_path / str(number))
        # The first has hardly begun: on a busy machine chance alone may come too late for that.
        _import_in_a_child(folder, dice.uniform(0, 1.1 * whole) if number else 0)
        read_data(str(folder))  # it brings to its end what was begun
        seen.append(snapshot(folder))
        assert seen[-1] in (old, new)
        import_source(str(WHOLE), str(folder), replace=True)
        assert snapshot(folder) == new
        shutil.rmtree(folder)
    assert old in seen


def _import_in_a_child(folder: Path, after: float | None) -> None:
    """Import over what stands there, in a process that is killed after so many seconds."""
    child = os.fork()
    if child == 0:
        try:
            import_source(str(WHOLE), str(folder), replace=True)
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_killed_import_is_brought_to_its_end_by_who_reads_next(data: Path, tmp_path: Path) -> None:
    import_source(str(WHOLE), str(data))
    new = snapshot(data)
    for path in (data / "results").rglob("*.json"):
        edited(path, id="old")
    old = snapshot(data)
    running = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(WHOLE), str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    half = shutil.copytree(data, tmp_path / "half")
    assert snapshot(half) not in (old, new)
    assert read_data(str(half)).errors == ()
    assert snapshot(half) == new
    again = import_source(str(WHOLE), str(data))
    assert snapshot(data) == new
    assert [note.kind for note in again.notes] == ["interrupted-import"]
    assert import_source(str(WHOLE), str(data)).notes == ()
