"""JSON as text for reviewers: one field a line, the order of the data, digits as written."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.models import Number


def json_text(value: Any) -> str:
    """The document, with a line feed at its end."""
    return "".join(_parts(value, "\n")) + "\n"


def _parts(value: Any, newline: str) -> Iterator[str]:
    if isinstance(value, Number):
        yield value.as_written
    elif isinstance(value, Mapping):
        named = ((f"{json.dumps(str(key), ensure_ascii=False)}: ", member) for key, member in value.items())
        yield from _members("{", named, "}", newline)
    elif isinstance(value, list | tuple):
        yield from _members("[", (("", member) for member in value), "]", newline)
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)


def _members(opening: str, members: Iterator[tuple[str, Any]], closing: str, newline: str) -> Iterator[str]:
    inner, separator, empty = newline + "  ", "", True
    yield opening
    for name, member in members:
        yield f"{separator}{inner}{name}"
        yield from _parts(member, inner)
        separator, empty = ",", False
    yield closing if empty else newline + closing
