"""Rows of files: what an entry says of all its results is read once, and is what each of them would say."""

from pathlib import Path

from site_builder.sources import read_data
from site_builder.tables import COLUMNS, ResultReading, Tables
from site_builder.tables.records import record
from tests.hostile import write_site
from tests.rich_site import rich_site


def test_a_row_is_what_each_column_says_of_its_result(tmp_path: Path) -> None:
    write_site(tmp_path, rich_site())
    catalog = read_data(str(tmp_path)).catalog
    tables = Tables.of(catalog)
    categories = [None, *{category for entry in catalog.entries for category in entry.categories}]
    compared = 0
    for entry in catalog.entries:
        for position in range(len(entry.results)):
            for category in categories:
                reading = ResultReading(entry, position, tables, category)
                each = [column.read(reading) for column in COLUMNS]
                assert record(reading) == tuple(None if value == "" else value for value in each)
                compared += 1
    assert compared > 20
