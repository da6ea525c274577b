"""Alternative texts: pictures that say nothing to who does not see them."""

from collections.abc import Iterator

from site_builder.checks.page import Page
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Element

RULES = {
    "picture-without-text": Rule(
        "A picture has no alt, or an SVG neither a title nor a label, and is not marked as decoration "
        '(alt="", aria-hidden).',
        "Who does not see it is not told what it shows.",
    ),
}
LABELS = ("aria-label", "aria-labelledby")


def of_page(page: Page) -> Iterator[Found]:
    """Pictures without a text."""
    for element in page.root.find("img", "svg", "object", "canvas"):
        if not _is_told(element) and not any(_is_hidden(above) for above in (element, *element.ancestors())):
            message, expected = f"<{element.name}> has no text", "what it shows, or that it shows nothing"
            fix = 'add alt="..."' if element.name == "img" else 'add <title> or aria-label, or aria-hidden="true"'
            yield Found(element.place, "picture-without-text", message, expected, fix)


def _is_told(element: Element) -> bool:
    if any(element.get(label).strip() for label in LABELS):
        return True
    if element.name == "img":
        return "alt" in element.attributes
    if element.name == "svg":
        title = element.first("title")
        # An SVG inside another is part of that picture.
        return bool(title and title.text) or any(above.name == "svg" for above in element.ancestors())
    return bool(element.text)


def _is_hidden(element: Element) -> bool:
    return element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none")


CHECK = Check(RULES, of_page=of_page)
