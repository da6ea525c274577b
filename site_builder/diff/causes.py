"""Causes: which differences are somebody's edit, and which only repeat it or reckon with it.

A value that was corrected stands on its card, and again on boards, lists and the home page; ranks and counts move
with it. What changed on cards comes first; what follows from it is told as such. Nothing is dropped: a difference
that the changed cards do not explain is a difference of its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_builder.diff.card import ABOUT
from site_builder.diff.changes import Change, PageChange
from site_builder.diff.said import HEAD, RESULTS

# On a card, what is somebody's own words; all else repeats them.
RECKONED = frozenset({"Rank"})
REPEATED = frozenset({"Target", "caption", "columns", "Verification", "Accuracy in the results table"})
OF_OTHERS = frozenset({"The same but", "More of"})  # what a card tells of its relatives
ABOUT_OWN = frozenset({"Verification", "Source"})
NUMBER = re.compile(r"[0-9.,%×+–:-]+x?")
EDGES = ".,;:()[]{}|\"'„“”‘’"
# Our templates' own words around what changed: 2 more no longer count; retrieved from, on; this card is withdrawn.
AROUND = frozenset(
    {"is", "are", "more", "no", "longer", "count", "retrieved", "from", "on", "thi", "card", "since", "see", "with",
     "and", "benchmark"}
)  # fmt: skip
REST = re.compile(r"; [0-9 ]+ of them counts?, and verification says what became of the others?")
KNOWN_ENOUGH = 0.5  # of the words that a row is called by: it has a long name beside the one that a card knows


def sorted_by_cause(pages: tuple[PageChange, ...]) -> tuple[PageChange, ...]:
    """The same pages, the changes of each told apart: its own, and those that follow from cards."""
    cards = [page for page in pages if page.kind == "card"]
    own = {page.address: [change for change in page.changes if _is_own(change)] for page in cards}
    causes = [page for page in cards if own[page.address] or page.what != "changed"]
    words = {token for page in cards for token in _tokens(page.name)} if causes else set()
    for page in causes:
        words |= {*_words(own[page.address] if page.what == "changed" else page.changes), *_address_words(page)}
    names = words | {token for page in causes for name in page.names for token in _tokens(name)}
    addresses = {address for page in causes for address in (page.address, page.was) if address}
    return tuple(_card(page, words) if page.kind == "card" else _other(page, names, addresses) for page in pages)


def _card(page: PageChange, words: set[str]) -> PageChange:
    if page.what in ("added", "gone"):
        return page
    rest = [change for change in page.changes if not _is_own(change)]
    return _parted(page, {id(c) for c in rest if _is_reckoned(c) or (words and _explained(c, words))})


def _other(page: PageChange, words: set[str], addresses: set[str]) -> PageChange:
    if page.what in ("added", "gone") or not words:
        return page
    return _parted(page, {id(c) for c in page.changes if _leads_to_one(c, addresses) or _explained(c, words)})


def _parted(page: PageChange, follows: set[int]) -> PageChange:
    return replace(
        page,
        changes=tuple(change for change in page.changes if id(change) not in follows),
        follows=tuple(change for change in page.changes if id(change) in follows),
    )


def _is_own(change: Change) -> bool:
    section, row, column = change.place
    if section == RESULTS:
        return column not in RECKONED and column not in REPEATED
    if section == ABOUT:
        return row in ABOUT_OWN
    if section == "":
        return bool(row) and row != "Submitted by" and not column
    return section != HEAD and bool(row) and not column


def _is_reckoned(change: Change) -> bool:
    section, row, column = change.place
    return (section == RESULTS and column in RECKONED) or (section == ABOUT and row in OF_OTHERS)


def _leads_to_one(change: Change, addresses: set[str]) -> bool:
    """Whether it is about a card that changed: its row, or where its words lead."""
    links = [*change.place.row.split(" · ")]
    for said in (change.old, change.new):
        links += said.more.split() if said else []
    return any(link.partition("#")[0] in addresses for link in links)


def _explained(change: Change, words: set[str]) -> bool:
    """Whether every word that differs is one of these, or a number, which is reckoned."""
    if change.place.column.endswith(", in full") or change.place.column == "order":
        return True
    before, after = (REST.sub("", said.text) if said else "" for said in (change.old, change.new))
    if change.old and change.new and before == after:
        return change.old.text != change.new.text
    old, new = Counter(_tokens(before)), Counter(_tokens(after))
    if old == new:
        return before != after  # the same words in another order; not another link
    if (change.old is None or change.new is None) and _is_called(list(_tokens(change.label)), words):
        return True  # a row of somebody who came or went
    differ = (old - new) + (new - old)
    return all(_is_known(token, words) for token in differ)


def _is_called(name: list[str], words: set[str]) -> bool:
    return bool(name) and sum(token in words for token in name) >= KNOWN_ENOUGH * len(name)


def _is_known(token: str, words: set[str]) -> bool:
    return token in words or token in AROUND or bool(NUMBER.fullmatch(token))


def _tokens(text: str) -> Iterator[str]:
    for word in text.split():
        if token := word.strip(EDGES).casefold().removesuffix("s"):
            yield token


def _words(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        for text in (change.place.row, change.place.column, change.old and change.old.text, change.new and change.new.text):  # fmt: skip  # noqa: E501
            yield from _tokens(text or "")


def _address_words(page: PageChange) -> set[str]:
    if page.what != "moved":
        return set()
    places = {address.removesuffix("/index.html") for address in (page.address, page.was)}
    return {token for place in places for token in (*_tokens(place), *_tokens(place.replace("/", " ")))}
