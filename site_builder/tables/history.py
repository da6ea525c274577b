"""History: the best result of each round, in lines that break where rounds may not be compared.

Source: MLPerf results messaging guidelines, on comparing only compatible versions; a ratio of two results is derived.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from site_builder.models import Catalog, Entry, Metric, Round
from site_builder.tables.compatibility import may_be_compared
from site_builder.tables.leaderboard import BoardKey, Ranking, Standing
from site_builder.tables.namesakes import folded
from site_builder.tables.readings import chips_of


class Scope(NamedTuple):
    """What the results of one history share: all that ranks results together, but for the round."""

    family: str
    division: str
    category: str | None
    benchmark: str
    scenario: str
    unit: str
    with_power: bool
    verified: bool
    used_model: str | None


class Point(NamedTuple):
    """The best result of one round."""

    ranking: Ranking
    standing: Standing
    ratio: Decimal | None  # value / value of the point before it; None where the two may not be compared

    @property
    def round(self) -> Round:
        """Its round."""
        return self.standing.entry.round


class Series(NamedTuple):
    """The points of one submitter, or of one accelerator model in one number, oldest first."""

    scope: Scope
    chips: int | None  # how many accelerators each point has; None in the history of a submitter
    metric: Metric
    segments: tuple[tuple[Point, ...], ...]  # within one, each round may be compared with the one before it

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, oldest first."""
        return tuple(point for segment in self.segments for point in segment)


Owner = tuple[str, int | None]


def submitter_histories(catalog: Catalog, rankings: Iterable[Ranking]) -> Mapping[str, tuple[Series, ...]]:
    """The series of each submitter, by its folded name."""
    return _histories(catalog, rankings, lambda entry: (folded(entry.submitter), None))


def accelerator_histories(catalog: Catalog, rankings: Iterable[Ranking]) -> Mapping[str, tuple[Series, ...]]:
    """The series of each accelerator model, by its folded name: one for each number of them.

    Systems that do not state how many accelerators they have stand in none: nobody could say what is compared.
    """
    return _histories(catalog, rankings, _accelerators)


def _accelerators(entry: Entry) -> Owner | None:
    chips = chips_of(entry)
    return (folded(chips.model), chips.number) if chips.kind == "accelerator" and chips.number else None


def _histories(
    catalog: Catalog, rankings: Iterable[Ranking], owner_of: Callable[[Entry], Owner | None]
) -> Mapping[str, tuple[Series, ...]]:
    best: dict[tuple[Scope, Owner], dict[str, tuple[Ranking, Standing]]] = defaultdict(dict)
    for ranking in rankings:
        scope = _scope(ranking.key, catalog)
        for standing in ranking.standings:
            owner = owner_of(standing.entry)
            if owner is not None:  # standings come best first: the owner's first one is its best
                best[scope, owner].setdefault(ranking.key.round, (ranking, standing))
    found: dict[str, list[Series]] = defaultdict(list)
    for (scope, (name, chips)), by_round in best.items():
        found[name].append(_series(catalog, scope, chips, by_round))
    return {name: tuple(sorted(series, key=_reading_order)) for name, series in found.items()}


def _scope(key: BoardKey, catalog: Catalog) -> Scope:
    shared = {name: value for name, value in key._asdict().items() if name != "round"}
    return Scope(family=catalog.rounds[key.round].family, **shared)


def _series(
    catalog: Catalog, scope: Scope, chips: int | None, by_round: Mapping[str, tuple[Ranking, Standing]]
) -> Series:
    segments: list[list[Point]] = []
    for round_id in reversed(tuple(catalog.rounds)):
        if round_id not in by_round:
            continue
        ranking, standing = by_round[round_id]
        last = segments[-1][-1] if segments else None
        if last and may_be_compared(last.round, standing.entry.round, scope.category, scope.benchmark):
            segments[-1].append(Point(ranking, standing, _ratio(standing, last.standing)))
        else:
            segments.append([Point(ranking, standing, None)])
    metric = segments[-1][-1].ranking.metric
    return Series(scope, chips, metric, tuple(map(tuple, segments)))


def _ratio(now: Standing, before: Standing) -> Decimal | None:
    base = before.result.value.decimal
    return now.result.value.decimal / base if base else None


def _reading_order(series: Series) -> tuple[object, ...]:
    """As the newest round of the series orders its words; numbers of accelerators upwards."""
    scope, newest = series.scope, series.points[-1].round
    divisions, categories = list(newest.divisions), list(newest.categories)
    benchmarks = [benchmark.id for benchmark in newest.benchmarks]
    return (
        scope.family,
        divisions.index(scope.division),
        categories.index(scope.category) if scope.category else 0,
        benchmarks.index(scope.benchmark),
        scope.benchmark,
        scope.used_model or "",
        newest.scenarios.index(scope.scenario),
        scope.scenario,
        scope.unit,
        scope.with_power,
        not scope.verified,
        series.chips or 0,
    )
