"""Leading: every attribute by which an element leads somewhere, or loads something.

Source: the HTML standard, attributes; https://html.spec.whatwg.org/multipage/indices.html#attributes-3
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.checks.tree import Element, Place

LEADS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("a", "area", "base", "link"), ("href",)),
    **dict.fromkeys(("audio", "embed", "iframe", "script", "track"), ("src",)),
    **dict.fromkeys(("blockquote", "del", "ins", "q"), ("cite",)),
    "button": ("formaction",),
    "form": ("action",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "object": ("data",),
    "source": ("src", "srcset"),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
# An address of a list, before how wide or how dense its picture is; commas may stand inside one.
CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s[^,]*)?(?:,|\Z)")


class Link(NamedTuple):
    """Where a page leads, or what it loads."""

    href: str
    place: Place
    element: str


def links_of(root: Element) -> Iterator[Link]:
    """Where a page leads, and what it loads; not where it says that it stands."""
    for element in root.walk():
        attributes = LEADS.get(element.name, ())
        if element.attributes and attributes and "canonical" not in element.get("rel").split():
            for attribute in attributes:
                if attribute in element.attributes:
                    yield from (Link(href, element.place, element.name) for href in _hrefs(element, attribute))
        if element.name == "meta" and element.get("http-equiv").casefold() == "refresh":
            _, _, target = element.get("content").partition("=")
            yield Link(target.strip(), element.place, "meta")


def _hrefs(element: Element, attribute: str) -> list[str]:
    value = element.get(attribute)
    return CANDIDATE.findall(value) if attribute == "srcset" else [value]
