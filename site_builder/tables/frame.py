"""Frame: all results as one pandas table, for notebooks and exports."""

from typing import TYPE_CHECKING

from site_builder.models import Catalog, Number
from site_builder.tables.records import COLUMNS, Kind, Value, records, with_digits
from site_builder.tables.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[Kind, str] = {"text": "string", "number": "float64", "integer": "Int64", "date": "datetime64[s]"}


def results_frame(catalog: Catalog) -> "pd.DataFrame":
    """All results of the catalog as one table, in the order of the catalog.

    Shape: one row per result and the columns of `tables/records.py`: texts are string, numbers float64 (`value` in the
    unit of the same row; `value_as_written` has its digits), counts, ranks and bytes Int64 (rank: 1 is best, ties
    share), days datetime64. <NA>, NaN and NaT where nothing is known: a rank on no board, a count that nobody states.
    `attrs` has the description and the unit of each column.
    Source: MLPerf results messaging guidelines: ranked together is only what may be compared; `verification` says
    what was reviewed, and no figure that is derived was.
    """
    import pandas as pd  # takes half a second to load: nothing but this table needs it

    tables = Tables.of(catalog)
    columns, rows = with_digits(COLUMNS, [row for entry in catalog.entries for row in records(entry, tables)])
    series = {
        column.name: pd.Series([_plain(row[index], column.kind) for row in rows], dtype=DTYPES[column.kind])
        for index, column in enumerate(columns)
    }
    frame = pd.DataFrame(series)
    frame.attrs = {column.name: {"description": column.description, "unit": column.unit} for column in columns}
    return frame


def _plain(value: Value, kind: Kind) -> str | float | int | None:
    if value is None:
        return None
    if isinstance(value, Number) and kind == "number":
        return value.value
    return str(value) if kind in ("text", "date") else value  # type: ignore[return-value]
