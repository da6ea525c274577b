"""Wording: how MLPerf's name is written, and what headings may not claim.

Source: MLPerf results messaging guidelines, on the name, on statements, and on implied verification.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.checks.page import Page
from site_builder.checks.quotes import is_quotation
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Element

HEADINGS = ("title", "h1", "h2", "h3", "h4", "h5", "h6")
CLAIMS = re.compile(r"\b(official(?:ly)?|certified|approved)\b|(?<![a-z])verified\b|[✓✔🏅🥇🏆]", re.IGNORECASE)
SUPERLATIVES = re.compile(r"\b(fastest|best|world record|record[- ]breaking|number one|unbeaten)\b|#1\b", re.IGNORECASE)
VERSION = re.compile(r"\bv?[0-9]+(\.[0-9]+)?\b")


class Name(NamedTuple):
    """A way to write the name that the rules forbid, and what to write."""

    pattern: re.Pattern[str]
    fix: str


NAMES = (
    Name(re.compile(r"\bMLPerf®?[ -]v?[0-9]+(?:\.[0-9]+)"), "name the benchmark suite: MLPerf® Inference v4.1"),
    Name(re.compile(r"\bMLPerf®?(?:'|’)[a-z]+|\bMLPerfs\b"), "write it without an ending: of MLPerf®"),
    Name(re.compile(r"\bML[ -]Perf\b|\bMl[Pp]erf\b|\bMLPERF\b"), "write MLPerf®"),
)

RULES = {
    "name-misused": Rule(
        "MLPerf's name is split, shortened, given an ending, or stands before a version without the suite's name. Not "
        "where somebody else's words stand: in a cell, a link, a quotation, an element of the class `verbatim`, the "
        "header of a card, and in a title, a caption or a citation that repeats a name from there.",
        "It is a trademark, and its rules say how it is written.",
    ),
    "verification-implied": Rule(
        "A heading of a page with unverified results says official, verified, certified or approved.",
        "It would seem to speak of all of them.",
    ),
    "claim-without-scope": Rule(
        "A heading says fastest, best or record without a version of a round beside it. (A warning.)",
        "It is true only of one round, benchmark and scenario, on one day.",
    ),
}


def of_page(page: Page) -> Iterator[Found]:
    """Names and claims that are worded wrongly."""
    for element in page.root.walk():
        own = "".join(item for item in element.content if isinstance(item, str))
        if "erf" in own.casefold() and not is_quotation(element):
            yield from _names(page, element, " ".join(own.split()))
        if element.name in HEADINGS and not any(above.name == "svg" for above in element.ancestors()):
            yield from _claims(page, element)


def _names(page: Page, element: Element, own: str) -> Iterator[Found]:
    for name in NAMES:
        if found := page.own_match(name.pattern, element, own):
            yield Found(element.place, "name-misused", f'the name is written "{found[0]}"', "MLPerf®", name.fix)


def _claims(page: Page, heading: Element) -> Iterator[Found]:
    text = heading.text
    if page.has_unverified and heading.name != "title" and (found := page.own_match(CLAIMS, heading, text)):
        message, expected = f'a heading says "{found[0]}" above unverified results', "nothing that implies a review"
        yield Found(heading.place, "verification-implied", message, expected, "leave it out")
    if (found := page.own_match(SUPERLATIVES, heading, text)) and not VERSION.search(text):
        message, expected = f'a heading says "{found[0]}" without its scope', "round, benchmark and scenario beside it"
        fix = "name them in the heading, or word it without a claim"
        yield Found(heading.place, "claim-without-scope", message, expected, fix, "warning")


CHECK = Check(RULES, of_page=of_page)
