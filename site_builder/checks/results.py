"""Results on a page: which values it shows, of what, and what it says beside each.

Tables are known by the classes that our templates give them; those of published cards by their two head rows.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.checks.tree import Element, Place

CARD, BOARD, EXPLORER, LISTING = "performance", "ranking", "results-table", "listing"
ROUND = "data-round"
FIGURE = re.compile(r"-?[0-9][0-9.eE+-]*")
UNVERIFIED = "unverified"
# Not the last letters of another word; what follows may stand in an element of its own, without a space.
UNVERIFIED_WORD = re.compile(r"(?<![a-z])unverified")


class Shown(NamedTuple):
    """One value with what the page says of it."""

    table: Element
    row: Element
    place: Place
    value: str
    unit: str
    scenario: str
    label: str  # benchmark, own model, or system: what the row is called
    link: str  # where the value's own row stands; empty on cards
    said: str  # the text beside it in which its state must stand
    with_power: bool

    @property
    def is_told_unverified(self) -> bool:
        """Whether the word stands beside it."""
        return bool(UNVERIFIED_WORD.search(self.said))


class ResultTable(NamedTuple):
    """A table of results: its kind, and itself."""

    kind: str
    table: Element


def result_tables(root: Element) -> Iterator[ResultTable]:
    """The tables of results of a page."""
    for table in root.find("table"):
        kind = next((name for name in (CARD, BOARD, EXPLORER, LISTING) if name in table.classes), None)
        if any(head.text == "Accuracy Target" for head in table.find("th")):
            kind = CARD
        if kind is not None:
            yield ResultTable(kind, table)


def shown_in(found: ResultTable) -> Iterator[Shown]:
    """The values of a table of results."""
    return READERS[found.kind](found.table)


def heads_of(table: Element) -> list[str]:
    """What stands over its columns."""
    return [head.text for row in _head_rows(table) for head in row.find("th")]


def caption_of(table: Element) -> str:
    """The table's own caption, or the name of the region that holds it."""
    caption = table.first("caption")
    above = table.parent.get("aria-label") if table.parent else ""
    return caption.text if caption and caption.text else above


def named_round(found: ResultTable, headings: Sequence[str], names: Sequence[str]) -> str:
    """Where a table says of which round its results are: words of ours, so that no name from the data adds to them.

    `headings` of the page are our own, `names` those of whom it is about.
    """
    if ROUND in found.table.attributes:
        return found.table.get(ROUND)
    if CARD in found.table.classes and headings:
        return ""  # The heading of a card is its round; its caption begins with names.
    caption = caption_of(found.table)
    return next((caption.removeprefix(f"{name}: ") for name in names if caption.startswith(f"{name}: ")), caption)


def _head_rows(table: Element) -> list[Element]:
    head = table.first("thead")
    rows = list((head or table).find("tr"))
    return rows if head else [row for row in rows[:2] if not any(cell.name == "td" for cell in row.children)]


def _body_rows(table: Element) -> Iterator[Element]:
    heads = {id(row) for row in _head_rows(table)}
    return (row for row in table.find("tr") if id(row) not in heads)


def _of_card(table: Element) -> Iterator[Shown]:
    heads = _head_rows(table)
    first = list(heads[0].children) if heads else []
    groups = [(head.text, int(head.get("colspan") or 0)) for head in first if head.get("colspan").isdecimal()]
    for row in _body_rows(table):
        cells = list(row.children)
        at = 2
        for scenario, width in groups:
            group = cells[at : at + width]
            at += width
            if len(group) == width >= 2 and (value := group[-1].text):
                power = "data-power" in group[-1].attributes
                said, label = _said(row), cells[0].text
                place, unit = group[-1].place, group[-2].text
                yield Shown(table, row, place, value, unit, scenario, label, "", said, power)


def _of_board(table: Element) -> Iterator[Shown]:
    unit, scenario, power = table.get("data-unit"), table.get("data-scenario"), "data-power" in table.attributes
    for row in _body_rows(table):
        cell, link = row.first("td", of_class="value"), row.first("a")
        if cell and (value := FIGURE.match(cell.text)):
            href = link.get("href") if link else ""
            label, said = table.get("data-benchmark"), _said(row)
            yield Shown(table, row, cell.place, value[0], unit, scenario, label, href, said, power)


def _of_explorer(table: Element) -> Iterator[Shown]:
    for row in _body_rows(table):
        texts = {(cell.classes or [""])[0]: cell for cell in row.children}
        cell, link = texts.get("value"), row.first("a")
        if cell and cell.text:
            unit, scenario, benchmark = (_own_text(texts.get(name)) for name in ("unit", "scenario", "benchmark"))
            power = bool(_own_text(texts.get("power")))
            href = link.get("href") if link else ""
            yield Shown(table, row, cell.place, cell.text, unit, scenario, benchmark, href, _said(row), power)


def _of_listing(table: Element) -> Iterator[Shown]:
    scenarios = heads_of(table)
    for row in _body_rows(table):
        cells = list(row.children)
        for scenario, cell in zip(scenarios[1:], cells[1:], strict=False):
            value = cell.first("a", of_class="value")
            if value and value.text:
                unit = _own_text(cell.first(of_class="unit")).rstrip(", ")
                label, href = cells[0].text, value.get("href")
                yield Shown(table, row, cell.place, value.text, unit, scenario, label, href, _said(cell), False)


def _said(row: Element) -> str:
    """What the page itself says of a row's results; in any other cell stands what a submitter wrote."""
    return " ".join(state.text for state in row.find(of_class="state"))


def _own_text(element: Element | None) -> str:
    """The text of an element, without that of elements in it."""
    texts = (item for item in element.content if isinstance(item, str)) if element else ()
    return " ".join("".join(texts).split())


READERS = {CARD: _of_card, BOARD: _of_board, EXPLORER: _of_explorer, LISTING: _of_listing}
