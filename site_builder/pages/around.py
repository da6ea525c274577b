"""Around: what stands on a card and comes from other entries than its own.

A card is made of its entry, the frame of the site, and this: `result_card` is given nothing else. What is around an
entry is worked out from gists, so that it can be compared with what it was before without reading a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry, Precision
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Link
from site_builder.pages.related import Related, related


@dataclass(frozen=True, slots=True)
class Place:
    """Where a result stands on a leaderboard."""

    rank: Annotated[int, "1 is best; ties share a rank"]
    results: Annotated[int, "How many results it is ranked with"]
    href: Annotated[str, "Link to the leaderboard"]
    among: Annotated[str, "What sets the board apart: unverified, with power, its category where the card has several"]


@dataclass(frozen=True, slots=True)
class Around:
    """What is around one entry."""

    places: tuple[tuple[Place, ...], ...]  # for each result, in the order of the data
    links: tuple[tuple[str, Link], ...]  # what the entry names as successors and explanations, and where that is
    related: Related
    terms: tuple[Link, ...]  # words of the card that the glossary explains


def around(entry: Entry, contents: Contents, url: str) -> Around:
    """What is around an entry, as its card at this address links to it."""
    return Around(
        places=tuple(tuple(_places(entry, index, contents, url)) for index in range(len(entry.gist.results))),
        links=tuple((link, contents.framing.card_or_web(url, link)) for link in entry.gist.links),
        related=related(entry, contents, url),
        terms=contents.terms.of(url, _words(entry)),
    )


def _words(entry: Entry) -> Iterator[str]:
    """The words of a card that a glossary may explain, its benchmarks aside: their boards link to them."""
    round_, results = entry.round, entry.gist.results
    yield round_.divisions[entry.division].title
    yield from (round_.categories[category].title for category in entry.categories)
    if entry.availability:
        yield round_.availabilities[entry.availability].title
    yield from (entry.gist.status, *(result.status for result in results))
    yield from (result.scenario for result in results)
    yield from (name for result in results for name in Precision.of(result.weights).formats)
    if any(result.with_power for result in results):
        yield "Power"
    yield from ("Accuracy target", "Result ID")


def _places(entry: Entry, position: int, contents: Contents, url: str) -> Iterator[Place]:
    for ranking, rank in contents.tables.placings(entry, position):
        key = ranking.key
        several = entry.round.categories[key.category].title if len(entry.categories) > 1 and key.category else ""
        words = ("" if key.verified else "unverified", "with power" if key.with_power else "", several)
        yield Place(
            rank=rank,
            results=len(ranking.standings),
            href=urls.relative(url, urls.leaderboard(key)),
            among=", ".join(filter(None, words)),
        )
