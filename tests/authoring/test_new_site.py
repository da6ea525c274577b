"""init: a new site that builds, in the author's own name."""

import os
from pathlib import Path

import pytest

from site_builder.authoring import new_site
from site_builder.build import Options, build
from site_builder.problems import SiteBuilderError
from site_builder.sources import read_data


def test_a_new_site_has_no_problem_and_builds_in_the_authors_name(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    written = new_site(str(folder), "Sorting, measured", "Straße & Söhne")
    data = read_data(str(folder / "data"))
    assert data.problems == ()
    assert data.site is not None and data.site.title == "Sorting, measured"
    assert [(entry.submitter, entry.id) for entry in data.catalog.entries] == [("Straße & Söhne", "example-system")]
    build(Options(str(folder / "data"), str(folder / "output")))
    (card,) = (folder / "output").glob("example-v1/standard/*/example-system/index.html")
    assert "Straße &amp; Söhne" in card.read_text("utf-8")
    there = [path for path in folder.rglob("*") if path.is_file() and "output" not in path.parts]
    assert sorted(written) == sorted(map(str, there))
    assert (folder / ".gitignore").read_text("utf-8").endswith("\n/.site-cache/\n")


def test_the_names_in_its_readme_are_those_of_its_files(tmp_path: Path) -> None:
    new_site(str(tmp_path), "Results", "Lab")
    told = [row.split("`")[1] for row in (tmp_path / "README.md").read_text("utf-8").splitlines() if "| `data" in row]
    assert told == ["data/site.json", "data/rounds/example-v1.json", "data/results/"]
    assert [name for name in told if not (tmp_path / name).exists()] == []


@pytest.mark.parametrize("name", ["notes.txt", ".env"])
def test_a_folder_in_use_is_refused_and_left_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(SiteBuilderError) as refused:
        new_site(str(tmp_path), "Results", "Lab")
    assert refused.value.args == (
        f"{tmp_path} is in use: it has {name}",
        "name a new folder, or one with a new repository and nothing else",
    )
    assert os.listdir(tmp_path) == [name]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file", "file/below"):
        with pytest.raises(SiteBuilderError, match=f"{name} cannot be used: Not a directory"):
            new_site(str(tmp_path / name), "Results", "Lab")


def test_a_folder_that_cannot_be_made_is_told() -> None:
    with pytest.raises(SiteBuilderError, match="/proc/mine cannot be written: No such file or directory"):
        new_site("/proc/mine", "Results", "Lab")


@pytest.mark.parametrize("title", ["", " ", "a\x1bb", "a\tb", "caf\udce9"])
def test_a_title_that_is_no_text_is_refused_before_anything_is_written(tmp_path: Path, title: str) -> None:
    with pytest.raises(SiteBuilderError, match="the title is") as refused:
        new_site(str(tmp_path), title, "Lab")
    assert refused.value.fix.startswith("name one with --title")
    assert refused.value.message.isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_space_that_does_not_break_is_text(tmp_path: Path) -> None:
    new_site(str(tmp_path), "Sorting\u00a02", "Lab\u202f5")
    assert read_data(str(tmp_path / "data")).problems == ()


@pytest.mark.parametrize("name", ["实验室", "", "a\nb", "x" * 201, "caf\udce9"])
def test_a_submitter_whose_name_is_no_address_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(SiteBuilderError, match="the submitter is"):
        new_site(str(tmp_path), "Results", name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_name_is_refused() -> None:
    with pytest.raises(SiteBuilderError, match="name a new folder"):
        new_site("", "Results", "Lab")


def test_a_new_repository_becomes_a_site_and_keeps_what_it_had(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("Ours\n", "utf-8")
    made = new_site(str(tmp_path), "Lab results", "Our Lab")
    assert str(tmp_path / "README.md") not in made
    assert (tmp_path / "README.md").read_text("utf-8") == "Ours\n"
    assert [file for file in made if not Path(file).is_file()] == []
    assert read_data(str(tmp_path / "data")).problems == ()
