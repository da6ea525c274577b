"""Leaderboards: results that may be ranked together, in the order of their values.

Source: MLPerf results messaging guidelines, on comparing only compatible results: same benchmark with its
target, scenario, version, division, category; power runs and plain runs apart; unverified results apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple

from site_builder.models import UNRANKED, Catalog, Entry, Metric, Result, ResultGist


class BoardKey(NamedTuple):
    """What results must share to be ranked together."""

    round: str
    division: str
    category: str | None
    benchmark: str
    scenario: str
    unit: str
    with_power: bool
    verified: bool  # verified and corrected results rank together, unverified ones apart
    used_model: str | None  # in divisions with own models; empty where a result does not say which

    @property
    def is_ranked(self) -> bool:
        """Whether its results are ranked: those of models that nobody names are listed only."""
        return self.used_model != ""


class Standing(NamedTuple):
    """One result on a board."""

    entry: Entry
    position: int  # the result's position in its entry
    rank: int | None  # 1 is best; ties share a rank; None where the board lists and does not rank

    @property
    def result(self) -> Result:
        """The result itself."""
        return self.entry.results[self.position]


class Ranking(NamedTuple):
    """The results of one key, best first."""

    key: BoardKey
    metric: Metric
    standings: tuple[Standing, ...]


def rankings(catalog: Catalog) -> tuple[Ranking, ...]:
    """Every ranking that the catalog holds, in the order in which its results stand there."""
    groups: dict[BoardKey, list[tuple[Entry, int]]] = defaultdict(list)
    known: dict[tuple[Any, ...], tuple[BoardKey, ...]] = {}
    for entry in catalog.entries:
        of_entry = (entry.round.id, entry.division, entry.categories)
        for index, result in enumerate(entry.gist.results):
            # All that keys follow from but the value: most results share it with hundreds of others.
            ground = (*of_entry, *result[:5], *result[6:8])
            keys = known.get(ground)
            if keys is None:
                keys = known[ground] = tuple(keys_of_gist(entry, result))
            for key in keys:
                groups[key].append((entry, index))
    order = order_of_names(catalog)
    return tuple(_ranking(catalog, key, members, order) for key, members in groups.items())


def order_of_names(catalog: Catalog) -> Mapping[str, int]:
    """The place of each entry, by its link, among equals."""
    named = sorted(catalog.entries, key=lambda entry: (entry.submitter.casefold(), entry.gist.name, entry.id))
    return {entry.link: place for place, entry in enumerate(named)}


def keys_of(entry: Entry, result: Result) -> Iterator[BoardKey]:
    """The boards that a result stands on: one for each of its categories; none where its state forbids it."""
    return keys_of_gist(entry, entry.gist_of(result))


def keys_of_gist(entry: Entry, result: ResultGist) -> Iterator[BoardKey]:
    """The same, of what ranks the result."""
    if result.status in UNRANKED or entry.round.metric(result.unit) is None:
        return
    model = (result.used_model or "") if entry.owns_models else None
    for category in entry.categories_of(result):
        yield BoardKey(
            round=entry.round.id,
            division=entry.division,
            category=category,
            benchmark=result.benchmark,
            scenario=result.scenario,
            unit=result.unit,
            with_power=result.with_power,
            verified=result.status != "unverified",
            used_model=model,
        )


def best_first(value: str, better: str) -> Decimal:
    """What sorts values so that the best one is first: exact, whereas a product would keep 28 digits."""
    number = Decimal(value)
    return number if better == "lower" else number.copy_negate()


def _ranking(
    catalog: Catalog, key: BoardKey, members: Iterable[tuple[Entry, int]], order: Mapping[str, int]
) -> Ranking:
    metric = catalog.rounds[key.round].metric(key.unit)
    if metric is None:
        raise ValueError(f"the round {key.round} declares no unit {key.unit}")
    # Names break ties: without them equal results would swap rows from build to build.
    valued = [
        (best_first(entry.gist.results[index].value, metric.better), order[entry.link], index, entry)
        for entry, index in members
    ]
    valued.sort(key=itemgetter(0, 1, 2))
    standings: list[Standing] = []
    last: Decimal | None = None
    for place, (value, _, index, entry) in enumerate(valued, 1):
        rank = standings[-1].rank if value == last else place
        standings.append(Standing(entry, index, rank if key.is_ranked else None))
        last = value
    return Ranking(key, metric, tuple(standings))
