"""The command `import`: what it says, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import ran
from tests.sources.trees import data_folder, tree_with

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `import` in a folder whose `data/` has rounds and no entries, and that has a tree with a fault."""
    (data_folder(tmp_path) / "site.json").write_text('{"format": 1, "title": "Acme"}', encoding="utf-8")
    tree_with("run-invalid", tmp_path)
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str]:
        done = ran(tmp_path, "import", *words)
        return done.code, done.err

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
    assert (code, told.splitlines()[0]) == (1, "error: empty holds nothing that can be imported: the folder is empty")


def test_problems_of_the_rounds_are_told_with_their_place(run: Run) -> None:
    Path("data/rounds/inference-v5.1.json").write_text("{", "utf-8")
    code, told = run("tree-v5.1")
    assert code == 1
    assert told.startswith("data/rounds/inference-v5.1.json:1:2: error[broken-json]")


CARD = """<div class="resultpage"><h1>MLPerf Inference v5.1</h1><h2>Acme - Box</h2>
<i id="license_num_val">datacenter</i><i id="test_date_val">closed</i><i id="sw_avail_val">available</i>
<h3>Software Details</h3>
<table><tr><td>framework</td><td>x</td></tr></table><table><tr><th>Model</th><th>Accuracy Target</th>
<th colspan=2>Offline</th></tr><tr><th>Metric</th><th>Performance</th></tr>
<tr><td>rgat</td><td>acc: 0.7213</td><td>Samples/s</td><td>9.5</td></tr></table></div>"""


