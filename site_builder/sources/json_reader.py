"""The locating reader of JSON: finds every fault of a text in one go, and where each key and value stands.

Slower than `located_json`'s fast one, it is asked where that refuses a text, or where a place must be told.
"""

import re
from typing import Any, NoReturn

from site_builder.models import FrozenDict
from site_builder.problems import JsonPath, shortened
from site_builder.sources.json_words import INVALID, JsonWords, Stop

LARGEST_FILE = 50_000_000
DEEPEST_NESTING = 200
CLOSERS = {"{": "}", "[": "]"}


# In 6,502.66 or 1,234,567 a comma cannot be meant as a point.
THOUSANDS = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)(?![0-9.]|,[0-9])")
DECIMAL_COMMA = re.compile(r"([0-9]+),\Z")
# 1,234 is one thousand and more to some, and 1.234 to others; 0,123 and 1234,567 can only be meant in one way.
UP_TO_THOUSAND = re.compile("[1-9][0-9]{0,2}")
# 1 234 567.5, with any of the spaces that people and spreadsheets write there.
ENDS_IN_DIGITS = re.compile(r"(?<![0-9.eE+-])-?[0-9]{1,3}\Z")
SPACED = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?(?![0-9.])")


class LocatingReader(JsonWords):
    """One pass over the text; gathers the value, the faults, and the offset of each key and value."""

    def __init__(self, path: str, data: bytes) -> None:
        super().__init__(path)
        self.keys: dict[JsonPath, int] = {}
        self.values: dict[JsonPath, int] = {}
        self.value: Any = INVALID
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
        except Stop:
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

    def _read(self, path: JsonPath, depth: int) -> Any:
        character = self._next()
        self.values[path] = self.position
        if not character:
            self._broken(
                "the file is empty" if not self.text.strip() else "the file ends in the middle",
                "a value",
                "write the rest of the document" if self.text.strip() else "write it, or remove the file",
            )
            raise Stop
        if depth >= DEEPEST_NESTING and character in CLOSERS:
            self._problem(
                self.position,
                "nested-too-deep",
                f"nested deeper than {DEEPEST_NESTING} levels",
                f"at most {DEEPEST_NESTING}",
                "flatten it",
            )
            raise Stop
        if character == "{":
            return self._object(path, depth)
        if character == "[":
            return self._array(path, depth)
        if character == '"':
            return self._string()
        return self._word()

    def _no_name(self, start: int) -> None:
        """Tell that no name stands here; after a number it may be the rest of one, written with a decimal comma."""
        before = DECIMAL_COMMA.search(self.text[max(0, start - 40) : start])
        after = re.match("[0-9]+", self.text[start : start + 40])
        if before and after:
            written = THOUSANDS.search(self.text[max(0, start - 40) : start + 40], before.start())
            if written:
                message, digits = "a comma stands between the thousands of a number", written[0].replace(",", "")
            elif UP_TO_THOUSAND.fullmatch(before[1]) and len(after[0]) == 3:
                message = "a comma stands in a number"
                digits = f"{before[1]}{after[0]}, or {before[1]}.{after[0]} if the comma is a decimal one"
            else:
                message, digits = "a number has a decimal comma", f"{before[1]}.{after[0]}"
            self._broken(message, "digits, with a decimal point at most", f"write {digits}", offset=start - 1)
            return
        message = f"the name of a field must stand here, not {self._seen()}"
        self._broken(message, 'a name in "quotation marks"', "put the name in double quotation marks")

    def _object(self, path: JsonPath, depth: int) -> Any:
        members: dict[str, Any] = {}
        opened = self.position
        self.position += 1
        while self._another("}", bool(members), opened):
            start = self.position
            if self.text[start] != '"':
                self._no_name(start)
                raise Stop
            key = self._string()
            if self._next() != ":":
                self._broken(f'":" is missing after the name "{shortened(key)}"', '":"', 'write ":" and the value')
                raise Stop
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
                raise Stop
            if closer == "}" and self._is_rest_of_a_number(before):
                return self._another(closer, has_some, opened)
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

    def _is_rest_of_a_number(self, end: int) -> bool:
        """Whether a number that ends here goes on behind a space; tells it, and reads on behind it."""
        begin = ENDS_IN_DIGITS.search(self.text, max(0, end - 5), end)
        written = begin and SPACED.match(self.text, begin.start())
        if written is None:
            return False
        digits = re.sub("[^-0-9.]", "", written[0])
        message = "a space stands between the thousands of a number"
        self._broken(message, "digits, with a decimal point at most", f"write {digits}", offset=end)
        self.position = written.end()
        return True

    def _unclosed(self, closer: str, opened: int) -> NoReturn:
        message = f'the "{self.text[opened]}" of line {self.at(opened).line} is not closed'
        self._broken(message, f'"{closer}"', f'write "{closer}" where it ends')
        raise Stop
