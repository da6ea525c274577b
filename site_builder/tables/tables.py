"""Tables: everything that is worked out once from a catalog and that several page types show."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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
    unranked: tuple[Ranking, ...]  # what a board lists and does not rank
    _placings: Mapping[tuple[str, int], tuple[Placing, ...]]
    # What rows of files say of each entry, by its link: remembered, since several files say it.
    facts: dict[str, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, catalog: Catalog) -> "Tables":
        """Work them out."""
        found = rankings(catalog)
        placings: dict[tuple[str, int], list[Placing]] = defaultdict(list)
        for ranking in found:
            for standing in ranking.standings:
                if standing.rank is not None:
                    placings[standing.entry.link, standing.position].append(Placing(ranking, standing.rank))
        ranked = tuple(ranking for ranking in found if ranking.key.is_ranked)
        unranked = tuple(ranking for ranking in found if not ranking.key.is_ranked)
        return cls(ranked, unranked, {place: tuple(members) for place, members in placings.items()})

    @property
    def listed(self) -> tuple[Ranking, ...]:
        """All that boards show: the rankings, and after them what is not ranked."""
        return (*self.rankings, *self.unranked)

    def of_entry(self, entry: Entry) -> "Tables":
        """The places of one entry alone: of others nothing can be asked."""
        own = {(entry.link, index): self.placings(entry, index) for index in range(len(entry.gist.results))}
        return Tables((), (), own)

    def placings(self, entry: Entry, index: int) -> tuple[Placing, ...]:
        """The boards that rank the entry's result of this position, one for each of its categories."""
        return self._placings.get((entry.link, index), ())
