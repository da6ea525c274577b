"""Newcomers: what others save into the site while it is replaced, or had saved into one that a killed build left."""

import os
import shutil
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from site_builder.publish.foreign import Foreign
from site_builder.publish.manifest import MANIFEST, read_manifest


def carry_newcomers(left: str, old: Iterable[str], output: str, new: Iterable[str], *, told_as: str) -> bool:
    """Put into the site what others saved into the old one while it was replaced; whether others have anything there.

    Raises: SiteBuilderError if such a file is in the way, in the folder that is `told_as`.
    """
    foreign = Foreign.of(left, (*old, MANIFEST), apart="")
    foreign.refuse_obstacles(told_as, (*new, MANIFEST))
    foreign.newer_than_in(left, output).carry(left, output, new)
    return bool(foreign.files or foreign.folders)


def rescue(left: str, output: str) -> None:
    """Deal with a site that a killed build left beside this one: the old one, or one that was never published."""
    if not os.path.lexists(output):
        os.rename(left, output)  # somebody removed the new one: the old one has files of others
        return
    carry_newcomers(left, read_manifest(left) or {}, output, read_manifest(output) or {}, told_as=left)
    shutil.rmtree(left, ignore_errors=True)


@contextmanager
def no_interruption() -> Iterator[None]:
    """Ctrl-C comes too late in these last moments: half a site, or a wrong word about it, would be the outcome."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
