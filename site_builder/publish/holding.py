"""Holding: where a new site is put together, held against every other build of the same folder."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack

from site_builder.publish.lock import STAGE, held, locked
from site_builder.publish.mounts import is_mounted
from site_builder.publish.newcomers import rescue

INSIDE = ".building"
EXCHANGED = "exchanged"  # beside STAGE
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def hold(stack: ExitStack, output: str, on_wait: Callable[[], None]) -> str:
    """The stage's path, held together with the output folder against every other build.

    Both, because a build that may not write beside the output has its stage inside: neither would see the other's.
    """
    tell_once = _once(on_wait)
    while True:
        with ExitStack() as attempt:
            last = attempt.enter_context(ExitStack())  # given back when the stage is gone, lest another build sees it
            folder = _hold_stage(attempt, output, tell_once)
            if os.path.isdir(output) and not last.enter_context(held(output, tell_once)):
                continue  # it was exchanged while we waited
            shutil.rmtree(os.path.join(output, INSIDE, STAGE), ignore_errors=True)  # a killed build's
            left = os.path.join(os.path.dirname(folder), EXCHANGED)
            if os.path.lexists(left):
                rescue(left, output)
            stack.push(attempt.pop_all())
            return folder


def _once(say: Callable[[], None]) -> Callable[[], None]:
    waits = [say]

    def told() -> None:
        while waits:
            waits.pop()()

    return told


def _hold_stage(stack: ExitStack, output: str, on_wait: Callable[[], None]) -> str:
    """A folder beside the output; inside it where that is a file system of its own, or all that we may write."""
    beside = os.path.join(os.path.dirname(output), f".{os.path.basename(output)}.building")
    inside = os.path.join(output, INSIDE)
    if os.path.isdir(output) and is_mounted(output):
        return stack.enter_context(locked(inside, on_wait))
    try:
        return stack.enter_context(locked(beside, on_wait))
    except OSError as error:
        if error.errno not in FORBIDDEN or not os.path.isdir(output):
            raise
    return stack.enter_context(locked(inside, on_wait))
