"""Tree: one HTML file as elements with their places, and what is wrong with its structure.

A streaming reader from the standard library, because every page of a site is read: it knows line and column of each
tag, and takes a small part of the time that html5lib does. What is broken it tells, and does not mend.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Their end may be left out: HTML closes them by what follows.
END_IS_OPTIONAL = frozenset(
    (
        *("html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "rp", "rt"),
        *("tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"),
    )
)
CELLS = frozenset(["td", "th"])
ROWS = frozenset(["thead", "tbody", "tfoot"])
# A paragraph ends where one of these begins, so that its own end tag then stands alone.
ENDS_PARAGRAPH = [
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
]
# What the beginning of an element ends, where that stands innermost.
ENDED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(ENDS_PARAGRAPH, frozenset(["p"])),
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "option": frozenset(["option"]),
    "td": CELLS,
    "th": CELLS,
    "tr": CELLS | {"tr"},
    **dict.fromkeys(ROWS, CELLS | ROWS | {"tr"}),
}


NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)


class Place(NamedTuple):
    """Line and column, from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """Something that breaks a rule of the language."""

    place: Place
    message: str
    expected: str
    fix: str


class Element:
    """One element: its name, attributes, place, and what is in it: texts and elements in their order."""

    __slots__ = ("attributes", "content", "name", "parent", "place")

    def __init__(self, name: str, attributes: dict[str, str], place: Place, parent: "Element | None") -> None:
        self.name, self.attributes, self.place, self.parent = name, attributes, place, parent
        self.content: list[str | Element] = []

    def get(self, attribute: str) -> str:
        """What an attribute says; empty where it is not there."""
        return self.attributes.get(attribute, "")

    @property
    def classes(self) -> list[str]:
        """The words of `class`."""
        return self.get("class").split()

    @property
    def is_hidden(self) -> bool:
        """Whether its own attributes keep it from who sees the page, or from who hears it."""
        if "hidden" in self.attributes or self.get("aria-hidden").strip().casefold() == "true":
            return True
        return bool(NOT_DISPLAYED.search(self.get("style")))

    @property
    def children(self) -> Iterator["Element"]:
        """The elements directly in it."""
        return (item for item in self.content if isinstance(item, Element))

    def walk(self) -> Iterator["Element"]:
        """The element and every one below it, as they stand in the file."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += [item for item in reversed(here.content) if isinstance(item, Element)]

    def find(self, *names: str, of_class: str = "") -> Iterator["Element"]:
        """Those below it of one of these names, and of the class where one is given."""
        for element in self.walk():
            if names and element.name not in names:
                continue
            # Looking into the text first saves taking most of them apart.
            if not of_class or (of_class in element.get("class") and of_class in element.classes):
                yield element

    def first(self, *names: str, of_class: str = "") -> "Element | None":
        """The first of them."""
        return next(self.find(*names, of_class=of_class), None)

    @property
    def text(self) -> str:
        """What is written in it, spaces folded."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        waiting: list[str | Element] = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here, str):
                yield here
            else:
                waiting += reversed(here.content)

    def ancestors(self) -> Iterator["Element"]:
        """What it stands in, innermost first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Root(Element):
    """What stands around all elements of a file; it knows them in their order: each check looks through them all."""

    __slots__ = ("everything",)

    def __init__(self) -> None:
        super().__init__("", {}, Place(1, 1), None)
        self.everything: list[Element] = [self]

    def walk(self) -> Iterator[Element]:
        """The root and every element, as they stand in the file."""
        return iter(self.everything)


class Tree(NamedTuple):
    """A file as read."""

    root: Root
    faults: tuple[Fault, ...]
    has_doctype: bool


def tree_of(text: str) -> Tree:
    """Read one HTML file."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.tree()


class _Reader(HTMLParser):
    """Builds the tree, and notes what breaks a rule."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Root()
        self.open: list[Element] = [self.root]
        self.faults: list[Fault] = []
        self.has_doctype = False

    def tree(self) -> Tree:
        """What was read, once all of it was."""
        for element in self.open[1:]:
            self._unclosed(element)
        return Tree(self.root, tuple(sorted(self.faults)), self.has_doctype)

    def handle_decl(self, decl: str) -> None:
        """Note that the file says what it is."""
        self.has_doctype = self.has_doctype or decl.casefold().startswith("doctype html")

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over what SGML had and HTML has not; the library's own way would end in an exception."""
        self.faults.append(Fault(self._place(), "<![ begins nothing in HTML", "elements and comments", "remove it"))
        return self.parse_bogus_comment(i, bool(report))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, after those that its beginning ends."""
        self._end_by(tag)
        element = self._add(tag, attrs)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element without content: `/>` closes one of SVG, and no other."""
        if tag in VOID or self._in_svg():
            self._add(tag, attrs)
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever was left open in it."""
        if self.open[-1].name == tag:  # nearly always
            self.open.pop()
            return
        if all(element.name != tag for element in self.open):
            message = f"</{tag}> closes nothing"
            self.faults.append(Fault(self._place(), message, "the end of an open element", "remove it"))
            return
        while self.open[-1].name != tag:
            self._unclosed(self.open.pop())
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Add a text."""
        self.open[-1].content.append(data)

    def _place(self) -> Place:
        line, column = self.getpos()
        return Place(line, column + 1)

    def _in_svg(self) -> bool:
        return any(element.name in ("svg", "math") for element in self.open)

    def _end_by(self, tag: str) -> None:
        ended = ENDED_BY.get(tag)
        while ended and self.open[-1].name in ended:
            self.open.pop()

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        attributes: dict[str, str] = {}
        for name, value in attrs:
            if name in attributes:
                what = f'<{tag}> has "{name}" twice'
                self.faults.append(Fault(self._place(), what, "each attribute once", "remove one of the two"))
                continue
            attributes[name] = value or ""
        element = Element(tag, attributes, self._place(), self.open[-1])
        self.open[-1].content.append(element)
        self.root.everything.append(element)
        return element

    def _unclosed(self, element: Element) -> None:
        if element.name not in END_IS_OPTIONAL:
            message, fix = f"<{element.name}> is not closed", f"write </{element.name}> where it ends"
            self.faults.append(Fault(element.place, message, f"</{element.name}>", fix))
