"""Nothing in the documents may go stale: what can be run in them is run, and what they show is compared."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from site_builder.authoring import new_site
from site_builder.cli import site_builder
from tests.commands import ran
from tests.conftest import ROOT, SiteFolder
from tests.sources.trees import tree_with
from tests.test_rooms import PACKAGE, imports_between_rooms, modules

KILN = ROOT / "examples/kiln"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", KILN / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# test_docs_site.py follows the articles of the documentation site, but for one, whose commands need the shipped data.
LIFE = ROOT / "docs/site/articles/life-of-a-result.md"
DOCUMENTS = [path for path in DOCUMENTS if path == LIFE or not path.is_relative_to(ROOT / "docs/site")]
WRITTEN = [path for path in DOCUMENTS if path.parent.name != "reference"]  # those are made, by tests of their own
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

COMMAND = re.compile(r"(make|\.venv/bin/|site-builder|python -m|export|eval|_SITE_BUILDER_COMPLETE=)")
KINDS = {
    "a JSON file": re.compile(r"```json\n"),
    "a workflow": re.compile(r"```yaml\n"),  # tests/test_workflows.py
    "Python": re.compile(r"```python\n"),
    "problems": re.compile(r"\S+:\d+:\d+: (error|warning)\["),
    "a drawing": re.compile(r".*▶"),
    "drivers of git": re.compile(r"git config "),  # tried by tests/diff/test_git_drivers.py
    "commands": COMMAND,
}
A_CARD = "inference-v4.1/closed/NVIDIA/H200-SXM-141GBx8_TRT"


def blocks(path: Path) -> Iterator[str]:
    """Give every fenced block of a document with its first fence, and every indented one without its indentation."""
    text = path.read_text("utf-8")
    fenced = re.compile(r"^(```\w*\n.*?)^```$", re.MULTILINE | re.DOTALL)
    yield from fenced.findall(text)
    for block in re.findall(r"(?<=\n\n)(?:    .*\n)+", fenced.sub("", text)):
        yield re.sub("^    ", "", block, flags=re.MULTILINE)


def of_kind(kind: str) -> list[str]:
    """Return all blocks of a kind."""
    return [block for path in WRITTEN for block in blocks(path) if KINDS[kind].match(block)]


def commands() -> list[str]:
    """Return every command that is shown, in a block or between backticks, without its comment."""
    lines = [line for block in of_kind("commands") for line in block.splitlines()]
    spans = [span for path in DOCUMENTS for span in re.findall(r"`([^`\n]+)`", path.read_text("utf-8"))]
    shown = [re.split(r"\s+#\s|;\s", line)[0].strip() for line in (*lines, *spans) if COMMAND.match(line)]
    # A comment may show another one: make lock    # ...; make lock ARGS=--upgrade for newer ones
    shown += [found for line in lines for found in re.findall(r"; (make \S+ ARGS=\S+)", line)]
    return list(dict.fromkeys(shown))


@pytest.fixture
def shipped(tmp_path: Path) -> SiteFolder:
    """The shipped data in a folder where a reader follows the documents."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return SiteFolder(tmp_path)


def test_every_block_is_of_a_kind_that_is_tried_here() -> None:
    for path in WRITTEN:
        for block in blocks(path):
            assert any(kind.match(block) for kind in KINDS.values()), f"{path.name}: what is this?\n{block}"


OF_THE_BUILDER = [command for command in commands() if re.match(r"(\.venv/bin/)?site-builder .", command)]
SERVES = [command for command in OF_THE_BUILDER if command.split()[1] == "serve"]
OURS = [command for command in OF_THE_BUILDER if command not in SERVES]
MAKES = [command for command in commands() if command.startswith("make ")]
MODULES = [command for command in commands() if "python -m " in command]


def test_the_commands_are_found() -> None:
    assert ".venv/bin/site-builder import SOURCE --dry-run" in OURS
    assert {"make site", "make test", "make lock ARGS=--upgrade"} <= set(MAKES)
    assert ".venv/bin/python -m tests.browser.screenshots output /tmp/shots index.html" in MODULES


@pytest.mark.parametrize("command", OURS)
def test_a_command_of_the_builder_works_as_it_is_shown(
    shipped: SiteFolder, built_shipped: SiteFolder, command: str
) -> None:
    (shipped.folder / "templates").mkdir()
    stands_for = {"SOURCE": str(tree_with(".", shipped.folder)), "DIR": "templates", "FILE": "report.json"}
    stands_for |= {"OLD": "output", "NEW": "output", "PAGE#ROW": f"{A_CARD}#result-resnet"}
    words = [stands_for.get(word, word) for word in shlex.split(command)[1:]]
    if words[0] in ("check", "diff"):
        shutil.copytree(built_shipped.output, shipped.output)
    if "examples/kiln/data" in words:
        shutil.copytree(KILN / "data", shipped.folder / "examples/kiln/data")
    done = ran(shipped.folder, *words)
    assert done.code == 0, done


