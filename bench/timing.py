"""Whole processes timed in turns: medians, minima and ratios that hold when the machine's speed drifts."""

import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Timing(NamedTuple):
    """Seconds of one command over all its runs."""

    name: str
    median: float
    minimum: float


def in_turns(commands: Mapping[str, Sequence[str]], runs: int) -> list[Timing]:
    """Run the commands A B C A B C ..., after one round that does not count.

    Raises: CalledProcessError if one of them fails: the time of a failure says nothing.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return [Timing(name, statistics.median(values), min(values)) for name, values in seconds.items()]


def table(timings: Sequence[Timing]) -> str:
    """A Markdown table; ratios of medians against the first row."""
    first = timings[0]
    rows = [f"| {t.name} | {t.median:.3f} | {t.minimum:.3f} | {t.median / first.median:.2f} |" for t in timings]
    return "\n".join([f"| command | median s | minimum s | ratio to {first.name} |", "|---|---|---|---|", *rows])
