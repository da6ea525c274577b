"""Best results: where one accelerator stands at its best, on each board of the newest round that ranks it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from site_builder.models import Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import availability_of, power_of
from site_builder.pages.messaging import marked
from site_builder.pages.page import Link
from site_builder.tables import BoardKey, Ranking, Standing, chips_of, folded


@dataclass(frozen=True, slots=True)
class BestResult:
    """Its leading result on one board."""

    standing: Annotated[Link, "2 of 36, leading to the board"]
    value: Annotated[Link, "Digits as written, leading to the result's row on its card"]
    unit: Annotated[str, "Its unit"]
    state: Annotated[str, "The word unverified where it is; else empty"]
    system: Annotated[str, "Submitter and system"]
    disclosure: Annotated[str, "How many accelerators, availability, power, what it was inferred from, result ID"]


@dataclass(frozen=True, slots=True)
class BestRow:
    """One benchmark across the scenarios."""

    name: Annotated[str, "The benchmark, own model where there is one, with power"]
    cells: Annotated[tuple[BestResult | None, ...], "One for each scenario; none where nothing is ranked"]


@dataclass(frozen=True, slots=True)
class BestTable:
    """One division and category."""

    id: Annotated[str, "Anchor of its heading"]
    heading: Annotated[str, "Closed Datacenter"]
    caption: Annotated[str, "Whose leading results, with version, division and category"]
    scenarios: Annotated[tuple[str, ...], "The columns"]
    rows: Annotated[tuple[BestRow, ...], "In the order of the round's benchmarks"]


@dataclass(frozen=True, slots=True)
class BestResults:
    """The boards of one round that an accelerator stands on."""

    round: Annotated[str, "The newest round that ranks it"]
    tables: Annotated[tuple[BestTable, ...], "One for each division and category"]


class Best(NamedTuple):
    """The best standing of an accelerator in one ranking."""

    ranking: Ranking
    standing: Standing


def best_by_accelerator(rankings: Iterable[Ranking]) -> Mapping[str, tuple[Best, ...]]:
    """The best standings of each accelerator model, by its folded name: one for each ranking that it stands in."""
    found: dict[str, list[Best]] = defaultdict(list)
    for ranking in rankings:
        seen: set[str] = set()
        for standing in ranking.standings:  # best first
            chips = chips_of(standing.entry)
            name = folded(chips.model)
            if chips.kind == "accelerator" and name not in seen:
                seen.add(name)
                found[name].append(Best(ranking, standing))
    return {name: tuple(best) for name, best in found.items()}


def best_results(found: tuple[Best, ...], contents: Contents, url: str, whose: str) -> BestResults | None:
    """Those of the newest round among these; None where there are none."""
    newest = next((round_ for name, round_ in contents.catalog.rounds.items() if _of(found, name)), None)
    if newest is None:
        return None
    groups: dict[tuple[int, int], list[Best]] = defaultdict(list)
    for best in _of(found, newest.id):
        key = best.ranking.key
        place = list(newest.categories).index(key.category) if key.category else 0
        groups[list(newest.divisions).index(key.division), place].append(best)
    wording = _Wording(contents, url, whose, newest)
    tables = tuple(wording.table(number, groups[group]) for number, group in enumerate(sorted(groups), 1))
    return BestResults(marked(newest.title, newest), tables)


def _of(found: Iterable[Best], round_id: str) -> list[Best]:
    return [best for best in found if best.ranking.key.round == round_id]


class _Wording:
    """Words the tables of one round."""

    def __init__(self, contents: Contents, url: str, whose: str, round_: Round) -> None:
        self.contents, self.url, self.whose, self.round = contents, url, whose, round_

    def table(self, number: int, found: list[Best]) -> BestTable:
        """One division and category."""
        key, round_ = found[0].ranking.key, self.round
        words = (round_.divisions[key.division].title, round_.categories[key.category].title if key.category else "")
        heading = " ".join(filter(None, words))
        present = {best.ranking.key.scenario for best in found}
        scenarios = tuple(scenario for scenario in round_.scenarios if scenario in present)
        return BestTable(
            id=f"best-{number}",
            heading=heading,
            caption=f"{self.whose}, best results: {marked(round_.title, round_)} {heading}".rstrip(),
            scenarios=scenarios,
            rows=tuple(self._rows(found, scenarios)),
        )

    def _rows(self, found: list[Best], scenarios: tuple[str, ...]) -> Iterator[BestRow]:
        rows: dict[tuple[object, ...], list[dict[str, Best]]] = defaultdict(list)
        for best in found:
            alike, scenario = rows[_row_of(best.ranking.key)], best.ranking.key.scenario
            free = next((row for row in alike if scenario not in row), None)
            if free is None:  # results in another unit are ranked apart, and none hides another
                alike.append({scenario: best})
            else:
                free[scenario] = best
        places = {benchmark.id: place for place, benchmark in enumerate(self.round.benchmarks)}
        every = [row for alike in rows.values() for row in alike]
        for by_scenario in sorted(every, key=lambda row: _reading_order(row, places)):
            key = next(iter(by_scenario.values())).ranking.key
            own = key.used_model if key.used_model != key.benchmark else None
            cells = tuple(self._cell(by_scenario[s]) if s in by_scenario else None for s in scenarios)
            yield BestRow(", ".join(filter(None, (key.benchmark, own, "with power" if key.with_power else ""))), cells)

    def _cell(self, best: Best) -> BestResult:
        ranking, standing = best
        entry, result = standing.entry, standing.result
        chips = chips_of(entry)
        count = f"{chips.number}x" if chips.number else "count not stated"
        inferred = f"inferred from {result.inferred_from}" if result.inferred_from else ""
        words = (count, availability_of(entry), power_of(result), inferred, entry.id_of(result))
        return BestResult(
            standing=Link(
                f"{standing.rank} of {len(ranking.standings)}",
                urls.relative(self.url, urls.leaderboard(ranking.key)),
            ),
            value=Link(str(result.value), self.contents.result(self.url, entry, standing.position)),
            unit=ranking.key.unit,
            state="" if ranking.key.verified else "unverified",
            system=f"{entry.submitter}, {entry.system.name}",
            disclosure=", ".join(filter(None, words)),
        )


def _row_of(key: BoardKey) -> tuple[object, ...]:
    """What the results of one row share."""
    return key.benchmark, key.used_model or "", key.with_power, not key.verified


def _reading_order(row: Mapping[str, Best], places: Mapping[str, int]) -> tuple[object, ...]:
    key = next(iter(row.values())).ranking.key
    _, *rest = _row_of(key)
    return places[key.benchmark], *rest
