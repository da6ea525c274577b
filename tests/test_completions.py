"""What the Tab key does, in each shell, as the documents turn it on."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import FishComplete, ShellComplete

from site_builder.cli.program import site_builder
from tests.builders import an_entry
from tests.commands import Ran, command_in, ran
from tests.conftest import ROOT, SiteFolder
from tests.shells import START, Shell

ARTICLE = (ROOT / "docs/site/articles/completions.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
BEFORE = {"zsh": "autoload -Uz compinit; compinit; "}
KILN = ROOT / "examples/kiln/data"


def line_of(shell: str, document: str) -> str:
    """How a document turns completions on in this shell."""
    (line,) = re.findall(rf"^(?:\$ |    )?(.*{shell}_source.*?)(?: +# .*)?$", document, re.MULTILINE)
    return str(line)


@pytest.fixture(params=START)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """A shell that completes as the article says, in a folder with the kiln's data."""
    if request.param != "bash" and not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    shutil.copytree(KILN, tmp_path / "data")
    turned_on = f"{BEFORE.get(request.param, '')}{line_of(request.param, ARTICLE)}"
    shell = Shell(request.param, tmp_path, f"{command_in(tmp_path / 'bin')}:{os.environ['PATH']}", turned_on)
    yield shell
    shell.close()


def test_a_shell_completes_commands_options_and_names_of_the_data(shell: Shell) -> None:
    completed = {
        "va": ["validate"],
        "build --te": ["build", "--templates"],
        "check da": ["check", "data/"],
        "new X --like moss-3": ["new", "X", "--like", "moss-32"],
        "new X --submitter Nor": ["new", "X", "--submitter", "North Lab"],
        'new X --submitter "Nor': ["new", "X", "--submitter", "North Lab"],
        "explain kiln-2026/fixed/North-Lab/ember-4#ha": ["explain", "kiln-2026/fixed/North-Lab/ember-4#harbour"],
    }
    found = {begun: shell.completed(f"site-builder {begun}") for begun in completed}
    found["check da"] = [re.sub("data$", "data/", word) for word in found["check da"]]  # zsh adds the slash later
    assert found == completed


@pytest.mark.parametrize("shell_name", START)
def test_the_documents_turn_them_on_alike(shell_name: str) -> None:
    assert line_of(shell_name, README) == line_of(shell_name, ARTICLE)
    assert BEFORE.get(shell_name, "").removesuffix("; ") in ARTICLE


def offered(data: Path, command: str, *words: str) -> list[str]:
    """What is offered for the last of these words, whatever the shell."""
    *before, begun = words
    complete = ShellComplete(site_builder, {}, "site-builder", "_SITE_BUILDER_COMPLETE")
    return [item.value for item in complete.get_completions([command, "--data", str(data), *before], begun)]


OFFERED = {
    ("new", "X", "--like", ""): ["reed-8", "moss-32", "ember-4", "ember-64", "moss-4"],
    ("new", "X", "--like", "EMBER-6"): ["ember-64"],
    ("new", "X", "--like", "kiln-2026/free/"): ["kiln-2026/free/Hillside-University/moss-4"],
    ("new", "X", "--round", ""): ["kiln-2026", "kiln-2025"],
    ("new", "X", "--division", "f"): ["fixed", "free"],
    ("new", "X", "--category", "one-node,"): ["one-node,cluster"],
    ("new", "X", "--round", "kiln-2025", "--benchmark", ""): ["leaves", "harbour"],
    ("new", "X", "--round", "kiln-1999", "--benchmark", "a"): ["answers"],
    ("new", "X", "--submitter", "d"): ["Delta Institute"],
    ("withdraw", "kiln-2026/free/"): ["kiln-2026/free/Hillside-University/moss-4"],
    ("withdraw", "kiln-2026/free/Hillside-University/moss-4#"): [
        "kiln-2026/free/Hillside-University/moss-4#leaves",
        "kiln-2026/free/Hillside-University/moss-4#leaves/Scratch",
        "kiln-2026/free/Hillside-University/moss-4#answers",
        "kiln-2026/free/Hillside-University/moss-4#answers/Tuning",
    ],
    ("withdraw", "--status", "inv"): ["invalid"],
    ("rename", "kiln-2025/fixed/D"): ["kiln-2025/fixed/Delta-Institute/reed-8"],
    ("build", "--only", "round,ro"): [],
}


@pytest.mark.parametrize("words", OFFERED, ids=" ".join)
def test_what_the_data_has_is_offered_where_it_is_meant(words: tuple[str, ...]) -> None:
    command, *rest = words
    assert offered(KILN, command, *rest) == OFFERED[words]


def test_of_data_that_is_broken_what_can_be_read_is_offered(site: SiteFolder) -> None:
    site.write("results/acme/broken.json", "{")
    site.write("results/acme/two\nlines.json", an_entry())
    assert offered(site.data, "new", "X", "--like", "") == ["rocket"]
    (site.data / "site.json").write_text("[")
    assert offered(site.data, "new", "X", "--like", "") == ["rocket"]
    assert offered(site.folder / "elsewhere", "new", "X", "--like", "") == []


@pytest.mark.parametrize(
    ("asked", "place"), [("bash_complete", None), ("bash_complete", ""), ("zsh_complete", "x"), ("fish_complete", None)]
)
def test_asked_about_no_line_it_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: str, place: str | None
) -> None:
    monkeypatch.setenv("_SITE_BUILDER_COMPLETE", asked)
    monkeypatch.delenv("COMP_WORDS", raising=False)
    monkeypatch.delenv("COMP_CWORD", raising=False)
    if place is not None:
        monkeypatch.setenv("COMP_WORDS", "site-builder va")
        monkeypatch.setenv("COMP_CWORD", place)
    assert ran(tmp_path, "validate") == Ran(1, "", "")


def test_fish_gets_the_script_mended_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("_SITE_BUILDER_COMPLETE", "fish_source")
    script = ran(tmp_path).out
    assert 'string split --max 1 "," $' in script and 'string split "," ' not in script
    monkeypatch.setattr(FishComplete, "source_template", FishComplete.source_template.replace("split", "cut"))
    unknown = ran(tmp_path)
    assert (unknown.code, unknown.out) == (2, "")
    assert "a script for fish that site-builder does not know" in unknown.err
