"""Memory of a command and of all processes that it starts: the largest sum of their proportional set sizes."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROC = Path("/proc")
BETWEEN_LOOKS = 0.05


def peak_megabytes(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """Run the command and look at it all the time.

    Raises: CalledProcessError if it fails.
    """
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_pss(pid) for pid in _family(process.pid)))
            time.sleep(BETWEEN_LOOKS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak / 1024


def _family(root: int) -> set[int]:
    """A process and all that come from it."""
    children: dict[int, list[int]] = {}
    for name in os.listdir(PROC):
        if name.isdigit():
            try:
                parent = int((PROC / name / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue  # it ended just now
            children.setdefault(parent, []).append(int(name))
    found, open_ones = set[int](), [root]
    while open_ones:
        found.add(pid := open_ones.pop())
        open_ones += children.get(pid, [])
    return found


def _pss(pid: int) -> int:
    """Kilobytes of one process: what it shares with others counts in parts."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
