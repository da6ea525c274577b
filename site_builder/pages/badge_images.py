"""Badges: one result as a small picture, with all that must stand in it. Made on demand: `build --only badges`.

Source: messaging guidelines: a figure names submitter, benchmark with version and system; unverified results say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import UNRANKED, Entry, Result
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked
from site_builder.pages.page import Page
from site_builder.pages.results_table import row_ids
from site_builder.problems import SiteBuilderError

TEMPLATE = "charts/badge.svg"
# Of the font that is assumed; what is longer is cut in the picture, and whole in its title.
LETTER, MARGIN, NARROWEST, LONGEST = 8, 12, 280, 90


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge says, from top to bottom."""

    width: Annotated[int, "In pixels; the height is always the same"]
    title: Annotated[str, "All of it in one sentence"]
    system: Annotated[str, "Submitter and system"]
    value: Annotated[str, "Digits as written"]
    unit: Annotated[str, "Its unit"]
    unverified: Annotated[bool, "Whether the word unverified stands beside the value"]
    measured: Annotated[str, "Benchmark and scenario, and the submitter's own model"]
    scope: Annotated[str, "Suite, version, division and category; result ID"]


def pages(contents: Contents) -> Iterator[Page]:
    """A badge of every result that counts."""
    for entry in contents.catalog.entries:
        for url, _, result in badges_of(entry, contents):
            yield Page(url, TEMPLATE, badge(entry, result))


def badges_of(entry: Entry, contents: Contents) -> Iterator[tuple[str, str, Result]]:
    """Address, row on the card, and result, of each badge of an entry.

    Raises: SiteBuilderError where nothing may lead to the site, or nobody knows where it will stand.
    """
    if contents.framing.draft:
        raise SiteBuilderError("a draft has no badges: nothing of it may be quoted", "build them without --draft")
    if contents.framing.base_url is None:
        raise SiteBuilderError("badges lead back to the site, and no base URL is set", "say where: --base-url URL")
    rows = row_ids(entry)
    for position, result in enumerate(entry.results):
        if entry.verification_of(result).status not in UNRANKED:
            yield urls.badge(entry, rows[position], result.scenario), rows[position], result


def badge(entry: Entry, result: Result) -> Badge:
    """What the badge of a result says; its title is what a screen reader hears."""
    unverified = entry.verification_of(result).status == "unverified"
    own = f" ({result.used_model})" if entry.owns_models and result.used_model != result.benchmark else ""
    system, measured = f"{entry.submitter}, {entry.system.name}", f"{result.benchmark}{own}, {result.scenario}"
    value, unit = str(result.value), entry.unit_of(result)
    scope = ", ".join(filter(None, (scope_of_badge(entry, result), entry.id_of(result))))
    told = f"{value} {unit}{', unverified' if unverified else ''}"
    longest = max(len(_short(line)) for line in (system, told, measured, scope))
    return Badge(
        width=max(NARROWEST, LETTER * longest + 2 * MARGIN),
        title=f"{system}: {told}. {measured}. {scope}",
        system=_short(system),
        value=value,
        unit=unit,
        unverified=unverified,
        measured=_short(measured),
        scope=_short(scope),
    )


def scope_of_badge(entry: Entry, result: Result) -> str:
    """Suite, version, division and the categories of this result, in one line."""
    round_ = entry.round
    categories = ", ".join(round_.categories[name].title for name in entry.categories_of(result) if name)
    words = (marked(round_.title, round_), round_.divisions[entry.division].title, categories)
    return " ".join(filter(None, words))


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
