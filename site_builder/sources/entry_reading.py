"""Entry reading: one file of results read with its round, and all that is told of it as a value.

Any process can read any file, and give what it found to another one: the entry itself stays where it was read, and is
read again where somebody asks for more than its gist.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from site_builder.models import (
    ERRATA,
    LONGEST_PART,
    Entry,
    EntryFile,
    Gist,
    KnownWords,
    LateEntry,
    Round,
    address_part,
    broken_without_round,
    is_an_address,
    no_address,
    read_entry,
)
from site_builder.problems import Finding, JsonPath, Problem, SiteBuilderError, nearest, shortened
from site_builder.sources.data_files import file_problem, printable, unread_document
from site_builder.sources.shape import Shape
from site_builder.sources.usual_entry import usual_entry

Answer = TypeVar("Answer")
# Answers for 0 to count - 1, in this order, however they are come by.
Spread = Callable[[Callable[[int], Any], int], list[Any]]
# What was read of a file before, where it is known that it would be read so again.
Recall = Callable[[str], "EntryRead | None"]
# What gives that, once the rounds are read: by the sha256 of each of their files, as they were read.
Recalling = Callable[[Mapping[str, str]], Recall]

# An entry with all that its file says takes some 17 KB.
MOST_IN_MEMORY = 12_000


def one_by_one(work: Callable[[int], Answer], count: int) -> list[Answer]:
    """In this process, one after the other."""
    return [work(index) for index in range(count)]


def nothing_known(_: str) -> "EntryRead | None":
    """Every file is read."""
    return None


def recalling_nothing(_: Mapping[str, str]) -> Recall:
    """Whatever the rounds say."""
    return nothing_known


class EntryRead(NamedTuple):
    """What one file said: everything in it survives the way to another process, and into a cache."""

    file: str
    path: str  # the same as Problems print it
    problems: tuple[Problem, ...]
    held_up: str | None  # the path of the rounds with the fault that keeps it from being judged whole
    known: Mapping[str, Any] | None  # an entry's fields but the file, the round by its id; None where there is no entry
    gist: Gist | None
    links: tuple[tuple[JsonPath, str], ...]  # what it names as successor or explanation, and where
    whole: bool  # unless something in it has the wrong shape
    sha256: str  # of the file
    unsure: tuple[int, ...] = ()  # positions of results with faults of their own
    latest: str = ""  # the last day on which something became of it


class EntryReader:
    """Reads entries of a data folder whose rounds are read."""

    def __init__(
        self,
        folder: str,
        rounds: Mapping[str, Round],
        doubtful: Mapping[str, tuple[Round, frozenset[str]]],
        unread: frozenset[str],
    ) -> None:
        self.rounds_folder = os.path.join(folder, "rounds")
        self.rounds, self.doubtful, self.unread = rounds, doubtful, unread
        self._known_words = {name: KnownWords(round_, self._round_path(name)) for name, round_ in rounds.items()}
        self._kept: dict[str, tuple[str, Entry]] = {}

    def read_all(self, paths: list[str], spread: Spread, recall: Recall) -> list[EntryRead]:
        """Every file in this order; those of which nothing is known are read."""
        found = [recall(path) for path in paths]
        unknown = [path for path, known in zip(paths, found, strict=True) if known is None]
        read = iter(spread(lambda index: self.read(unknown[index]), len(unknown)))
        return [next(read) if known is None else known for known in found]

    def read(self, path: str) -> EntryRead:
        """The file at this path, and everything that is wrong with it."""
        problems: list[Problem] = []
        found = unread_document(path, problems.append)
        if found is None:
            return EntryRead(path, printable(path), tuple(problems), None, None, None, (), False, "")
        stem = os.path.basename(path).removesuffix(".json")
        file = usual_entry(found.data)
        shape = Shape(EntryFile, found.value) if file is None else Shape.fitting(file)
        problems += found.problems if file is None else ()
        problems += unusable_name(path, stem, "an entry's file name", is_an_address(stem))
        entry = self._judged(stem, shape, found.sha256) if shape.model is not None else None
        held_up = self._holds_up(shape) if shape.model is not None else None
        problems += map(found.problem, shape.findings)
        # Stand-ins for these would be an address that nobody wrote.
        if entry is None or shape.broken & {("system",), ("submitter",), ("division",)}:
            return EntryRead(path, found.path, tuple(problems), held_up, None, None, (), False, found.sha256)
        if len(self._kept) < MOST_IN_MEMORY:
            self._kept[found.path] = found.sha256, entry
        whole = shape.whole and (file is not None or not found.problems) and entry.round.id in self.rounds
        links = tuple(_links(entry.file))
        return EntryRead(
            path,
            found.path,
            tuple(problems),
            held_up,
            _known(entry),
            entry.gist,
            links,
            whole,
            found.sha256,
            () if file is not None else _unsure(entry, shape),
            max((day for _, day in days_of_states(entry.file)), default=""),
        )

    def entry(self, read: EntryRead) -> Entry | None:
        """The entry that a file holds, if it does: what was read here, or what is read again when it is needed."""
        if read.known is None or read.gist is None:
            return None
        sha256, entry = self._kept.get(read.path, ("", None))
        if entry is not None and sha256 == read.sha256:
            return entry
        name = read.known["round"]
        round_ = self.rounds[name] if name in self.rounds else self.doubtful[name][0]
        known = {**read.known, "round": round_, "sha256": read.sha256}
        return LateEntry.of(known, read.gist, partial(_read_again, read.file, read.sha256))

    def _judged(self, stem: str, shape: Shape, sha256: str) -> Entry | None:
        """The entry, if its round is known and it has an address; adds to the shape what is wrong with it."""
        file: EntryFile = shape.model
        entry = self._at_a_glance(stem, shape, sha256)
        if entry is not None:
            return entry
        known = None if ("round",) in shape.broken else self._round_of(file, shape)
        if known is None:
            shape.add(broken_without_round(file))
            return None
        return self._in_words_of_its_round(stem, shape, sha256, *known)

    def _at_a_glance(self, stem: str, shape: Shape, sha256: str) -> Entry | None:
        """The entry, where nothing is wrong with it."""
        words = self._known_words.get(shape.model.round) if shape.whole else None
        entry = words.entry(stem, shape.model, sha256) if words else None
        return entry if entry is not None and is_an_address(entry.submitter) else None

    def _round_of(self, file: EntryFile, shape: Shape) -> tuple[Round, frozenset[str]] | None:
        """The entry's round as far as it could be read, and its fields that nothing can be judged by."""
        if file.round in self.rounds:
            return self.rounds[file.round], frozenset()
        if (
            file.round not in self.doubtful
            and not {printable(self.rounds_folder), self._round_path(file.round)} & self.unread
        ):
            shape.add([self._unknown_round(file.round)])
        return self.doubtful.get(file.round)

    def _holds_up(self, shape: Shape) -> str | None:
        """The path with the fault that keeps an entry from being judged whole: its round's, or that of all rounds."""
        if ("round",) in shape.broken or shape.model.round in self.rounds:
            return None
        paths = self._round_path(shape.model.round), printable(self.rounds_folder)
        return next((path for path in paths if path in self.unread), None)

    def _round_path(self, name: str) -> str:
        return printable(os.path.join(self.rounds_folder, f"{name}.json"))

    def _in_words_of_its_round(
        self, stem: str, shape: Shape, sha256: str, round_: Round, doubted: frozenset[str]
    ) -> Entry | None:
        file: EntryFile = shape.model
        entry, findings = read_entry(stem, file, round_, self._round_path(file.round), doubted, sha256)
        shape.add(findings)
        if entry is not None and not is_an_address(entry.submitter):
            at: JsonPath = ("submitter",) if file.submitter is not None else ("system", "submitter")
            shape.add([no_address(at, f'the submitter is "{shortened(entry.submitter)}"')])
            return None
        return entry

    def _unknown_round(self, name: str) -> Finding:
        known = sorted(self.rounds)
        guess = nearest(name, known)
        expected = f"one of {', '.join(known)}" if known else "a round that has a file in rounds/"
        fix = f'write "{guess}"' if guess else f"write one of these, or add rounds/{shortened(address_part(name))}.json"
        return Finding(("round",), "unknown-round", f'round is "{shortened(name)}"', expected, fix)


