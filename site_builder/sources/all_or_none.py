"""Writing many files of one folder: all of them or none, whatever stops it, `kill -9` too.

    lock ▸ stage every new file, and a second name of each old one ▸ journal ▸ put each in its place ▸ remove the stage

Until the journal stands nothing is changed. From then on the write counts as done: whoever reads the folder next, or
writes to it, brings it to its end (`complete`). Where a file cannot be put in its place, the journal is renamed, and
from then on all of it is taken back, in the same way. See docs/decisions/0017-life-of-a-result.md.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from site_builder.problems import SiteBuilderError
from site_builder.sources.data_files import printable

# A dot-folder of the data: the reader passes it over.
STAGE = ".import"
JOURNAL, UNDO = "journal.json", "undo.json"
NOT_READ: Mapping[str, str | None] = MappingProxyType({})


class Step(NamedTuple):
    """What happens to one file: `new-<place>` of the stage is put there, or it is removed; `old-<place>` was there."""

    path: str  # below the folder
    is_removed: bool
    was_there: bool
    made: list[str]  # folders that it needs and that were not there, outermost first


def complete(folder: str) -> bool:
    """Bring to its end what a killed command began to write to the folder; whether there was something.

    Raises: SiteBuilderError if that cannot be written.
    """
    stage = os.path.join(folder, STAGE)
    if not _journal_in(stage):
        return False
    try:
        with _held(stage, fcntl.LOCK_EX):  # one that is at it comes to its end itself
            if not _journal_in(stage):
                return False
            _finish(folder, stage)
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise SiteBuilderError(
            f"a command was killed while it wrote to {printable(folder)}, and that cannot be brought to its end: "
            f"{printable(str(error.filename or stage))}: {error.strerror or error}",
            "give yourself the right to write there, and run the command again",
        ) from error
    return True


def write_all(folder: str, texts: Mapping[str, str | None], was: Mapping[str, str | None] = NOT_READ) -> None:
    """Write these files, by path, or remove them where there is no text; and what a killed command left.

    `was` has the sha256 of files as they were read, and None of those that were not there: what somebody else wrote
    since is not overwritten. Raises: SiteBuilderError if that is so, if a file cannot be written, or if another command
    is at it; then no file is changed.
    """
    if not texts and not os.path.lexists(os.path.join(folder, STAGE)):
        return
    try:
        with _stage(folder) as stage:
            steps = list(_staged(folder, stage, texts, was))
            _write_journal(stage, steps)
            try:
                _apply(folder, stage, steps)
            except BaseException:
                _take_back(folder, stage, steps)
                raise
            os.unlink(os.path.join(stage, JOURNAL))
    except OSError as error:
        where = printable(str(error.filename or folder))
        raise SiteBuilderError(
            f"{where} cannot be written: {error.strerror or error}; {printable(folder)} is as it was",
            "make room, or give yourself the right to write there, and run the command again",
        ) from error


def _journal_in(stage: str) -> str | None:
    """The journal of a write that must be brought to its end, or taken back."""
    paths = (os.path.join(stage, name) for name in (UNDO, JOURNAL))
    return next((path for path in paths if os.path.lexists(path)), None)


@contextmanager
def _held(stage: str, how: int) -> Iterator[None]:
    """Hold the stage against others; a lock dies with its process."""
    handle = os.open(stage, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


@contextmanager
def _stage(folder: str) -> Iterator[str]:
    """An empty folder of our own on the same disk."""
    stage = os.path.join(folder, STAGE)
    os.makedirs(stage, exist_ok=True)
    try:
        with _held(stage, fcntl.LOCK_EX | fcntl.LOCK_NB):
            _finish(folder, stage)
            for left in os.listdir(stage):
                os.unlink(os.path.join(stage, left))
            try:
                yield stage
            finally:
                if not _journal_in(stage):
                    shutil.rmtree(stage, ignore_errors=True)
    except BlockingIOError as error:
        raise SiteBuilderError(
            f"another import is writing to {folder}", "wait until it is done, and run the command again"
        ) from error


def _staged(folder: str, stage: str, texts: Mapping[str, str | None], was: Mapping[str, str | None]) -> Iterator[Step]:
    made: set[str] = set()
    for place, (path, text) in enumerate(texts.items()):
        if text is not None:
            Path(stage, f"new-{place}").write_text(text, encoding="utf-8", newline="\n")
        was_there = os.path.lexists(path)
        if was_there:
            _keep(path, os.path.join(stage, f"old-{place}"))
        if path in was and was[path] != (_sha256(path) if was_there else None):
            message = f"{printable(path)} was changed by somebody else just now; {printable(folder)} is as it was"
            raise SiteBuilderError(message, "run the command again")
        missing = [each for each in _missing_folders(path, folder) if each not in made] if text is not None else []
        made.update(missing)
        yield Step(os.path.relpath(path, folder), text is None, was_there, missing)


def _sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _missing_folders(path: str, folder: str) -> list[str]:
    missing = []
    above = os.path.dirname(path)
    while above and not os.path.isdir(above):
        missing.append(os.path.relpath(above, folder))
        above = os.path.dirname(above)
    return missing[::-1]


def _keep(path: str, copy: str) -> None:
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        # Some file systems have no second names.
        shutil.copy2(path, copy, follow_symlinks=False)


def _write_journal(stage: str, steps: Sequence[Step]) -> None:
    """In one step: half a journal would be worse than none."""
    half = os.path.join(stage, "journal.half")
    Path(half).write_text(json.dumps([step._asdict() for step in steps]), encoding="utf-8")
    os.rename(half, os.path.join(stage, JOURNAL))


def _finish(folder: str, stage: str) -> None:
    """Do what a journal of the stage says, as far as it was not done."""
    journal = _journal_in(stage)
    if journal is None:
        return
    steps = _steps_in(journal, folder)
    if os.path.basename(journal) == UNDO:
        _undo(folder, stage, steps)
    else:
        _apply(folder, stage, steps)
    os.unlink(journal)


def _steps_in(journal: str, folder: str) -> list[Step]:
    """What a journal says. It may have come with somebody's pull request: it must not lead out of the data.

    Raises: SiteBuilderError if it is none that was written here.
    """
    try:
        steps = [Step(**step) for step in json.loads(Path(journal).read_bytes())]
        is_ours = all(_is_inside(folder, path) for step in steps for path in (step.path, *step.made))
    except (ValueError, TypeError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise SiteBuilderError(
            f"{printable(journal)} is damaged, or was not written by this program: nothing of it was done",
            f"see what is in {printable(os.path.dirname(journal))}, and remove that folder",
        )
    return steps


def _is_inside(folder: str, path: str) -> bool:
    """Whether this is a path of a file of the data, also where a folder on its way is a link; no dot-file is one."""
    if os.path.isabs(path) or not path.isprintable() or any(part.startswith(".") for part in path.split("/")):
        return False
    top = os.path.realpath(folder)
    return os.path.commonpath([top, os.path.realpath(os.path.join(folder, os.path.dirname(path)))]) == top


def _apply(folder: str, stage: str, steps: Sequence[Step]) -> None:
    """Put each file in its place; what was put there already is left alone."""
    for place, step in enumerate(steps):
        path, new = os.path.join(folder, step.path), os.path.join(stage, f"new-{place}")
        for missing in step.made:
            os.makedirs(os.path.join(folder, missing), exist_ok=True)
        if step.is_removed:
            with suppress(FileNotFoundError):
                os.unlink(path)
        elif os.path.lexists(new):
            os.replace(new, path)


def _take_back(folder: str, stage: str, steps: Sequence[Step]) -> None:
    os.rename(os.path.join(stage, JOURNAL), os.path.join(stage, UNDO))
    try:
        _undo(folder, stage, steps)
    except OSError as error:
        raise SiteBuilderError(
            f"{printable(str(error.filename or folder))} could not be put back: {error.strerror or error}",
            "mend its rights: the next command puts it back",
        ) from None
    os.unlink(os.path.join(stage, UNDO))


def _undo(folder: str, stage: str, steps: Sequence[Step]) -> None:
    """Put back what was there; what was put back already is left alone."""
    for place, step in reversed(list(enumerate(steps))):
        path, old = os.path.join(folder, step.path), os.path.join(stage, f"old-{place}")
        if os.path.lexists(old):
            os.replace(old, path)
        elif not step.was_there and not os.path.lexists(os.path.join(stage, f"new-{place}")):
            with suppress(FileNotFoundError):
                os.unlink(path)
        for folder_made in reversed(step.made):
            with suppress(OSError):
                os.rmdir(os.path.join(folder, folder_made))
