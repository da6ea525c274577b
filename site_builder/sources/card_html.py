"""The HTML of a published card, read into what it shows: both layouts, rows unclosed, text unescaped."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from site_builder.sources.json_words import NOT_IN_HTML

if TYPE_CHECKING:
    from bs4 import Tag

DETAILS = re.compile(r"\bDetails$")
HEADINGS = ["h2", "h3", "h4", "h5"]


class Cell(NamedTuple):
    """What one row prints for one scenario."""

    scenario: str
    accuracy: str
    unit: str
    value: str
    power: str


class Row(NamedTuple):
    """One row of the results table: its printed name and target, and the cells that hold a value."""

    model: str
    target: str
    cells: tuple[Cell, ...]


class Card(NamedTuple):
    """What a published card shows, in its own words."""

    title: str
    platform: str
    system: str
    submitter: str
    category: str
    division: str
    availability: str
    details: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


class CardPage:
    """A page that shows a card; parsed when it is asked for, since a tree may bring hundreds that nobody asks for."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path, self.sha256 = path, hashlib.sha256(data).hexdigest()
        self._packed = zlib.compress(data, 1)

    @cached_property
    def card(self) -> Card | None:
        """The card, or None where the page is none."""
        return _read_card(zlib.decompress(self._packed).decode("utf-8", "replace"))


def _read_card(html: str) -> Card | None:
    from bs4 import BeautifulSoup  # a tenth of a second, and only cards need it

    box = BeautifulSoup(html, "html.parser").find(class_="resultpage")
    if box is None:
        return None
    submitter, system = _heading(box)
    results = next((table for table in box.find_all("table") if _is_results(table)), None)
    return Card(
        title=_text(box.find("h1")),
        platform=str(box.get("data-platform") or ""),
        system=system,
        submitter=_text(box.find(id="tester_val")) or submitter,
        category=_text(box.find(id="license_num_val")),
        division=_text(box.find(id="test_date_val")),
        availability=_text(box.find(id="sw_avail_val")),
        details=tuple(_details(box)),
        rows=tuple(_rows(results)) if results is not None else (),
    )


def _text(tag: "Tag | None") -> str:
    return _clean(tag.get_text()) if tag is not None else ""


def _clean(text: str) -> str:
    return " ".join(NOT_IN_HTML.sub(" ", text).split())


def _heading(box: "Tag") -> tuple[str, str]:
    """Submitter and system: two paragraphs, or one heading `submitter - system`."""
    bar = box.select_one(".headerbar")
    paragraphs = [text for text in map(_text, bar.find_all("p")) if text] if bar else []
    if len(paragraphs) > 1:
        return paragraphs[0], paragraphs[1]
    heading, tester = _text(box.find("h2")), _text(box.find(id="tester_val"))
    if tester and heading.casefold().startswith(f"{tester} - ".casefold()):
        return heading[: len(tester)], heading[len(tester) + 3 :]
    submitter, _, system = heading.partition(" - ")
    return submitter, system


def _own_rows(table: "Tag") -> list["Tag"]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _own_cells(row: "Tag") -> list["Tag"]:
    """The cells of a row that need not be closed: what follows it would seem to lie inside."""
    return [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]


def _own_text(cell: "Tag") -> str:
    """A cell's text without the cells and rows that an unclosed one seems to hold."""
    from bs4 import Tag

    parts = []
    for node in cell.descendants:
        if not isinstance(node, Tag):
            inner = node.find_parent(["td", "th", "tr", "table"])
            parts.append(str(node) if inner is cell else "")
    return _clean("".join(parts))


def _is_results(table: "Tag") -> bool:
    rows = _own_rows(table)
    names = [_own_text(cell).casefold() for cell in _own_cells(rows[0])] if rows else []
    return "model" in names and "accuracy target" in names


def _details(box: "Tag") -> Iterator[tuple[str, str]]:
    """Each key and value of the detail tables, in their order."""
    for heading in box.find_all(HEADINGS):
        table = heading.find_next("table")
        if not DETAILS.search(_text(heading)) or table is None or table.find_previous(HEADINGS) is not heading:
            continue
        for row in _own_rows(table):
            cells = _own_cells(row)
            if len(cells) == 2:
                yield _own_text(cells[0]), _own_text(cells[1])


def _span(cell: "Tag") -> int:
    found = re.match(r"[0-9]{1,2}", str(cell.get("colspan") or "1"))
    return max(1, int(found[0])) if found else 1


def _rows(table: "Tag") -> Iterator[Row]:
    rows = _own_rows(table)
    groups = [(_own_text(cell), _span(cell)) for cell in _own_cells(rows[0])][2:]
    names = [_own_text(cell).casefold() for cell in _own_cells(rows[1])] if len(rows) > 1 else []
    for row in rows[2:]:
        cells: list[str] = []
        for cell in _own_cells(row):
            # N/A stands once across a scenario's columns.
            cells += [_own_text(cell)] + [""] * (_span(cell) - 1)
        if len(cells) > 1:
            yield Row(cells[0], cells[1], tuple(_cells(groups, names, cells[2:])))


def _cells(groups: list[tuple[str, int]], names: list[str], texts: list[str]) -> Iterator[Cell]:
    start = 0
    for scenario, width in groups:
        named = dict(zip(names[start : start + width], texts[start : start + width], strict=False))
        start += width
        cell = Cell(
            scenario, named.get("accuracy", ""), named.get("metric", ""),
            named.get("performance", ""), named.get("power", ""),
        )  # fmt: skip
        if re.search("[0-9]", cell.value):
            yield cell
