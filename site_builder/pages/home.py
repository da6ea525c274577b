"""The home page: newest round first, what is here and where to go."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from site_builder.models import Catalog, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.leaderboard import scope_of
from site_builder.pages.messaging import footnote, marked
from site_builder.pages.page import Footnote, Frame, Link, Page
from site_builder.tables import Counts, Ranking, chips_of

HEADLINES = 3


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """One round in the list."""

    link: Annotated[Link, "Its title, leading to its page"]
    published: Annotated[str, "The day of publication; may be empty"]
    systems: Annotated[int, "How many cards it has"]
    results: Annotated[int, "How many results"]
    submitters: Annotated[int, "How many submitters"]


@dataclass(frozen=True, slots=True)
class Headline:
    """The leader of one leaderboard, with its whole scope: a superlative without it would be untrue."""

    board: Annotated[Link, "Version, division, category, benchmark and scenario, leading to the leaderboard"]
    value: Annotated[str, "Digits as written"]
    unit: Annotated[str, "Its unit"]
    superlative: Annotated[str, "Highest of 41"]
    system: Annotated[Link, "The system's name, leading to its card"]
    disclosure: Annotated[str, "Submitter, chips and availability"]
    result_id: Annotated[str, "Public result ID; may be empty"]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to go from the newest round with results."""

    round: Annotated[str, "Its title"]
    results: Annotated[str, "Link to its results"]
    leaderboards: Annotated[str, "Link to its leaderboards"]
    compare: Annotated[str, "Link to the comparison"]
    as_of: Annotated[str, "The day that the site speaks for; may be empty"]
    headlines: Annotated[tuple[Headline, ...], "Leaders of its largest leaderboards; may be empty"]
    footnote: Annotated[Footnote, "What must stand with them"]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the home page says."""

    frame: Annotated[Frame, "What stands around it"]
    title: Annotated[str, "The site's name"]
    description: Annotated[str, "What the site is; may be empty"]
    ways: Annotated[Ways | None, "Where to go; none where there are no results"]
    rounds: Annotated[tuple[RoundSummary, ...], "Rounds with cards, newest first"]
    empty_rounds: Annotated[tuple[Link, ...], "Rounds that are described here and have no cards yet"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one home page."""
    catalog, framing = contents.catalog, contents.framing
    site = framing.site
    summaries = [_summary(round_, catalog) for round_ in catalog.rounds.values()]
    newest = next((round_ for round_ in catalog.rounds.values() if any(catalog.entries_of(round_))), None)
    yield Page(
        urls.HOME,
        "pages/home.html",
        Home(
            frame=framing.frame(urls.HOME, site.title, site.description, rounds=tuple(catalog.rounds.values())),
            title=site.title,
            description=site.description,
            ways=_ways(newest, contents) if newest else None,
            rounds=tuple(summary for summary in summaries if summary.systems),
            empty_rounds=tuple(summary.link for summary in summaries if not summary.systems),
        ),
    )


def _summary(round_: Round, catalog: Catalog) -> RoundSummary:
    counts = Counts.of(catalog.entries_of(round_))
    return RoundSummary(
        link=Link(marked(round_.title, round_), urls.relative(urls.HOME, urls.round_page(round_.id))),
        published=round_.published or "",
        systems=counts.systems,
        results=counts.results,
        submitters=counts.submitters,
    )


def _ways(round_: Round, contents: Contents) -> Ways:
    title = marked(round_.title, round_)
    largest = tuple(islice(_largest(round_, contents), HEADLINES))
    leaders = [(ranking.standings[0].entry, ranking.standings[0].result) for ranking in largest]
    ranked = any(ranking.key.round == round_.id for ranking in contents.tables.rankings)
    return Ways(
        round=title,
        results=urls.relative(urls.HOME, urls.round_page(round_.id)),
        leaderboards=urls.relative(urls.HOME, urls.leaderboards(round_.id)) if ranked else "",
        compare=urls.relative(urls.HOME, urls.compare()),
        as_of=contents.framing.site.as_of or "",
        headlines=tuple(_headline(ranking, round_) for ranking in largest),
        footnote=footnote(title, leaders, (round_,)),
    )


def _largest(round_: Round, contents: Contents) -> Iterator[Ranking]:
    """Its largest rankings of verified results and of reference models, a benchmark once."""
    seen: set[str] = set()
    found = [
        ranking
        for ranking in contents.tables.rankings
        if ranking.key.round == round_.id and ranking.key.verified and ranking.key.used_model is None
    ]
    # Keys break ties, so that the choice does not depend on the order of files.
    for ranking in sorted(found, key=lambda r: (-len(r.standings), r.key.benchmark, r.key.scenario, r.key)):
        if ranking.key.benchmark not in seen and not ranking.key.with_power:
            seen.add(ranking.key.benchmark)
            yield ranking


def _headline(ranking: Ranking, round_: Round) -> Headline:
    leader = ranking.standings[0]
    entry = leader.entry
    availability = round_.availabilities[entry.availability].title if entry.availability else ""
    best = "Highest" if ranking.metric.better == "higher" else "Lowest"
    tied = sum(standing.rank == 1 for standing in ranking.standings)
    return Headline(
        board=Link(scope_of(ranking.key, round_), urls.relative(urls.HOME, urls.leaderboard(ranking.key))),
        value=str(leader.result.value),
        unit=ranking.key.unit,
        superlative=f"{best} of {len(ranking.standings)}{f', shared by {tied}' if tied > 1 else ''}",
        system=Link(entry.system.name, urls.relative(urls.HOME, urls.result_card(entry))),
        disclosure=", ".join(filter(None, (entry.submitter, chips_of(entry).in_words(), availability))),
        result_id=entry.id_of(leader.result) or "",
    )
