"""Processes: one function over many indexes, in forked processes that share what was read.

Not `multiprocessing.Pool`, which waits for ever for a worker that the system killed; nor `ProcessPoolExecutor`,
whose workers live on, and keep the lock of the output folder, when their parent is killed.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar, cast

from site_builder.problems import SiteBuilderError

Answer = TypeVar("Answer")

CONTEXT = multiprocessing.get_context("fork")

BATCHES_FOR_EACH = 4  # small enough that no process waits long for the last batch
MOST_IN_A_BATCH = 2_500
# Where this process works too, it listens between two batches only: the answers of one fit into a pipe (64 KB).
MOST_BESIDE_OUR_OWN = 64
# A process soon has a copy of its own of what it looked at, though it only read: Python counts who holds an object
# within the object. After so many answers another one, which shares everything again, goes on.
ANSWERS_OF_A_LIFE = 5_000
# The counter is held for microseconds. Who waits so long looks whether the process that holds it was killed.
SECONDS_BEFORE_A_LOOK = 0.5


def in_processes(work: Callable[[int], Answer], count: int, jobs: int, *, joins: bool = False) -> list[Answer]:
    """The answers for 0 to count - 1, in this order whatever the number of jobs.

    Where this process joins in, it is one of so many, and keeps what its share of the work left in memory.
    Raises: whatever `work` raises, from the lowest index that failed; SiteBuilderError if a process was killed.
    """
    if jobs <= 1 or count == 0:
        return [work(index) for index in range(count)]
    most = MOST_BESIDE_OUR_OWN if joins else MOST_IN_A_BATCH
    size = min(max(1, -(-count // (jobs * BATCHES_FOR_EACH))), most)
    batches = _Batches(work, [range(start, min(start + size, count)) for start in range(0, count, size)])
    workers = _Workers(batches)
    batches.look = workers.look
    try:
        for _ in range(min(jobs, batches.count) - joins):
            workers.start()
        answers = _gather(workers, batches if joins else None)
    finally:
        workers.end()
    return [answer for number in range(batches.count) for answer in answers[number]]


class _Batches:
    """The work in pieces, each of which one process takes.

    `look` is what a process does that waits long for the counter: it raises where the one that holds it may be dead.
    """

    look: Callable[[], None]

    def __init__(self, work: Callable[[int], Any], ranges: list[range]) -> None:
        self._work, self._ranges = work, ranges
        self._next: Any = CONTEXT.RawValue("l", 0)
        self._lock = CONTEXT.Lock()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else counts meanwhile."""
        while not self._lock.acquire(timeout=SECONDS_BEFORE_A_LOOK):
            self.look()
        try:
            yield
        finally:
            self._lock.release()

    @property
    def count(self) -> int:
        """How many there are, taken or not."""
        return len(self._ranges)

    @property
    def are_taken(self) -> bool:
        """Whether none is left."""
        return bool(self._next.value >= self.count)

    def take(self) -> int | None:
        """The number of one that is from now on the caller's; None where none is left."""
        with self._alone():
            number: int = self._next.value
            if number >= self.count:
                return None
            self._next.value = number + 1
        return number

    def answers(self, number: int) -> list[Any] | Exception:
        """What was worked out, or why not: no further batch is taken then."""
        try:
            return [self._work(index) for index in self._ranges[number]]
        except Exception as error:
            self.stop()
            return error

    def stop(self) -> None:
        """No more of them: lower ones are taken already, so that the lowest fault is still told."""
        with self._alone():
            self._next.value = self.count

    def size(self, number: int) -> int:
        """How many answers one has."""
        return len(self._ranges[number])


