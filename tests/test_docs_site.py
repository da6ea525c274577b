"""The documentation is a site of its own making: fresh where it is generated, followed where it shows commands."""

import re
import shutil
from pathlib import Path

import pytest

from site_builder.authoring.data_reference import reference as data_reference
from site_builder.build import Options, build
from site_builder.checks import check_site
from site_builder.cli.program import site_builder
from site_builder.cli.reference import reference as command_reference
from site_builder.sources import read_data
from tests.commands import command_in
from tests.conftest import ROOT
from tests.sources.trees import tree_with
from tests.walkthrough import Reader, is_as_shown, steps

SITE = ROOT / "docs/site"
ARTICLES = {path.stem: path.read_text("utf-8") for path in sorted((SITE / "articles").glob("*.md"))}
MADE = {"data": data_reference, "commands": command_reference}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which `site-builder` is this checkout's."""
    return command_in(tmp_path / "bin")


@pytest.mark.parametrize("name", [name for name, text in ARTICLES.items() if steps(text)])
def test_what_an_article_shows_is_what_happens(tmp_path: Path, path: str, name: str) -> None:
    said = {}
    folder = tmp_path / "reader"
    folder.mkdir()
    if "SOURCE" in ARTICLES[name]:
        said["SOURCE"] = str(tree_with(".", tmp_path))
        shutil.copytree(ROOT / "data/rounds", folder / "data/rounds")
    Reader(folder, path, said).follow(ARTICLES[name])


def test_the_tutorial_takes_less_than_ten_commands() -> None:
    """With the one that installs the wheel."""
    assert 1 + len([step for step in steps(ARTICLES["tutorial"]) if step.kind == "command"]) < 10


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_of_models_and_commands_is_fresh(name: str) -> None:
    assert ARTICLES[name] == MADE[name](), "run make accept"


def test_every_command_and_option_is_in_the_reference() -> None:
    for name, command in site_builder.commands.items():
        assert f"\n## {name} {{ #{name} }}\n" in ARTICLES["commands"]
        for option in (word for given in command.params for word in given.opts if word.startswith("--")):
            assert f"`{option}" in ARTICLES["commands"]


def test_headings_of_the_reference_are_commands_and_nothing_of_their_words() -> None:
    headings = re.findall("^#+ ?(.*)", ARTICLES["commands"], re.MULTILINE)
    assert headings == [f"{name} {{ #{name} }}" for name in sorted(site_builder.commands)]


def test_articles_have_an_order_in_which_none_is_tied_with_another() -> None:
    orders = [int(found) for text in ARTICLES.values() for found in re.findall(r"^order = (\d+)$", text, re.MULTILINE)]
    assert sorted(orders) == list(range(1, len(ARTICLES) + 1))


def test_commands_that_are_named_in_passing_exist() -> None:
    for name, text in ARTICLES.items():
        for command in re.findall(r"`site-builder ([a-z]+)", text):
            assert command in site_builder.commands, name


def test_it_is_a_site_without_a_problem_that_names_every_article(tmp_path: Path) -> None:
    assert read_data(str(SITE)).problems == ()
    report = build(Options(str(SITE), str(tmp_path / "site")))
    assert report.warnings == ()
    assert check_site(str(tmp_path / "site")) == ()
    home = (tmp_path / "site/index.html").read_text("utf-8")
    for name in ARTICLES:
        assert f'href="articles/{name}/index.html"' in home
    picture = (tmp_path / "site/articles/architecture/index.html").read_text("utf-8")
    assert '<img alt="JSON files are read' in picture
    assert (tmp_path / "site/assets/architecture.svg").is_file()


def test_dots_stand_for_anything_and_nothing_else_does() -> None:
    assert is_as_shown("a\nread in 0.1 s: no\nb\n", "...\nread in ...: no\nb\n")
    assert is_as_shown("", "...\n")
    assert not is_as_shown("read in 0.1 s: yes\n", "read in ...: no\n")
    assert not is_as_shown("a\nb\n", "a\n")
