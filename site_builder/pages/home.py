"""The home page: newest round first, what is here and where to go."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Catalog, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked
from site_builder.pages.page import Frame, Link, Page


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """One round in the list."""

    link: Annotated[Link, "Its title, leading to its page"]
    published: Annotated[str, "The day of publication; may be empty"]
    systems: Annotated[int, "How many cards it has"]
    results: Annotated[int, "How many results"]
    submitters: Annotated[int, "How many submitters"]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the home page says."""

    frame: Annotated[Frame, "What stands around it"]
    title: Annotated[str, "The site's name"]
    description: Annotated[str, "What the site is; may be empty"]
    rounds: Annotated[tuple[RoundSummary, ...], "Rounds with cards, newest first"]
    empty_rounds: Annotated[tuple[Link, ...], "Rounds that are described here and have no cards yet"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one home page."""
    catalog, framing = contents.catalog, contents.framing
    site = framing.site
    summaries = [_summary(round_, catalog) for round_ in catalog.rounds.values()]
    yield Page(
        urls.HOME,
        "pages/home.html",
        Home(
            frame=framing.frame(urls.HOME, site.title, site.description, rounds=tuple(catalog.rounds.values())),
            title=site.title,
            description=site.description,
            rounds=tuple(summary for summary in summaries if summary.systems),
            empty_rounds=tuple(summary.link for summary in summaries if not summary.systems),
        ),
    )


def _summary(round_: Round, catalog: Catalog) -> RoundSummary:
    entries = tuple(catalog.entries_of(round_))
    return RoundSummary(
        link=Link(marked(round_.title, round_), urls.relative(urls.HOME, urls.round_page(round_.id))),
        published=round_.published or "",
        systems=len(entries),
        results=sum(len(entry.results) for entry in entries),
        submitters=len({entry.submitter for entry in entries}),
    )
