"""Processes: one function over many indexes, in forked processes that share what was read."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any, TypeVar

Answer = TypeVar("Answer")

BATCHES_FOR_EACH = 4  # small enough that no process waits long for the last batch
_work: Callable[[int], Any]


def usable_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(work: Callable[[int], Answer], count: int, jobs: int) -> list[Answer]:
    """The answers for 0 to count - 1, in this order whatever the number of jobs.

    Raises: whatever `work` raises, from the lowest batch that failed.
    """
    global _work  # noqa: PLW0603 - forked processes inherit it
    if jobs <= 1 or count == 0:
        return [work(index) for index in range(count)]
    _work = work  # forked processes inherit it: nothing of the site is pickled
    size = max(1, -(-count // (jobs * BATCHES_FOR_EACH)))
    batches = [range(start, min(start + size, count)) for start in range(0, count, size)]
    with multiprocessing.get_context("fork").Pool(jobs, initializer=_quiet) as pool:
        return [answer for answers in pool.imap(_batch, batches) for answer in answers]


def _batch(indexes: range) -> list[Any]:
    return [_work(index) for index in indexes]


def _quiet() -> None:
    """Ctrl-C is the parent's to answer; it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
