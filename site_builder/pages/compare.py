"""The compare page: two to six systems side by side, chosen in its address and joined by its script."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry
from site_builder.pages import urls
from site_builder.pages.compare_systems import lists
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import named
from site_builder.pages.leaderboard import scope_of
from site_builder.pages.messaging import MIXED, UNVERIFIED, marked
from site_builder.pages.page import Frame, Link, Page
from site_builder.pages.round_views import RoundView, round_views
from site_builder.tables import REASONS, Ranking

MOST_SYSTEMS = 6
LETTERS = "abcdef"
EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class ComparisonExample:
    """A comparison to begin with."""

    link: Annotated[Link, "The systems, leading to their comparison"]
    board: Annotated[Link, "Where they stand next to each other: a leaderboard, which needs no script"]


@dataclass(frozen=True, slots=True)
class ComparisonRound:
    """A round whose systems may be chosen."""

    title: Annotated[str, "MLPerf® Inference v4.1"]
    views: Annotated[tuple[RoundView, ...], "Its pages, which need no script"]


@dataclass(frozen=True, slots=True)
class Compare:
    """Everything that the compare page says before its script runs, and the words that the script prints."""

    frame: Annotated[Frame, "What stands around it"]
    most: Annotated[int, "How many systems may be compared at once"]
    examples: Annotated[tuple[ComparisonExample, ...], "Comparisons to begin with; empty without results"]
    rounds: Annotated[tuple[ComparisonRound, ...], "Rounds with systems, newest first"]
    lists: Annotated[tuple[str, ...], "Links to the lists of systems that the picker searches"]
    reasons: Annotated[tuple[str, ...], "Why two results are not compared, in the order of what must be equal"]
    unverified: Annotated[str, "What must be said of unverified results; may be empty"]
    mixed: Annotated[str, "What must be said where they stand beside verified ones; may be empty"]
    legend: Annotated[str, "Trademark legend, for citations; may be empty"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one page, where there is a round: nothing leads here from a site of articles alone."""
    url = urls.compare()
    catalog = contents.catalog
    if not catalog.rounds:
        return
    rounds = tuple(catalog.rounds.values())
    filled = [round_ for round_ in rounds if any(catalog.entries_of(round_))]
    frame = contents.framing.frame(
        url, "Compare systems", "Two to six systems side by side: results, differences and facts.", rounds=rounds
    )
    yield Page(
        url,
        "pages/compare.html",
        Compare(
            frame=frame,
            most=MOST_SYSTEMS,
            examples=tuple(_examples(url, contents)),
            rounds=tuple(
                ComparisonRound(marked(round_.title, round_), round_views(url, round_, contents)) for round_ in filled
            ),
            lists=tuple(urls.relative(url, there) for there in lists(contents)),
            reasons=tuple(REASONS.values()),
            unverified=UNVERIFIED if frame.legend else "",
            mixed=MIXED if frame.legend else "",
            legend=frame.legend,
        ),
    )


def _examples(url: str, contents: Contents) -> Iterator[ComparisonExample]:
    """The best of different submitters on the longest board of each division and category, newest round first."""
    longest: dict[tuple[str, str, str | None], Ranking] = {}
    for ranking in contents.tables.rankings:
        group = ranking.key[:3]
        if len(_of_different_submitters(ranking)) > 1 and (
            group not in longest or len(ranking.standings) > len(longest[group].standings)
        ):
            longest[group] = ranking
    for number, ranking in enumerate(list(longest.values())[:EXAMPLES]):
        chosen = _of_different_submitters(ranking)[: 3 if number == 1 else 2]
        names = " and ".join(map(named, chosen))
        query = "&".join(f"{letter}={entry.link}" for letter, entry in zip(LETTERS, chosen, strict=False))
        scope = scope_of(ranking.key, contents.catalog.rounds[ranking.key.round])
        board = Link(scope, urls.relative(url, urls.leaderboard(ranking.key)))
        yield ComparisonExample(Link(names, f"index.html?{query}"), board)


def _of_different_submitters(ranking: Ranking) -> list[Entry]:
    best: dict[str, Entry] = {}
    for standing in ranking.standings:
        best.setdefault(standing.entry.submitter, standing.entry)
    return list(best.values())
