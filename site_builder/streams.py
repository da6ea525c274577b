"""Streams: standard output and error that a command may write to, whoever reads them or has stopped to."""

import io
import os
import sys
from typing import Any


class Pipe(io.FileIO):
    """One of the two, unbuffered: a reader who left is no fault, and any other fault is told once.

    Without this, Python would complain once more about the same bytes while it closes the stream.
    """

    def __init__(self, handle: int, called: str) -> None:
        super().__init__(handle, "w", closefd=False)
        self._called = called
        self._is_lost = False

    def write(self, data: Any) -> int:
        """Write, as long as somebody reads. Raises: OSError with the stream's name, the first time."""
        if self._is_lost:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self._is_lost = True
            if isinstance(error, BrokenPipeError):
                return memoryview(data).nbytes
            raise OSError(error.errno, os.strerror(error.errno or 0), self._called) from error


def guard_streams() -> None:
    """Put them in the place of Python's own; a stream that is closed, or a test's, stays as it is."""
    for name, called in (("stdout", "standard output"), ("stderr", "standard error")):
        stream = getattr(sys, name)
        if stream is None or stream is not getattr(sys, f"__{name}__"):
            continue
        text = io.TextIOWrapper(
            io.BufferedWriter(Pipe(stream.fileno(), called)),
            encoding=stream.encoding,
            errors="backslashreplace",
            line_buffering=True,
        )
        setattr(sys, name, text)
