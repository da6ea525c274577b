"""Writing all files or none."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.sources import all_or_none
from site_builder.sources.all_or_none import STAGE, was_killed, write_all


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


def test_what_a_killed_import_left_is_removed(data: Path) -> None:
    (data / STAGE).mkdir()
    (data / STAGE / "new-7").write_text("left", "utf-8")
    assert was_killed(str(data))
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
