"""Causes: which differences are somebody's edit, and which only repeat it or reckon with it.

A value that was corrected stands on its card, and again on boards, lists and the home page; ranks and counts move
with it. What changed on cards comes first; what follows from it is told as such. Nothing is dropped: a difference
that the changed cards do not explain is a difference of its own. A number follows only where a card says it, where
its row or link is of a card whose numbers changed, or where it is reckoned: a rank, a share, a count.
What stands in an article somebody wrote: none of it follows, whatever words cards have.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from site_builder.diff.changes import Change, PageChange, Verdict
from site_builder.diff.frames import names_of_pages, of_frames
from site_builder.diff.lines import is_running
from site_builder.diff.links import is_outside
from site_builder.diff.notices import is_of_notice
from site_builder.diff.running import MOVED
from site_builder.diff.said import ABOUT, ARTICLES, CODE, HEAD, HIDDEN, MENU, RESULTS, SCALE
from site_builder.diff.tokens import counts, differing_tokens, is_number, tokens

# On a card, what is somebody's own words; all else repeats them.
RECKONED = frozenset({"Rank"})
REPEATED = frozenset({"Target", "caption", "columns", "Verification", "Accuracy in the results table"})
OF_OTHERS = frozenset({"The same but", "More of"})  # what a card tells of its relatives
# What no reader sees repeats nothing.
UNSEEN = frozenset({HIDDEN, CODE})
ABOUT_OWN = frozenset({"Verification", "Source"})
# Our templates' own words around what changed: 2 more no longer count; retrieved from, on; this card is withdrawn; a
# chart's scale is logarithmic where values lie far apart. Where nothing but these differs, somebody reworded a text.
AROUND = frozenset(
    {"-", "–", "×", "is", "are", "more", "no", "longer", "count", "retrieved", "from", "on", "thi", "i", "card",
     "since", "see", "with", "and", "benchmark", "logarithmic"}
)  # fmt: skip
# With one of these a sentence says the opposite: it follows where a state says so, and from no word that a card has.
NEGATIONS = frozenset({"no", "not", "longer"})
REST = re.compile(r"; [0-9 ]+ of them counts?, and verification says what became of the others?")
KNOWN_ENOUGH = 0.5  # of the words that a row is called by: it has a long name beside the one that a card knows
COUNTS = frozenset(
    {
        "rank",
        "results",
        "systems",
        "submitters",
        "cards",
        "rounds",
        "benchmarks",
        "accelerators",
        "leaderboards",
        "size",
    }
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What cards that changed explain on other pages."""

    words: set[str]
    numbers: set[str]  # that any of the cards says, or said
    addresses: set[str]  # of cards with changes of their own
    renumbered: set[str]  # of those, the cards whose numbers changed
    restated: set[str]  # of those, the cards that came or went, or of which a state changed


def sorted_by_cause(pages: tuple[PageChange, ...]) -> tuple[PageChange, ...]:
    """The same pages, the changes of each told apart: its own, and those that follow from cards."""
    cards = [page for page in pages if page.kind == "card"]
    own = {page.address: [change for change in page.changes if _is_own(change)] for page in cards}
    causes = [page for page in cards if own[page.address] or page.what != "changed"]
    called = (token for page in cards for token in tokens(page.name))
    words = {*called, *names_of_pages(pages)} if causes else set()
    for page in causes:
        # Of a card that came or went its facts, too: it has all the words of our templates beside them.
        words |= {*_words(own[page.address]), *_address_words(page)}
    known = _Known(
        words=words,
        numbers={number for page in cards for number in page.numbers},
        addresses=_addresses(causes),
        renumbered=_addresses(p for p in causes if p.what != "changed" or any(map(_renumbers, own[p.address]))),
        restated=_addresses(p for p in causes if p.what in ("added", "gone") or any(map(_is_new, p.states.values()))),
    )
    names = words | {token for page in causes for name in page.names for token in tokens(name)}
    elsewhere, frames = replace(known, words=names), of_frames(pages)
    return tuple(
        _card(page, known, frames) if page.kind == "card" else _other(page, elsewhere, frames) for page in pages
    )


def _addresses(pages: Iterable[PageChange]) -> set[str]:
    return {address for page in pages for address in (page.address, page.was) if address}


def _is_new(verdict: Verdict) -> bool:
    return verdict.old != verdict.new


def _renumbers(change: Change) -> bool:
    return any(is_number(token) for token in differing_tokens(*_texts(change)))


def _card(page: PageChange, known: _Known, frames: frozenset[int]) -> PageChange:
    if page.what in ("added", "gone"):
        return page
    rest = [change for change in page.changes if not _is_own(change) and id(change) not in frames]
    return _parted(page, {id(change) for change in rest if _is_of_card(change, page, known)})


def _is_of_card(change: Change, page: PageChange, known: _Known) -> bool:
    """Whether a card says it because of what is its own, or of other cards."""
    if is_reckoned(change) or is_of_notice(change, page) or _is_address(change, page):
        return True
    return bool(known.words) and _explained(change, known, of_card=page.address)


def _other(page: PageChange, known: _Known, frames: frozenset[int]) -> PageChange:
    if page.what in ("added", "gone") or not known.words:
        return page
    # Of a text that somebody wrote nothing follows from a card; what stands above it is the same on every page.
    changes = [c for c in page.changes if not page.address.startswith(ARTICLES) or _is_of_menu(c)]
    changes = [change for change in changes if id(change) not in frames]
    follows = {id(c) for c in changes if not _leads_out(c) and (_leads_to(c, known.renumbered) or _explained(c, known))}
    return _parted(page, follows | {id(c) for c in changes if _is_head_of(c, page.changes, follows)})


