"""Writing one file that somebody named: the whole of it or nothing, and why it could not be."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from site_builder.problems import SiteBuilderError
from site_builder.sources import printable


def write_new(path: str, text: str, fix: str) -> str:
    """Write a file where none is, with the folders on its way, and give its path.

    Raises: SiteBuilderError if one is there, or it cannot be written; with `fix` then.
    """
    with _told(path, fix):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        try:
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError as error:
            raise SiteBuilderError(f"{printable(path)} is there already", "edit it, or choose another name") from error
    return path


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
    beside = f"{path}.{os.getpid()}.new"
    try:
        with open(beside, "xb") as file:
            file.write(data)
        with suppress(FileNotFoundError):
            os.chmod(beside, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(beside, path)
    finally:
        with suppress(OSError):
            os.unlink(beside)


@contextmanager
def _told(path: str, fix: str) -> Iterator[None]:
    """Tell what cannot be written: a folder on the way, else the file that was asked for, never the one beside it."""
    try:
        yield
    except OSError as error:
        where = str(error.filename)
        where = where if path.startswith(where) else path
        raise SiteBuilderError(f"{printable(where)} cannot be written: {error.strerror or error}", fix) from error
