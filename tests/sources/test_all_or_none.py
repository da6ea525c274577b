"""Writing all files or none, whatever stops it."""

import fcntl
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.sources import all_or_none
from site_builder.sources.all_or_none import STAGE, complete, write_all


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one file."""
    (tmp_path / "a.json").write_text("old", "utf-8")
    return tmp_path


def texts(data: Path) -> dict[str, str]:
    """An existing file, and two that need folders."""
    return {str(data / name): "new" for name in ("a.json", "one/b.json", "one/two/c.json")}


def found(data: Path) -> dict[str, str]:
    """Every file and folder below, with its text."""
    return {str(path.relative_to(data)): path.read_text("utf-8") if path.is_file() else "" for path in data.rglob("*")}


def failing(number: int, error: BaseException, really: Callable[..., Any] = os.replace) -> Callable[..., None]:
    """What does as `os.replace`, but fails when it is called for the so-manyth time."""
    calls = 0

    def replace(*given: str) -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        really(*given)

    return replace


def test_all_are_written_and_nothing_else_stays(data: Path) -> None:
    write_all(str(data), texts(data))
    assert found(data) == {"a.json": "new", "one": "", "one/b.json": "new", "one/two": "", "one/two/c.json": "new"}


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_fault_in_between_puts_back_what_was_there(
    number: int, error: BaseException, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(data)
    monkeypatch.setattr(all_or_none.os, "replace", failing(number, error))
    with pytest.raises((SiteBuilderError, KeyboardInterrupt)):
        write_all(str(data), texts(data))
    assert found(data) == before


def test_it_is_put_back_where_files_have_one_name_only(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: str, **_options: bool) -> None:
        raise OSError(95, "Operation not supported")

    before = found(data)
    monkeypatch.setattr(all_or_none.os, "link", refuse)
    monkeypatch.setattr(all_or_none.os, "replace", failing(2, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_all(str(data), texts(data))
    assert found(data) == before


def test_a_folder_that_cannot_be_written_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, exist_ok: bool) -> None:
        raise OSError(30, "Read-only file system", path)

    monkeypatch.setattr(all_or_none.os, "makedirs", refuse)
    with pytest.raises(SiteBuilderError) as told:
        write_all(str(data), texts(data))
    assert told.value.message == f"{data}/{STAGE} cannot be written: Read-only file system; {data} is as it was"


def test_a_file_that_stands_where_a_folder_must_is_told(data: Path) -> None:
    before = found(data)
    with pytest.raises(SiteBuilderError, match=r"cannot be written: .* is as it was"):
        write_all(str(data), {str(data / "b.json"): "new", str(data / "a.json/c.json"): "new"})
    assert found(data) == before


def test_what_a_killed_import_left_before_its_journal_is_removed(data: Path) -> None:
    (data / STAGE).mkdir()
    (data / STAGE / "new-7").write_text("left", "utf-8")
    assert not complete(str(data))
    write_all(str(data), {})
    assert found(data) == {"a.json": "old"}


def test_another_import_is_not_disturbed(data: Path) -> None:
    (data / STAGE).mkdir()
    handle = os.open(data / STAGE, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(SiteBuilderError, match="another import is writing to"):
        write_all(str(data), texts(data))
    os.close(handle)
    assert found(data) == {"a.json": "old", STAGE: ""}


MARKS = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir"}


def killed_at(instant: int, work: Callable[[], object]) -> bool:
    """Do it in a process that is killed just before it does its n-th thing to a file; False if it ended before."""
    child = os.fork()
    if child == 0:
        done = 0

        def count(event: str, given: tuple[Any, ...]) -> None:
            nonlocal done
            done += event in MARKS
            if event in MARKS and done > instant:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def a_folder(folder: Path) -> dict[str, str | None]:
    """Three files, of which one is changed and one removed; and one that is new."""
    (folder / "kept").mkdir(parents=True)
    for name in ("a.json", "b.json", "kept/c.json"):
        (folder / name).write_text(f"old {name}", "utf-8")
    return {str(folder / "a.json"): "new", str(folder / "b.json"): None, str(folder / "one/two/d.json"): "new"}


def without_stage(folder: Path) -> dict[str, str]:
    """What is found there besides the folder in which writes are prepared."""
    return {name: text for name, text in found(folder).items() if not name.startswith(STAGE)}


def test_killed_at_any_instant_the_next_reader_finds_all_old_or_all_new(tmp_path: Path) -> None:
    texts = a_folder(tmp_path / "example")
    old = found(tmp_path / "example")
    write_all(str(tmp_path / "example"), texts)
    new = found(tmp_path / "example")
    seen = []
    for instant in range(1000):
        folder = tmp_path / str(instant)
        texts = a_folder(folder)
        if not killed_at(instant, partial(write_all, str(folder), texts)):
            break
        killed_at(instant % 7, partial(complete, str(folder)))  # and once more, while it is brought to its end
        complete(str(folder))
        seen.append(without_stage(folder))
        assert seen[-1] in (old, new)
        write_all(str(folder), texts)
        assert found(folder) == new
    assert (seen[0], seen[-1]) == (old, new)


def test_killed_while_it_is_taken_back_the_next_reader_finds_all_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(folder: Path, texts: dict[str, str | None]) -> None:
        monkeypatch.setattr(all_or_none.os, "replace", failing(2, OSError(5, "Input/output error")))
        with pytest.raises(SiteBuilderError):
            write_all(str(folder), texts)

    texts = a_folder(tmp_path / "example")
    old = found(tmp_path / "example")
    write_all(str(tmp_path / "example"), texts)
    new = found(tmp_path / "example")
    seen = []
    for instant in range(1000):
        folder = tmp_path / str(instant)
        if not killed_at(instant, partial(write, folder, a_folder(folder))):
            break
        complete(str(folder))
        seen.append(without_stage(folder))
        assert seen[-1] in (old, new)
    assert new in seen  # killed between journal and fault
    assert (seen[0], seen[-1]) == (old, old)


def test_what_cannot_be_brought_to_its_end_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / STAGE).mkdir()
    step = {"path": "a.json", "is_removed": False, "was_there": True, "made": []}
    (data / STAGE / "journal.json").write_text(json.dumps([step]), "utf-8")
    (data / STAGE / "new-0").write_text("new", "utf-8")
    monkeypatch.setattr(all_or_none.os, "replace", failing(1, OSError(30, "Read-only file system", "a.json")))
    with pytest.raises(SiteBuilderError) as told:
        complete(str(data))
    assert "cannot be brought to its end: a.json: Read-only file system" in told.value.message
    assert complete(str(data))
    assert found(data) == {"a.json": "new"}


@pytest.mark.parametrize(
    "path", ["../outside.json", "one/../../outside.json", "/etc/outside.json", "link/x.json", ".git/hooks/x", "\0", 7]
)
@pytest.mark.parametrize("name", ["journal.json", "undo.json"])
def test_a_journal_that_leads_out_of_the_data_does_nothing(tmp_path: Path, path: object, name: str) -> None:
    data = tmp_path / "data"
    (data / STAGE).mkdir(parents=True)
    (data / "link").symlink_to("..")
    (tmp_path / "outside.json").write_text("mine", "utf-8")
    for kind in ("new", "old"):
        (data / STAGE / f"{kind}-0").write_text("theirs", "utf-8")
    step = {"path": path, "is_removed": False, "was_there": True, "made": []}
    (data / STAGE / name).write_text(json.dumps([step]), "utf-8")
    before = found(tmp_path)
    with pytest.raises(SiteBuilderError, match="nothing of it was done"):
        complete(str(data))
    assert found(tmp_path) == before


@pytest.mark.parametrize("text", ["", "{", "[1]", "{}x", '[{"path": "a.json"}]', "[" * 100_000, '{"a": 1}'])
def test_a_journal_that_is_damaged_is_told(data: Path, text: str) -> None:
    (data / STAGE).mkdir()
    (data / STAGE / "journal.json").write_text(text, "utf-8")
    with pytest.raises(SiteBuilderError, match="is damaged"):
        complete(str(data))
    assert (data / "a.json").read_text("utf-8") == "old"
