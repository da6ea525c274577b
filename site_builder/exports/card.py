"""Beside each card: the entry as JSON, and its results as CSV."""

from collections.abc import Iterator

from site_builder.exports.csv import csv_bytes
from site_builder.exports.documents import card_document
from site_builder.exports.json import json_bytes
from site_builder.pages import Contents, Export, Later, urls


def exports(contents: Contents) -> Iterator[Export]:
    """`index.json` and `results.csv` of every entry."""
    for place, entry in enumerate(contents.catalog.entries):
        url = urls.result_card(entry)
        yield Export(urls.beside(url, "index.json"), json_bytes, Later(card_document, (entry, contents)), near=place)
        yield Export(urls.beside(url, "results.csv"), csv_bytes, Later(contents.records, (entry,)), near=place)
