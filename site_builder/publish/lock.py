"""Lock: one build at a time for each output folder; the lock dies with its process and that process's workers."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def locked(holder: str, on_wait: Callable[[], None]) -> Iterator[str]:
    """Hold this folder against other builds, and give the path of a folder in it, to be made and used.

    That one is removed at the end, and at the start what a killed build left of it; nothing else in the
    holder is touched, should somebody have a folder of this name. `on_wait` is called once if another build
    holds it. Raises: OSError if the holder cannot be made.
    """
    handle = _hold(holder, on_wait)
    inner = os.path.join(holder, "site")
    try:
        if os.path.lexists(inner):
            shutil.rmtree(inner)
        yield inner
    finally:
        shutil.rmtree(inner, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.rmdir(holder)
        os.close(handle)


def _hold(holder: str, on_wait: Callable[[], None]) -> int:
    told = False
    while True:
        try:
            os.makedirs(holder, exist_ok=True)
            handle = os.open(holder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except (FileExistsError, FileNotFoundError):
            # The build that held it removes it: between the two lines, or between two steps of the first.
            if os.path.lexists(holder) and not os.path.isdir(holder):
                raise
            continue
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not told:
                    on_wait()
                    told = True
                fcntl.flock(handle, fcntl.LOCK_EX)
            if _is_still(holder, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_still(holder: str, handle: int) -> bool:
    """Whether the folder of this name is the one that is held: its last holder removes it."""
    try:
        return os.path.samestat(os.stat(holder), os.fstat(handle))
    except FileNotFoundError:
        return False
