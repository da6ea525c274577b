"""System descriptions as submitters wrote them: key for key, digits and all, with what had to be mended told.

The one place where faults of JSON are borne: the round's own tools read these files, and so must we.
"""

import json
from collections import Counter
from typing import Any, NamedTuple

from site_builder.models import Number, fits_a_double
from site_builder.sources.json_words import NOT_IN_HTML
from site_builder.sources.located_json import Document

LARGEST = 5_000_000


class Description(NamedTuple):
    """What a file describes, or None; what was mended; and why it cannot be read."""

    value: dict[str, Any] | None
    mended: tuple[str, ...] = ()
    fault: str = ""
    at: tuple[int, int] = (0, 0)


def read_description(path: str, data: bytes) -> Description:
    """One system description."""
    if len(data) > LARGEST:
        return Description(None, fault=f"it has more than {LARGEST:,} bytes")
    document = Document(path, data)
    value: Any = document.value
    mended: list[str] = []
    if document.problems:
        first = document.problems[0]
        try:
            value, mended = _leniently(data)
        except (ValueError, RecursionError):
            return Description(None, fault=first.message, at=(first.at.line, first.at.column))
    if not isinstance(value, dict):
        return Description(None, fault="it is no JSON object")
    return Description(value, tuple(mended))


def _leniently(data: bytes) -> tuple[Any, list[str]]:
    """The value as Python's reader sees it, and what it lets pass: keys that stand twice, characters for no page."""
    mended: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        for key, count in Counter(key for key, _ in pairs).items():
            if count > 1:
                same = all(member == value[key] for name, member in pairs if name == key)
                kept = "with one value" if same else "with different values; the last is kept"
                mended.append(f'"{key}" stands {count} times, {kept}')
        return {text(key): member for key, member in value.items()}

    def text(value: str) -> str:
        fit = NOT_IN_HTML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
        if fit != value:
            mended.append(f"characters that no page can hold were removed from {fit[:40]!r}")
        return fit

    def fitted(value: Any) -> Any:
        if isinstance(value, str):
            return text(value)
        if isinstance(value, dict):
            return {key: fitted(member) for key, member in value.items()}
        return tuple(map(fitted, value)) if isinstance(value, list) else value

    value = json.loads(
        data.decode("utf-8-sig"),
        parse_int=_number, parse_float=_number, parse_constant=_refuse, object_pairs_hook=members, strict=False,
    )  # fmt: skip
    return fitted(value), mended


def _number(written: str) -> Number:
    if len(written) > 400 or not fits_a_double(written):
        raise ValueError(written)
    return Number(written)


def _refuse(word: str) -> None:
    raise ValueError(word)
