"""Beside each card: the entry as JSON, and its results as CSV."""

from collections.abc import Iterator

from site_builder.exports.csv import csv_bytes
from site_builder.exports.documents import card_document
from site_builder.exports.json import json_bytes
from site_builder.models import Entry
from site_builder.pages import Contents, Export, Later, digest, urls

RANKS = "its ranks"


def exports(contents: Contents) -> Iterator[Export]:
    """`index.json` and `results.csv` of every entry."""
    for place, entry in enumerate(contents.catalog.entries):
        url = urls.result_card(entry)
        alone, document_url = contents.alone(entry), urls.beside(url, "index.json")
        known = contents.settled(entry, document_url, RANKS)
        ranks = known or digest([_ranks(entry, index, alone) for index in range(len(entry.gist.results))])
        basis = (("its entry", entry.sha256), (RANKS, ranks))
        document, rows = Later(card_document, (entry, alone)), Later(alone.records, (entry,))
        yield Export(document_url, json_bytes, document, near=place, basis=basis)
        yield Export(urls.beside(url, "results.csv"), csv_bytes, rows, near=place, basis=basis)


def _ranks(entry: Entry, index: int, alone: Contents) -> list[tuple[object, ...]]:
    found = alone.tables.placings(entry, index)
    return [(placing.ranking.key, len(placing.ranking.standings), placing.rank) for placing in found]
