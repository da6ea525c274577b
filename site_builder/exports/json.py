"""JSON: documents of plain values with one field on a line, and records with one result on a line."""

from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any

from site_builder.exports.terms import Terms
from site_builder.models import Number, json_text
from site_builder.tables import COLUMNS, Record, Value


def json_bytes(document: Any) -> bytes:
    """The document in UTF-8; a difference of one fact is a difference of one line."""
    return json_text(document).encode()


def records_json(terms: Terms, rows: Sequence[Record]) -> bytes:
    """All rows as objects below `results`, after the terms and the columns with their units; null where unknown."""
    columns = [
        {"name": column.name, "type": column.kind, "unit": column.unit or None, "description": column.description}
        for column in COLUMNS
    ]
    head = json_text({**terms.said(), "columns": columns}).rstrip().removesuffix("}").rstrip()
    names = [f"{encode_basestring(column.name)}: " for column in COLUMNS]
    lines = [", ".join([name + _value(value) for name, value in zip(names, row, strict=True)]) for row in rows]
    listed = ",\n".join(f"    {{{line}}}" for line in lines)
    return f'{head},\n  "results": [\n{listed}\n  ]\n}}\n'.encode()


def _value(value: Value) -> str:
    if isinstance(value, Number | int):
        return str(value)
    return "null" if value is None else encode_basestring(value)
