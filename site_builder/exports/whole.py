"""The table of all results as one file, in a format of somebody's choice: what the command `export` writes."""

from collections.abc import Callable, Mapping, Sequence

from site_builder.config import Site
from site_builder.exports.csv import csv_bytes
from site_builder.exports.json import records_json
from site_builder.exports.parquet import parquet_bytes
from site_builder.exports.sqlite import sqlite_bytes
from site_builder.exports.terms import Terms, terms
from site_builder.exports.xlsx import xlsx_bytes
from site_builder.models import Catalog
from site_builder.pages import contents_of
from site_builder.tables import Record

FORMATS: Mapping[str, Callable[[Terms, Sequence[Record]], bytes]] = {
    "csv": lambda _, records: csv_bytes(records),
    "json": records_json,
    "parquet": lambda terms, records: parquet_bytes((terms, records, "")),
    "xlsx": xlsx_bytes,
    "sqlite": sqlite_bytes,
}


def all_results(site: Site, catalog: Catalog, format_: str) -> bytes:
    """All results of the catalog in one of `FORMATS`, with units and terms where the format has a place for them."""
    contents = contents_of(site, catalog)
    records = tuple(contents.all_records())
    return FORMATS[format_](terms(contents), records)
