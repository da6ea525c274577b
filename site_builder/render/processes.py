"""Processes: one function over many indexes, in forked processes that share what was read.

Not `multiprocessing.Pool`, which waits for ever for a worker that the system killed; nor `ProcessPoolExecutor`,
whose workers live on, and keep the lock of the output folder, when their parent is killed.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar, cast

from site_builder.problems import SiteBuilderError

Answer = TypeVar("Answer")

BATCHES_FOR_EACH = 4  # small enough that no process waits long for the last batch
MOST_IN_A_BATCH = 2_500
# A process soon has a copy of its own of what it looked at, though it only read: Python counts who holds an object
# within the object. After so many answers another one, which shares everything again, goes on.
ANSWERS_OF_A_LIFE = 5_000


def in_processes(work: Callable[[int], Answer], count: int, jobs: int) -> list[Answer]:
    """The answers for 0 to count - 1, in this order whatever the number of jobs.

    Raises: whatever `work` raises, from the lowest index that failed; SiteBuilderError if a process was killed.
    """
    if jobs <= 1 or count == 0:
        return [work(index) for index in range(count)]
    size = min(max(1, -(-count // (jobs * BATCHES_FOR_EACH))), MOST_IN_A_BATCH)
    batches = [range(start, min(start + size, count)) for start in range(0, count, size)]
    workers = _Workers(work, batches)
    try:
        for _ in range(min(jobs, len(batches))):
            workers.start()
        answers = _gather(workers)
    finally:
        workers.end()
    return [answer for number in range(len(batches)) for answer in answers[number]]


class _Workers:
    """The processes at work, each with the pipe through which it answers."""

    def __init__(self, work: Callable[[int], Any], batches: list[range]) -> None:
        self._context = multiprocessing.get_context("fork")
        self._next_batch = self._context.Value("l", 0)
        self._work, self._batches = work, batches
        self._at_work: dict[Connection, Any] = {}

    @property
    def readers(self) -> list[Connection]:
        """The pipes through which answers come."""
        return list(self._at_work)

    def start(self) -> None:
        """One more."""
        reader, writer = self._context.Pipe(duplex=False)
        worker = self._context.Process(
            target=_serve, args=(self._work, self._batches, self._next_batch, writer), daemon=True
        )
        worker.start()
        writer.close()  # the worker's alone: its end is then seen
        self._at_work[reader] = worker

    def leave(self, reader: Connection) -> None:
        """This one said that it is done."""
        self._at_work.pop(reader).join()
        reader.close()

    def end(self) -> None:
        """Whatever they are doing."""
        for worker in self._at_work.values():
            worker.terminate()
            worker.join()


def _serve(work: Callable[[int], Any], batches: list[range], next_batch: Any, writer: Connection) -> None:
    """Take batches until there are none, or enough were taken, or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it ends its workers
    parent, answered = os.getppid(), 0
    while os.getppid() == parent:
        with next_batch.get_lock():
            number = next_batch.value
            goes_on = number < len(batches) and answered < ANSWERS_OF_A_LIFE
            next_batch.value = number + goes_on
        if not goes_on:
            writer.send(number >= len(batches))
            return
        try:
            message = ForkingPickler.dumps((number, [work(index) for index in batches[number]]))
        except Exception as error:
            with next_batch.get_lock():
                next_batch.value = len(batches)  # lower batches are taken already: the lowest fault is still told
            message = ForkingPickler.dumps((number, _that_travels(error)))
        writer.send_bytes(message)
        answered += len(batches[number])


def _that_travels(error: Exception) -> Exception:
    """The error as another process can read it; where it cannot, one with its words."""
    # Pickling drops these, unless somebody (distributed does) taught it to keep them, however deep they are.
    error.__traceback__ = error.__cause__ = error.__context__ = None
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:  # whatever its class does on the way there and back
        return SiteBuilderError(f"{type(error).__name__}: {error}", "run the command again with --jobs 1")
    return error


def _gather(workers: _Workers) -> dict[int, list[Any]]:
    """The answers of each batch, once nothing is left to be done; another worker for each that had enough."""
    answers: dict[int, list[Any]] = {}
    errors: dict[int, Exception] = {}
    while readers := workers.readers:
        for reader in cast("list[Connection]", wait(readers)):
            try:
                message = reader.recv()
            except (EOFError, OSError) as error:  # also in the middle of an answer
                raise SiteBuilderError(
                    "a process that renders pages was killed", "make more memory available, or try --jobs 1"
                ) from error
            if isinstance(message, bool):  # whether all is done
                workers.leave(reader)
                if not message:
                    workers.start()
            elif isinstance(message[1], Exception):
                errors[message[0]] = message[1]
            else:
                answers[message[0]] = message[1]
    if errors:
        raise errors[min(errors)]
    return answers
