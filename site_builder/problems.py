"""Problem: the one way to say that something is wrong with what somebody wrote.

    Exception
    └── SiteBuilderError      what a person can act on; exit 2, never a traceback
        └── ProblemsFound     the data has problems; exit 1, each with its place

A room that reads data first makes Findings, which know their place inside one JSON document; whoever
knows the file turns them into Problems, which know path, line and column.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Finding",
    "JsonPath",
    "Location",
    "Problem",
    "ProblemsFound",
    "Severity",
    "SiteBuilderError",
    "address_in_words",
    "nearest",
]

Severity = Literal["error", "warning"]
JsonPath = tuple[str | int, ...]


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


class ProblemsFound(SiteBuilderError):
    """The data has problems; all of them, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.at, p.kind, p.message)))
        super().__init__("the data has problems", "mend them and run the command again")
        self.args = (self.problems,)  # what __init__ takes, so that it survives pickling


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was most likely meant, or None where nothing is near."""
    by_folded = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def address_in_words(path: JsonPath) -> str:
    """A JSON path as people write it: results[3].scenario."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(parts).removeprefix(".") or "the document"
