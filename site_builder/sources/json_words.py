"""The words of a JSON text: each text, number and literal read, with what is wrong with it and where.

What is built of them, arrays and objects, is `json_reader`'s.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any

from site_builder.models import JSON_NUMBER, Number, fits_a_double
from site_builder.problems import Location, Problem, shortened

# A page of faults says what kind of text it is; each of 50 000 missing commas says no more, and takes minutes to read.
MOST_SYNTAX_FAULTS = 100

# What no HTML document may hold, not even escaped. A carriage return is read back as a line feed.
NOT_IN_HTML = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
INVALID: Any = type("Invalid", (), {"__repr__": lambda _: "INVALID"})()
"""Stands where a fault has been told already, so that nobody complains of it twice."""


class Stop(Exception):
    """The text makes no sense from here on, or has too little of it."""


SPACE = re.compile(r"[ \t\n\r]*")
COMMENT = re.compile(r"(?://|#)[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
WORD = re.compile(r"[^\s,\]}\":]+")
LITERALS = {"true": True, "false": False, "null": None}
NOT_NUMBERS = {"nan", "infinity", "-infinity", "inf", "-inf", "+infinity"}
MEANT = {"none": "null", "undefined": "null", "nil": "null", "true": "true", "false": "false", "null": "null"}
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonWords:
    """A text and how far it has been read; gathers the faults of its words."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.text, self.position = "", 0
        self._syntax_faults = 0

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
        here = self.position if offset is None else offset
        if self._syntax_faults == MOST_SYNTAX_FAULTS:
            left = len(self.text[here:].encode())
            message, fix = f"here is one fault more than {self._syntax_faults}", "mend those above and look again"
            self._problem(here, "broken-json", f"{message}: {left:,} bytes from here on are not judged", "JSON", fix)
            raise Stop
        self._syntax_faults += 1
        self._problem(here, "broken-json", message, expected, fix)

    def _space(self) -> None:
        self.position = SPACE.match(self.text, self.position).end()  # type: ignore[union-attr]
        while comment := COMMENT.match(self.text, self.position):
            self._broken("a comment stands here", "JSON, which has no comments", "remove it")
            self.position = SPACE.match(self.text, comment.end()).end()  # type: ignore[union-attr]

    def _next(self) -> str:
        self._space()
        return self.text[self.position : self.position + 1]

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
                raise Stop
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
            raise Stop
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
        raise Stop

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
