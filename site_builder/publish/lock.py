"""Lock: one build at a time for each output folder; the lock dies with its process."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def locked(folder: str, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold this folder, made for the purpose, and remove it with everything in it at the end.

    What a killed build left in it is removed first. `on_wait` is called once if another build holds it.
    Raises: OSError if the folder cannot be made.
    """
    handle = _hold(folder, on_wait)
    try:
        _empty(folder)
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _hold(folder: str, on_wait: Callable[[], None]) -> int:
    told = False
    while True:
        os.makedirs(folder, exist_ok=True)
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue  # the other build removed it between the two lines above
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not told:
                    on_wait()
                    told = True
                fcntl.flock(handle, fcntl.LOCK_EX)
            if _is_still(folder, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_still(folder: str, handle: int) -> bool:
    """Whether the folder of this name is the one that is held: its last holder removes it."""
    try:
        return os.path.samestat(os.stat(folder), os.fstat(handle))
    except FileNotFoundError:
        return False


def _empty(folder: str) -> None:
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
