"""Problem: the one way to say that something is wrong with what somebody wrote.

    Exception
    └── SiteBuilderError      what a person can act on; exit 2, never a traceback
        ├── NothingFound      what was asked for is not there; exit 1
        └── ProblemsFound     the data has problems; exit 1, each with its place

A room that reads data first makes Findings, which know their place inside one JSON document; whoever
knows the file turns them into Problems, which know path, line and column.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

__all__ = [
    "LONGEST_QUOTE",
    "Finding",
    "JsonPath",
    "Location",
    "NothingFound",
    "Problem",
    "ProblemsFound",
    "Severity",
    "SiteBuilderError",
    "address_in_words",
    "as_fault",
    "nearest",
    "shortened",
]

Severity = Literal["error", "warning"]
JsonPath = tuple[str | int, ...]

LONGEST_QUOTE = 80
MOST_TOLD = 20  # problems in the text of an exception
PLAIN_KEY = re.compile(r'[^\s.\[\]"](?:[^.\[\]"]{0,58}[^\s.\[\]"])?')


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1, columns in characters; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Problem(BaseModel):
    """Something wrong with the data: where, what, what was expected, and what to write instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Location
    kind: str
    message: str
    expected: str
    fix: str
    severity: Severity = "error"
    also: tuple[str, ...] = ()  # the other files that it is about


class Finding(NamedTuple):
    """A Problem that knows its JSON path and not yet its file.

    `on_key` puts the place on the member's name and not on its value.
    """

    path: JsonPath
    kind: str
    message: str
    expected: str
    fix: str
    severity: Severity = "error"
    on_key: bool = False


class SiteBuilderError(Exception):
    """Something that the person at the terminal can act on, with what to do about it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message, fix)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}; {self.fix}"


class NothingFound(SiteBuilderError):
    """What was asked for is not there, though everything could be read."""


class ProblemsFound(SiteBuilderError):
    """The data has problems; all of them, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.at, p.kind, p.message)))
        super().__init__("the data has problems", "mend them and run the command again")
        self.args = (self.problems,)  # what __init__ takes, so that it survives pickling

    def __str__(self) -> str:
        # Who calls `site_builder.load` sees this below a traceback, and nothing of the command's own words.
        told = [f"{problem.at}: {problem.message}; {problem.fix}" for problem in self.problems[:MOST_TOLD]]
        more = len(self.problems) - len(told)
        return "\n    ".join([f"{self.message}:", *told, *([f"... and {more} more"] if more else [])])


def as_fault(error: Exception) -> SiteBuilderError:
    """What went wrong, for who must go on whatever it was; what nobody foresaw is told as a fault of our own."""
    if isinstance(error, SiteBuilderError):
        return error
    if isinstance(error, OSError):
        where = f"{error.filename} cannot be used: " if error.filename else ""
        return SiteBuilderError(f"{where}{error.strerror or error}", "mend what is there, its rights too, or remove it")
    message = f"a fault of site-builder itself: {type(error).__name__}: {error}"
    return SiteBuilderError(message, "run `site-builder build`, which says how to report it")


MOST_TO_COMPARE = 1000


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The word that was most likely meant, or None where nothing is near.

    `cutoff` is how much alike they have to be, up to 1. Of very many words only those that begin alike are compared:
    each comparison takes its time.
    """
    by_folded = {known.casefold(): known for known in words}
    if len(by_folded) > MOST_TO_COMPARE:
        start = word.casefold()[: len(word) * 2 // 3]
        by_folded = {folded: known for folded, known in by_folded.items() if folded.startswith(start)}
    if len(by_folded) > MOST_TO_COMPARE:
        return None
    # No word is so long; comparing whole pages with one costs minutes.
    found = get_close_matches(word.casefold()[:LONGEST_QUOTE], by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else None


def shortened(text: str) -> str:
    """A quotation that fits into a message: whole, or its two ends."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 23]}...{text[-20:]}"


def address_in_words(path: JsonPath) -> str:
    """A JSON path as people write it: results[3].scenario, system["a key with. marks"]."""
    return "".join(map(_step_in_words, path)).removeprefix(".") or "the document"


def _step_in_words(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if PLAIN_KEY.fullmatch(step) else f'["{shortened(step)}"]'
