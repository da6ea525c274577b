"""Tables: everything that is worked out once from a catalog and that several page types show."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.models import Catalog, Entry
from site_builder.tables.leaderboard import Ranking, rankings


class Placing(NamedTuple):
    """Where one result stands on one board."""

    ranking: Ranking
    rank: int


@dataclass(frozen=True)
class Tables:
    """The rankings of a catalog, and where each result stands in them."""

    rankings: tuple[Ranking, ...]
    _placings: Mapping[tuple[str, int], tuple[Placing, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> "Tables":
        """Work them out."""
        found = rankings(catalog)
        placings: dict[tuple[str, int], list[Placing]] = defaultdict(list)
        for ranking in found:
            for standing in ranking.standings:
                placings[standing.entry.link, standing.position].append(Placing(ranking, standing.rank))
        return cls(found, {place: tuple(members) for place, members in placings.items()})

    def placings(self, entry: Entry, index: int) -> tuple[Placing, ...]:
        """The boards that the entry's result of this position stands on, one for each of its categories."""
        return self._placings.get((entry.link, index), ())
