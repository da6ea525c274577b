"""The home page: what is here, the questions that readers come with, and results that make curious."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from site_builder.models import Catalog, Round
from site_builder.pages import urls
from site_builder.pages.articles import ListedArticle, listed
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import availability_of, power_of
from site_builder.pages.leaderboard import scope_of
from site_builder.pages.messaging import footnote, marked
from site_builder.pages.page import Footnote, Frame, Link, Page
from site_builder.tables import BoardKey, Counts, Ranking, chips_of

HEADLINES = 3
LARGE = Decimal("0.8")  # of the results that the largest board of a kind has, so that a board counts as large


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """One round in the list."""

    link: Annotated[Link, "Its title, leading to its page"]
    published: Annotated[str, "The day of publication; may be empty"]
    systems: Annotated[int, "How many systems it has that still count; none where all were withdrawn or replaced"]
    results: Annotated[int, "How many results that still count"]
    submitters: Annotated[int, "How many submitters of these"]


@dataclass(frozen=True, slots=True)
class Headline:
    """The leader of one leaderboard, with its whole scope: a superlative without it would be untrue."""

    board: Annotated[Link, "Version, division, category, benchmark and scenario, leading to the leaderboard"]
    value: Annotated[str, "Digits as written"]
    unit: Annotated[str, "Its unit"]
    power: Annotated[str, "Measured power with its unit, on boards with power"]
    superlative: Annotated[str, "Highest of 41"]
    system: Annotated[Link, "The system's name, leading to its card"]
    disclosure: Annotated[str, "Submitter, chips and availability"]
    result_id: Annotated[str, "Public result ID; may be empty"]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to go from the newest round with results."""

    newest: Annotated[RoundSummary, "That round"]
    leaderboards: Annotated[str, "Link to its leaderboards; empty where nothing is ranked"]
    accelerators: Annotated[str, "Link to the accelerators over all rounds; empty where no system has one"]
    compare: Annotated[str, "Link to the comparison"]


@dataclass(frozen=True, slots=True)
class Headlines:
    """Leaders of the newest round that has verified results on a leaderboard."""

    round: Annotated[str, "Its title"]
    as_of: Annotated[str, "The day that the site speaks for; may be empty"]
    leaders: Annotated[tuple[Headline, ...], "One for each division and category, with power and without"]
    footnote: Annotated[Footnote, "What must stand with them"]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the home page says."""

    frame: Annotated[Frame, "What stands around it"]
    title: Annotated[str, "The site's name"]
    description: Annotated[str, "What the site is; may be empty"]
    ways: Annotated[Ways | None, "Where to go; none where no results count"]
    headlines: Annotated[Headlines | None, "Results that make curious; none where no board is verified"]
    rounds: Annotated[tuple[RoundSummary, ...], "Rounds with cards, newest first"]
    articles: Annotated[tuple[ListedArticle, ...], "Articles, where the site is made of nothing else"]
    empty_rounds: Annotated[tuple[Link, ...], "Rounds that are described here and have no cards yet"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one home page."""
    catalog, framing = contents.catalog, contents.framing
    site = framing.site
    filled = {entry.round.id for entry in catalog.entries}
    has_feed = framing.base_url is not None and any(catalog.rounds[name].published for name in filled)
    summaries = {round_.id: _summary(round_, catalog) for round_ in catalog.rounds.values()}
    yield Page(
        urls.HOME,
        "pages/home.html",
        Home(
            frame=framing.frame(
                urls.HOME,
                site.title,
                site.description,
                rounds=tuple(catalog.rounds.values()),
                data=(urls.FEED,) if has_feed else (),
            ),
            title=site.title,
            description=site.description,
            ways=_ways(summaries, contents),
            headlines=_headlines(contents),
            rounds=tuple(summary for name, summary in summaries.items() if name in filled),
            articles=() if summaries else listed(contents, urls.HOME),
            empty_rounds=tuple(summary.link for name, summary in summaries.items() if name not in filled),
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


def _ways(summaries: Mapping[str, RoundSummary], contents: Contents) -> Ways | None:
    newest = next((name for name, summary in summaries.items() if summary.results), None)
    if newest is None:
        return None
    ranked = any(ranking.key.round == newest for ranking in contents.tables.rankings)
    return Ways(
        newest=summaries[newest],
        leaderboards=urls.relative(urls.HOME, urls.leaderboards(newest)) if ranked else "",
        accelerators=urls.relative(urls.HOME, urls.ACCELERATORS) if contents.accelerators else "",
        compare=urls.relative(urls.HOME, urls.compare()),
    )


def _headlines(contents: Contents) -> Headlines | None:
    """The leaders of the newest round that has verified rankings of the benchmarks' own models."""
    verified = [r for r in contents.tables.rankings if r.key.verified and r.key.used_model is None]
    rounds = contents.catalog.rounds
    newest = next((round_ for name, round_ in rounds.items() if any(r.key.round == name for r in verified)), None)
    if newest is None:
        return None
    chosen = tuple(_telling([ranking for ranking in verified if ranking.key.round == newest.id], newest))
    title = marked(newest.title, newest)
    leaders = [(ranking.standings[0].entry, ranking.standings[0].result) for ranking in chosen]
    return Headlines(
        round=title,
        as_of=contents.framing.site.as_of or "",
        leaders=tuple(_headline(ranking, newest) for ranking in chosen),
        footnote=footnote(title, leaders, (newest,)),
    )


def _telling(found: list[Ranking], round_: Round) -> Iterator[Ranking]:
    """Of the largest kinds of boards (division, category, power) each the newest benchmark that most took part in.

    Rounds list their benchmarks oldest first; the largest board alone would be of the oldest ones, ever again.
    """
    kinds: dict[tuple[object, ...], list[Ranking]] = defaultdict(list)
    for ranking in found:
        if len(ranking.standings) > 1:  # nobody leads alone
            kinds[ranking.key.division, ranking.key.category, ranking.key.with_power].append(ranking)
    for members in sorted(kinds.values(), key=_most, reverse=True)[:HEADLINES]:
        large = [ranking for ranking in members if len(ranking.standings) >= LARGE * _most(members)]
        yield max(large, key=lambda ranking: _newness(ranking, round_))


def _most(members: list[Ranking]) -> int:
    return max(len(ranking.standings) for ranking in members)


def _newness(ranking: Ranking, round_: Round) -> tuple[int, int, int, BoardKey]:
    """The place of its benchmark in the round, its size, and how early its scenario is named; keys break ties."""
    key = ranking.key
    benchmarks = [benchmark.id for benchmark in round_.benchmarks]
    scenario = -round_.scenarios.index(key.scenario)
    return benchmarks.index(key.benchmark), len(ranking.standings), scenario, key


def _headline(ranking: Ranking, round_: Round) -> Headline:
    leader = ranking.standings[0]
    entry = leader.entry
    best = "Highest" if ranking.metric.better == "higher" else "Lowest"
    tied = sum(standing.rank == 1 for standing in ranking.standings)
    return Headline(
        board=Link(scope_of(ranking.key, round_), urls.relative(urls.HOME, urls.leaderboard(ranking.key))),
        value=str(leader.result.value),
        unit=ranking.key.unit,
        power=power_of(leader.result),
        superlative=f"{best} of {len(ranking.standings)}{f', shared by {tied}' if tied > 1 else ''}",
        system=Link(entry.system.name, urls.relative(urls.HOME, urls.result_card(entry))),
        disclosure=", ".join(filter(None, (entry.submitter, chips_of(entry).in_words(), availability_of(entry)))),
        result_id=entry.id_of(leader.result) or "",
    )
