"""Disks that are small enough to be filled."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount one at a folder that is made for it; skip the test where this user cannot."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False).returncode:
        pytest.skip("this user cannot mount")
    try:
        yield folder
    finally:  # of a test that fails, too: nobody could remove its folder
        subprocess.run(["umount", "--lazy", folder], check=True)
