"""Surroundings: what the machine gives and the package brings, known before anything else is loaded."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = Path(__file__).parent


def packaged_templates() -> Path:
    """The templates that come with the package: inside it once installed, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def usable_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: what is read lives until the end, and looking through it takes a third.

    Memory is freed as ever where nothing refers to a thing any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