def test_what_the_readme_of_a_new_site_shows_works_in_that_site(tmp_path: Path) -> None:
    new_site(str(tmp_path), "Results", "Lab")
    shown = [line for block in blocks(tmp_path / "README.md") for line in block.splitlines()]
    commands = [re.split(r"\s+#\s", line)[0].split() for line in shown]
    assert [words[:2] for words in commands] == [
        ["site-builder", word] for word in ("serve", "validate", "build", "new", "schema", "schema")
    ]
    for words in commands[1:]:  # serve: test_serve_command.py
        assert ran(tmp_path, *words[1:]).code == 0, words


@pytest.mark.parametrize("command", SERVES)
def test_a_command_that_serves_says_where(shipped: SiteFolder, command: str) -> None:
    words = [sys.executable, "-m", "site_builder", *command.split()[1:], "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=shipped.folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = [process.stderr.readline(), process.stderr.readline()]
        process.terminate()
        process.communicate(timeout=20)
    assert said[0].endswith("no problems\n")
    assert re.match(r"http://127\.0\.0\.1:\d+/ shows the site", said[1])


@pytest.mark.parametrize("command", MAKES)
def test_a_target_of_make_exists(command: str) -> None:
    assert re.search(rf"^{command.split()[1]}:.* ## ", MAKEFILE, re.MULTILINE), command


@pytest.mark.parametrize("words", re.findall(r'make site ARGS="([^".]+)"', MAKEFILE + README))
def test_options_that_are_advised_to_make_site_are_options_of_build(words: str) -> None:
    command = site_builder.commands["build"]
    with command.make_context("build", words.split()) as given:
        assert isinstance(given, click.Context)


@pytest.mark.parametrize("command", MODULES)
def test_a_module_that_is_run_is_there(command: str) -> None:
    assert find_spec(command.partition("python -m ")[2].split()[0]), command


@pytest.mark.browser
def test_pages_are_photographed_as_it_is_shown(site: SiteFolder) -> None:
    (command,) = (command for command in MODULES if "screenshots" in command)
    site.build()
    words = command.replace("/tmp/shots", str(site.folder / "shots")).split()[1:]
    subprocess.run([sys.executable, *words], cwd=site.folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    assert len(list((site.folder / "shots").glob("*.png"))) == 4


def test_the_example_of_an_entry_is_valid_and_becomes_the_page_that_is_named(shipped: SiteFolder) -> None:
    (example,) = (block.removeprefix("```json\n") for block in of_kind("a JSON file"))
    file, page = re.findall(r"`(data/\S+\.json)` becomes\s+`(output/\S+)`", README)[0]
    entry = shipped.write(f"../{file}", example)
    assert ran(shipped.folder, "validate", file) == (0, "", "no problems\n")
    assert ran(shipped.folder, "build", "--quiet") == (0, "", "")
    assert json.loads(example)["system"]["system_name"] in (shipped.folder / page).read_text("utf-8")

    (problems,) = of_kind("problems")
    misspelt = re.findall(r'is "(\w+)"', problems)[0]
    right = re.findall(r'fix: write "(\w+)"', problems)[0]
    entry.write_text(example.replace(right, misspelt), "utf-8")
    assert ran(shipped.folder, "validate", file) == (1, problems, "1 error in 1 file\n")
    assert ran(shipped.folder, "build") == (1, "", f"{problems}1 error in 1 file; output is as it was\n")


def test_the_python_that_is_shown_runs(shipped: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shipped.folder)
    for block in of_kind("Python"):
        names: dict[str, object] = {}
        exec(block.removeprefix("```python\n"), names)
        assert len(names["results"]) > 900  # type: ignore[arg-type]


def test_the_shipped_round_is_as_large_as_it_is_said_to_be() -> None:
    systems, results = re.findall(r"Inference v4\.1 imported so: (\d+) systems, (\d+) results", README)[0]
    entries = [json.loads(path.read_bytes()) for path in (ROOT / "data/results/inference-v4.1").rglob("*.json")]
    imported = [entry for entry in entries if entry.get("source", {}).get("kind") == "submission-tree"]
    assert (len(imported), sum(len(entry["results"]) for entry in imported)) == (int(systems), int(results))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        assert "://" in link or (path.parent / link).exists(), link


def test_imports_point_up_in_the_table_of_rooms() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", text.partition("| it knows |")[2].partition("\n\n")[0], re.M)
    row_of = {room: number for number, row in enumerate(rows) for room in re.findall(r"\w+", row)}
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert set(row_of) == rooms - {"__init__", "__main__"}
    found = [taken for taken in imports_between_rooms() if taken.importer in row_of and taken.room in row_of]
    assert [str(taken) for taken in found if row_of[taken.importer] <= row_of[taken.room]] == []


def test_help_has_a_whole_line_for_each_command() -> None:
    words = [sys.executable, "-m", "site_builder", "--help"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    said = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    lines = said.partition("Commands:\n")[2].splitlines()
    assert len(lines) > 10
    assert [line for line in lines if not re.fullmatch(r"  [a-z]+ +\S.*[^.]\.", line)] == []


def test_the_import_bench_runs(tmp_path: Path) -> None:
    words = ["bench.import_bench", str(tree_with(".", tmp_path)), "--times", "1"]
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "ratio" in done.stdout
