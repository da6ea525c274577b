"""Editing one member of a JSON document as a person would: everything else stays as it was written."""

import json
from typing import Any

from site_builder.problems import JsonPath
from site_builder.sources import Document

# Numbers stay texts: only where a value ends is asked here.
ENDS = json.JSONDecoder(parse_int=str, parse_float=str)


def with_member(document: Document, at: JsonPath, key: str, value: Any, *, after: str = "") -> str:
    """The text of the document with this member in the object at the path: in the place of the old one, or new.

    A new one stands after the member of the name `after`, or last. The text's own formatting is followed: an object on
    one line stays on one line, and lines end as its first one does. Raises: ValueError if the document has faults.
    """
    if document.problems:
        raise ValueError(f"{document.path} has faults")
    text = document.text
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    members: Any = document.value
    for step in at:
        members = members[step]
    if key in members:
        start = document.offset((*at, key))
        end = ENDS.raw_decode(text, start)[1]
        line = _indentation(text, document.offset((*at, key), on_key=True))
        written = _written(value, line if "\n" in text[start:end] else None)
        return text[:start] + written.replace("\n", newline) + text[end:]
    if not members:
        start = document.offset(at)
        end = ENDS.raw_decode(text, start)[1]
        return text[:start] + _written({key: value}, None) + text[end:]
    before = after if after in members else list(members)[-1]
    line = _indentation(text, document.offset((*at, before), on_key=True))
    end = ENDS.raw_decode(text, document.offset((*at, before)))[1]
    space = " " if line is None else f"\n{line}"
    added = f",{space}{json.dumps(key)}: {_written(value, line)}"
    return text[:end] + added.replace("\n", newline) + text[end:]


def _indentation(text: str, offset: int) -> str | None:
    """What stands before it on its line, if that is nothing but space; None where something does."""
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    return before if start and not before.strip() else None


def _written(value: Any, line: str | None) -> str:
    """The value on one line, or, below an indentation, one member a line."""
    if line is None:
        return json.dumps(value, ensure_ascii=False)
    unit = "\t" if line.startswith("\t") else 2
    return json.dumps(value, ensure_ascii=False, indent=unit).replace("\n", f"\n{line}")
