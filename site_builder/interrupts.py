"""Ctrl-C before a command has begun: while Python reads our modules nobody catches it, and nothing needs tidying up."""

import os
import signal
from contextlib import suppress
from types import FrameType

__all__ = ["INTERRUPTED", "STOPPED", "end_at_once", "interrupt_as_usual"]

INTERRUPTED = 130
STOPPED = "stopped; no file is left half written"


def end_at_once() -> None:
    """Let Ctrl-C end the program with the code and words of every command; where it is ignored, it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def interrupt_as_usual() -> None:
    """Let it raise KeyboardInterrupt again: from here on, there may be something to tidy up."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(_: int, __: FrameType | None) -> None:
    # No exception: Python's own import machinery prints those that reach it at a bad moment, and goes on.
    with suppress(OSError):
        os.write(2, f"{STOPPED}\n".encode())
    os._exit(INTERRUPTED)
