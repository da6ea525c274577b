"""Placement: which elements HTML has, and which of them may stand in which.

Not all of the language: what pages of ours are made of, held together by one pass over the elements.

Source: the HTML standard, content models of its elements; https://html.spec.whatwg.org/#semantics
"""

from collections.abc import Iterator

from site_builder.checks.page import Page
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import CELLS, ROWS, VOID, Element

RULES = {
    "unknown-element": Rule(
        "An element is none of HTML, or one that HTML had once. (A name with a hyphen may be anybody's own.)",
        "Browsers make nothing of it, or each something else.",
    ),
    "misplaced-element": Rule(
        "An element stands where it may not: in a list something that is no item, in a table something that is no row "
        "or cell, a cell or an item outside, a block in a run of text, a link, a button or a field in another one.",
        "Browsers move it elsewhere; who uses a keyboard or hears the page meets one thing where there are two.",
    ),
}

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure"),
        *("footer", "form", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section"),
        *("table", "ul"),
    )
)
# What holds a run of text: no block stands in it.
TEXTS = HEADINGS | frozenset(
    (
        *("abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "dfn", "em", "i", "kbd", "label", "legend"),
        *("mark", "output", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub"),
        *("summary", "sup", "time", "u", "var"),
    )
)
OTHERS = frozenset(
    (
        *("html", "head", "body", "title", "style", "script", "noscript", "template", "slot", "a", "ins", "del"),
        *("map", "object", "iframe", "picture", "video", "audio", "canvas", "svg", "math", "select", "textarea"),
        *("datalist", "option", "optgroup", "progress", "meter", "li", "dt", "dd", "caption", "colgroup", "tr"),
        *("figcaption",),
    )
)
KNOWN = BLOCKS | TEXTS | OTHERS | CELLS | ROWS | VOID
# They hold what the element around them holds.
TRANSPARENT = frozenset(["a", "ins", "del", "map", "noscript", "slot", "object", "video", "audio", "canvas"])
HELPERS = frozenset(["script", "template"])
IN_TABLE = ROWS | HELPERS | {"caption", "colgroup", "tr"}
# All that may stand directly in an element.
HOLDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("ul", "ol", "menu"), HELPERS | {"li"}),
    "dl": HELPERS | {"dt", "dd", "div"},
    "table": IN_TABLE,
    **dict.fromkeys(ROWS, HELPERS | {"tr"}),
    "tr": HELPERS | CELLS,
    "colgroup": frozenset(["col", "template"]),
    "select": HELPERS | {"option", "optgroup", "hr", "button", "noscript", "div"},
    "optgroup": HELPERS | {"option", "legend", "noscript", "div"},
    "picture": HELPERS | {"source", "img"},
}
# Where an element stands, and nowhere else.
BELONGS: dict[str, frozenset[str]] = {
    "li": frozenset(["ul", "ol", "menu"]),
    **dict.fromkeys(("dt", "dd"), frozenset(["dl", "div"])),
    **dict.fromkeys(CELLS, frozenset(["tr"])),
    "tr": ROWS | {"table"},
    **dict.fromkeys((*ROWS, "caption", "colgroup"), frozenset(["table"])),
    "col": frozenset(["colgroup", "table"]),
    "figcaption": frozenset(["figure"]),
    "legend": frozenset(["fieldset", "optgroup"]),
    "summary": frozenset(["details"]),
    **dict.fromkeys(("option", "optgroup"), frozenset(["select", "optgroup", "datalist", "div"])),
}
ACTIVE = frozenset(["a", "button", "details", "embed", "iframe", "label", "select", "textarea"])
# In these, nothing else may be followed or pressed; a label holds one field, and names it.
ALONE = frozenset(["a", "button"])


def of_page(page: Page) -> Iterator[Found]:
    """Elements that are none, or stand where they may not."""
    drawn: set[int] = set()  # svg and math, which have a language of their own, and all that is in them
    for element in page.root.walk():
        above = element.parent
        if above is None:
            continue
        name = element.name
        if id(above) in drawn or name in ("svg", "math"):
            drawn.add(id(element))
        if id(above) in drawn:
            continue
        if name not in KNOWN:
            yield from _unknown(element)
        elif above.name != "template" and (where := _misplaced(element, above)):
            message = f"<{name}> stands in {where}"
            expected, fix = f"<{name}> where HTML has it", "put it elsewhere, or write another element"
            yield Found(element.place, "misplaced-element", message, expected, fix)
        if name in HOLDS and any(type(item) is str and not item.isspace() for item in element.content):
            message = f"text stands directly in <{name}>"
            fix = "put it into one of these"
            yield Found(element.place, "misplaced-element", message, _listed(HOLDS[name]), fix)


def _unknown(element: Element) -> Iterator[Found]:
    if "-" not in element.name:
        message, fix = f"<{element.name}> is no element of HTML", "write one that is"
        yield Found(element.place, "unknown-element", message, "an element of HTML", fix)


def _misplaced(element: Element, above: Element) -> str:
    """In what an element stands that may not; empty where all is well."""
    name = element.name
    holds, belongs = HOLDS.get(above.name), BELONGS.get(name)
    if (holds is not None and name not in holds) or (belongs is not None and above.name not in belongs):
        return f"<{above.name}>" if above.name else "no element"
    if name in BLOCKS:
        while above.name in TRANSPARENT and above.parent is not None:
            above = above.parent
        # A summary and a legend may be headings.
        if above.name in TEXTS and not (name in HEADINGS and above.name in ("summary", "legend")):
            return f"<{above.name}>"
    if name in ACTIVE or name == "input":
        return _around(element)
    return ""


def _around(element: Element) -> str:
    """The link, the button or the label in which something stands that is one itself."""
    if element.name == "input" and element.get("type").casefold() == "hidden":
        return ""
    for above in element.ancestors():
        if above.name in ALONE or (above.name == element.name == "label"):
            return f"<{above.name}>"
    return ""


def _listed(names: frozenset[str]) -> str:
    return " ".join(f"<{name}>" for name in sorted(names - HELPERS))


CHECK = Check(RULES, of_page=of_page)
