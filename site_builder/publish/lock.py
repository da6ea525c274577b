"""Lock: one build at a time for each output folder; the lock dies with its process and that process's workers."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STAGE = "site"
# Another build removes the folder once. Where it is still missing after so many tries, the disk makes none: /proc.
MOST_TRIES = 1000


@contextmanager
def locked(holder: str, on_wait: Callable[[], None]) -> Iterator[str]:
    """Hold this folder against other builds, and give the path of a folder in it, to be made and used.

    That one is removed at the end, and at the start what a killed build left of it; nothing else in the
    holder is touched, should somebody have a folder of this name. `on_wait` is called once if another build
    holds it. Raises: OSError if the holder cannot be made.
    """
    handle = _make_and_hold(holder, on_wait)
    inner = os.path.join(holder, STAGE)
    try:
        if os.path.lexists(inner):
            shutil.rmtree(inner)
        yield inner
    finally:
        if _is_still(holder, handle):  # else it went with the site that it was in, and this name is another build's
            shutil.rmtree(inner, ignore_errors=True)
            with contextlib.suppress(OSError):
                os.rmdir(holder)
        os.close(handle)


@contextmanager
def held(folder: str, on_wait: Callable[[], None]) -> Iterator[bool]:
    """Hold a folder that exists; False if it was replaced by another of this name while we waited.

    Raises: OSError if it cannot be opened.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _lock(handle, on_wait)
        yield _is_still(folder, handle)
    finally:
        os.close(handle)


def _make_and_hold(holder: str, on_wait: Callable[[], None]) -> int:
    tries = 0
    while True:
        tries += 1
        try:
            os.makedirs(holder, exist_ok=True)
            handle = os.open(holder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except (FileExistsError, FileNotFoundError):
            # The build that held it removes it: between the two lines, or between two steps of the first.
            if tries == MOST_TRIES or (os.path.lexists(holder) and not os.path.isdir(holder)):
                raise
            continue
        try:
            _lock(handle, on_wait)
            if _is_still(holder, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int, on_wait: Callable[[], None]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        on_wait()
        fcntl.flock(handle, fcntl.LOCK_EX)


def _is_still(holder: str, handle: int) -> bool:
    """Whether the folder of this name is the one that is held: its last holder removes it."""
    try:
        return os.path.samestat(os.stat(holder), os.fstat(handle))
    except FileNotFoundError:
        return False
