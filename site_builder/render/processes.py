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


def in_processes(work: Callable[[int], Answer], count: int, jobs: int) -> list[Answer]:
    """The answers for 0 to count - 1, in this order whatever the number of jobs.

    Raises: whatever `work` raises, from the lowest index that failed; SiteBuilderError if a process was killed.
    """
    if jobs <= 1 or count == 0:
        return [work(index) for index in range(count)]
    size = max(1, -(-count // (jobs * BATCHES_FOR_EACH)))
    batches = [range(start, min(start + size, count)) for start in range(0, count, size)]
    context = multiprocessing.get_context("fork")
    next_batch = context.Value("l", 0)
    workers: list[Any] = []
    readers: list[Connection] = []
    try:
        for _ in range(min(jobs, len(batches))):
            reader, writer = context.Pipe(duplex=False)
            worker = context.Process(target=_serve, args=(work, batches, next_batch, writer), daemon=True)
            worker.start()
            writer.close()  # the worker's alone: its end is then seen
            workers.append(worker)
            readers.append(reader)
        answers = _gather(readers)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
    return [answer for number in range(len(batches)) for answer in answers[number]]


def _serve(work: Callable[[int], Any], batches: list[range], next_batch: Any, writer: Connection) -> None:
    """Take batches until there are none, or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it ends its workers
    parent = os.getppid()
    while os.getppid() == parent:
        with next_batch.get_lock():
            number, next_batch.value = next_batch.value, next_batch.value + 1
        if number >= len(batches):
            writer.send(None)
            return
        try:
            message = ForkingPickler.dumps((number, [work(index) for index in batches[number]]))
        except Exception as error:
            with next_batch.get_lock():
                next_batch.value = len(batches)  # lower batches are taken already: the lowest fault is still told
            message = ForkingPickler.dumps((number, _that_travels(error)))
        writer.send_bytes(message)


def _that_travels(error: Exception) -> Exception:
    """The error as another process can read it; where it cannot, one with its words."""
    # Pickling drops these, unless somebody (distributed does) taught it to keep them, however deep they are.
    error.__traceback__ = error.__cause__ = error.__context__ = None
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:  # whatever its class does on the way there and back
        return SiteBuilderError(f"{type(error).__name__}: {error}", "run the command again with --jobs 1")
    return error


def _gather(readers: list[Connection]) -> dict[int, list[Any]]:
    """The answers of each batch, once all workers are done."""
    answers: dict[int, list[Any]] = {}
    errors: dict[int, Exception] = {}
    working = list(readers)
    while working:
        for reader in cast("list[Connection]", wait(working)):
            try:
                message = reader.recv()
            except EOFError as error:
                raise SiteBuilderError(
                    "a process that renders pages was killed", "make more memory available, or try --jobs 1"
                ) from error
            if message is None:
                working.remove(reader)
            elif isinstance(message[1], Exception):
                errors[message[0]] = message[1]
            else:
                answers[message[0]] = message[1]
    if errors:
        raise errors[min(errors)]
    return answers
