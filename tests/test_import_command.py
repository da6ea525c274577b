"""The command `import`: what it says, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.cli import main
from tests.sources.trees import data_folder, tree_with

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `import` in a folder whose `data/` has rounds and no entries, and that has a tree with a fault."""
    (data_folder(tmp_path) / "site.json").write_text('{"format": 1, "title": "Acme"}', encoding="utf-8")
    tree_with("run-invalid", tmp_path)
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as done:
            main(["import", *words])
        return int(done.value.code or 0), capsys.readouterr().err

    return command


def test_the_numbers_add_up_and_each_reason_is_named(run: Run) -> None:
    code, told = run("tree-v5.1", "--report", "report.json")
    report = json.loads(Path("report.json").read_text("utf-8"))
    assert code == 0
    assert report["read"] == report["imported"] + report["left_out_count"]
    assert f"{report['read']} read = {report['imported']} imported + {report['left_out_count']} left out\n" in told
    assert all(f"left out: {count} {reason}\n" in told for reason, count in report["reasons"].items())
    assert "run-invalid" in report["reasons"] or "invalid-run" in report["reasons"]


def test_a_hand_edit_ends_in_exit_1_and_says_what_to_do(run: Run) -> None:
    run("tree-v5.1")
    entry = sorted(Path("data/results").rglob("*.json"))[0]
    entry.write_text(entry.read_text("utf-8").replace('"value": ', '"value": 9', 1), "utf-8")
    code, told = run("tree-v5.1")
    assert code == 1
    assert f"{entry}: differs from the source\n" in told
    assert "    fix: keep your edits and leave it, or say --replace\n" in told
    assert run("tree-v5.1", "--replace")[0] == 0


def test_a_source_that_is_not_there_is_wrong_usage_and_an_empty_one_gives_nothing(run: Run) -> None:
    Path("empty").mkdir()
    assert run("nowhere") == (
        2,
        "error: nowhere cannot be read: No such file or directory\n    fix: name a folder, a file or an archive\n",
    )
    code, told = run("empty")
    assert (code, told.splitlines()[0]) == (1, "error: empty holds nothing that can be imported")


def test_problems_of_the_rounds_are_told_with_their_place(run: Run) -> None:
    Path("data/rounds/inference-v5.1.json").write_text("{", "utf-8")
    code, told = run("tree-v5.1")
    assert code == 1
    assert told.startswith("data/rounds/inference-v5.1.json:1:2: error[broken-json]")
