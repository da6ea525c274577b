"""Around: what stands on a card and comes from other entries than its own.

A card is made of its entry, the frame of the site, and this: `result_card` is given nothing else. What is around an
entry is worked out from gists, so that it can be compared with what it was before without reading a file.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Annotated

from site_builder.models import Entry, Gist, Precision
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.frozen import frozen
from site_builder.pages.page import Link, digest
from site_builder.pages.related import Related, related
from site_builder.tables import Ranking, chips_of, folded


@frozen
class Place:
    """Where a result stands on a leaderboard."""

    rank: Annotated[int, "1 comes first; ties share a rank"]
    results: Annotated[int, "How many results it is ranked with"]
    href: Annotated[str, "Link to the leaderboard"]
    among: Annotated[str, "What sets the board apart: unverified, with power, its category where the card has several"]


@frozen
class Around:
    """What is around one entry."""

    places: tuple[tuple[Place, ...], ...]  # for each result, in the order of the data
    links: tuple[tuple[str, Link], ...]  # what the entry names as successors and explanations, and where that is
    related: Related
    terms: tuple[Link, ...]  # words of the card that the glossary explains


_in_plain = attrgetter("rank", "results", "href", "among")


def around_digest(found: Around) -> str:
    """A digest of what is around an entry: places, of which there is one for each result, as plain values at once."""
    places = [list(map(_in_plain, of_result)) for of_result in found.places]
    return digest((places, found.links, found.related, found.terms))


def around(entry: Entry, contents: Contents, url: str) -> Around:
    """What is around an entry, as its card at this address links to it."""
    return Around(
        places=tuple([_places(entry, index, contents, url) for index in range(len(entry.gist.results))]),
        links=tuple((link, contents.framing.card_or_web(url, link)) for link in entry.gist.links),
        related=related(entry, contents, url),
        terms=contents.terms.of(url, tuple(dict.fromkeys(_words(entry)))),
    )


class LateAround:
    """What is around an entry of which that is known without working it out: its card may be kept as it is."""

    def __init__(self, entry: Entry, contents: Contents, url: str) -> None:
        self._of = entry, contents, url

    @cached_property
    def around(self) -> Around:
        """What is around the entry."""
        return around(*self._of)

    def __reduce__(self) -> tuple[Callable[[Around], Around], tuple[Around]]:
        return _same, (self.around,)  # all contents of the site are no luggage for one card


def _same(found: Around) -> Around:
    return found


def told_now(found: Around | LateAround) -> Around:
    """What is around an entry, also where it was left for later."""
    return found.around if isinstance(found, LateAround) else found


def moved_by(edits: Iterable[tuple[Gist, Entry]], contents: Contents) -> Collection[str] | None:
    """Links of the entries around which something may be another after these edits; None where that may be any.

    An edit is the gist before and the entry now. What only its own card tells moves nothing; a value moves some of
    those that stand on the result's boards.
    """
    found: set[str] = set()
    for before, entry in edits:
        after = entry.gist
        if after._replace(said="", found=(), results=()) != before._replace(said="", found=(), results=()):
            return None
        if [result._replace(value="") for result in after.results] != [r._replace(value="") for r in before.results]:
            return None
        found.add(entry.link)
        for position, (result, old) in enumerate(zip(after.results, before.results, strict=True)):
            if result.value != old.value:
                for ranking, _ in contents.tables.placings(entry, position):
                    found.update(_moved_on(ranking, entry, sorted((Decimal(old.value), Decimal(result.value)))))
    return found


def _moved_on(ranking: Ranking, edited: Entry, values: list[Decimal]) -> Iterator[str]:
    """Whom a value that went from one of these to the other may have moved: whom it passed or came up with, and those
    with the same chips, whose cards lead to the best result with fewer bits."""
    least, most = values
    own = _chips(edited)
    for standing in ranking.standings:
        entry = standing.entry
        if _chips(entry) == own or least <= Decimal(entry.gist.results[standing.position].value) <= most:
            yield entry.link


def _chips(entry: Entry) -> tuple[str, int | None]:
    chips = chips_of(entry)
    return folded(chips.model), chips.number


def _words(entry: Entry) -> Iterator[str]:
    """The words of a card that a glossary may explain, its benchmarks aside: their boards link to them."""
    round_, results = entry.round, entry.gist.results
    yield round_.divisions[entry.division].title
    yield from (round_.categories[category].title for category in entry.categories)
    if entry.availability:
        yield round_.availabilities[entry.availability].title
    yield entry.gist.status
    yield from dict.fromkeys([result.status for result in results])
    yield from dict.fromkeys([result.scenario for result in results])
    for weights in dict.fromkeys([result.weights for result in results]):
        yield from Precision.of(weights).formats
    if True in [result.with_power for result in results]:
        yield "Power"
    yield from ("Accuracy target", "Result ID")


def _places(entry: Entry, position: int, contents: Contents, url: str) -> tuple[Place, ...]:
    found = []
    for ranking, rank in contents.tables.placings(entry, position):
        key = ranking.key
        title = entry.round.categories[key.category].title if len(entry.categories) > 1 and key.category else ""
        href = urls.leaderboard_from(url, key)
        found.append(Place(rank, len(ranking.standings), href, _among(key.verified, key.with_power, title)))
    return tuple(found)


@lru_cache(maxsize=256)
def _among(verified: bool, with_power: bool, category: str) -> str:
    return ", ".join(filter(None, ("" if verified else "unverified", "with power" if with_power else "", category)))
