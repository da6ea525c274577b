"""Writing many files of one folder: all of them or none, whatever stops it short of `kill -9`.

A killed import leaves each file old or new, and its stage; nothing but the source is needed to complete it, so that
the next import of it does. See docs/decisions/0006-import.md.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.problems import SiteBuilderError
from site_builder.sources.data_files import printable

# A dot-folder of the data: the reader passes it over.
STAGE = ".import"


def was_killed(folder: str) -> bool:
    """Whether an import was killed while it wrote to the folder, or is at it."""
    return os.path.lexists(os.path.join(folder, STAGE))


def write_all(folder: str, texts: Mapping[str, str]) -> None:
    """Write these files, by path, and remove what a killed import left.

    Raises: SiteBuilderError if one cannot be written, or another import is at it; then no file is changed.
    """
    if not texts and not was_killed(folder):
        return
    try:
        with _stage(folder) as stage:
            for index, text in enumerate(texts.values()):
                Path(stage, f"new-{index}").write_text(text, encoding="utf-8", newline="\n")
            _exchange(stage, list(texts))
    except OSError as error:
        where = printable(str(error.filename or folder))
        raise SiteBuilderError(
            f"{where} cannot be written: {error.strerror or error}; {printable(folder)} is as it was",
            "make room, or give yourself the right to write there, and import again",
        ) from error


@contextmanager
def _stage(folder: str) -> Iterator[str]:
    """An empty folder of our own on the same disk."""
    stage = os.path.join(folder, STAGE)
    os.makedirs(stage, exist_ok=True)
    handle = os.open(stage, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            # A lock dies with its process: a stage that nobody holds is a killed import's.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SiteBuilderError(
                f"another import is writing to {folder}", "wait until it is done, and import again"
            ) from error
        for left in os.listdir(stage):
            os.unlink(os.path.join(stage, left))
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    finally:
        os.close(handle)


def _exchange(stage: str, paths: list[str]) -> None:
    """Move each staged file to its place; at any fault, and at Ctrl-C, put back what was there."""
    done: list[int] = []
    made: list[str] = []
    try:
        for index, path in enumerate(paths):
            made += _folders_for(path)
            if os.path.lexists(path):
                _kept(path, os.path.join(stage, f"old-{index}"))
            done.append(index)
            os.replace(os.path.join(stage, f"new-{index}"), path)
    except BaseException:
        lost = [paths[index] for index in reversed(done) if not _is_put_back(stage, index, paths[index])]
        for folder in reversed(made):
            with suppress(OSError):
                os.rmdir(folder)
        if lost:
            raise SiteBuilderError(
                f"the import was stopped, and {printable(', '.join(lost))} could not be put back",
                "look at the difference that git shows, and import again",
            ) from None
        raise


def _folders_for(path: str) -> list[str]:
    """Make the folders of a file; those that were not there, outermost first."""
    missing = []
    folder = os.path.dirname(path)
    while folder and not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    missing.reverse()
    for folder in missing:
        os.mkdir(folder)
    return missing


def _kept(path: str, copy: str) -> None:
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        # Some file systems have no second names.
        shutil.copy2(path, copy, follow_symlinks=False)


def _is_put_back(stage: str, index: int, path: str) -> bool:
    old, new = (os.path.join(stage, f"{which}-{index}") for which in ("old", "new"))
    try:
        if os.path.lexists(old):
            os.replace(old, path)
        elif not os.path.lexists(new):
            os.unlink(path)
    except OSError:
        return False
    return True
