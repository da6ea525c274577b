"""Reference: what the columns of every table file hold, as an article, in the words that stand beside them.

`make accept` writes it to `docs/site/articles/columns.md`.
"""

from site_builder.tables import COLUMNS, DTYPES, with_digits

HEAD = """\
+++
title = "Columns of the table files"
description = "Every column of the CSV, JSON, Parquet, XLSX and SQLite tables: its type, its unit, and what it holds."
order = 13
+++

CSV beside cards and leaderboards, all results at `downloads/`, `site-builder export` and `site_builder.load("data")`
have these columns: one row for each result, in the order of the site. Where a unit names a column, it stands in that
column of the same row. Nothing known is an empty cell, null, `NULL`, `<NA>`, `NaN` or `NaT`, and never 0. CSV and JSON
keep the digits that were measured; the other formats hold doubles, and have them as text in the columns
`*_as_written`, which CSV and JSON lack.

Made of `site_builder/tables/records.py`: `make accept` writes it anew. How to get the files: [take the data
elsewhere](export.md).

| column | type | in pandas | unit | what it holds |
|---|---|---|---|---|
"""


def reference() -> str:
    """The article."""
    columns, _ = with_digits(COLUMNS, ())
    rows = (
        f"| `{column.name}` | {column.kind} | {DTYPES[column.kind]} | {column.unit} | {column.description} |\n"
        for column in columns
    )
    return HEAD + "".join(rows)
