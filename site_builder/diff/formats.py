"""Formats: the differences as text for whoever reads them, and whether they are a reason to stop."""

from typing import NamedTuple

from site_builder.diff.as_html import html
from site_builder.diff.as_json import json_text
from site_builder.diff.as_markdown import markdown
from site_builder.diff.as_text import text_lines
from site_builder.diff.changes import Differences
from site_builder.diff.lines import Entry, Line, folder_of
from site_builder.diff.policy import Forbidden, forbidden
from site_builder.diff.report import report

FORMATS = ("text", "json", "markdown", "html")
POLICIES = ("published",)


class Told(NamedTuple):
    """Lines, each with the name of a colour, which may be empty; and whether something stands against the new site."""

    lines: tuple[tuple[str, str], ...]
    is_refused: bool


def told(found: Differences, format_: str = "text", policy: str | None = None) -> Told:
    """The differences in one of FORMATS.

    Any difference is refused; under a policy, only what it forbids.
    """
    against = forbidden(found) if policy else ()
    is_refused = bool(against) if policy else not found.is_empty
    if format_ == "json":
        return Told(((json_text(found, against), ""),), is_refused)
    whole = report(found, tuple(map(_entry, against)))
    if format_ == "text":
        return Told(tuple(text_lines(whole)), is_refused)
    return Told((((markdown if format_ == "markdown" else html)(whole).rstrip("\n"), ""),), is_refused)


def _entry(each: Forbidden) -> Entry:
    return Entry(
        each.name, folder_of(each.address), each.fix, (Line(each.row or "card", each.message, "", "", "gone"),)
    )
