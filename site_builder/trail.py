"""Trail: what a build leaves in the cache, so that a few pages can be planned again where few entries change."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from site_builder.cache import Shelves
from site_builder.pages import (
    Around,
    AroundTrace,
    Contents,
    PartTrace,
    SiteLinks,
    SitePlan,
    around_cards,
    around_from,
    around_in_words,
    traces_of_parts,
)
from site_builder.sources import EntryRead
from site_builder.tables import BoardKey, Columns, listed

CARDS_ON_A_SHELF = 64
FILES = "files"


class CardTrace(NamedTuple):
    """A card as it was made."""

    file: str  # of its entry
    sha256: str  # of that file
    around: Around | None  # where it was planned


class CardShelf:
    """Some cards that follow one another in the catalog."""

    def __init__(self, words: Iterable[str] = (), cards: Iterable[list[Any]] = ()) -> None:
        self._words = {word: number for number, word in enumerate(words)}
        self._cards = list(cards)

    def plain(self) -> tuple[list[str], list[Any]]:
        """As plain values."""
        return list(self._words), self._cards

    def source(self, at: int) -> tuple[str, str] | None:
        """The file of one of them, and its sha256."""
        return (self._cards[at][0], self._cards[at][1]) if at < len(self._cards) else None

    def around(self, at: int) -> Around | None:
        """What stands around one of them."""
        plain = self._cards[at][2] if at < len(self._cards) else None
        return around_from(plain, list(self._words)) if plain else None

    def add(self, card: CardTrace) -> None:
        """One more."""
        self._cards.append([card.file, card.sha256, self._in_plain(card.around)])

    def put(self, at: int, sha256: str, around: Around | None) -> None:
        """One of them as it is now; where nothing is given, what stands around it is as it was."""
        file, _, before = self._cards[at]
        self._cards[at] = [file, sha256, self._in_plain(around) or before]

    def _in_plain(self, around: Around | None) -> AroundTrace | None:
        return around_in_words(around, self._words) if around else None


class Trail:
    """The trail of the last build, of which only what is asked for is read; and what is put there for the next one."""

    def __init__(self, shelves: Shelves, plain: Mapping[str, Any]) -> None:
        self._shelves, self._plain = shelves, plain
        self._cards: dict[int, CardShelf] = {}

    @property
    def links(self) -> SiteLinks:
        """What was on every page because of what the site holds."""
        menu, foot, is_indexed = self._plain["links"]
        return SiteLinks(tuple(map(tuple, menu)), tuple(map(tuple, foot)), is_indexed)

    @property
    def shared(self) -> str:
        """The digest of what stood around every page."""
        return str(self._plain["shared"])

    def place_of(self, file: str) -> int | None:
        """The place in the catalog of the entry with this file."""
        files = self._shelves.get(FILES) or []
        return files.index(file) if file in files else None

    def source(self, place: int) -> tuple[str, str] | None:
        """The file of the entry at a place in the catalog, and its sha256."""
        return self._shelf(place).source(place % CARDS_ON_A_SHELF)

    def around(self, place: int) -> Around | None:
        """What stands around the card of the entry at a place in the catalog."""
        return self._shelf(place).around(place % CARDS_ON_A_SHELF)

    def _shelf(self, place: int) -> CardShelf:
        number = place // CARDS_ON_A_SHELF
        if number not in self._cards:
            self._cards[number] = CardShelf(*(self._shelves.get(_cards(number)) or ()))
        return self._cards[number]

    def board(self, key: BoardKey) -> Columns | None:
        """The standings of a board."""
        number = self._boards.get(key)
        found = self._shelves.get(_board(number)) if number is not None else None
        return Columns(*found) if found else None

    @cached_property
    def _boards(self) -> dict[BoardKey, int]:
        return {BoardKey(*key): number for number, key in enumerate(self._plain["boards"])}

    def parts(self, round_id: str) -> tuple[PartTrace, ...]:
        """The pages of a round's explorer."""
        found = self._plain["parts"].get(round_id, ())
        return tuple(PartTrace(tuple(first), tuple(last), said) for first, last, said in found)

    def leave(
        self, cards: Mapping[int, tuple[str, Around | None]], boards: Mapping[BoardKey, Columns]
    ) -> Mapping[str, Any]:
        """Write what is another now, of cards the file's sha256 and what stands around them; as plain values."""
        for place, (sha256, around) in cards.items():
            self._shelf(place).put(place % CARDS_ON_A_SHELF, sha256, around)
        for number in {place // CARDS_ON_A_SHELF for place in cards}:
            self._shelves.put(_cards(number), self._cards[number].plain())
        for key, columns in boards.items():
            self._shelves.put(_board(self._boards[key]), columns)
        return {**self._plain, "digests": self._shelves.digests}


def left_by(plan: SitePlan, contents: Contents, read: tuple[EntryRead, ...], shelves: Shelves) -> Mapping[str, Any]:
    """The trail of a plan of all pages, whose shelves are written, as plain values."""
    cards = list(_cards_of(plan, contents, read))
    for start in range(0, len(cards), CARDS_ON_A_SHELF):
        shelf = CardShelf()
        for card in cards[start : start + CARDS_ON_A_SHELF]:
            shelf.add(card)
        shelves.put(_cards(start // CARDS_ON_A_SHELF), shelf.plain())
    shelves.put(FILES, [card.file for card in cards])
    boards, entries = contents.tables.listed, listed(contents.catalog)
    for number, ranking in enumerate(boards):
        shelves.put(_board(number), Columns.of(ranking, entries))
    return {
        "links": contents.framing.links,
        "shared": plan.shared,
        "boards": [ranking.key for ranking in boards],
        "parts": traces_of_parts(plan.pages, contents.places),
        "digests": shelves.digests,
    }


def _cards_of(plan: SitePlan, contents: Contents, read: tuple[EntryRead, ...]) -> Iterator[CardTrace]:
    """The card of each entry, in the order of the catalog; of those that were not planned, nothing is known."""
    around = around_cards(plan.pages)
    files = {tuple(one.known.values())[:4]: one for one in read if one.known is not None}
    for entry in contents.catalog.entries:
        of = files[entry.id, entry.round.id, entry.division, entry.submitter]
        yield CardTrace(of.file, of.sha256, around.get(entry.link))


def _cards(number: int) -> str:
    return f"cards-{number}"


def _board(number: int) -> str:
    return f"board-{number}"