def _known(entry: Entry) -> Mapping[str, Any]:
    return {
        "id": entry.id,
        "round": entry.round.id,
        "division": entry.division,
        "submitter": entry.submitter,
        "categories": entry.categories,
        "availability": entry.availability,
    }


def _unsure(entry: Entry, shape: Shape) -> tuple[int, ...]:
    """The positions of results that have a fault, or of which the state has one."""
    if shape.told(("verification",)):
        return tuple(range(len(entry.results)))
    return tuple(position for position in range(len(entry.results)) if shape.told(("results", position)))


def _read_again(path: str, sha256: str) -> EntryFile:
    """What a file says that was read before, and had nothing wrong with it.

    Raises: SiteBuilderError if it is not the same any more: a page of one state would stand beside pages of another.
    """
    found = unread_document(path, lambda _: None)
    if found is None or found.sha256 != sha256:
        raise SiteBuilderError(f"{printable(path)} was changed while the site was built", "run the command again")
    file: EntryFile = usual_entry(found.data) or Shape(EntryFile, found.value).model
    return file


def unusable_name(path: str, stem: str, what: str, is_usable: bool) -> Iterator[Problem]:
    """The Problem of a file whose name cannot be a folder of the site."""
    if is_usable and printable(stem) == stem:
        return
    taken = is_an_address(stem) and printable(stem) == stem
    expected = "another name: the site has pages of its own there"
    if not taken:
        expected = f"a name with Latin letters or digits, at most {LONGEST_PART} characters, none of them invisible"
    message = f'{what} is "{shortened(printable(stem))}"'
    yield file_problem(path, "name-cannot-be-an-address", message, expected, "rename the file")


def days_of_states(file: EntryFile) -> Iterator[tuple[JsonPath, str]]:
    """Since when something became of an entry or of its results, where that is said, with the place.

    A review is not among these: before the round's publication nothing of it is shown at all.
    """
    if file.verification.date and file.verification.status in ERRATA:
        yield ("verification", "date"), file.verification.date
    for index, result in enumerate(file.results):
        state = result.verification
        if state is not None and state.date and state.status in ERRATA:
            yield ("results", index, "verification", "date"), state.date


def _links(file: EntryFile) -> Iterator[tuple[JsonPath, str]]:
    """What an entry names as its successor or explanation, with the place where it does."""
    if file.verification.link:
        yield ("verification", "link"), file.verification.link
    for index, result in enumerate(file.results):
        if result.verification and result.verification.link:
            yield ("results", index, "verification", "link"), result.verification.link
