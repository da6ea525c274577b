"""Usual entries: files in which everything is as in most, read without asking a model or looking for faults."""

from site_builder.models import EntryFile, is_blank
from site_builder.sources.frozen_json import read_json
from site_builder.sources.json_reader import LARGEST_FILE
from site_builder.sources.known_shapes import Making, Unusual, known_shapes
from site_builder.sources.located_json import needs_a_closer_look
from site_builder.sources.shape import SCHEMA


def usual_entry(data: bytes) -> EntryFile | None:
    """What a file says, the same that Document and Shape would make of it; None where they may find fault with it."""
    if len(data) > LARGEST_FILE or needs_a_closer_look(data):
        return None
    # Without escapes no quotation mark stands in a text: there are two for each key and each text.
    may_count = b'\\"' not in data
    try:
        value = read_json(data, once=not may_count)
        making = Making(str.strip if data.isascii() and b"\\" not in data else _shows_something)
        if type(value) is not dict:
            return None
        if SCHEMA in value:
            making.texts += 1 + _is_text(value.pop(SCHEMA))
        file: EntryFile = known_shapes(EntryFile).read(making, value)
    except (ValueError, RecursionError, Unusual):
        return None
    # Of two members with one name, the first is lost, and with it one text at least.
    return None if may_count and data.count(b'"') != 2 * making.texts else file


def _is_text(value: object) -> bool:
    if type(value) is not str:
        raise Unusual
    return True


def _shows_something(text: str) -> bool:
    return not is_blank(text)
