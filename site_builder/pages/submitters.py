"""The list of submitters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.listing import rounds_in_words
from site_builder.pages.page import Frame, Link, Page
from site_builder.tables import Name


@dataclass(frozen=True, slots=True)
class SubmitterRow:
    """One submitter in the list."""

    name: Annotated[Link, "The submitter, leading to its page"]
    systems: Annotated[int, "How many cards it has"]
    results: Annotated[int, "How many results"]
    rounds: Annotated[str, "The rounds it took part in, newest first: Sprint v2, v1"]


@dataclass(frozen=True, slots=True)
class Submitters:
    """Everything that the list says."""

    frame: Annotated[Frame, "What stands around it"]
    rows: Annotated[tuple[SubmitterRow, ...], "In alphabetical order"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one list, where there is somebody to list."""
    if not contents.submitters:
        return
    rounds = tuple(contents.catalog.rounds.values())
    frame = contents.framing.frame(
        urls.SUBMITTERS, "Submitters", "Who submitted results, over all rounds.", rounds=rounds
    )
    rows = tuple(map(_row, contents.submitters.values()))
    yield Page(urls.SUBMITTERS, "pages/submitters.html", Submitters(frame, rows))


def _row(name: Name) -> SubmitterRow:
    return SubmitterRow(
        name=Link(name.title, urls.relative(urls.SUBMITTERS, urls.submitter(name.part))),
        systems=len(name.entries),
        results=sum(len(entry.results) for entry in name.entries),
        rounds=rounds_in_words(name.entries),
    )
