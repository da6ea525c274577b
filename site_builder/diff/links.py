"""Links: where a page leads, and which pictures it shows."""

import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from urllib.parse import unquote

from site_builder.diff.dom import Element

ELSEWHERE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
# What a reader is led to or shown, by the attributes that say where it is.
LEADING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("a", "area"), ("href",)),
    **dict.fromkeys(("audio", "embed", "iframe", "track"), ("src",)),
    **dict.fromkeys(("img", "source"), ("src", "srcset")),
    "button": ("formaction",),
    "form": ("action",),
    "input": ("src", "formaction"),
    "object": ("data",),
    "video": ("src", "poster"),
}
# What must be there for a page to be whole.
LOADING = LEADING | {"link": ("href",), "script": ("src",)}
# An address of a list, before how wide or how dense its picture is; commas may stand inside one.
CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s[^,]*)?(?:,|\Z)")


def links_in(element: Element, skip: Container[int] = ()) -> Iterator[str]:
    """The links and pictures of an element and all inside, as written; `skip` as in `text_of`."""
    if id(element) in skip:
        return
    yield from led_to(element, LEADING)
    for child in element.elements():
        yield from links_in(child, skip)


def led_to(element: Element, by: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Where this element itself leads, as written, by the attributes that say so."""
    for attribute in by.get(element.tag, ()):
        if value := element.get(attribute):
            yield from CANDIDATE.findall(value) if attribute == "srcset" else [value]


def resolve(address: str, href: str) -> str:
    """Where a link of the page at this address leads: an address of the site, or one outside as it is."""
    href = href.strip()
    if ELSEWHERE.match(href):
        return href
    path, mark, fragment = href.partition("#")
    path, question, query = path.partition("?")
    if path:
        folder = posixpath.dirname(address)
        joined = posixpath.normpath(posixpath.join(folder, unquote(path)))
        path = posixpath.join(joined, "index.html") if path.endswith("/") else joined
    else:
        path = address
    return f"{path}{question}{query}{mark}{unquote(fragment)}"


def is_outside(link: str) -> bool:
    """Whether a resolved link leads out of the site, or to where only a server knows."""
    return bool(ELSEWHERE.match(link)) or link.startswith(("/", ".."))
