"""Parquet: records with their types; what columns mean, their units and the terms of use in its metadata."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from site_builder.exports.seal import sealed, unsealed
from site_builder.exports.terms import Terms
from site_builder.models import Number
from site_builder.tables import COLUMNS, Column, Record, Value, with_digits


def parquet_bytes(facts: tuple[Terms, Sequence[Record], str]) -> bytes:
    """One row for each result. The same facts give the same bytes with one version of pyarrow.

    Shape: texts are string, numbers double (`value_as_written` has the digits), counts int64, days date32; nulls
    where nothing is known. Each column's field has its description and unit, the schema the terms of use and, third
    of the facts, the digest of what the file was made from, with a seal; a file that nothing is compared with has none.
    """
    import pyarrow as pa  # takes half a second to load: only who makes this file waits for it
    from pyarrow import parquet

    terms, records, made_from = facts
    columns, rows = with_digits(COLUMNS, records)
    types = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "date": pa.date32()}
    fields = [pa.field(column.name, types[column.kind], metadata=_words(column)) for column in columns]
    arrays = [
        pa.array([_plain(row[index], column) for row in rows], type=types[column.kind])
        for index, column in enumerate(columns)
    ]
    sink = pa.BufferOutputStream()
    said = terms.said() | ({"made_from": unsealed(made_from)} if made_from else {})
    schema = pa.schema(fields, metadata={name.encode(): text.encode() for name, text in said.items()})
    table = pa.Table.from_arrays(arrays, schema=schema)
    parquet.write_table(table, sink, compression="zstd")
    data = sink.getvalue().to_pybytes()
    return sealed(data, made_from) if made_from else data


def _words(column: Column) -> dict[str, str]:
    return {"description": column.description} | ({"unit": column.unit} if column.unit else {})


def _plain(value: Value, column: Column) -> Any:
    if value is None or column.kind == "integer":
        return value
    if column.kind == "number" and isinstance(value, Number):
        return value.value
    return date.fromisoformat(str(value)) if column.kind == "date" else str(value)
