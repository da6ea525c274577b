"""Traces: what a plan leaves behind, so that the pages of an edited entry can be planned again by themselves.

All of it is plain values: a cache keeps it. Whoever reads it can prove it: what is remade of it has the digest that the
page's basis names.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from site_builder.models import Entry, Round
from site_builder.pages import result_card, round, urls
from site_builder.pages.around import Around, Place, around_digest, told_now
from site_builder.pages.contents import Part
from site_builder.pages.framing import Framing
from site_builder.pages.page import Footnote, Link, Page, Retrieval, in_plain, remade
from site_builder.pages.related import NearlyTheSame, Related
from site_builder.pages.round_rows import rows_file
from site_builder.pages.round_views import RoundHead, RoundView
from site_builder.tables import BoardKey

# The named types whose pages can be planned so: what else is edited with an entry, is planned with all other pages.
TRACED = frozenset(["result_card", "round"])
KINDS = {kind.__name__: kind for kind in (Footnote, Link, NearlyTheSame, Related, Retrieval, RoundHead, RoundView)}


class PartTrace(NamedTuple):
    """One page of a round's explorer: its rows from the first to the last, each a place in the catalog and a position
    in the entry, and what else it says."""

    first: tuple[int, int]
    last: tuple[int, int]
    said: str  # head and footnote

    def has(self, place: int) -> bool:
        """Whether rows of this entry stand on it."""
        return self.first[0] <= place <= self.last[0]

    def part_of(self, entries: Sequence[Entry]) -> Part:
        """The rows themselves; the entries are those from the first place to the last."""
        start = self.first[0]
        rows = (
            (entry, position)
            for place, entry in enumerate(entries, start)
            for position in range(len(entry.gist.results))
            if self.first <= (place, position) <= self.last
        )
        return Part(tuple(rows))


# What stands around a card: of each place of each result rank, results, link and distinction, and all else. What many
# cards say is told by its number in a list of words.
AroundTrace = tuple[Sequence[Sequence[tuple[int, int, int, int]]], str]


def around_cards(pages: Iterable[Page]) -> dict[str, Around]:
    """What stands around each card, by the link of its entry."""
    cards = (page.said.arguments for page in pages if page.template == result_card.TEMPLATE)
    return {made_of.entry.link: told_now(made_of.around) for made_of in cards}


def around_in_words(found: Around, words: dict[str, int]) -> AroundTrace:
    """What stands around a card, in plain values; new words are added to those that are known."""
    places = [
        [
            (
                place.rank,
                place.results,
                words.setdefault(place.href, len(words)),
                words.setdefault(place.among, len(words)),
            )
            for place in of_result
        ]
        for of_result in found.places
    ]
    return places, in_plain((found.links, found.related, found.terms))


def around_from(trace: AroundTrace, words: Sequence[str]) -> Around:
    """What stood around a card, of these plain values."""
    places, rest = trace
    links, related, terms = remade(json.loads(rest), KINDS)
    placed = [tuple([Place(rank, of, words[at], words[among]) for rank, of, at, among in each]) for each in places]
    return Around(tuple(placed), links, related, terms)


def traces_of_parts(pages: Iterable[Page], places: Mapping[str, int]) -> dict[str, list[PartTrace]]:
    """The pages of explorers that have rows, in their order, by the ids of their rounds."""
    found: dict[str, list[PartTrace]] = {}
    explorers = (page.said.arguments for page in pages if page.template == round.TEMPLATE)
    for made_of in sorted((made_of for made_of in explorers if made_of.part.rows), key=lambda one: one.number):
        (first, at), (last, end) = made_of.part.rows[0], made_of.part.rows[-1]
        trace = PartTrace((places[first.link], at), (places[last.link], end), in_plain((made_of.head, made_of.note)))
        found.setdefault(made_of.round.id, []).append(trace)
    return found


class CardAgain(NamedTuple):
    """A card that was planned again, and what stands around it."""

    page: Page
    around: Around


def card_again(
    entry: Entry, framing: Framing, found: Around, ranks: Iterable[tuple[int, BoardKey, int]], place: int
) -> CardAgain:
    """The card of an entry around which nothing is another but these ranks: positions of results, boards and ranks."""
    url = urls.result_card(entry)
    for position, board, rank in ranks:
        found = _with_rank(found, position, urls.leaderboard_from(url, board), rank)
    made_of = result_card.MadeOf(entry, framing, found, url)
    return CardAgain(result_card.card_page(made_of, around_digest(found), place), found)


def _with_rank(found: Around, position: int, href: str, rank: int) -> Around:
    places = [replace(place, rank=rank) if place.href == href else place for place in found.places[position]]
    return replace(found, places=(*found.places[:position], tuple(places), *found.places[position + 1 :]))


def rows_again(
    round_: Round, framing: Framing, parts: Sequence[PartTrace], index: int, entries: Sequence[Entry]
) -> Iterator[Page]:
    """The pages that tell one part of a round's rows; the entries are those of the part, in the catalog's order."""
    trace, number = parts[index], index + 1
    part, near = trace.part_of(entries), trace.first[0]
    head, note = remade(json.loads(trace.said), KINDS)
    yield round.explorer_page(round.MadeOf(framing, round_, head, number, part, len(parts), note), near)
    yield rows_file(round_.id, number, part, near)
