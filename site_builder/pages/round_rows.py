"""The files of rows: what the explorer's script filters, a thousand rows to a file.

A script that calls one function, and no JSON: a page that was opened from a file may not fetch, and may run scripts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents, Part
from site_builder.pages.page import Later, Page
from site_builder.pages.round_results import ExplorerSystem, rows_digest, systems_of

TEMPLATE = "data/round_rows.js"


@dataclass(frozen=True, slots=True)
class RoundRows:
    """One file of rows: those that stand on the explorer's page of the same number."""

    number: Annotated[int, "Which part, from 1"]
    systems: Annotated[tuple[ExplorerSystem, ...], "The rows, by their systems; links lead on from the round's folder"]


def pages(contents: Contents) -> Iterator[Page]:
    """The files of every round that has results."""
    for round_ in contents.catalog.rounds.values():
        for number, part in enumerate(contents.parts(round_), 1):
            yield rows_file(round_.id, number, part, contents.places[part.rows[0][0].link])


def rows_file(round_id: str, number: int, part: Part, near: int) -> Page:
    """The file of a part of a round; its first entry has this place in the catalog."""
    url = urls.round_rows(round_id, number)
    return Page(url, TEMPLATE, Later(_rows, (url, number, part)), near, (("its rows", rows_digest(part)),))


def _rows(url: str, number: int, part: Part) -> RoundRows:
    return RoundRows(number, systems_of(url, part))
