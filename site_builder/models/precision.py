"""Typed reading of a precision: `INT8`, `int8`, `float8`, `fp8` beside what was written."""

import re
from dataclasses import dataclass
from functools import lru_cache

# Spellings to the one name of a number format; digits of the width stay.
PREFIXES = {"float": "fp", "fp": "fp", "f": "fp", "int": "int", "i": "int", "uint": "uint", "u": "uint"}
WORDS = {
    "bfloat16": "bf16", "bfloat": "bf16", "bf16": "bf16", "half": "fp16", "single": "fp32", "double": "fp64",
    "tf32": "tf32", "tensorfloat32": "tf32", "mxfp4": "mxfp4", "mxfp6": "mxfp6", "mxfp8": "mxfp8", "nvfp4": "nvfp4",
    "e4m3": "fp8", "e5m2": "fp8", "fp8e4m3": "fp8", "fp8e5m2": "fp8",
}  # fmt: skip
TOKEN = re.compile(r"[a-z]+[ _-]?[0-9]+(?:[_-]?e[0-9]m[0-9][a-z]*)?|[a-z]+")
FORMAT = re.compile(r"(float|fp|f|uint|u|int|i)(4|6|8|16|32|64)(?:e[0-9]m[0-9][a-z]*)?")


@dataclass(frozen=True, slots=True)
class Precision:
    """The number formats that a text names; `formats` is empty where it names none that is known."""

    as_written: str
    formats: tuple[str, ...]

    @classmethod
    def of(cls, text: str | None) -> "Precision":
        """Read what was written: `float8` -> fp8, `INT8` -> int8, `fp8,bf16` -> both."""
        return _precision(text or "")


@lru_cache(maxsize=1024)
def _precision(text: str) -> Precision:
    found = [_format(token) for token in TOKEN.findall(text.casefold())]
    return Precision(text, tuple(dict.fromkeys(filter(None, found))))


def _format(token: str) -> str | None:
    word = re.sub(r"[ _-]", "", token)
    if word in WORDS:
        return WORDS[word]
    named = FORMAT.fullmatch(word)
    return f"{PREFIXES[named[1]]}{named[2]}" if named else None
