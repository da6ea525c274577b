"""What two sites say differently: causes first, what follows from them told as such."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.diff import Differences, compare, differences, side
from site_builder.diff.outline import outline
from site_builder.diff.report import DERIVED, report, rounds_of
from site_builder.problems import SiteBuilderError
from tests.builders import ROUND
from tests.diff.history import new_round, new_system
from tests.diff.sites import ACME, RIVAL, THIRD, Files, base, built, edited, git

CARD = f"{ROUND}/closed/Rival/box/index.html"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before any edit, built once."""
    return built(tmp_path_factory.mktemp("before"), base())


def after(before: Path, folder: Path, edit: Callable[[Files], None]) -> Differences:
    """What an edit makes different."""
    return differences(side(str(before)), side(str(built(folder, edited(edit)))))


def test_a_corrected_value_is_one_change_of_one_card(before: Path, tmp_path: Path) -> None:
    found = after(before, tmp_path, lambda files: files[RIVAL]["results"][0].update(value=1300.75))
    (card,) = [page for page in found.pages if page.changes]
    assert (card.address, card.name) == (CARD, "Rival, Rival Box")
    (value,) = card.values
    assert (value.row, value.old, value.new, value.unit) == ("resnet Offline", "1100.25", "1300.75", "Samples/s")
    assert value.percent is not None
    assert (f"{value.percent:.1f}", value.direction) == ("18.2", "better")


def test_a_higher_latency_is_worse(before: Path, tmp_path: Path) -> None:
    name = ACME.replace("box", "edge")
    found = after(before, tmp_path, lambda files: files[name]["results"][0].update(value=3))
    (value,) = [value for page in found.pages for value in page.values]
    assert (value.row, value.unit, value.direction) == ("resnet SingleStream", "Latency (ms)", "worse")


def test_ranks_of_namesakes_are_told_with_their_submitter(before: Path, tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        for name in (ACME, RIVAL):
            files[name]["system"]["system_name"] = "Box"

    one = built(tmp_path / "one", edited(edit))
    two = built(tmp_path / "two", edited(lambda f: (edit(f), f[RIVAL]["results"][0].update(value=1300.75))[0]))
    found = differences(side(str(one)), side(str(two)))
    ranks = [change.label for page in found.pages for change in page.follows if change.place.column == "Rank"]
    assert {"Box (Acme)", "Box (Rival)"} <= set(ranks)
    assert "Box" not in ranks


def test_an_unchanged_site_has_no_differences(before: Path, tmp_path: Path) -> None:
    found = after(before, tmp_path, lambda files: None)
    assert found.is_empty


def test_links_to_a_card_that_is_gone_are_told(before: Path, tmp_path: Path) -> None:
    site = built(tmp_path, base())
    os.remove(site / CARD)
    found = differences(side(str(before)), side(str(site)))
    assert {link.target.partition("#")[0] for link in found.broken} == {CARD}
    assert f"{ROUND}/index.html" in {link.page for link in found.broken}


def test_a_commit_is_a_side_without_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, base())
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "output")
    git(tmp_path, "commit", "-q", "-m", "before")
    built(tmp_path, edited(lambda files: files[RIVAL]["results"][0].update(value=1300.75)))
    git(tmp_path, "add", "output")
    git(tmp_path, "commit", "-q", "-m", "after")
    monkeypatch.chdir(tmp_path)
    by_commits = differences(side("git:HEAD~1"), side("git:HEAD:output"))
    half = differences(side("git:HEAD~1"), side("output"))
    assert [page.address for page in by_commits.pages if page.changes] == [CARD]
    assert by_commits.pages == half.pages
    assert differences(side("git:HEAD"), side("output")).is_empty


@pytest.mark.parametrize("given", ["nowhere", "git:no-such-commit", "git:--help", "git:HEAD:nowhere"])
def test_what_is_not_there_is_told(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SiteBuilderError, match=given.removeprefix("git:").split(":")[0]):
        side(given)


def test_what_is_the_same_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "old", tmp_path / "new"):
        folder.mkdir()
        for number in range(50):
            (folder / f"{number}.html").write_text(f"<p>{number}</p>", "utf-8")
    (tmp_path / "new" / "7.html").write_text("<p>eight</p>", "utf-8")
    read: list[str] = []
    monkeypatch.setattr(compare, "outline", lambda address, html: (read.append(address), outline(address, html))[1])
    found = differences(side(str(tmp_path / "old")), side(str(tmp_path / "new")))
    assert read == ["7.html", "7.html"]
    assert [page.address for page in found.pages] == ["7.html"]