def written(path: str, content: str | bytes) -> str:
    """Write a file with its folders; its path."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_page_and_summary_beside_a_card_is_counted(run: Run) -> None:
    written("cards/closed/Acme/box.html", CARD)
    written("cards/hello.html", "<html>hello</html>")
    written("cards/summary_results.json", '[{"Performance_Result": oops')
    written("cards/closed/Acme/systems/box.json", "{}")
    code, told = run("cards")
    assert code == 0
    assert '    hello.html: it is no published card: nothing in it has the class "resultpage"\n' in told
    assert "    summary_results.json:1:25: oops is not JSON\n" in told
    assert "note: closed/Acme/systems/box.json: not-read: 1 of the kind submission tree\n" in told
    assert "published card: 3 read = 1 imported + 2 left out\n" in told


def test_pages_in_a_tree_are_its_submitters_business_and_cards_are_told(run: Run) -> None:
    written("tree-v5.1/hello.html", "<html>hello</html>")
    written("tree-v5.1/closed/acme/results/summary.html", CARD)
    _, told = run("tree-v5.1")
    assert "hello.html" not in told
    assert "summary.html: not-read: 1 of the kind published card\n" in told


def test_a_row_that_states_no_result_is_counted(run: Run) -> None:
    row = '{"Submitter": "a", "Platform": "b", "Scenario": "Offline", "Performance_Result": 1, "version": "v5.1"'
    written("summary_results.json", f'[{row}, "Model": "rgat", "Category": "closed"}}, {{"Submitter": "a"}}, 7]')
    _, told = run("summary_results.json")
    assert "left out: 2 unreadable-row\n" in told


def test_a_tree_without_any_result_says_why(run: Run) -> None:
    written("broken/closed/acme/systems/box.json", '{"a": 1,\n "b" 2}')
    code, told = run("broken", "--dry-run", "--report", "why.json")
    assert code == 1
    assert told.startswith("error: nothing could be imported: 1 unreadable-description\n")
    assert '    closed/acme/systems/box.json:2:6: ":" is missing after the name "b"\n' in told
    assert "no round, submission tree: 1 read = 0 imported + 1 left out\n" in told
    [left_out] = json.loads(Path("why.json").read_text("utf-8"))["left_out"]
    assert (left_out["line"], left_out["column"], left_out["reason"]) == (2, 6, "unreadable-description")


NO_SOURCES: dict[str, tuple[bytes, str]] = {
    "fake.zip": (b"text", "it is named like an archive and is none: it begins with 'text'"),
    "fake.tar.gz": (b"text", "it is named like an archive and is none: it begins with 'text'"),
    "empty.zip": (b"PK\5\6" + bytes(18), "the archive is empty"),
    "empty.tar": (bytes(10240), "the archive is empty"),
    "some.7z": (b"7z", "archives of this kind are not read"),
    "nothing.txt": (b"", "the file is empty"),
    "other.json": (b'{"a": 1}', "it is JSON, and holds no rows with Submitter, Scenario and Performance_Result"),
    "notes/notes.txt": (b"x", "of the 1 file of the folder none is one of them"),
}


@pytest.mark.parametrize("name", NO_SOURCES)
def test_a_source_that_is_none_is_told_what_it_is(name: str, run: Run) -> None:
    content, what = NO_SOURCES[name]
    source = written(name, content).partition("/")[0]
    code, told = run(source)
    assert (code, told.splitlines()[0]) == (1, f"error: {source} holds nothing that can be imported: {what}")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("hello.html", b"<p>hello", "unreadable-card\n    hello.html: it is no published card"),
        ("hello.html", b"", "unreadable-card\n    hello.html: it is empty"),
        ("hello.html", b"\0", "unreadable-card\n    hello.html: it is no text"),
        ("rows.json", b'{"a" 1}', "unreadable-summary\n    rows.json:1:6: "),
        ("summary_results.json", b"[]", "unreadable-summary\n    summary_results.json: it holds no row"),
    ],
)
def test_a_file_that_was_meant_as_a_source_is_left_out_with_its_fault(
    name: str, content: bytes, expected: str, run: Run
) -> None:
    code, told = run(written(name, content))
    assert code == 1
    assert f"left out: 1 {expected}" in told


def test_an_address_is_to_be_downloaded_first(run: Run) -> None:
    code, told = run("https://example.org/round")
    assert code == 2
    assert "    fix: download it first and name the file; say where it was found with --source-url https" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--round", "inference-5.1"], 'there is no round "inference-5.1" whose sources can be read\n    fix: write '
         "--round inference-v5.1\n"),
        (["--retrieved", "2. Sep 2024"], '--retrieved is "2. Sep 2024"\n    fix: write a day as year, month and day: '
         "2024-09-02\n"),
        (["--source-url", "a.org"], '--source-url is "a.org"\n    fix: write a whole address: '
         "https://example.org/results\n"),
        (["--report", "no/such.json"], "the report no/such.json cannot be written: No such file or directory; nothing "
         "was imported\n    fix: name a file in a folder that exists and is yours to write: --report report.json\n"),
        (["--report", "."], "the report . cannot be written: Is a directory; nothing was imported\n    fix: name a "
         "file in a folder that exists and is yours to write: --report report.json\n"),
    ],
)  # fmt: skip
def test_wrong_options_are_told_before_anything_is_done(options: list[str], told: str, run: Run) -> None:
    assert run("tree-v5.1", *options) == (2, f"error: {told}")
    assert not Path("data/results").exists()


def test_a_round_that_the_source_contradicts_is_noted(run: Run) -> None:
    code, told = run("tree-v5.1", "--round", "v5.0")
    assert code == 0
    assert "note: tree-v5.1: another-round: the name tree-v5.1 says v5.1, and --round inference-v5.0\n" in told
    assert "another-round" not in run("tree-v5.1", "--round", "inference-v5.1")[1]


def test_a_report_of_an_import_that_failed_is_not_left_empty(run: Run) -> None:
    assert run("nowhere", "--report", "report.json")[0] == 2
    assert not Path("report.json").exists()


def test_a_broken_summary_beside_a_tree_is_counted(run: Run) -> None:
    written("tree-v5.1/summary_results.json", "[{]")
    code, told = run("tree-v5.1")
    assert code == 0
    assert "left out: 1 unreadable-summary\n    summary_results.json:1:3: " in told
