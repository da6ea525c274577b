"""Outline: a page read into what it says, each text at its place, nothing left out.

Tables become rows and columns, definition lists terms, all other text lines below their heading. A result card,
ours or a published one, is told by its class `resultpage`, and a leaderboard by its table.
"""

import re
from collections import Counter
from collections.abc import Container

from site_builder.diff.card import CardReader
from site_builder.diff.code import code_of
from site_builder.diff.dom import BLOCKS, BREAK, SILENT, Element, folded, gather_text, instead_of_text, parse, text_of
from site_builder.diff.grid import CELLS, NESTED, Cell, Grid, own, read_grid
from site_builder.diff.links import LOADING, led_to, links_in, resolve
from site_builder.diff.said import CODE, HEAD, HEARD, HIDDEN, LEADS_ON, SCALE, Outline, Place, Said, free_key

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SECTIONS = frozenset({"section", "article", "aside", "nav", "header", "footer", "main"})
ASIDE = frozenset({"aside", "nav"})
MOST_WORDS = 12  # of what is hidden and has no name: enough to find it
# Beside its head, a row is known by what stands in these columns: a system has a row for each of its results.
KNOWN_BY = frozenset({"benchmark", "scenario", "category", "model"})
REFRESH = re.compile(r"[0-9.\s]*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)


def outline(address: str, html: str) -> Outline:
    """What the page at this address says."""
    return _Reader(address).read(parse(html))


class _Reader:
    """One page while it is read."""

    def __init__(self, address: str) -> None:
        self.outline = Outline(address)
        self.section, self._path = "", [""] * len(HEADINGS)
        self._done: set[int] = set()  # elements that were read already
        self._rows: dict[str, dict[str, int]] = {}
        self._submitters: dict[str, str] = {}  # by the key of their row

    def read(self, root: Element) -> Outline:
        found = self.outline
        body = root
        for element in root.descendants():
            self._notice(element)
            if element.tag == "body" and body is root:
                body = element
            if element.tag in ("title", "meta"):
                self._head(element)
        box = next((e for e in root.descendants() if e.has_class("resultpage")), None)
        if box is not None:
            found.kind = "card"
            CardReader(self.outline, self._done, self._to).read(box)
        elif root.find("table", "ranking"):
            found.kind = "board"
        self._walk(body)
        self._tell_namesakes_apart()
        found.name = found.name or self._name(root)
        return found

    def _name(self, root: Element) -> str:
        if self.outline.kind == "board" and (caption := root.find("caption")):
            return text_of(caption)
        heading = root.find("h1")
        return text_of(heading) if heading else ""

    def _notice(self, element: Element) -> None:
        if name := element.get("id"):
            self.outline.ids.add(name)
        self.outline.links.update(map(self._to, led_to(element, LOADING)))
        if element.tag == "form" and (action := element.get("action")):
            self.outline.say(Place(CODE, "where a form leads"), Said(self._to(action)))
        # Where there is a text, it is read, and a label repeats it with more words.
        if (label := folded(element.get("aria-label"))) and element.tag not in SECTIONS and not text_of(element):
            self.outline.say(Place(HEARD, label), Said(f"names <{element.tag}>"))
        for place, said in code_of(element, self._to):
            self.outline.say(place, said)
        if element.is_hidden and (words := text_of(element).split()):
            heading = next((text_of(inner) for inner in element.descendants() if inner.tag in HEADINGS), "")
            name = heading or element.get("id") or " ".join(words[:MOST_WORDS])
            self.outline.say(Place(HIDDEN, name), Said("hidden"))

    def _to(self, href: str) -> str:
        return resolve(self.outline.address, href)

    def _head(self, element: Element) -> None:
        if element.tag == "title" and _above(element, "svg") is None:
            self._done.add(id(element))
            self.outline.say(Place(HEAD, "title"), Said(text_of(element)))
        name = element.get("name").lower() or element.get("property").lower()
        if element.tag == "meta" and name and name != "viewport" and name != "color-scheme":
            self.outline.say(Place(HEAD, name), Said(" ".join(element.get("content").split())))
        if element.get("http-equiv").lower() == "refresh" and (found := REFRESH.match(element.get("content"))):
            self.outline.leads_to = self._to(found[1])
            self.outline.say(LEADS_ON, Said(self.outline.leads_to))

    # ---- the body

    def _walk(self, element: Element) -> None:
        """Read what is inside: blocks each by itself, the text between them as lines."""
        texts: list[str] = []
        links: list[str] = []
        for child in element.children:
            if isinstance(child, str):
                texts.append(child)
            elif id(child) in self._done or child.tag in SILENT:
                continue
            elif child.tag in BLOCKS or any(inner.tag in BLOCKS for inner in child.descendants()):
                self._line(texts, links)
                self._block(child)
            elif child.tag == "br":
                self._line(texts, links)
            else:
                _gather_inline(child, texts, links)
        self._line(texts, links)

    def _line(self, texts: list[str], links: list[str]) -> None:
        if (text := folded("".join(texts))) or links:
            self.outline.say_line(self.section, Said(text, " ".join(map(self._to, links))))
        texts.clear()
        links.clear()

    def _block(self, element: Element) -> None:
        if element.tag in HEADINGS:
            self._heading(element)
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "dl":
            self._terms(element)
        elif element.tag == "svg":
            self._drawing(element)
        else:
            self._inside(element)

    def _drawing(self, element: Element) -> None:
        """The texts of a chart, each with where it leads, or that its scale says it."""
        for inner in element.descendants():
            if text := folded("".join(child for child in inner.children if isinstance(child, str))):
                link, scale = (_above(inner, *what) for what in (("a", ""), ("", "grid")))
                leads = self._to(link.get("href")) if link is not None and link.get("href") else ""
                self.outline.say_line(self.section, Said(text, leads or (SCALE if scale is not None else "")))

    def _inside(self, element: Element) -> None:
        """Read a block; the headings of a section end with it, and one with a name of its own needs none."""
        if element.tag not in SECTIONS:
            self._walk(element)
            return
        section, path = self.section, list(self._path)
        if element.tag in ASIDE or not any(inner.tag in HEADINGS for inner in element.descendants()):
            self.section = element.get("aria-label") or section
        self._walk(element)
        self.section, self._path = section, path

    def _heading(self, element: Element) -> None:
        text, level = text_of(element), HEADINGS.index(element.tag)
        self._path[level:] = [text] + [""] * (len(HEADINGS) - level - 1)
        # The heading of the page stands over all of it, and tells no section from another.
        self.section = " › ".join(filter(None, self._path[1:]))
        if text:
            self.outline.say(Place(self.section, "", "heading"), Said(text, self._shows(element)))

    def _leads(self, element: Element) -> str:
        links = [element] if element.tag == "a" else [e for e in element.descendants() if e.tag == "a"]
        return " ".join(self._to(link.get("href")) for link in links if link.get("href"))

    def _shows(self, *elements: Element, skip: Container[int] = ()) -> str:
        """All that a reader is led to or shown there."""
        return " ".join(self._to(link) for element in elements for link in links_in(element, skip))

    def _terms(self, element: Element) -> None:
        term, head = "", element
        for inner in own(element, frozenset({"dt", "dd"}), frozenset({"table"})):
            if inner.tag == "dt":
                term, head = text_of(inner), inner
                continue
            tables = list(own(inner, frozenset({"table"}), frozenset()))
            skip = {*map(id, tables), *self._done}
            text, shows = text_of(inner, skip), self._shows(*([head, inner] if term else [inner]), skip=skip)
            if text or shows:
                self.outline.say(Place(self.section, term), Said(text, shows))
            for table in tables:
                self._table(table, term)

    # ---- tables

    def _table(self, element: Element, above: str = "") -> None:
        if any(True for cell in own(element, CELLS, NESTED) for _ in own(cell, NESTED, frozenset())):
            self._walk(element)  # it only places others, which are read where they stand
            return
        grid = read_grid(element)
        if grid.caption:
            self.outline.say(
                Place(self.section, above, "caption"), Said(grid.caption, self._shows(*filter(None, (grid.title,))))
            )
        if any(grid.columns):
            self.outline.say(
                Place(self.section, above, "columns"), Said(" | ".join(grid.columns), self._shows(*grid.heads))
            )
        group = above
        for line, cells in grid.rows:
            if len(cells) == 1 and grid.columns:
                group = self._group(cells[0])
            elif grid.columns:
                self._row(grid, line, cells, group)
            else:
                self._pairs(cells, group)

    def _group(self, cell: Cell) -> str:
        """A row that names those below it."""
        leads = self._leads(cell.element)
        name = leads.partition(" ")[0] or cell.text
        place = self.outline.say(Place(self.section, name, "heading"), Said(cell.text, self._shows(cell.element)))
        self.outline.labels.setdefault(place.row, cell.text)
        return place.row

    def _row(self, grid: Grid, line: Element, cells: tuple[Cell, ...], group: str) -> None:
        heads = self._columns(grid, cells)
        key = self._key(line, heads, group)
        for column, cell in heads.items():
            asides = [inner for inner in cell.element.descendants() if inner.has_class("aside")]
            main = text_of(cell.element, set(map(id, asides))) if asides else cell.text
            shows = self._shows(cell.element)
            if main or shows:
                self.outline.facts[Place(self.section, key, column)] = Said(main, shows)
            if aside := " ".join(filter(None, map(text_of, asides))):
                self.outline.facts[Place(self.section, key, f"{column}, in full")] = Said(aside)

    @staticmethod
    def _columns(grid: Grid, cells: tuple[Cell, ...]) -> dict[str, Cell]:
        """Each cell by what stands over it."""
        found: dict[str, Cell] = {}
        at = 0
        for cell in cells:
            name, number = grid.column(at), 1
            while name in found:
                number += 1
                name = f"{grid.column(at)} ({number})"
            found[name] = cell
            at += cell.span
        return found

    def _key(self, line: Element, heads: dict[str, Cell], group: str) -> str:
        """What tells a row from the others: its anchor, or where it leads, or its head; and what it is known by."""
        head = next((cell for cell in heads.values() if cell.is_head), next(iter(heads.values())))
        leads = self._leads(head.element).partition(" ")[0]
        known = [cell.text for column, cell in heads.items() if column.casefold() in KNOWN_BY and cell is not head]
        parts = (group, line.get("id") or leads or head.text, *known)
        key = free_key(" · ".join(filter(None, parts)), self._rows.setdefault(self.section, {}))
        label = " · ".join(filter(None, (self.outline.labels.get(group, group), head.text, *known)))
        self.outline.labels[key] = label
        if "Submitter" in heads:
            self._submitters[key] = heads["Submitter"].text
        return key

    def _tell_namesakes_apart(self) -> None:
        """Name the submitter where systems of several have one name: a reader could not tell whose rank moved."""
        labels = self.outline.labels
        often = Counter(labels[key] for key in self._submitters)
        for key, submitter in self._submitters.items():
            if often[labels[key]] > 1 and submitter:
                labels[key] = f"{labels[key]} ({submitter})"

    def _pairs(self, cells: tuple[Cell, ...], group: str) -> None:
        """A row without heads of columns: a label and its value, once or several times."""
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if id(value.element) in self._done:
                continue
            name = " · ".join(filter(None, (group, label.text)))
            shows = self._shows(label.element, value.element)
            more = " ".join(filter(None, (value.element.get("data-type"), shows)))
            self.outline.say(Place(self.section, name), Said(value.text, more))
        if len(cells) % 2:
            self._walk(cells[-1].element)


def _above(element: Element, tag: str, class_: str = "") -> Element | None:
    """The nearest element around it, or itself, of this tag and class."""
    found: Element | None = element
    while found is not None and not ((not tag or found.tag == tag) and (not class_ or found.has_class(class_))):
        found = found.parent
    return found


def _gather_inline(element: Element, texts: list[str], links: list[str]) -> None:
    """Text of an element that is no block, and where its links lead."""
    glued = element.has_class("decimals")
    texts.append("" if glued else BREAK)
    texts.append(instead_of_text(element))
    gather_text(element, texts)
    texts.append("" if glued else BREAK)
    links += links_in(element)
