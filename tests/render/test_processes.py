"""Work in several processes: the same answers, the lowest fault, and no waiting for the dead."""

import os
import signal
from collections import Counter
from importlib import import_module
from multiprocessing.connection import Connection
from threading import Timer
from time import sleep

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.render import in_processes


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
