"""CSV: records as RFC 4180 has it, in UTF-8, with no cell that a spreadsheet would run."""

import re
from collections.abc import Iterable
from csv import writer
from io import StringIO

from site_builder.tables import COLUMNS, Record, Value

# What begins so is a formula to some spreadsheet, full-width signs and signs behind spaces too.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def csv_bytes(rows: Iterable[Record]) -> bytes:
    """The rows below the names of their columns; numbers keep their digits, and an unknown value is an empty cell."""
    text = StringIO()
    write = writer(text, lineterminator="\r\n").writerow
    write([column.name for column in COLUMNS])
    for row in rows:
        write([_cell(value) for value in row])
    return text.getvalue().encode()


def _cell(value: Value) -> object:
    """Text that would be run begins with an apostrophe; only text can be: a number is no formula, negative or not."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
