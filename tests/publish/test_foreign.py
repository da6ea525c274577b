"""What others put into the output folder stays as it is, or stops the publication."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish import foreign, writer
from tests.publish.publishing import FILES, beside, contents, publish

NEW = {"index.html": b"new home", "assets/site.css": b"p {}"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publish(tmp_path / "place" / "output", FILES)
    return tmp_path / "place" / "output"


def test_files_links_and_empty_folders_of_others_outlive_an_exchange(output: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/kept.txt").write_bytes(b"kept")
    (output / "CNAME").write_bytes(b"example.org")
    (output / "r/a/notes.txt").write_bytes(b"beside a card that goes")
    (output / ".git/refs/tags").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"ref")
    (output / "photos").symlink_to(tmp_path / "real")
    (output / "nowhere").symlink_to("does/not/exist")
    (output / os.fsdecode(b"caf\xe9")).write_bytes(b"a name that is no text")
    theirs = {path: data for path, data in contents(output).items() if path not in FILES}
    assert publish(output, NEW).in_one_step
    assert contents(output) == NEW | theirs
    assert (tmp_path / "real/kept.txt").read_bytes() == b"kept"


def test_a_file_of_others_stays_the_very_same_file(output: Path) -> None:
    (output / "upload").mkdir(mode=0o700)
    upload = output / "upload/part"
    upload.write_bytes(b"half")
    with upload.open("ab") as still_writing:
        publish(output, NEW)
        still_writing.write(b" and half")
    assert upload.read_bytes() == b"half and half"
    assert (output / "upload").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("theirs", ["new.html", "new", "r/b/index.html/deep/file"])
def test_a_file_of_others_where_ours_must_stand_stops_the_publication(output: Path, theirs: str) -> None:
    (output / theirs).parent.mkdir(parents=True, exist_ok=True)
    (output / theirs).write_bytes(b"theirs")
    with pytest.raises(SiteBuilderError, match=rf"{theirs} is in the way"):
        publish(output, FILES | {"new.html": b"", "new/index.html": b"", "r/b/index.html": b""})
    assert contents(output) == FILES | {theirs: b"theirs"}
    assert beside(output) == set()


def test_a_link_to_a_folder_where_ours_must_stand_stops_the_publication(output: Path, tmp_path: Path) -> None:
    shutil.move(output / "r", tmp_path / "r")
    (output / "r").symlink_to(tmp_path / "r")
    with pytest.raises(SiteBuilderError, match=r"output/r is in the way"):
        publish(output, FILES | {"r/a/index.html": b"new"})
    assert (tmp_path / "r/a/index.html").read_bytes() == b"card"


@pytest.mark.parametrize("empty", ["new.html", "new/deep", "new.html/deep/folder"])
def test_an_empty_folder_gives_way_to_a_file_of_ours(output: Path, empty: str) -> None:
    (output / empty).mkdir(parents=True)
    new = FILES | {"new.html": b"", "new/index.html": b""}
    publish(output, new)
    kept = {} if empty.startswith("new.html") else {empty: "an empty folder"}
    assert contents(output) == new | kept


def test_a_file_that_its_owner_removes_meanwhile_is_no_fault(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output / "log").write_bytes(b"a line")
    (output / "gone").write_bytes(b"")
    link = os.link

    def while_its_owner_is_quicker(source: str, target: str) -> None:
        Path(output, "gone").unlink(missing_ok=True)
        link(source, target)

    monkeypatch.setattr(foreign.os, "link", while_its_owner_is_quicker)
    publish(output, NEW)
    assert contents(output) == NEW | {"log": b"a line"}


def test_a_folder_that_cannot_be_looked_into_stops_the_publication(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (output / "private").mkdir()
    scandir = os.scandir

    def forbidden(path: str) -> object:
        if str(path).endswith("private"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(foreign.os, "scandir", forbidden)
    with pytest.raises(SiteBuilderError, match="private cannot be"):
        publish(output, NEW)
    monkeypatch.undo()
    assert contents(output) == FILES | {"private": "an empty folder"}


def saved_at_the_exchange(monkeypatch: pytest.MonkeyPatch, save: Callable[[], object]) -> None:
    """Let somebody save files just before the folders are exchanged."""
    exchange, saves = writer.exchange, iter([save])

    def late(one: str, other: str) -> bool:
        next(saves, lambda: None)()
        return exchange(one, other)

    monkeypatch.setattr(writer, "exchange", late)


def test_what_is_saved_while_the_site_is_exchanged_is_carried_too(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (output / "notes").write_bytes(b"before")
    (output / "same").write_bytes(b"same")

    def save() -> None:
        (output / "new folder/deep").mkdir(parents=True)
        (output / "new folder/upload").write_bytes(b"upload")
        (output / "link").symlink_to("nowhere")
        (output / "notes.new").write_bytes(b"after")
        (output / "notes.new").replace(output / "notes")

    saved_at_the_exchange(monkeypatch, save)
    publish(output, NEW)
    assert contents(output) == NEW | {
        "notes": b"after",
        "same": b"same",
        "link": "-> nowhere",
        "new folder/deep": "an empty folder",
        "new folder/upload": b"upload",
    }
    assert beside(output) == set()


def test_what_is_saved_where_a_new_page_must_stand_stops_the_publication(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_at_the_exchange(monkeypatch, lambda: (output / "new.html").write_bytes(b"theirs"))
    with pytest.raises(SiteBuilderError) as found:
        publish(output, NEW | {"new.html": b"ours"})
    assert found.value.message == f"{output}/new.html is in the way, and this builder did not write it"
    assert (contents(output), beside(output)) == (FILES | {"new.html": b"theirs"}, set())


def killed_after_the_exchange(output: Path, new: dict[str, bytes] = NEW) -> Path:
    """What a build leaves that is killed once the new site is there; gives the old site."""
    left = output.parent / ".output.building/exchanged"
    left.parent.mkdir()
    output.rename(left)
    publish(output.parent / "elsewhere", new)
    (output.parent / "elsewhere").rename(output)
    return left


def test_what_others_saved_into_a_site_that_a_killed_build_left_is_not_lost(output: Path) -> None:
    left = killed_after_the_exchange(output)
    (left / "r/a/notes.txt").write_bytes(b"theirs")
    publish(output, NEW)
    assert (contents(output), beside(output)) == (NEW | {"r/a/notes.txt": b"theirs"}, set())


def test_what_is_in_the_way_of_a_new_page_stays_where_a_killed_build_left_it(output: Path) -> None:
    left = killed_after_the_exchange(output, NEW | {"new.html": b"ours"})
    (left / "new.html").write_bytes(b"theirs")
    for _ in range(2):
        with pytest.raises(SiteBuilderError) as found:
            publish(output, NEW | {"new.html": b"ours"})
        assert found.value.message == f"{left}/new.html is in the way, and this builder did not write it"
    assert (left / "new.html").read_bytes() == b"theirs"


def test_an_old_site_without_a_new_one_is_put_back(output: Path) -> None:
    left = killed_after_the_exchange(output)
    (left / "CNAME").write_bytes(b"example.org")
    shutil.rmtree(output)
    publish(output, NEW)
    assert (contents(output), beside(output)) == (NEW | {"CNAME": b"example.org"}, set())