@pytest.mark.parametrize(
    ("before", "after", "is_markup"),
    [
        ('<p class="a">x</p>', '<p class="b">x</p>', True),
        ("<p>x</p>", "<div><p>x</p></div>", True),
        ("<p>x</p><!-- one -->", "<p>x</p>", True),
        ('<a class="a" href="y">x</a>', '<a class="a" href="z">x</a>', False),
        ('<p>class="a"</p>', '<p>class="b"</p>', False),
        ("<p>x</p>", "<p>x y</p>", False),
    ],
)
def test_what_only_dresses_a_page_is_told_as_markup(tmp_path: Path, before: str, after: str, is_markup: bool) -> None:
    for name, html in (("old", before), ("new", after)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(html, "utf-8")
    found = differences(side(str(tmp_path / "old")), side(str(tmp_path / "new")))
    assert (len(found.markup), len(found.pages)) == ((1, 0) if is_markup else (0, 1))


def test_a_new_round_is_told_first_and_what_is_derived_from_it_afterwards(before: Path, tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        new_round(files)
        files["articles/news.md"] = article.replace("first", "second")

    article = '+++\ntitle = "News"\n+++\nThe first round.\n'
    one = built(tmp_path / "one", edited(lambda files: files.update({"articles/news.md": article})))
    whole = report(differences(side(str(one)), side(str(built(tmp_path / "two", edited(edit))))))
    assert whole.summary.startswith("round sprint-v2 is new, 1 new card, 1 other page says something else, ")
    parts = {part.title: part for part in whole.parts}
    assert next(iter(parts)) == "New cards"
    assert [entry.address for entry in parts["Other pages that say something else"].entries] == ["articles/news"]
    assert [entry.title for entry in parts["Pages that are new, gone or elsewhere"].entries] == ["5 pages of sprint-v2"]
    derived = {entry.address for entry in parts[DERIVED].entries}
    assert {"index.html", "submitters/Acme", "accelerators/T1000"} <= derived
    assert not parts[DERIVED].is_cause


def test_one_more_card_of_a_round_is_no_new_round(before: Path, tmp_path: Path) -> None:
    found = after(before, tmp_path, new_system)
    assert rounds_of(found) == {}


@pytest.mark.parametrize(
    ("given", "message", "fix"),
    [
        ("git:nope", "git knows no commit nope", "write git:REV, as in git:HEAD~1 or git:main"),
        ("git:--help", "git knows no commit --help", "write git:REV, as in git:HEAD~1 or git:main"),
        ("git:HEAD^{tree}", "git knows no commit HEAD^{tree}", "write git:REV, as in git:HEAD~1 or git:main"),
        ("git:HEAD", "the commit HEAD has no folder output here", "{}git:HEAD:PATH"),
        ("git:HEAD:site", "the commit HEAD has no folder site", "{}git:HEAD:PATH"),
        ("git:main:a.html", "the commit main has no folder a.html", "{}git:main:PATH"),
    ],
)
def test_what_a_repository_does_not_have_is_told_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, message: str, fix: str
) -> None:
    (tmp_path / "a.html").write_text("<p>a</p>", "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "a page")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SiteBuilderError) as raised:
        side(given)
    where = "name the folder of its site, by a path from the top of the repository: "
    assert (raised.value.message, raised.value.fix) == (message, fix.format(where))


def test_outside_of_a_repository_a_commit_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SiteBuilderError) as raised:
        side("git:HEAD")
    assert raised.value.message == "git:HEAD: this folder is in no git repository"


def test_a_submitters_page_that_moved_with_its_card_is_told(before: Path, tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        entry = files.pop(THIRD)
        entry["system"]["submitter"] = "Fourth"
        files[THIRD.replace("Third", "Fourth")] = entry | {"was": [f"{ROUND}/closed/Third/box"]}

    parts = {part.title: part.entries for part in report(after(before, tmp_path, edit)).parts}
    (entry,) = parts["Pages that are new, gone or elsewhere"]
    assert (entry.title, entry.address, entry.note) == ("Fourth", "submitters/Fourth", "was at submitters/Third")
