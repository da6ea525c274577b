"""The output folder is replaced whole; only what the manifest says we wrote is ever removed."""

import os
from pathlib import Path

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish import staging
from tests.publish.publishing import FILES, beside, contents, publish


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "place" / "output"


def test_a_first_publication_makes_the_folder_and_those_above_it(output: Path) -> None:
    published = publish(output, FILES)
    assert (published.written, published.in_one_step) == (tuple(FILES), True)
    assert (contents(output), beside(output)) == (FILES, set())


def test_what_is_the_same_is_kept_and_what_is_gone_is_removed_with_its_folders(output: Path) -> None:
    publish(output, FILES)
    files = {"index.html": b"new home", "assets/site.css": b"p {}"}
    published = publish(output, files)
    assert (published.written, published.kept) == (("index.html",), ("assets/site.css",))
    assert published.removed == ("r/a/index.html", "r/index.html")
    assert contents(output) == files


def written(output: Path) -> dict[Path, tuple[int, ...]]:
    """Which file each path is, and when it was written; that it was read or linked is no business of a reader."""
    found = {path: path.stat() for path in (output, *output.rglob("*"))}
    return {path: (one.st_ino, one.st_mode, one.st_size, one.st_mtime_ns) for path, one in found.items()}


def test_the_same_site_again_touches_nothing(output: Path) -> None:
    publish(output, FILES)
    before = written(output)
    assert publish(output, FILES).kept == tuple(FILES)
    assert written(output) == before


def spoil(path: Path, how: str) -> None:
    if how == "as long":
        path.write_bytes(b"HOME")
        return
    path.unlink()
    if how == "a link":
        path.symlink_to("/etc/hostname")
    elif how == "an empty folder":
        path.mkdir()
    elif how == "a pipe":
        os.mkfifo(path)


@pytest.mark.parametrize("how", ["as long", "a link", "an empty folder", "a pipe", "gone"])
def test_a_file_of_ours_that_somebody_changed_is_written_again(output: Path, how: str) -> None:
    publish(output, FILES)
    spoil(output / "index.html", how)
    assert publish(output, FILES).written == ("index.html",)
    assert contents(output) == FILES


def test_a_manifest_that_somebody_formatted_is_written_again(output: Path) -> None:
    publish(output, FILES)
    manifest = output / "site-manifest.json"
    ours = manifest.read_bytes()
    manifest.write_bytes(ours.replace(b"\n", b""))
    publish(output, FILES)
    assert manifest.read_bytes() == ours


def test_a_folder_that_we_did_not_make_is_not_touched(output: Path) -> None:
    output.mkdir(parents=True)
    (output / "thesis.txt").write_text("years of work")
    with pytest.raises(SiteBuilderError, match=r"files that this builder did not write"):
        publish(output, FILES)
    assert (contents(output), beside(output)) == ({"thesis.txt": b"years of work"}, set())


@pytest.mark.parametrize("inside", [[], ["lost+found"]])
def test_an_empty_folder_is_as_good_as_none(output: Path, inside: list[str]) -> None:
    output.mkdir(parents=True, mode=0o750)
    for name in inside:
        (output / name).mkdir()
    publish(output, FILES)
    assert contents(output) == FILES | dict.fromkeys(inside, "an empty folder")
    assert output.stat().st_mode & 0o777 == 0o750


def test_an_output_that_is_a_file_is_not_touched(output: Path) -> None:
    output.parent.mkdir()
    output.write_text("years of work")
    with pytest.raises(SiteBuilderError, match="is not a folder"):
        publish(output, FILES)
    assert (output.read_text(), beside(output)) == ("years of work", set())


@pytest.mark.parametrize("exists", [True, False])
def test_an_output_that_is_a_link_stays_one_and_leads_to_the_site(output: Path, exists: bool) -> None:
    real = output.parent.parent / "elsewhere" / "www"
    output.parent.mkdir()
    output.symlink_to(real)
    if exists:
        real.mkdir(parents=True)
    publish(output, FILES)
    publish(output, FILES | {"index.html": b"new"})
    assert output.is_symlink()
    assert contents(real) == FILES | {"index.html": b"new"}
    assert (beside(output), beside(real)) == (set(), set())


def test_a_link_to_itself_is_told(output: Path) -> None:
    output.parent.mkdir()
    output.symlink_to(output)
    with pytest.raises(SiteBuilderError):
        publish(output, FILES)
    assert output.is_symlink()


def test_an_output_below_a_file_is_told(output: Path) -> None:
    output.parent.write_text("a file")
    with pytest.raises(SiteBuilderError, match="cannot be written"):
        publish(output, FILES)


def test_a_page_where_the_manifest_stands_is_told(output: Path) -> None:
    with pytest.raises(SiteBuilderError):
        publish(output, {"site-manifest.json/index.html": b"a round of this name"})
    assert not output.exists()


def test_a_fault_while_the_site_is_made_leaves_the_old_one(output: Path) -> None:
    publish(output, FILES)
    with pytest.raises(ZeroDivisionError), staging(str(output), lambda: None) as stage:
        stage.store("index.html", b"new")
        raise ZeroDivisionError
    assert (contents(output), beside(output)) == (FILES, set())
