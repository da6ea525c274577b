"""Surroundings: what the machine gives and the package brings, known before anything else is loaded."""

import os
from pathlib import Path

PACKAGE = Path(__file__).parent


def packaged_templates() -> Path:
    """The templates that come with the package: inside it once installed, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def usable_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
