"""The list of a round's leaderboards: benchmarks down, scenarios across, and who leads."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Benchmark, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import footnote, marked
from site_builder.pages.page import Footnote, Frame, Page
from site_builder.tables import Ranking


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One board in the list; all empty where there is none."""

    href: Annotated[str, "Link to the board; empty where there is none"]
    value: Annotated[str, "The leader's value, digits as written; empty where several rankings share the board"]
    unit: Annotated[str, "Its unit"]
    leader: Annotated[str, "The leader's submitter and system; empty where several rankings share the board"]
    results: Annotated[int, "How many results stand on it"]
    name: Annotated[str, "Benchmark and scenario, for those who hear the link alone"]


@dataclass(frozen=True, slots=True)
class BenchmarkBoards:
    """The boards of one benchmark."""

    title: Annotated[str, "BERT-large, 99 %"]
    id: Annotated[str, "As submission folders spell it"]
    cells: Annotated[tuple[BoardCell, ...], "One for each scenario of the group"]


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """The boards of one division and category, with power or without."""

    id: Annotated[str, "Anchor of the heading"]
    title: Annotated[str, "Closed Datacenter"]
    caption: Annotated[str, "Version, division and category, in one line"]
    scenarios: Annotated[tuple[str, ...], "The columns"]
    benchmarks: Annotated[tuple[BenchmarkBoards, ...], "The rows"]


@dataclass(frozen=True, slots=True)
class Leaderboards:
    """Everything that the list says."""

    frame: Annotated[Frame, "What stands around it"]
    round: Annotated[str, "The round's title"]
    groups: Annotated[tuple[BoardGroup, ...], "In the round's order; may be empty"]
    footnote: Annotated[Footnote, "What must stand with the results"]


def pages(contents: Contents) -> Iterator[Page]:
    """The list of each round that has results."""
    by_round: dict[str, list[Ranking]] = defaultdict(list)
    for ranking in contents.tables.listed:
        by_round[ranking.key.round].append(ranking)
    for round_id, rankings in by_round.items():
        round_ = contents.catalog.rounds[round_id]
        url, title = urls.leaderboards(round_id), marked(round_.title, round_)
        shown = [(s.entry, s.result) for ranking in rankings for s in ranking.standings]
        yield Page(
            url,
            "pages/leaderboards.html",
            Leaderboards(
                frame=contents.framing.frame(
                    url,
                    title=f"Leaderboards · {title}",
                    description=f"Who leads which benchmark of {title}, in each division, category and scenario.",
                    crumbs=((title, urls.round_page(round_id)),),
                    rounds=(round_,),
                ),
                round=title,
                groups=tuple(_groups(url, rankings, round_)),
                footnote=footnote(title, shown, (round_,)),
            ),
        )


def _groups(url: str, rankings: list[Ranking], round_: Round) -> Iterator[BoardGroup]:
    categories: tuple[str | None, ...] = tuple(round_.categories) or (None,)
    for division in round_.divisions:
        for category in categories:
            for with_power in (False, True):
                wanted = (division, category, with_power)
                found = [r for r in rankings if (r.key.division, r.key.category, r.key.with_power) == wanted]
                if found:
                    yield _group(url, found, round_)


def _group(url: str, rankings: list[Ranking], round_: Round) -> BoardGroup:
    key = rankings[0].key
    present = {ranking.key.scenario for ranking in rankings}
    scenarios = tuple(scenario for scenario in round_.scenarios if scenario in present)
    benchmarks = [b for b in round_.benchmarks if any(ranking.key.benchmark == b.id for ranking in rankings)]
    words = [round_.divisions[key.division].title, round_.categories[key.category].title if key.category else ""]
    title = " ".join(filter(None, (*words, "with power" if key.with_power else "")))
    return BoardGroup(
        id="-".join(filter(None, ("boards", key.division, key.category, "power" if key.with_power else ""))),
        title=title,
        caption=f"{marked(round_.title, round_)} {title}: who leads, with the value",
        scenarios=scenarios,
        benchmarks=tuple(
            BenchmarkBoards(b.title, b.id, tuple(_cell(url, rankings, b, scenario) for scenario in scenarios))
            for b in benchmarks
        ),
    )


def _cell(url: str, rankings: list[Ranking], benchmark: Benchmark, scenario: str) -> BoardCell:
    found = [r for r in rankings if (r.key.benchmark, r.key.scenario) == (benchmark.id, scenario)]
    if not found:
        return BoardCell("", "", "", "", 0, "")
    first = found[0]
    best = first.standings[0] if len(found) == 1 and first.key.used_model is None else None
    return BoardCell(
        href=urls.relative(url, urls.leaderboard(first.key)),
        value=str(best.result.value) if best else "",
        unit=first.key.unit,
        leader=f"{best.entry.submitter}, {best.entry.system.name}" if best else "",
        results=sum(len(ranking.standings) for ranking in found),
        name=f"{benchmark.id} {scenario}",
    )
