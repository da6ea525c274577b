"""Links that lead nowhere now: to files and anchors, and what a commit's site has without git keeping it."""

import os
from pathlib import Path

import pytest

from site_builder.diff import Differences, differences, side, told
from tests.diff.sites import RIVAL, base, built, edited, git


def between(folder: Path, before: dict[str, str], after: dict[str, str]) -> Differences:
    """Two sites of these files."""
    for name, files in (("old", before), ("new", after)):
        for address, text in files.items():
            (folder / name / address).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / address).write_text(text, "utf-8")
    return differences(side(str(folder / "old")), side(str(folder / "new")))


def broken(found: Differences) -> list[tuple[str, str]]:
    """Page and target of each broken link."""
    return [(link.page, link.target) for link in found.broken]


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ('<p><a href="results.csv">All</a></p>', "results.csv"),
        ('<link rel="stylesheet" href="site.css"><p>x</p>', "site.css"),
        ('<p><img src="chart.png" alt="x"></p>', "chart.png"),
    ],
)
def test_links_to_a_file_that_is_gone_are_told(tmp_path: Path, page: str, file: str) -> None:
    found = between(tmp_path, {"a.html": page, file: "x"}, {"a.html": page})
    assert broken(found) == [("a.html", file)]


TARGET = '<p id="here">x</p>'


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        ("b.html#here", False), ("b.html#nowhere", True), ("#nowhere", True), ("b.html?q=1#nowhere", True),
        ("b.html#top", False), ("b.html#", False), ("b.html#:~:text=x", False), ("c.html", True),
    ],
)  # fmt: skip
def test_a_new_link_leads_to_an_anchor_that_is_there(tmp_path: Path, link: str, is_broken: bool) -> None:
    after = f'<p><a href="{link}">y</a></p>'
    found = between(tmp_path / "page", {"a.html": "<p>y</p>", "b.html": TARGET}, {"a.html": after, "b.html": TARGET})
    assert [page for page, _ in broken(found)] == (["a.html"] if is_broken else [])
    found = between(tmp_path / "new", {"b.html": TARGET}, {"a.html": after, "b.html": TARGET})
    assert [page for page, _ in broken(found)] == (["a.html"] if is_broken else [])


BULK = "downloads/results.csv"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A commit of a site without its bulk files, and the whole site beside it."""
    built(tmp_path, base())
    (tmp_path / ".gitignore").write_text("/output/downloads/*\n!/output/downloads/index.html\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".gitignore", "output")
    git(tmp_path, "commit", "-q", "-m", "the site")
    assert (tmp_path / "output" / BULK).is_file()
    assert BULK not in git(tmp_path, "ls-files")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_up_to_date_site_has_no_differences_to_a_commit_without_its_bulk_files(repository: Path) -> None:
    for sides in (("git:HEAD", "output"), ("output", "git:HEAD")):
        answer = told(differences(*map(side, sides)))
        assert not answer.is_refused
        assert answer.lines[0][0].endswith(": no differences")


def test_a_bulk_file_of_other_bytes_is_told_and_one_that_no_manifest_names(repository: Path) -> None:
    (repository / "output" / BULK).write_text("a,b\n", "utf-8")
    (repository / "output/downloads/more.csv").write_text("a,b\n", "utf-8")
    found = differences(side("git:HEAD"), side("output"))
    assert [(file.address, file.what) for file in found.files] == [("downloads/more.csv", "added"), (BULK, "changed")]


def test_links_to_bulk_files_lead_somewhere_in_a_commit(repository: Path) -> None:
    built(repository, edited(lambda files: files[RIVAL]["results"][0].update(value=7)))
    git(repository, "commit", "-q", "-a", "-m", "a value")
    assert broken(differences(side("git:HEAD~1"), side("git:HEAD"))) == []
    os.remove(repository / "output" / BULK)
    assert broken(differences(side("git:HEAD"), side("output"))) == []
