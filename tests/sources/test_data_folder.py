"""The data folder: which files are read, and what cannot be read is told."""

import os
from pathlib import Path
from typing import Any

import pytest

from site_builder.sources import data_files, read_data
from tests.builders import a_result, a_round, a_site, an_entry
from tests.conftest import SiteFolder
from tests.sources.small_site import ENTRY, LINK, ROUND_FILE, problems


def test_a_valid_folder_has_no_problems(site: SiteFolder) -> None:
    data = read_data(str(site.data))
    assert (data.problems, data.errors) == ((), ())
    assert [entry.link for entry in data.catalog.entries] == [LINK]


@pytest.mark.parametrize("ending", ["", "/", "//", "/."])
def test_the_folder_may_be_named_in_several_ways(site: SiteFolder, ending: str) -> None:
    data = read_data(f"{site.data}{ending}")
    assert (data.problems, len(data.catalog.entries)) == ((), 1)


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    assert [p.message for p in read_data(str(tmp_path / "data")).problems] == ["the data folder is not a folder"]


def test_a_folder_whose_name_ends_in_json_is_a_folder(site: SiteFolder) -> None:
    site.write("old.json/comet.json", an_entry())
    data = read_data(str(site.data))
    assert (data.problems, len(data.catalog.entries)) == ((), 2)


def test_files_of_other_names_are_told_and_not_read(site: SiteFolder) -> None:
    for name in ("a.JSON", "b.json.bak", "c", ".d.json", ".gitkeep"):
        site.write(name, "{")
    assert site.problems() == [(name, "file-not-read") for name in (".d.json", "a.JSON", "b.json.bak", "c")]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/etc/hostname", "the link leaves the data folder"),
        ("..", "the link leaves the data folder"),
        ("nowhere.json", "the link leads nowhere"),
        ("link.json", "the link leads nowhere"),
        ("results", "the link leads to a folder, whose entries would count twice"),
        (".", "the link leads to a folder, whose entries would count twice"),
        (ENTRY, "the link leads to a file that is read itself, and would count twice"),
        ("site.json", "the link leads to a file that is read itself, and would count twice"),
        ("chain", "the link leads to a file that is read itself, and would count twice"),
    ],
)
def test_a_link_that_cannot_be_used_is_told(site: SiteFolder, target: str, message: str) -> None:
    (site.data / ".store").mkdir()
    (site.data / ".store/chain").symlink_to(site.data / ENTRY)
    (site.data / "link.json").symlink_to(".store/chain" if target == "chain" else target)
    assert [(p.kind, p.message) for p in problems(site)] == [("unusable-link", message)]


@pytest.mark.parametrize("name", [".store/comet", ".cache/comet.json"])
def test_a_link_to_a_file_inside_that_is_not_read_itself_is_read(site: SiteFolder, name: str) -> None:
    (site.data / "comet.json").symlink_to(site.write(name, an_entry()))
    data = read_data(str(site.data))
    assert (data.problems, len(data.catalog.entries)) == ((), 2)


def test_a_hidden_folder_with_json_in_it_is_told_and_not_read(site: SiteFolder) -> None:
    for name in (".old/x.json", "results/.b/c/d.json", ".git/x.json", "results/.ipynb_checkpoints/x.json", ".empty/x"):
        site.write(name, "{")
    (site.data / ".elsewhere").symlink_to("results")
    assert site.problems() == [(".old", "file-not-read"), ("results/.b", "file-not-read")]


def test_a_folder_without_the_right_to_read_it_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if path.endswith("rounds"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(data_files.os, "scandir", refuse)
    assert site.problems() == [("rounds", "unreadable-file")]


def test_a_file_without_the_right_to_read_it_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, _: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(data_files.os, "open", refuse)
    assert site.problems() == [(name, "unreadable-file") for name in (ENTRY, ROUND_FILE, "site.json")]


def test_faults_of_all_files_are_told_at_once(site: SiteFolder) -> None:
    site.write("site.json", {})
    site.write(ROUND_FILE, a_round(benchmarks=5))
    site.write(ENTRY, an_entry(result=[]))
    site.write("x/b.json", "{")
    site.write("x/c.json", an_entry(round="sprint-v0"))
    assert site.problems() == [
        (f"{ENTRY}:25:3", "unknown-field"),
        (f"{ROUND_FILE}:43:17", "wrong-type"),
        ("site.json:1:1", "missing-field"),
        ("site.json:1:1", "missing-field"),
        ("x/b.json:1:2", "broken-json"),
        ("x/c.json:2:12", "unknown-round"),
    ]


def test_a_newer_format_says_to_update_the_builder(site: SiteFolder) -> None:
    site.write("site.json", a_site(format=2))
    (problem,) = problems(site)
    assert (problem.message, problem.fix) == ("format is 2, and this builder knows 1", "update site-builder")


def test_a_data_folder_in_a_path_that_is_no_text_can_be_told_of(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path / os.fsdecode(b"\xff"))
    folder.write("site.json", a_site())
    folder.write(ROUND_FILE, a_round())
    folder.write(ENTRY, an_entry(results=[a_result(scenario="Sever", benchmark="x")]))
    told = read_data(str(folder.data)).problems
    assert [problem.kind for problem in told] == ["unknown-benchmark", "unknown-scenario"]
    assert all(problem.model_dump_json() for problem in told)
