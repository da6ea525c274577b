"""Quotes: what a page has from its data word for word, so that no rule on our own words is held against it.

Known by the elements that show it: by the class `verbatim`, by a card's header, by the model of a board and the IDs of
results. Where our templates put it between words of their own (a title, a caption, a citation), it is known by being
the same text.
"""

import re
from collections.abc import Iterator

from site_builder.checks.tree import Element

# Somebody's own words stand in these, as they were written.
QUOTING = frozenset(["td", "th", "code", "pre", "li", "blockquote", "script", "style", "a", "option"])
VERBATIM, HEADER, MODEL, ID = "verbatim", "headerbar", "data-model", "id"
# Our words, and between them those of the data.
MIXED = frozenset(["title", "caption", "h2", "text", "desc"])
CITATION = "citation"


def is_quotation(element: Element) -> bool:
    """Whether all of its text is somebody's own."""
    return any(around.name in QUOTING or _shows_data(around) for around in (element, *element.ancestors()))


def is_mixed(element: Element) -> bool:
    """Whether words of the data may stand in its text, between ours."""
    return element.name in MIXED or CITATION in element.classes


def quoted(root: Element) -> frozenset[str]:
    """Names and IDs that a page shows in elements of their own."""
    found = {e.text for e in root.walk() if e.attributes and (_shows_data(e) or (e.name == "td" and ID in e.classes))}
    return frozenset({*found, *(table.get(MODEL) for table in root.find("table"))} - {""})


def own_matches(pattern: re.Pattern[str], text: str, names: frozenset[str]) -> Iterator[re.Match[str]]:
    """What is found outside these names; a match that goes beyond one is ours."""
    spans = [found.span() for name in names for found in re.finditer(re.escape(name), text)]
    for found in pattern.finditer(text):
        if not any(start <= found.start() and found.end() <= end for start, end in spans):
            yield found


def _shows_data(element: Element) -> bool:
    return VERBATIM in element.classes or (
        element.name == "p" and element.parent is not None and HEADER in element.parent.classes
    )
