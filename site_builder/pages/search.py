"""The search page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import MIXED, UNVERIFIED
from site_builder.pages.page import Frame, Link, Page


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that the page says before somebody types."""

    frame: Annotated[Frame, "What stands around it"]
    index: Annotated[str, "Link to the folder of the full-text index, ending in /; empty where none was made"]
    records: Annotated[str, "Link to the file of records"]
    example: Annotated[str, "Words to try, of things that this site has; empty where it has no results"]
    ways: Annotated[tuple[Link, ...], "Other ways to find something"]
    unverified: Annotated[str, "What must be said where unverified systems are listed; may be empty"]
    mixed: Annotated[str, "What must be said where verified and unverified systems are listed; may be empty"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one page."""
    url, catalog, framing = urls.SEARCH, contents.catalog, contents.framing
    rounds = tuple(catalog.rounds.values())
    filled = {entry.round.id for entry in catalog.entries}
    bound = any(round_.messaging == "mlperf" for round_ in rounds)
    ways = [(f"Systems of {round_.version}", urls.round_systems(round_.id)) for round_ in rounds if round_.id in filled]
    ways += [("Submitters", urls.SUBMITTERS)] if filled else []
    ways += [("Accelerators", urls.ACCELERATORS)] if contents.accelerators else []
    ways += [(article.head.title, urls.article(article.id)) for article in catalog.articles]
    yield Page(
        url,
        "pages/search.html",
        Search(
            frame=framing.frame(url, "Search", "Find systems, leaderboards, terms and articles.", rounds=rounds),
            index=urls.relative(url, urls.SEARCH_INDEX) if framing.is_indexed else "",
            records=urls.relative(url, urls.SEARCH_DATA),
            example=_example(contents),
            ways=tuple(Link(text, urls.relative(url, there)) for text, there in ways),
            unverified=UNVERIFIED if bound else "",
            mixed=MIXED if bound else "",
        ),
    )


def _example(contents: Contents) -> str:
    """Who leads the largest board of the newest round, and what was run."""
    order = {round_id: number for number, round_id in enumerate(contents.catalog.rounds)}
    boards = contents.tables.rankings
    if not boards:
        return ""
    board = min(boards, key=lambda ranking: (order[ranking.key.round], -len(ranking.standings)))
    return f"{board.standings[0].entry.submitter} {board.key.scenario} {board.key.benchmark}".lower()
