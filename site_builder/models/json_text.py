"""JSON as text for reviewers: one field a line, the order of the data, digits as written."""

import json
from collections.abc import Mapping
from typing import Any

from site_builder.models.number import Number

ESCAPED = json.encoder.encode_basestring  # the C function itself: half of the time of `json.dumps`


def json_text(value: Any) -> str:
    """The document, with a line feed at its end."""
    parts: list[str] = []
    _write(value, "\n", parts)
    parts.append("\n")
    return "".join(parts)


def _write(value: Any, newline: str, parts: list[str]) -> None:
    if isinstance(value, str):
        parts.append(ESCAPED(value))
    elif isinstance(value, Number):
        parts.append(value.as_written)
    elif isinstance(value, Mapping):
        named = [(f"{ESCAPED(key)}: ", member) for key, member in value.items()]
        _write_members("{", named, "}", newline, parts)
    elif isinstance(value, list | tuple):
        _write_members("[", [("", member) for member in value], "]", newline, parts)
    elif value is None:
        parts.append("null")
    else:
        parts.append(json.dumps(value, allow_nan=False))


def _write_members(opening: str, members: list[tuple[str, Any]], closing: str, newline: str, parts: list[str]) -> None:
    inner = newline + "  "
    for index, (name, member) in enumerate(members):
        parts.append(f"{',' if index else opening}{inner}{name}")
        _write(member, inner, parts)
    parts.append(newline + closing if members else opening + closing)
