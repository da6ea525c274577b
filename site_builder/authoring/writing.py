"""Writing one file that somebody named: the whole of it or nothing, and why it could not be."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from site_builder.problems import SiteBuilderError
from site_builder.sources import printable

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_new(path: str, text: str, fix: str) -> str:
    """Write a file where none is, with the folders on its way, and give its path.

    Raises: SiteBuilderError if one is there, or it cannot be written; with `fix` then, and nothing is left of it.
    """
    return write_all_new({path: text}, fix)[0]


def write_all_new(texts: Mapping[str, str], fix: str) -> list[str]:
    """Write files where none are, by their paths, all or none of them, and give their paths. Raises: as write_new.

    On a disk that knows one name for a file, Ctrl-C in the moment in which a name is taken may leave an empty file.
    """
    # What is made, or about to be: Ctrl-C comes between any two steps. A file is known by its number, lest that of
    # somebody who was faster is removed.
    made: dict[str, int | None] = {}
    try:
        for path, text in texts.items():
            with _told(path, fix):
                for folder in _missing(os.path.dirname(path)):
                    made[folder] = None
                    os.makedirs(folder, exist_ok=True)
                _put_new(path, text.encode(), made)
    except BaseException:  # Ctrl-C too: what is half there is refused by the next attempt
        for path, number in reversed(made.items()):
            with suppress(OSError):
                if number is None:
                    os.rmdir(path)
                elif os.lstat(path).st_ino == number:
                    os.unlink(path)
        raise
    return list(texts)


def _missing(folder: str) -> list[str]:
    """The folders on the way that are not there, the outermost first."""
    missing: list[str] = []
    while folder and not os.path.isdir(folder) and folder != os.path.dirname(folder):
        missing.insert(0, folder)
        folder = os.path.dirname(folder)
    return missing


def _put_new(path: str, data: bytes, made: dict[str, int | None]) -> None:
    """Put a file with these bytes where none is: whoever looks sees the whole of it or nothing."""
    with _beside(path, data) as beside:
        made[path] = os.lstat(beside).st_ino
        try:
            try:
                os.link(beside, path)
            except FileExistsError:
                raise
            except OSError:  # some disks know one name for a file: the name is taken first, then the place
                _take(path, beside)
        except FileExistsError as error:
            raise SiteBuilderError(f"{printable(path)} is there already", "edit it, or choose another name") from error


def _take(path: str, beside: str) -> None:
    """Take a name that nobody has, then put there what lies beside it; nothing is left if that cannot be."""
    with open(path, "xb"):
        try:
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise


def write_over(path: str, content: str | bytes, fix: str, *, makes_folder: bool = False) -> str:
    """Write a file, whatever is there, in one step, and give its path: whoever reads it sees the old or the new one.

    A link stays, and what it leads to is written; so are devices and pipes, and the file keeps its rights.
    With `makes_folder` the folders on its way are made where they are missing.
    Raises: SiteBuilderError with `fix` if it cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    with _told(path, fix):
        if makes_folder:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as there:  # nothing can stand in the place of a device or a pipe
                there.write(data)
        else:
            _replace(os.path.realpath(path), data)
    return path


def _replace(path: str, data: bytes) -> None:
    """Put a file with these bytes into the place of this one, with its rights."""
    with _beside(path, data) as beside:
        with suppress(FileNotFoundError):
            os.chmod(beside, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(beside, path)


@contextmanager
def _beside(path: str, data: bytes) -> Iterator[str]:
    """A file with these bytes in the folder of this path; its name is gone afterwards."""
    # Not the path's name and more: that may be as long as names can be.
    beside = os.path.join(os.path.dirname(path), f".{os.getpid()}.new")
    try:
        with open(beside, "xb") as file:
            file.write(data)
        yield beside
    finally:
        with suppress(OSError):
            os.unlink(beside)


@contextmanager
def _told(path: str, fix: str) -> Iterator[None]:
    """Tell what cannot be written: a folder on the way, else the file that was asked for, never the one beside it."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or path)
        where = where if path.startswith(where) else path
        fix = "make room on that disk" if error.errno in FULL else fix
        raise SiteBuilderError(f"{printable(where)} cannot be written: {error.strerror or error}", fix) from error