def _is_address(change: Change, page: PageChange) -> bool:
    """Whether a card that moved says its address there, whatever stands before it."""
    before, after = _texts(change)
    return bool(page.was) and before.endswith(page.was) and before.removesuffix(page.was) + page.address == after


def _is_head_of(change: Change, changes: Iterable[Change], follows: set[int]) -> bool:
    """Whether it is the heads of a table that came or went with its rows, all of which follow."""
    if change.place.column != "columns" or (change.old and change.new):
        return False
    rows = {id(c) for c in changes if c.place.section == change.place.section and c.place.row}
    return bool(rows) and rows <= follows


def _is_of_menu(change: Change) -> bool:
    """Whether it is one of the links above every page, which a new round brings."""
    return change.place.section == MENU and bool(change.old and change.new and change.old.more != change.new.more)


def _parted(page: PageChange, follows: set[int]) -> PageChange:
    return replace(
        page,
        changes=tuple(change for change in page.changes if id(change) not in follows),
        follows=tuple(change for change in page.changes if id(change) in follows),
    )


def _is_own(change: Change) -> bool:
    section, row, column = change.place
    if section in UNSEEN or _leads_out(change):
        return True
    if section == RESULTS:
        return column not in RECKONED and column not in REPEATED
    if section == ABOUT:
        return row in ABOUT_OWN
    if section == "":
        return bool(row) and row != "Submitted by" and not column
    return section != HEAD and bool(row) and not column


def is_reckoned(change: Change) -> bool:
    """Whether a card reckons it from other cards: a rank, or which of them are its like."""
    section, row, column = change.place
    return (section == RESULTS and column in RECKONED) or (section == ABOUT and row in OF_OTHERS)


def _leads_to(change: Change, addresses: set[str]) -> bool:
    """Whether it is about one of these cards: its row, or where its words lead."""
    if change.place.column == MOVED:  # which heading a card stands below is no word of the card
        return False
    links = [*change.place.row.split(" · ")]
    for said in (change.old, change.new):
        links += said.more.split() if said else []
    return any(link.partition("#")[0] in addresses for link in links)


def _leads_out(change: Change) -> bool:
    """Whether the same words lead out of the site now: that repeats no card."""
    if change.old is None or change.new is None or change.old.text != change.new.text:
        return False
    return any(is_outside(link) for link in set(change.new.more.split()) - set(change.old.more.split()))


def _texts(change: Change) -> tuple[str, str]:
    return change.old.text if change.old else "", change.new.text if change.new else ""


def _explained(change: Change, known: _Known, of_card: str = "") -> bool:
    """Whether every word that differs is a known one, and every number one that a card says or one that is reckoned."""
    if change.place.column == "order":
        return True
    if change.place.section in UNSEEN:
        return False
    before, after = (REST.sub("", text) for text in _texts(change))
    if change.old and change.new and before == after:
        return change.old.text != change.new.text
    differ = set(differing_tokens(before, after))
    if not differ:
        return before != after and _is_ordered_by_us(change)  # the same words in another order; not another link
    is_reckoned_here = _is_count(change)
    counted = {token for token in {*counts(before), *counts(after)} if token in differ}
    is_sentence = is_running(change.place) or change.place.section == HEAD
    if is_sentence and differ & NEGATIONS and not _is_restated(change, known, of_card, bool(counted)):
        return False
    if (change.old is None or change.new is None) and _is_called(list(tokens(change.label)), known.words):
        return True  # a row of somebody who came or went
    numbers = {token for token in differ - known.words if is_number(token)}
    if not is_reckoned_here and not numbers <= known.numbers | counted:
        return False
    around = differ - known.words - numbers
    is_told = change.place.column.endswith(", in full") or _leads_to(change, known.addresses)
    return is_told or (around <= AROUND and around != differ)


def _is_restated(change: Change, known: _Known, of_card: str, is_counted: bool) -> bool:
    """Whether it is about a card of which a state changed: that card says it, it leads there, or it counts them."""
    if not known.restated:
        return False
    return is_counted or of_card in known.restated or _leads_to(change, known.restated)


def _is_ordered_by_us(change: Change) -> bool:
    """Whether the order of words has no meaning there: in a row of a table, in what a card tells about itself, and
    in a line whose links changed with it. What somebody wrote says something else in another order."""
    if change.place.section.startswith(ABOUT) or (change.old and change.new and change.old.more != change.new.more):
        return True
    return bool(change.place.row) and change.place.column not in ("heading", "caption", "columns", MOVED)


def _is_count(change: Change) -> bool:
    """Whether all numbers at this place are reckoned, by its name."""
    name = (change.place.column or change.place.row).casefold()
    is_scale = all(said is None or said.more == SCALE for said in (change.old, change.new))
    return name in COUNTS or "derived" in name or is_scale


def _is_called(name: list[str], words: set[str]) -> bool:
    return bool(name) and sum(token in words for token in name) >= KNOWN_ENOUGH * len(name)


def _words(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        for text in (change.place.row, change.place.column, change.old and change.old.text, change.new and change.new.text):  # fmt: skip  # noqa: E501
            yield from tokens(text or "")


def _address_words(page: PageChange) -> set[str]:
    if page.what != "moved":
        return set()
    places = {address.removesuffix("/index.html") for address in (page.address, page.was)}
    return {token for place in places for token in (*tokens(place), *tokens(place.replace("/", " ")))}
