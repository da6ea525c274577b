"""Work in several processes: the same answers, the lowest fault, and no waiting for the dead."""

import fcntl
import os
import signal
import termios
from array import array
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Lock
from pathlib import Path
from select import select
from threading import Timer
from time import sleep

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.render import in_processes
from site_builder.render.processes import CONTEXT


@pytest.mark.parametrize("joins", [False, True])
@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
def test_answers_come_in_order_whatever_the_jobs(jobs: int, count: int, joins: bool) -> None:
    found = in_processes(lambda index: index * index, count, jobs, joins=joins)
    assert found == [index * index for index in range(count)]


def test_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in in_processes(lambda _: os.getpid(), 8, 2)


def test_one_that_joins_in_keeps_what_its_share_left() -> None:
    def slow(index: int) -> int:
        sleep(0.01)
        kept.append(index)
        return os.getpid()

    kept: list[int] = []
    workers = in_processes(slow, 60, 3, joins=True)
    assert kept == [index for index, worker in enumerate(workers) if worker == os.getpid()]
    assert len(set(workers)) == 3


def test_one_that_joins_in_takes_what_is_left_of_those_that_had_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.render.processes.MOST_BESIDE_OUR_OWN", 5)
    monkeypatch.setattr("site_builder.render.processes.ANSWERS_OF_A_LIFE", 10)
    answers = in_processes(lambda index: (sleep(0.002), index, os.getpid()), 95, 2, joins=True)
    assert [index for _, index, _ in answers] == list(range(95))
    assert max(Counter(worker for _, _, worker in answers if worker != os.getpid()).values()) <= 10


def test_no_process_answers_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.render.processes.MOST_IN_A_BATCH", 10)
    monkeypatch.setattr("site_builder.render.processes.ANSWERS_OF_A_LIFE", 20)
    answers = in_processes(lambda index: (index, os.getpid()), 95, 2)
    assert [index for index, _ in answers] == list(range(95))
    assert max(Counter(process for _, process in answers).values()) <= 20


@pytest.mark.parametrize("joins", [False, True])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_lowest_fault_is_told(jobs: int, joins: bool) -> None:
    def fails(index: int) -> None:
        if index >= 5:
            raise SiteBuilderError(f"fault {index}", "mend it")

    with pytest.raises(SiteBuilderError, match="fault 5"):
        in_processes(fails, 60, jobs, joins=joins)


def test_a_fault_of_the_disk_keeps_its_number_and_its_file() -> None:
    def fails(index: int) -> None:
        raise OSError(28, "No space left on device", "some/file")

    with pytest.raises(OSError, match="No space") as found:
        in_processes(fails, 10, 2)
    assert (found.value.errno, found.value.filename) == (28, "some/file")


def test_a_deep_fault_is_told_whatever_pickling_was_taught() -> None:
    import_module("distributed")  # from then on, pickling keeps what caused a fault, however deep that lies

    def calls_itself(index: int) -> None:
        calls_itself(index)

    def fails(index: int) -> None:
        try:
            calls_itself(index)
        except RecursionError as error:
            raise SiteBuilderError("it calls itself", "mend it") from error

    with pytest.raises(SiteBuilderError, match="it calls itself"):
        in_processes(fails, 10, 2)


@pytest.mark.parametrize("joins", [False, True])
def test_a_process_that_is_killed_ends_the_build_with_advice(joins: bool) -> None:
    def is_killed(index: int) -> int:
        sleep(0.01)
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return index

    parent = os.getpid()
    with pytest.raises(SiteBuilderError, match="was killed"):
        in_processes(is_killed, 60, 2, joins=joins)


def test_a_process_that_is_killed_in_the_middle_of_an_answer_is_told_alike() -> None:
    def is_killed(index: int) -> bytes:
        if index == 0:
            Timer(0.3, os.kill, [os.getpid(), signal.SIGKILL]).start()
        return bytes(30_000_000)

    slow = Connection._recv_bytes

    def waits(self: Connection, maxsize: int | None = None) -> object:
        sleep(1)  # a pipe holds 64 KB: meanwhile the other end waits, and is killed
        return slow(self, maxsize)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Connection, "_recv_bytes", waits)
        with pytest.raises(SiteBuilderError, match="was killed"):
            in_processes(is_killed, 2, 2)


