"""Grid: a table as heads of columns and rows of cells, spans resolved, whoever wrote it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.diff.dom import Element, text_of

WIDEST = 200
NESTED = frozenset({"table"})
CELLS = frozenset({"td", "th"})


class Cell(NamedTuple):
    """One cell, and how many columns it covers."""

    element: Element
    text: str
    span: int
    is_head: bool


class Grid(NamedTuple):
    """A table: what stands over each column, and its rows."""

    caption: str
    title: Element | None  # which says the caption
    heads: tuple[Element, ...]  # rows that say what stands over columns
    columns: tuple[str, ...]
    rows: tuple[tuple[Element, tuple[Cell, ...]], ...]

    def column(self, number: int) -> str:
        """What stands over a column; its number where nothing does."""
        return (self.columns[number] if number < len(self.columns) else "") or f"column {number + 1}"


def own(element: Element, tags: frozenset[str], ends: frozenset[str]) -> Iterator[Element]:
    """Elements of these tags inside, not those inside of one of `ends` or of each other."""
    for child in element.elements():
        if child.tag in tags:
            yield child
        elif child.tag not in ends:
            yield from own(child, tags, ends)


def read_grid(table: Element) -> Grid:
    """The table, read."""
    caption = next(own(table, frozenset({"caption"}), NESTED), None)
    rows = [(row, tuple(_cells(row))) for row in own(table, frozenset({"tr"}), NESTED)]
    heads = _head_rows([row for row, _ in rows], [cells for _, cells in rows])
    columns = _columns([cells for _, cells in rows[:heads]])
    body = tuple((row, cells) for row, cells in rows[heads:] if cells)
    return Grid(text_of(caption) if caption else "", caption, tuple(row for row, _ in rows[:heads]), columns, body)


def _cells(row: Element) -> Iterator[Cell]:
    for cell in own(row, CELLS, NESTED):
        inner = {id(table) for table in own(cell, NESTED, frozenset())}
        yield Cell(cell, text_of(cell, inner), _number(cell.get("colspan")), cell.tag == "th")


def _number(written: str) -> int:
    found = re.match(r"\s*([0-9]{1,4})", written)
    return min(WIDEST, max(1, int(found[1]))) if found else 1


def _head_rows(rows: list[Element], cells: list[tuple[Cell, ...]]) -> int:
    """How many rows are heads: those in a thead, else a first row of heads and what its cells reach down to."""
    in_head = sum(1 for row in rows if row.parent is not None and row.parent.tag == "thead")
    if in_head or not cells or not cells[0]:
        return in_head
    if not all(cell.is_head for cell in cells[0]) or len(cells[0]) < 2:
        return 0
    return min(len(rows), max(_number(cell.element.get("rowspan")) for cell in cells[0]))


def _columns(heads: list[tuple[Cell, ...]]) -> tuple[str, ...]:
    """The words over each column, from top to bottom: `Server / Metric`."""
    width = min(WIDEST, max((sum(cell.span for cell in cells) for cells in heads), default=0))
    words: list[list[str]] = [[] for _ in range(width)]
    taken = [0] * width
    for level, cells in enumerate(heads):
        at = 0
        for cell in cells:
            while at < width and taken[at] > level:
                at += 1
            for column in range(at, min(width, at + cell.span)):
                words[column].append(cell.text)
                taken[column] = level + _number(cell.element.get("rowspan"))
            at += cell.span
    return tuple(" / ".join(filter(None, parts)) for parts in words)
