"""Drafts: a site for reviewers must not be published."""

from collections.abc import Iterator

from site_builder.checks.page import Page
from site_builder.checks.rule import Check, Found, Rule

RULES = {
    "draft": Rule(
        "A page says that it is a draft. (Told only where `--published` asks for a site that may be published.)",
        "It shows results under embargo.",
    ),
}


def of_page(page: Page) -> Iterator[Found]:
    """The word on a page of a draft."""
    for mark in page.root.find("aside", of_class="draft"):
        fix = "build it without --draft, once nothing is under embargo"
        yield Found(mark.place, "draft", "the page is a draft's", "a site that may be published", fix)


CHECK = Check(RULES, of_page=of_page)
