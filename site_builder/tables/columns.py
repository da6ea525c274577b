"""Columns: a ranking without its entries, in plain values: one value can be moved in it, and no entry is read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from site_builder.tables.leaderboard import Ranking, Standing
from site_builder.tables.relatives import accelerators_of, bits_of

# The place of an entry in the catalog, and of a result in its entry.
Result = tuple[int, int]


class Columns(NamedTuple):
    """The standings of a ranking, best first, a list for each thing that is known of them."""

    places: list[int]  # of their entries in the catalog
    positions: list[int]  # of the results in these
    values: list[str]  # digits as written
    orders: list[int]  # among equals
    groups: list[str]  # accelerators and bits of weights, of which cards name the best; empty where there is none

    @classmethod
    def of(cls, ranking: Ranking, places: Mapping[str, int], orders: Mapping[str, int]) -> "Columns":
        """Those of a ranking; places and orders of entries by their links."""
        standings = ranking.standings
        return cls(
            [places[standing.entry.link] for standing in standings],
            [standing.position for standing in standings],
            [standing.entry.gist.results[standing.position].value for standing in standings],
            [orders[standing.entry.link] for standing in standings],
            [_group(standing) for standing in standings],
        )

    @property
    def results(self) -> list[Result]:
        """The results, best first."""
        return list(zip(self.places, self.positions, strict=True))

    def with_value(self, result: Result, value: str, better: str) -> "Columns":
        """The ranking after one value was edited."""
        at = self.results.index(result)
        values = [*self.values[:at], value, *self.values[at + 1 :]]
        sign = 1 if better == "lower" else -1
        keys = [
            (sign * Decimal(value), order, position)
            for value, order, position in zip(values, self.orders, self.positions, strict=True)
        ]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return Columns(
            places=[self.places[index] for index in order],
            positions=[self.positions[index] for index in order],
            values=[values[index] for index in order],
            orders=[self.orders[index] for index in order],
            groups=[self.groups[index] for index in order],
        )

    def ranks(self) -> dict[Result, int]:
        """The rank of each result; ties share one."""
        found: dict[Result, int] = {}
        rank, last = 0, None
        for number, (result, text) in enumerate(zip(self.results, self.values, strict=True), 1):
            value = Decimal(text)
            if value != last:
                rank, last = number, value
            found[result] = rank
        return found

    def best_of(self, group: str) -> Result | None:
        """The best result of a group."""
        return self.results[self.groups.index(group)] if group in self.groups else None

    def group_of(self, result: Result) -> str:
        """The group of a result."""
        return self.groups[self.results.index(result)]


def _group(standing: Standing) -> str:
    own, bits = accelerators_of(standing.entry), bits_of(standing)
    return f"{own[1]} {bits} {own[0]}" if own and bits else ""
