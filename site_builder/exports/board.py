"""Beside each leaderboard: its results as CSV, in the order of their ranks."""

from collections import defaultdict
from collections.abc import Iterator

from site_builder.exports.csv import csv_bytes
from site_builder.pages import Contents, Export, urls
from site_builder.tables import Ranking, Record, ResultReading, record


def exports(contents: Contents) -> Iterator[Export]:
    """`results.csv` of every board: its rankings one below the other, as on the page."""
    boards: dict[str, list[Ranking]] = defaultdict(list)
    for ranking in contents.tables.listed:
        boards[urls.leaderboard(ranking.key)].append(ranking)
    for url, rankings in boards.items():
        rows = tuple(row for ranking in rankings for row in _rows(ranking, contents))
        yield Export(urls.beside(url, "results.csv"), csv_bytes, rows)


def _rows(ranking: Ranking, contents: Contents) -> Iterator[Record]:
    for standing in ranking.standings:
        yield record(ResultReading(standing.entry, standing.position, contents.tables, ranking.key.category))
