"""The locating reader of JSON: slower, for what is wrong or must be pointed at.

It finds every fault in one go, reads on after it where that makes sense, and remembers where each key and
value stands.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any, NoReturn

from site_builder.models import JSON_NUMBER, FrozenDict, Number, fits_a_double
from site_builder.problems import JsonPath, Location, Problem, shortened

LARGEST_FILE = 50_000_000
DEEPEST_NESTING = 200

# What no HTML document may hold, not even escaped. A carriage return is read back as a line feed.
NOT_IN_HTML = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
INVALID: Any = type("Invalid", (), {"__repr__": lambda _: "INVALID"})()
"""Stands where a fault has been told already, so that nobody complains of it twice."""


class _Stop(Exception):
    """The text makes no sense from here on."""


SPACE = re.compile(r"[ \t\n\r]*")
COMMENT = re.compile(r"(?://|#)[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
WORD = re.compile(r"[^\s,\]}\":]+")
CLOSERS = {"{": "}", "[": "]"}
LITERALS = {"true": True, "false": False, "null": None}
NOT_NUMBERS = {"nan", "infinity", "-infinity", "inf", "-inf", "+infinity"}
MEANT = {"none": "null", "undefined": "null", "nil": "null", "true": "true", "false": "false", "null": "null"}
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class LocatingReader:
    """One pass over the text; gathers the value, the faults, and the offset of each key and value."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.keys: dict[JsonPath, int] = {}
        self.values: dict[JsonPath, int] = {}
        self.value: Any = INVALID
        self.text, self.position = "", 0
        if len(data) > LARGEST_FILE:
            self._problem(
                0,
                "file-too-large",
                f"the file has {len(data):,} bytes",
                f"at most {LARGEST_FILE:,}",
                "split it, or remove what does not belong here",
            )
            return
        # What follows a byte that is no UTF-8 is read all the same: one stray letter must not hide other faults.
        self.text = data.decode("utf-8", "replace")
        if not self._is_utf8(data):
            return
        try:
            self.value = self._read((), 0)
            self._space()
            if self.position < len(self.text):
                self._broken("text after the end of the document", "nothing more", "remove it")
        except _Stop:
            pass

    def _is_utf8(self, data: bytes) -> bool:
        """Whether the text can be read as UTF-8, a few stray bytes aside; tells the first of them."""
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            offset = len(data[: error.start].decode("utf-8"))
            message, expected = f"byte 0x{data[error.start]:02x} is not UTF-8", "text in UTF-8"
            self._problem(offset, "not-utf8", message, expected, "save the file as UTF-8")
            return offset > 0  # UTF-16 begins with such a byte, and every other one is none of ours
        return True

    def at(self, offset: int) -> Location:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.path, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _problem(self, offset: int, kind: str, message: str, expected: str, fix: str) -> None:
        self.problems.append(Problem(at=self.at(offset), kind=kind, message=message, expected=expected, fix=fix))

    def _broken(self, message: str, expected: str, fix: str, offset: int | None = None) -> None:
        self._problem(self.position if offset is None else offset, "broken-json", message, expected, fix)

    def _space(self) -> None:
        self.position = SPACE.match(self.text, self.position).end()  # type: ignore[union-attr]
        while comment := COMMENT.match(self.text, self.position):
            self._broken("a comment stands here", "JSON, which has no comments", "remove it")
            self.position = SPACE.match(self.text, comment.end()).end()  # type: ignore[union-attr]

    def _next(self) -> str:
        self._space()
        return self.text[self.position : self.position + 1]

    def _read(self, path: JsonPath, depth: int) -> Any:
        character = self._next()
        self.values[path] = self.position
        if not character:
            self._broken(
                "the file is empty" if not self.text.strip() else "the file ends in the middle",
                "a value",
                "write the rest of the document",
            )
            raise _Stop
        if depth >= DEEPEST_NESTING and character in CLOSERS:
            self._problem(
                self.position,
                "nested-too-deep",
                f"nested deeper than {DEEPEST_NESTING} levels",
                f"at most {DEEPEST_NESTING}",
                "flatten it",
            )
            raise _Stop
        if character == "{":
            return self._object(path, depth)
        if character == "[":
            return self._array(path, depth)
        if character == '"':
            return self._string()
        return self._word()

    def _object(self, path: JsonPath, depth: int) -> Any:
        members: dict[str, Any] = {}
        opened = self.position
        self.position += 1
        while self._another("}", bool(members), opened):
            start = self.position
            if self.text[start] != '"':
                self._broken(
                    f"a member's name must stand here, not {self._seen()}",
                    'a name in "quotation marks"',
                    "put the name in double quotation marks",
                )
                raise _Stop
            key = self._string()
            if self._next() != ":":
                self._broken(f'":" is missing after the name "{shortened(key)}"', '":"', 'write ":" and the value')
                raise _Stop
            self.position += 1
            here = (*path, key)
            if key in members:
                first = self.at(self.keys[here])
                self._problem(
                    start,
                    "duplicate-key",
                    f'"{shortened(key)}" stands twice in this object, first on line {first.line}',
                    "each key once",
                    "remove one of the two",
                )
                # Read past it: what was first stays, so that its own faults are told at its own place.
                kept = self.keys, self.values
                self.keys, self.values = {}, {}
                self._read(here, depth + 1)
                self.keys, self.values = kept
                continue
            self.keys[here] = start
            members[key] = self._read(here, depth + 1)
        return FrozenDict(members)

    def _array(self, path: JsonPath, depth: int) -> Any:
        items: list[Any] = []
        opened = self.position
        self.position += 1
        while self._another("]", bool(items), opened):
            items.append(self._read((*path, len(items)), depth + 1))
        return tuple(items)

    def _another(self, closer: str, has_some: bool, opened: int) -> bool:
        """Whether one more item follows; reads the comma before it, or the closing bracket."""
        before = self.position
        character = self._next()
        if character == closer:
            self.position += 1
            return False
        if not character:
            self._unclosed(closer, opened)
        if not has_some:
            return True
        if character != ",":
            if character in "}]":
                self._broken(
                    f'"{character}" does not close the "{self.text[opened]}" of line {self.at(opened).line}',
                    f'"{closer}" or ","',
                    f'write "{closer}" first',
                )
                raise _Stop
            self._broken("a comma is missing", f'"," or "{closer}"', 'write ","', offset=before)
            return True
        comma = self.position
        self.position += 1
        character = self._next()
        if not character:
            self._unclosed(closer, opened)
        if character == closer:
            self._broken("a comma before the end", f'"{closer}"', "remove the comma", offset=comma)
            self.position += 1
            return False
        return True

    def _unclosed(self, closer: str, opened: int) -> NoReturn:
        message = f'the "{self.text[opened]}" of line {self.at(opened).line} is not closed'
        self._broken(message, f'"{closer}"', f'write "{closer}" where it ends')
        raise _Stop

    def _string(self) -> str:
        start = self.position
        self.position += 1
        parts: list[str] = []
        while True:
            match = PLAIN.match(self.text, self.position)
            assert match
            parts.append(match[0])
            self.position = match.end()
            character = self.text[self.position : self.position + 1]
            if character == '"':
                self.position += 1
                return self._checked_text("".join(parts), start)
            if character in ("", "\n") or self.text.startswith("\r\n", self.position):
                self._broken("a text is not closed on its line", '"', 'write " where the text ends', offset=start)
                raise _Stop
            parts.append(self._escape() if character == "\\" else self._raw_control(character))

    def _raw_control(self, character: str) -> str:
        shown = {"\t": "a tab", "\r": "a carriage return"}.get(character, f"control character U+{ord(character):04X}")
        self._broken(
            f"{shown} stands in a text",
            "no control characters in a text",
            f'write "\\{"t" if character == chr(9) else "n"}", or remove it',
        )
        self.position += 1
        return " "

    def _escape(self) -> str:
        letter = self.text[self.position + 1 : self.position + 2]
        if letter in ESCAPES and letter:
            self.position += 2
            return ESCAPES[letter]
        digits = self.text[self.position + 2 : self.position + 6]
        if letter == "u" and re.fullmatch("[0-9a-fA-F]{4}", digits):
            return self._code_unit(int(digits, 16))
        self._broken(
            f'"\\{letter}" is no escape',
            '\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits',
            f'write "\\\\{letter}" for a backslash',
        )
        self.position += 1
        return "\\"

    def _code_unit(self, unit: int) -> str:
        self.position += 6
        low = re.match(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})", self.text[self.position : self.position + 6])
        if 0xD800 <= unit < 0xDC00 and low:
            self.position += 6
            return chr(0x10000 + ((unit - 0xD800) << 10) + (int(low[1], 16) - 0xDC00))
        return chr(unit)

    def _checked_text(self, text: str, start: int) -> str:
        found = NOT_IN_HTML.search(text)
        if not found:
            return text
        code = ord(found[0])
        name = "lone surrogate" if 0xD800 <= code < 0xE000 else "carriage return" if code == 13 else "character"
        self._problem(
            start,
            "text-html-cannot-hold",
            f"{name} U+{code:04X} stands in this text",
            "characters that a web page can hold",
            'write "\\n"' if code == 13 else "remove the character, or write it in words",
        )
        return NOT_IN_HTML.sub("\ufffd", text)

    def _word(self) -> Any:
        start = self.position
        match = WORD.match(self.text, start)
        if not match:
            self._broken(f"{self._seen()} cannot stand here", "a value", "write a value, or remove it")
            raise _Stop
        word = match[0]
        self.position = match.end()
        if word in LITERALS:
            return LITERALS[word]
        if JSON_NUMBER.fullmatch(word):
            return self._number(word, start)
        if word.casefold() in NOT_NUMBERS:
            self._problem(
                start,
                "not-a-number",
                f"{word} is no number in JSON",
                "a number",
                "write the measured number, or null where null may stand",
            )
            return INVALID
        if word.casefold() in MEANT:
            self._broken(f"{word} is not JSON", "true, false or null", f"write {MEANT[word.casefold()]}", offset=start)
            return INVALID
        if re.fullmatch(r"[-+]?[0-9._,+eE-]+", word):
            self._broken(
                f"{shortened(word)} is not written as a number in JSON",
                "digits, one point, at least a digit on each side of it, no leading zeros or +",
                "write it as 0.5, 12 or 1.2e5",
                offset=start,
            )
            return INVALID
        self._broken(
            f"{shortened(word)} is not JSON",
            "a value: a text, a number, true, false, null, an array, an object",
            "put a text in double quotation marks",
            offset=start,
        )
        raise _Stop

    def _number(self, word: str, start: int) -> Any:
        if not fits_a_double(word):
            self._problem(
                start,
                "number-too-large",
                f"{shortened(word)} is beyond what a double can hold",
                "a number between about 1e-300 and 1e300",
                "write it in a larger or smaller unit",
            )
            return INVALID
        return Number(word)

    def _seen(self) -> str:
        return f'"{self.text[self.position : self.position + 1]}"'
