"""SQLite: records as a table, with the columns and the terms of use as tables beside it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from site_builder.exports.terms import Terms
from site_builder.models import Number
from site_builder.tables import COLUMNS, Record, Value, with_digits

TYPES = {"text": "TEXT", "number": "REAL", "integer": "INTEGER", "date": "TEXT"}


def sqlite_bytes(terms: Terms, records: Sequence[Record]) -> bytes:
    """A database with `results`, `columns` (type, unit, meaning) and `terms`; NULL where nothing is known."""
    columns, rows = with_digits(COLUMNS, records)
    named = ", ".join(f'"{column.name}" {TYPES[column.kind]}' for column in columns)
    with closing(sqlite3.connect(":memory:")) as database:
        with database:
            database.execute(f"CREATE TABLE results ({named})")
            database.executemany(
                f"INSERT INTO results VALUES ({', '.join('?' * len(columns))})",
                ([_plain(value) for value in row] for row in rows),
            )
            database.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, type TEXT, unit TEXT, description TEXT)")
            words = [(column.name, column.kind, column.unit or None, column.description) for column in columns]
            database.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", words)
            database.execute("CREATE TABLE terms (name TEXT PRIMARY KEY, text TEXT)")
            database.executemany("INSERT INTO terms VALUES (?, ?)", terms.said().items())
        return database.serialize()


def _plain(value: Value) -> str | float | int | None:
    return value.value if isinstance(value, Number) else value
