"""Reference: what the columns of every table file hold, in the words that stand beside them."""

from site_builder.tables import COLUMNS, DTYPES, with_digits

HEAD = """\
# Columns of the table files

CSV beside cards and leaderboards, all results at `downloads/`, `site-builder export` and `site_builder.load("data")`
have these columns: one row for each result, in the order of the site. Where a unit names a column, it stands in that
column of the same row. Nothing known is an empty cell, null, NULL, <NA>, NaN or NaT, and never 0. CSV and JSON keep the
digits that were measured; the other formats hold doubles, and have them as text in the columns `*_as_written`, which
CSV and JSON lack.

This page is made from the source: change `site_builder/tables/records.py`, then run
`ACCEPT=1 .venv/bin/python -m pytest tests/exports/test_reference.py`.

| column | type | in pandas | unit | what it holds |
|---|---|---|---|---|
"""


def reference() -> str:
    """`docs/reference/columns.md`."""
    columns, _ = with_digits(COLUMNS, ())
    rows = (
        f"| `{column.name}` | {column.kind} | {DTYPES[column.kind]} | {column.unit} | {column.description} |\n"
        for column in columns
    )
    return HEAD + "".join(rows)
