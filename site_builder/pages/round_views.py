"""Round views: the head that all pages of a round share, with links between them."""

from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked


@dataclass(frozen=True, slots=True)
class RoundView:
    """One way to look at a round."""

    text: Annotated[str, "Results, Systems, Leaderboards, Benchmarks"]
    href: Annotated[str, "Link to its page"]
    current: Annotated[bool, "Whether it is this page"]


@dataclass(frozen=True, slots=True)
class RoundHead:
    """What a page of a round says first."""

    round: Annotated[str, "MLPerf® Inference v4.1"]
    published: Annotated[str, "The day of publication; may be empty"]
    source: Annotated[str, "Where its results were published; may be empty"]
    systems: Annotated[int, "How many systems it has whose results count"]
    results: Annotated[int, "How many results count"]
    listed: Annotated[int, "How many results are listed: also what was superseded, withdrawn ..."]
    submitters: Annotated[int, "How many submitters"]
    views: Annotated[tuple[RoundView, ...], "The round's pages that there are"]


def round_head(here: str, round_: Round, contents: Contents) -> RoundHead:
    """The head of the page at this address."""
    counts = contents.counts(round_)
    return RoundHead(
        round=marked(round_.title, round_),
        published=round_.published or "",
        source=round_.source or "",
        systems=counts.systems,
        results=counts.results,
        listed=counts.listed,
        submitters=counts.submitters,
        views=round_views(here, round_, contents),
    )


def round_views(here: str, round_: Round, contents: Contents) -> tuple[RoundView, ...]:
    """The pages of a round that there are, as the page at this address links to them."""
    views = [("Results", urls.round_page(round_.id))]
    if contents.catalog.entries_of(round_):
        views.append(("Systems", urls.round_systems(round_.id)))
    if round_.id in contents.ranked_rounds:
        views.append(("Leaderboards", urls.leaderboards(round_.id)))
    views.append(("Benchmarks", urls.round_benchmarks(round_.id)))
    return tuple(RoundView(text, urls.relative(here, there), there == here) for text, there in views)
