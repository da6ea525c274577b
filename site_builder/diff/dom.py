"""A page as a tree: a reader of HTML that is quick, and forgiving where published cards leave rows open.

bs4 takes 40 ms for a card, `html.parser` alone 9 ms, this 3 ms; ten thousand changed pages are read on both sides.
A property test holds its text to that of html5lib.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from html import unescape

# `<!-->` is a whole comment, and `--!>` ends one, as a browser reads them.
# A value in quotes may hold `>`; a quote that nothing closes ends with its tag.
ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+"""
TOKEN = re.compile(rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<([a-zA-Z][^\s/>]*+)({ATTRIBUTES})>|</([a-zA-Z][^\s/>]*+)[^>]*+>|<[!?/][^>]*+>|[^<]++|<", re.DOTALL)  # fmt: skip  # noqa: E501
ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
RAW = {name: re.compile(rf"(.*?)(?:</{name}[\s/>]|\Z)", re.DOTALL | re.IGNORECASE) for name in ("script", "style")}

NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
IN_TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
SCOPE = frozenset({"table", "td", "th", "caption"})
# What an opening tag closes first, where it was left open, and where looking for it ends.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "thead": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", *SCOPE})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", *SCOPE})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", *SCOPE})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
BLOCK_NAMES = """
    address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre search section summary svg table
    tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
OPEN_P = (frozenset({"p"}), frozenset({"button", "object", *SCOPE}))
P_ENDS_AT = BLOCKS - {"body", "caption", "legend", "option", "svg", "tbody", "td", "tfoot", "th", "thead", "tr"}
DEEPEST = 200


class Element:
    """One element with its children, texts among them."""

    __slots__ = ("children", "parent", "tag", "written")

    def __init__(self, tag: str, written: str, parent: "Element | None") -> None:
        self.tag, self.written, self.parent = tag, written, parent
        self.children: list[Element | str] = []

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, the first of each name."""
        return _attributes(self.written)

    def get(self, name: str) -> str:
        """An attribute; empty where it is not there."""
        return _attributes(self.written).get(name, "") if name in self.written else ""

    def has_class(self, name: str) -> bool:
        """Whether this is one of its classes."""
        return name in self.written and name in self.get("class").split()

    @property
    def is_hidden(self) -> bool:
        """Whether it is kept from readers, by its own attributes."""
        written = self.written
        return ("hidden" in written and "hidden" in self.attributes) or (
            "style" in written and bool(NOT_DISPLAYED.search(self.get("style")))
        )

    def elements(self) -> Iterator["Element"]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def descendants(self) -> Iterator["Element"]:
        """Every element inside, in the order of the page."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                yield node
                waiting += node.children[::-1]

    def find(self, tag: str = "", class_: str = "") -> "Element | None":
        """The first element inside of this tag and class."""
        found = (e for e in self.descendants() if (not tag or e.tag == tag) and (not class_ or e.has_class(class_)))
        return next(found, None)


@lru_cache(maxsize=4096)
def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def parse(html: str) -> Element:
    """The page as a tree, whatever is written."""
    root = here = Element("", "", None)
    html = html.replace(BREAK, "\ufffd")
    depth, at = 0, 0
    while found := TOKEN.match(html, at):
        at = found.end()
        opening, written, closing = found.groups()
        if closing is not None:
            here, depth = _close(here, depth, closing.lower())
        elif opening is None:
            if not (text := found[0]).startswith("<") or text == "<":
                here.children.append(unescape(text) if "&" in text else text)
        else:
            tag = opening.lower()
            here, depth = _close_implied(here, depth, tag)
            element = Element(tag, written, here)
            here.children.append(element)
            if tag in RAW:
                end = RAW[tag].match(html, at).end(1)  # type: ignore[union-attr]  # it matches everywhere
                element.children.append(html[at:end])
                at = end
            elif tag not in VOID and not (written.endswith("/") and _is_drawn(here)) and depth < DEEPEST:
                here, depth = element, depth + 1
    return root


def _is_drawn(element: Element | None) -> bool:
    """Whether this is inside a drawing, where `<path/>` is closed."""
    while element is not None and element.tag != "svg":
        element = element.parent
    return element is not None


def _close_implied(here: Element, depth: int, tag: str) -> tuple[Element, int]:
    if tag in P_ENDS_AT:
        here, depth = _close_one(here, depth, *OPEN_P)
    if tag in CLOSES:
        here, depth = _close_one(here, depth, *CLOSES[tag])
    return here, depth


def _close(here: Element, depth: int, tag: str) -> tuple[Element, int]:
    ends = frozenset({"table"}) if tag in IN_TABLE else SCOPE
    return _close_one(here, depth, frozenset({tag}), ends)


def _close_one(here: Element, depth: int, tags: frozenset[str], ends: frozenset[str]) -> tuple[Element, int]:
    """Where one is after the nearest open element of these tags is closed; unmoved where there is none."""
    at, up = here, 0
    while at.parent is not None:
        up += 1
        if at.tag in tags:
            return at.parent, depth - up
        if at.tag in ends:
            break
        at = at.parent
    return here, depth


# Stands between elements until it is known whether a space belongs there; no page holds it.
BREAK = "\0"
BETWEEN_WORDS = re.compile(r"(?<=\w)\0+(?=\w)")
SILENT = frozenset({"script", "style", "template"})


def text_of(element: Element, skip: Container[int] = ()) -> str:
    """What an element says, white space folded; words of neighbours stay apart, decimals stay with their number.

    `skip` holds the `id()` of elements inside that are read elsewhere.
    """
    parts: list[str] = []
    gather_text(element, parts, skip)
    return folded("".join(parts))


def folded(text: str) -> str:
    """Gathered text as it is read."""
    return " ".join(BETWEEN_WORDS.sub(" ", text).replace(BREAK, "").split())


def instead_of_text(element: Element) -> str:
    """What an element shows that has no text: of a picture what stands for it, of a field what is in it."""
    if element.tag == "img":
        return element.get("alt")
    if element.tag == "input" and element.get("type").lower() != "hidden":
        return f" {element.get('value')} "
    return ""


def gather_text(element: Element, parts: list[str], skip: Container[int] = ()) -> None:
    """Add the texts inside, with breaks between elements."""
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag in SILENT or id(child) in skip:
            continue
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag in ("img", "input"):
            parts.append(instead_of_text(child))
        elif child.has_class("decimals"):
            gather_text(child, parts, skip)
        else:
            parts.append(BREAK)
            gather_text(child, parts, skip)
            parts.append(BREAK)
