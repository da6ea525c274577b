"""The report of an import as a file: that it can be written is known before anything is imported."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.problems import SiteBuilderError
from site_builder.sources.data_files import printable


@contextmanager
def report_file(path: str | None) -> Iterator[Callable[[str], None]]:
    """Give what writes the report; where the import fails, no empty file stays.

    Raises: SiteBuilderError if the file cannot be written.
    """
    if path is None:
        yield lambda _text: None
        return
    is_new = not os.path.lexists(path)
    try:
        with open(path, "ab"):
            pass
    except OSError as error:
        raise _unwritable(path, error, "nothing was imported") from error

    def write(text: str) -> None:
        try:
            Path(path).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise _unwritable(path, error, "all else was done") from error

    try:
        yield write
    except BaseException:
        if is_new:
            with suppress(OSError):
                os.unlink(path)
        raise


def _unwritable(path: str, error: OSError, done: str) -> SiteBuilderError:
    return SiteBuilderError(
        f"the report {printable(path)} cannot be written: {error.strerror}; {done}",
        "name a file in a folder that exists and is yours to write: --report report.json",
    )