class _Workers:
    """The processes at work, each with the pipe through which it answers."""

    def __init__(self, batches: _Batches) -> None:
        self._batches = batches
        self._at_work: dict[Connection, Any] = {}

    @property
    def readers(self) -> list[Connection]:
        """The pipes through which answers come."""
        return list(self._at_work)

    def start(self) -> None:
        """One more, which Ctrl-C finds either not begun or among those that are ended."""
        reader, writer = CONTEXT.Pipe(duplex=False)
        usual = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        try:
            signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
            inherited = [*self._at_work, reader]
            worker = CONTEXT.Process(
                target=_serve, args=(self._batches, writer, inherited, os.getpid(), usual), daemon=True
            )
            worker.start()
            self._at_work[reader] = worker
            writer.close()  # the worker's alone: its end is then seen
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, usual)

    def look(self) -> None:
        """Raises: SiteBuilderError if one of them was killed."""
        if any(worker.exitcode for worker in self._at_work.values()):
            raise _killed()

    def leave(self, reader: Connection) -> None:
        """This one said that it is done."""
        self._at_work.pop(reader).join()
        reader.close()

    def end(self) -> None:
        """Whatever they are doing."""
        for worker in self._at_work.values():
            worker.terminate()
        for reader, worker in self._at_work.items():
            worker.join()
            reader.close()


def _serve(
    batches: _Batches, writer: Connection, inherited: list[Connection], parent: int, usual: Iterable[int]
) -> None:
    """Take batches until there are none, or enough were taken, or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it ends its workers
    signal.pthread_sigmask(signal.SIG_SETMASK, usual)
    for reader in inherited:
        reader.close()  # while anybody else can read, a write waits for ever for a parent that was killed

    def look() -> None:
        if os.getppid() != parent:
            sys.exit()

    batches.look = look
    try:
        _answer(batches, writer)
    except BrokenPipeError:  # the parent is gone: nobody is left who could be told
        return


def _answer(batches: _Batches, writer: Connection) -> None:
    answered = 0
    while True:
        batches.look()
        number = batches.take() if answered < ANSWERS_OF_A_LIFE else None
        if number is None:
            writer.send(batches.are_taken)
            return
        writer.send_bytes(_message(batches, number))
        answered += batches.size(number)


def _message(batches: _Batches, number: int) -> Any:
    answers = batches.answers(number)
    if isinstance(answers, Exception):
        return ForkingPickler.dumps((number, _that_travels(answers)))
    try:
        return ForkingPickler.dumps((number, answers))
    except Exception as error:
        batches.stop()
        return ForkingPickler.dumps((number, _that_travels(error)))


def _that_travels(error: Exception) -> Exception:
    """The error as another process can read it; where it cannot, one with its words."""
    # Pickling drops these, unless somebody (distributed does) taught it to keep them, however deep they are.
    error.__traceback__ = error.__cause__ = error.__context__ = None
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:  # whatever its class does on the way there and back
        return SiteBuilderError(f"{type(error).__name__}: {error}", "run the command again with --jobs 1")
    return error


def _killed() -> SiteBuilderError:
    return SiteBuilderError("a process that renders pages was killed", "make more memory available, or try --jobs 1")


def _gather(workers: _Workers, own: _Batches | None) -> dict[int, list[Any]]:
    """The answers of each batch, once nothing is left to be done; another worker for each that had enough.

    Those of our own are made here, as long as there are any.
    """
    answers: dict[int, list[Any] | Exception] = {}
    while own or workers.readers:
        if own and (number := own.take()) is not None:
            answers[number] = own.answers(number)
        else:
            own = None
        patience = 0 if own or not workers.readers else None
        for reader in cast("list[Connection]", wait(workers.readers, patience)):
            try:
                message = reader.recv()
            except (EOFError, OSError) as error:  # also in the middle of an answer
                raise _killed() from error
            if isinstance(message, bool):  # whether all is done
                workers.leave(reader)
                if not message:
                    workers.start()
            else:
                answers[message[0]] = message[1]
    for number in sorted(answers):
        if isinstance(found := answers[number], Exception):
            raise found
    return cast("dict[int, list[Any]]", answers)
