"""Mounts: where a folder cannot be exchanged, and must not be removed with what is mounted in it."""

import os
import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")  # Linux; elsewhere there is no exchange either
OCTAL = re.compile(rb"\\([0-7]{3})")


def is_mounted(folder: str) -> bool:
    """Whether the folder is a mount point, or a file system of its own in some other way."""
    parent = os.path.dirname(folder)
    return folder in _mount_points() or os.stat(folder).st_dev != os.stat(parent).st_dev


def has_mounts(folder: str) -> bool:
    """Whether something is mounted below the folder."""
    return any(point.startswith(f"{folder}/") for point in _mount_points())


def _mount_points() -> list[str]:
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return []
    return [os.fsdecode(OCTAL.sub(lambda octal: bytes([int(octal[1], 8)]), line.split(b" ")[4])) for line in lines]
