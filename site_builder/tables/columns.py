"""Columns: a ranking without its entries, in plain values: one value can be moved in it, and no entry is read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from site_builder.models import Catalog
from site_builder.tables.leaderboard import Ranking, best_first, order_of_names
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
    def of(cls, ranking: Ranking, entries: Mapping[str, "Listed"]) -> "Columns":
        """Those of a ranking; the entries by their links."""
        found = cls([], [], [], [], [])
        for standing in ranking.standings:
            place, order, accelerators = entries[standing.entry.link]
            bits = bits_of(standing) if accelerators else 0
            found.places.append(place)
            found.positions.append(standing.position)
            found.values.append(standing.entry.gist.results[standing.position].value)
            found.orders.append(order)
            found.groups.append(f"{bits} {accelerators}" if bits else "")
        return found

    @property
    def results(self) -> list[Result]:
        """The results, best first."""
        return list(zip(self.places, self.positions, strict=True))

    def with_value(self, result: Result, value: str, better: str) -> "Columns":
        """The ranking after one value was edited."""
        at = self.results.index(result)
        values = [*self.values[:at], value, *self.values[at + 1 :]]
        keys = [
            (best_first(value, better), order, position)
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


class Listed(NamedTuple):
    """What is known of an entry, whichever boards it is on."""

    place: int  # in the catalog
    order: int  # among equals
    accelerators: str  # model and number; empty where they are not stated


def listed(catalog: Catalog) -> dict[str, Listed]:
    """Every entry by its link."""
    orders = order_of_names(catalog)
    return {
        entry.link: Listed(place, orders[entry.link], _in_words(accelerators_of(entry)))
        for place, entry in enumerate(catalog.entries)
    }


def _in_words(accelerators: tuple[str, int] | None) -> str:
    return f"{accelerators[1]} {accelerators[0]}" if accelerators else ""
