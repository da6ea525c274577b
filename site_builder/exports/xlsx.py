"""XLSX: records as a sheet for people, with the columns and the terms of use on sheets of their own."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from site_builder.exports.terms import Terms
from site_builder.models import Number
from site_builder.problems import SiteBuilderError, shortened
from site_builder.tables import COLUMNS, Record, Value, with_digits

# What a sheet of this format holds.
MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
WIDTHS = {"text": 22, "number": 14, "integer": 10, "date": 12}
EPOCH = datetime(2000, 1, 1)  # the same results give the same file: it has no clock
NO_GUESSES = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def xlsx_bytes(terms: Terms, records: Sequence[Record]) -> bytes:
    """A workbook with the sheets Results, Columns and Terms; text stays text, whatever it begins with.

    Raises: SiteBuilderError if there are more results than a sheet has rows, or a text is longer than a cell holds.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # only who asks for this format waits for it

    if len(records) >= MOST_ROWS:
        raise SiteBuilderError(f"a sheet holds {MOST_ROWS - 1} results, and there are {len(records)}", "take parquet")
    columns, rows = with_digits(COLUMNS, records)
    target = BytesIO()
    with xlsxwriter.Workbook(target, NO_GUESSES) as book:
        book.set_properties({"title": terms.title, "comments": terms.licence, "created": EPOCH})
        bold = book.add_format({"bold": True})
        sheet = _sheet(book, "Results", [column.name for column in columns], rows, bold)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS[column.kind])
        words: list[Record] = [(column.name, column.kind, column.unit, column.description) for column in columns]
        _sheet(book, "Columns", ["name", "type", "unit", "description"], words, bold).set_column(0, 3, 24)
        _sheet(book, "Terms", ["name", "text"], list(terms.said().items()), bold).set_column(0, 1, 24)
    return target.getvalue()


def _sheet(book: Any, name: str, head: Sequence[str], rows: Sequence[Record], bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, text in enumerate(head):
        sheet.write_string(0, place, text, bold)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value)
    return sheet


def _write(sheet: Any, number: int, place: int, value: Value) -> None:
    if isinstance(value, Number):
        sheet.write_number(number, place, value.value)
    elif isinstance(value, int):
        sheet.write_number(number, place, value)
    elif value:
        if len(value) > LONGEST_TEXT:
            raise SiteBuilderError(
                f'a cell holds {LONGEST_TEXT} characters, and this text has {len(value)}: "{shortened(value)}"',
                "take parquet",
            )
        sheet.write_string(number, place, value)
