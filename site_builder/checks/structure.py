"""Structure: what the language itself asks of a file, as far as one pass over its tags can tell."""

from collections import Counter
from collections.abc import Iterator

from site_builder.checks.page import Page
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Place

RULES = {
    "broken-html": Rule(
        "An element is not closed, an end tag closes nothing, or an attribute stands twice; there is no doctype. (The "
        "whole language is more than that, and than the two rules on elements below: the Nu HTML checker holds the "
        "builder's own pages to it, in its tests.)",
        "Each browser mends it in its own way.",
    ),
    "duplicate-id": Rule("Two elements of a page have one id.", "A link to it leads to the first of them."),
    "outline": Rule(
        "A page has no language, no title, or not one main heading; or a heading leaves out a level.",
        "Who hears the page finds the way by these.",
    ),
}


def of_page(page: Page) -> Iterator[Found]:
    """What is broken."""
    if not page.tree.has_doctype:
        yield Found(Place(1, 1), "broken-html", "there is no doctype", "<!doctype html>", "write it first")
    for fault in page.tree.faults:
        yield Found(fault.place, "broken-html", fault.message, fault.expected, fault.fix)
    yield from _twice(page)
    yield from _outline(page)


def _twice(page: Page) -> Iterator[Found]:
    counts: Counter[str] = Counter()
    for element in page.root.walk():
        if "id" in element.attributes:
            name = element.get("id")
            counts[name] += 1
            if not name or counts[name] == 2:
                message = f'id "{name}" stands twice' if name else "an id is empty"
                yield Found(element.place, "duplicate-id", message, "each id once", "give it another")


def _outline(page: Page) -> Iterator[Found]:
    html = page.root.first("html")
    if html is None or not html.get("lang"):
        place = html.place if html else Place(1, 1)
        yield Found(place, "outline", "the page does not say its language", '<html lang="en">', "add lang")
    title = page.root.first("title")
    if title is None or not title.text:
        yield Found(Place(1, 1), "outline", "the page has no title", "<title>", "write what the page is")
    headings = list(page.root.find("h1", "h2", "h3", "h4", "h5", "h6"))
    first = [heading for heading in headings if heading.name == "h1"]
    if len(first) != 1:
        place = first[1].place if first else page.start
        yield Found(place, "outline", f"the page has {len(first)} h1", "one h1", "make one heading the page's own")
    last = 0
    for heading in headings:
        level = int(heading.name[1])
        if level > last + 1 and last:
            message = f"h{level} follows h{last}"
            yield Found(heading.place, "outline", message, f"h{last + 1} at most", "leave out no level")
        last = level


CHECK = Check(RULES, of_page=of_page)
