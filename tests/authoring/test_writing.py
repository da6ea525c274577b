"""Writing files that were asked for: all of them or nothing, on a full disk too, and whatever stands there stays."""

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring import new_site, writing
from site_builder.authoring.writing import write_new, write_over
from site_builder.problems import SiteBuilderError
from site_builder.sources import read_data
from tests.commands import ran
from tests.disks import small_disk

NO_ROOM = f"cannot be written: {os.strerror(errno.ENOSPC)}"


class Full(io.FileIO):
    """A file on a disk that is full after a few bytes."""

    def write(self, data: Any) -> int:
        super().write(bytes(data)[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fill(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let the disk be full once so many files were written."""
    left = iter(range(after))

    def opened(path: str, mode: str) -> io.IOBase:
        return open(path, mode) if next(left, None) is not None else Full(path, mode.replace("b", ""))

    monkeypatch.setattr(writing, "open", opened, raising=False)


def test_of_a_file_that_cannot_be_finished_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(monkeypatch, after=0)
    path = tmp_path / "data/results/box.json"
    with pytest.raises(SiteBuilderError, match=f"box.json {NO_ROOM}") as refused:
        write_new(str(path), "text", "name another")
    assert refused.value.fix == "make room on that disk"
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    assert write_new(str(path), "text", "name another") == str(path)
    assert [one.name for one in path.parent.iterdir()] == ["box.json"]


def test_what_stood_there_stays_where_the_new_one_finds_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "box.json").write_text("old")
    fill(monkeypatch, after=0)
    with pytest.raises(SiteBuilderError, match=f"box.json {NO_ROOM}"):
        write_over(str(tmp_path / "box.json"), "new", "name another")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("box.json", "old")]


@pytest.mark.parametrize("after", range(8))
def test_a_new_site_that_cannot_be_finished_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    (tmp_path / "README.md").write_text("Ours")
    fill(monkeypatch, after)
    if after < 7:
        with pytest.raises(SiteBuilderError, match=NO_ROOM):
            new_site(str(tmp_path), "Results", "Lab")
        assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("README.md", "Ours")]
        monkeypatch.undo()
    new_site(str(tmp_path), "Results", "Lab")
    assert read_data(str(tmp_path / "data")).problems == ()


def test_a_new_site_begins_anew_once_a_full_disk_has_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "256k") as disk:
        page = 4096
        (disk / "big").write_bytes(bytes(page * 61))  # some of the files fit beside it
        told = ran(disk, "init", "lab")
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith("error: lab/") and told.err.endswith("\n    fix: make room on that disk\n")
        assert [one.name for one in disk.iterdir()] == ["big"]
        (disk / "big").unlink()
        assert ran(disk, "init", "lab").code == 0


def test_a_disk_that_knows_one_name_for_a_file_takes_new_files_and_no_other_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: str) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    path = str(tmp_path / "box.json")
    write_new(path, "first", "name another")
    with pytest.raises(SiteBuilderError, match="is there already"):
        write_new(path, "second", "name another")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("box.json", "first")]


def test_ctrl_c_just_after_a_file_has_its_name_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def stopped(*paths: str) -> None:
        link(*paths)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_new(str(tmp_path / "data/box.json"), "text", "name another")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "box.json").write_text("of somebody else")
    with pytest.raises(SiteBuilderError, match="is there already"):
        write_new(str(tmp_path / "box.json"), "text", "name another")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("box.json", "of somebody else")]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(errno.EIO, os.strerror(errno.EIO))])
def test_a_name_that_was_taken_for_nothing_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def refused(*_: str) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    def failed(*_: str) -> None:
        raise fault

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(os, "replace", failed)
    with pytest.raises((KeyboardInterrupt, SiteBuilderError)):
        write_new(str(tmp_path / "data/box.json"), "text", "name another")
    assert list(tmp_path.iterdir()) == []


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    name = "x" * 250 + ".json"
    write_over(write_new(str(tmp_path / name), "first", "name another"), "second", "name another")
    assert (tmp_path / name).read_text() == "second"


def test_what_a_link_that_leads_nowhere_is_for_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "box.json").symlink_to("gone")
    with pytest.raises(SiteBuilderError, match="is there already"):
        write_new(str(tmp_path / "box.json"), "text", "name another")
    assert os.listdir(tmp_path) == ["box.json"]
