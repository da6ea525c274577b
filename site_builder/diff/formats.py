"""Formats: the differences as text for whoever reads them, and whether they are a reason to stop."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from site_builder.diff.as_article import article
from site_builder.diff.as_html import html
from site_builder.diff.as_json import json_text
from site_builder.diff.as_markdown import markdown
from site_builder.diff.as_text import text_lines
from site_builder.diff.changes import Differences
from site_builder.diff.lines import Entry, Line, folder_of
from site_builder.diff.policy import Forbidden, forbidden, not_covered
from site_builder.diff.report import report


class InFormat(NamedTuple):
    """Lines, each with the name of a colour, which may be empty; and whether something stands against the new site."""

    lines: tuple[tuple[str, str], ...]
    is_refused: bool


def told(found: Differences, format_: str = "text", policy: str | None = None) -> InFormat:
    """The differences as text, json, markdown, html or article.

    Any difference is refused; under a policy, only what it forbids.
    """
    against = forbidden(found) if policy else ()
    is_refused = bool(against) if policy else not found.is_empty
    unverified = not_covered(found) if policy else 0
    if format_ == "json":
        return InFormat(((json_text(found, against, unverified), ""),), is_refused)
    if format_ == "article":
        return InFormat(((article(found, unverified).rstrip("\n"), ""),), is_refused)
    whole = report(found, tuple(entries_of(against)), unverified)
    if format_ == "text":
        return InFormat(tuple(text_lines(whole)), is_refused)
    text = markdown(whole) if format_ == "markdown" else html(whole)
    return InFormat(((text.rstrip("\n"), ""),), is_refused)


def entries_of(against: Iterable[Forbidden]) -> Iterator[Entry]:
    """What is forbidden, as it is told: a card at a time."""
    for (name, address, fix), of_card in groupby(against, key=lambda each: (each.name, each.address, each.fix)):
        lines = tuple(Line(each.row or "card", "", "", each.message, "refused", "result") for each in of_card)
        yield Entry(name, folder_of(address), fix, lines)