class TwoWords(Exception):
    """Made of two words, and told by one: it cannot be made again of what pickling keeps."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


UNSENDABLE = {"cannot be read": lambda: TwoWords("real", "reason"), "cannot be written": lambda: ValueError(lambda: 1)}


@pytest.mark.parametrize("kind", UNSENDABLE)
def test_a_fault_that_cannot_travel_is_told_in_its_own_words(kind: str) -> None:
    def fails(index: int) -> int:
        if index == 7:
            raise UNSENDABLE[kind]()
        return index

    # Where distributed was loaded, pickling was taught to keep the first of them as it is.
    with pytest.raises((SiteBuilderError, TwoWords), match=r"real reason|ValueError: <function"):
        in_processes(fails, 60, 2)


def test_an_answer_that_cannot_travel_is_told_as_what_it_is() -> None:
    with pytest.raises(Exception, match="pickle"):
        in_processes(lambda index: lambda: index, 60, 2)


def alive(pid: int) -> bool:
    """Whether there is such a process; a child of ours that ended and was waited for is none."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_ctrl_c_while_a_process_starts_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        if pid := fork():
            started.append(pid)
            signal.raise_signal(signal.SIGINT)
        return pid

    started: list[int] = []
    fork, mask = os.fork, signal.pthread_sigmask(signal.SIG_BLOCK, ())
    monkeypatch.setattr(os, "fork", interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            in_processes(lambda _: bytes(1_000_000), 100, 2)
        assert [alive(pid) for pid in started] == [False]
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == mask
    finally:
        for pid in filter(alive, started):
            os.kill(pid, signal.SIGKILL)


def test_what_a_worker_starts_hears_what_it_heard_before() -> None:
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert in_processes(lambda _: signal.pthread_sigmask(signal.SIG_BLOCK, ()), 2, 2) == [mask, mask]


def ends_with_its_workers(parent: Callable[[], object], held: Path) -> bool:
    """Whether nobody is left and holds the lock soon after `parent`, in a process of its own, has killed that."""
    reading, writing = os.pipe()  # each process has the writing end: the last one that ends closes it
    with held.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = get_context("fork").Process(target=parent)
        process.start()
    os.close(writing)
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    with open(reading, "rb") as names, held.open() as lock:
        ended = bool(select([names], [], [], 10)[0]) and names.read() == b""
        if ended:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return ended


def test_workers_in_the_middle_of_an_answer_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    def is_killed(readers: list[Connection], _: object) -> None:
        while not all(waiting(reader) for reader in readers):
            sleep(0.01)
        os.kill(os.getpid(), signal.SIGKILL)

    def waiting(reader: Connection) -> bool:
        """Whether a part of an answer came, so that the writer waits for somebody who reads it."""
        found = array("i", [0])
        fcntl.ioctl(reader.fileno(), termios.FIONREAD, found)
        return found[0] > 30_000

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("site_builder.render.processes.wait", is_killed)
        assert ends_with_its_workers(lambda: in_processes(lambda _: bytes(1_000_000), 100, 3), tmp_path / "lock")


@pytest.fixture
def counters(monkeypatch: pytest.MonkeyPatch) -> list[Lock]:
    """The locks of the counters that are made meanwhile."""

    def kept() -> Lock:
        made.append(make())
        return made[-1]

    made: list[Lock] = []
    make = CONTEXT.Lock
    monkeypatch.setattr(CONTEXT, "Lock", kept)
    return made


def test_workers_end_with_a_parent_that_is_killed_while_it_counts(tmp_path: Path, counters: list[Lock]) -> None:
    def is_killed(_: object, __: object) -> None:
        counters[0].acquire()
        sleep(0.5)  # until they wait for the counter
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("site_builder.render.processes.wait", is_killed)
        assert ends_with_its_workers(lambda: in_processes(lambda _: sleep(0.01), 400, 3), tmp_path / "lock")


@pytest.mark.parametrize("fails", [False, True])
def test_a_process_that_is_killed_while_it_counts_does_not_hold_up_this_one(counters: list[Lock], fails: bool) -> None:
    def is_killed(index: int) -> int:
        if os.getpid() != parent:
            counters[0].acquire()
            os.write(writing, b"-")
            sleep(0.5)  # until this one waits for the counter
            os.kill(os.getpid(), signal.SIGKILL)
        os.read(reading, 1)
        os.write(writing, b"-")
        if fails:
            raise ValueError(index)
        return index

    def gives_up(*_: object) -> None:
        raise TimeoutError

    parent = os.getpid()
    reading, writing = os.pipe()
    before = signal.signal(signal.SIGALRM, gives_up)
    signal.alarm(20)
    try:
        with pytest.raises(SiteBuilderError, match="was killed"):
            in_processes(is_killed, 60, 2, joins=True)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        os.close(reading)
        os.close(writing)
