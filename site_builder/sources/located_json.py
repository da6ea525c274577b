"""Documents: a JSON file as read, with the faults of its text and the place of everything in it.

Two readers of one language. The fast one (jiter) keeps digits and refuses whatever is wrong; when it refuses,
or when somebody asks for a place, the locating one (json_reader) reads the text again, finds every fault in one
go and remembers line and column of each key and value.
"""

import hashlib
import re
from functools import cached_property
from typing import Any

from site_builder.models import JsonValue
from site_builder.problems import Finding, JsonPath, Location, Problem
from site_builder.sources.frozen_json import frozen, read_json
from site_builder.sources.json_reader import LARGEST_FILE, LocatingReader
from site_builder.sources.json_words import INVALID

# Whatever the fast reader accepts and we do not, or reads with other digits: escapes of control
# characters and surrogates, DEL and C1 controls, noncharacters, and -0.
NEEDS_A_CLOSER_LOOK = re.compile(
    rb"\\[bfr]|\\u(?:00[01789]|[dD][89a-fA-F]|[fF][dDfF])|\x7f|\xc2[\x80-\x9f]|\xef\xb7[\x90-\xaf]|\xef\xbf[\xbe\xbf]"
    rb"|[\xf0-\xf4][\x80-\xbf]\xbf[\xbe\xbf]|-0(?<![^\[:,\s]-0)(?![.eE0-9])"
)

# Where a value may begin: in a text it may well end a word.
MINUS_ZERO = re.compile(rb"-0(?<![^\[:,\s]-0)(?![.eE0-9])")


BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Document:
    """A JSON file as read: its value, the Problems in its text, and the place of everything in it."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self._raw = data
        self.data = data.removeprefix(BYTE_ORDER_MARK)
        self.mark = "\ufeff" if data.startswith(BYTE_ORDER_MARK) else ""

    @property
    def text(self) -> str:
        """The text, without the mark that may stand before it."""
        return self.data.decode("utf-8", "replace")

    def offset(self, path: JsonPath, *, on_key: bool = False) -> int:
        """Where the value of this path begins in the text, or its key. Raises: KeyError if it is not there."""
        return (self._located.keys if on_key else self._located.values)[path]

    @cached_property
    def value(self) -> JsonValue:
        """What it says, as far as it can be read."""
        value: JsonValue = self._located.value if self._fast is INVALID else self._fast
        return value

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its text."""
        return tuple(self._located.problems) if self._fast is INVALID else ()

    @cached_property
    def _fast(self) -> Any:
        return _read_fast(self.data)

    @cached_property
    def sha256(self) -> str:
        """Of the file's bytes."""
        return hashlib.sha256(self._raw).hexdigest()

    @cached_property
    def _located(self) -> LocatingReader:
        return LocatingReader(self.path, self.data)

    def problem(self, finding: Finding) -> Problem:
        """The Finding with its place in this file."""
        return Problem(
            at=self.location(finding.path, on_key=finding.on_key),
            kind=finding.kind,
            message=finding.message,
            expected=finding.expected,
            fix=finding.fix,
            severity=finding.severity,
        )

    def location(self, path: JsonPath, *, on_key: bool = False) -> Location:
        """Where the value of this path stands, or its key, or the nearest thing around it."""
        keys, values = self._located.keys, self._located.values
        while path and path not in values:
            path = path[:-1]
        # Items of an array and the document have no key: they are their own place.
        offset = keys.get(path) if on_key else None
        return self._located.at(values.get(path, 0) if offset is None else offset)


def _read_fast(data: bytes) -> Any:
    if len(data) > LARGEST_FILE or needs_a_closer_look(data):
        return INVALID
    try:
        return frozen(read_json(data))
    except (ValueError, RecursionError):
        return INVALID


def needs_a_closer_look(data: bytes) -> bool:
    """Whether the fast reader might read something in it that we do not, or read it otherwise."""
    # Nearly every file is ASCII without escapes: of all that the pattern looks for, only one thing can be in it.
    if data.isascii() and b"\\" not in data and b"\x7f" not in data:
        return bool(MINUS_ZERO.search(data))
    return bool(NEEDS_A_CLOSER_LOOK.search(data))
