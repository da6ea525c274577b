"""Streams: standard output and error that a command may write to, whoever reads them or has stopped to."""

import errno
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
        """Write all of it, as long as somebody reads. Raises: OSError with the stream's name, the first time."""
        rest = memoryview(data).cast("B")
        size = rest.nbytes
        try:
            while rest and not self._is_lost:
                written = super().write(rest)
                if written is None:
                    raise BlockingIOError(errno.EAGAIN, "it takes nothing now")
                rest = rest[written:]
        except OSError as error:
            self._is_lost = True
            if not isinstance(error, BrokenPipeError):
                raise OSError(error.errno, os.strerror(error.errno or 0), self._called) from error
        return size


def text_stream(handle: int, called: str, encoding: str) -> io.TextIOWrapper:
    """Text that is written line by line.

    Nothing between it and the pipe keeps bytes: where Ctrl-C comes just after they were written, they would be taken
    for unwritten, and written twice.
    """
    pipe: Any = Pipe(handle, called)  # as with `python -u`, the raw stream itself is the buffer
    return io.TextIOWrapper(pipe, encoding=encoding, errors="backslashreplace", line_buffering=True, write_through=True)


def guard_streams() -> None:
    """Put them in the place of Python's own; a stream that is closed, or a test's, stays as it is."""
    for name, called in (("stdout", "standard output"), ("stderr", "standard error")):
        stream = getattr(sys, name)
        if stream is None or stream is not getattr(sys, f"__{name}__"):
            continue
        setattr(sys, name, text_stream(stream.fileno(), called, stream.encoding))
