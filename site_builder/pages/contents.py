"""Contents: what every page type works from."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from site_builder.models import Catalog, Entry, Round
from site_builder.pages import urls
from site_builder.pages.framing import Framing
from site_builder.pages.results_table import row_ids
from site_builder.pages.terms import Terms
from site_builder.tables import (
    Counts,
    Name,
    Record,
    Relatives,
    Series,
    Tables,
    accelerator_histories,
    accelerators,
    folded,
    records,
    submitter_histories,
)
from site_builder.tables import submitters as submitter_names

ROWS_OF_A_PART = 1000

if TYPE_CHECKING:
    from site_builder.pages.search_records import Finds


# The digest that a part of a page's basis (entry, address, the part's name) has had and must have again; else None.
Settled = Callable[[Entry, str, str], str | None]


def _nothing_settled(_: Entry, __: str, ___: str) -> str | None:
    return None


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """Results of a round that one page tells: each an entry with the result's position."""

    rows: tuple[tuple[Entry, int], ...]


@dataclass(frozen=True)
class Contents:
    """All that was read, all that was worked out from it, and the frame of the site's pages."""

    catalog: Catalog
    tables: Tables
    framing: Framing
    sizes: Mapping[str, int] = field(default_factory=dict)  # bytes of files for machines, where they are known
    settled: Settled = _nothing_settled

    @cached_property
    def submitters(self) -> Mapping[str, Name]:
        """Submitters by their folded names."""
        return submitter_names(self.catalog)

    @cached_property
    def accelerators(self) -> Mapping[str, Name]:
        """Accelerator models by their folded names."""
        return accelerators(self.catalog)

    @cached_property
    def submitter_histories(self) -> Mapping[str, tuple[Series, ...]]:
        """The series of each submitter, by its folded name."""
        return submitter_histories(self.catalog, self.tables.rankings)

    @cached_property
    def accelerator_histories(self) -> Mapping[str, tuple[Series, ...]]:
        """The series of each accelerator model, by its folded name."""
        return accelerator_histories(self.catalog, self.tables.rankings)

    def all_records(self) -> Iterator[Record]:
        """The results of all entries as flat rows, in the order of the catalog."""
        return (row for entry in self.catalog.entries for row in self.records(entry))

    def records(self, entry: Entry) -> tuple[Record, ...]:
        """The results of an entry as flat rows."""
        return records(entry, self.tables)

    def alone(self, entry: Entry) -> "Contents":
        """What is known of an entry and its ranks; of others nothing can be asked."""
        return Contents(Catalog(rounds={}, entries=()), self.tables.of_entry(entry), self.framing)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each entry in the catalog, by its link."""
        return {entry.link: place for place, entry in enumerate(self.catalog.entries)}

    def counts(self, round_: Round) -> Counts:
        """How much of a round still counts; every page of it says so."""
        found = self._counts.get(round_.id)
        if found is None:
            found = self._counts[round_.id] = Counts.of(self.catalog.entries_of(round_))
        return found

    def parts(self, round_: Round) -> tuple[Part, ...]:
        """Every result of a round, in the order of the catalog, cut into parts: the same ones each time."""
        if round_.id not in self._parts:
            every = ((e, i) for e in self.catalog.entries_of(round_) for i in range(len(e.gist.results)))
            self._parts[round_.id] = tuple(map(Part, iter(lambda: tuple(islice(every, ROWS_OF_A_PART)), ())))
        return self._parts[round_.id]

    @cached_property
    def _parts(self) -> dict[str, tuple[Part, ...]]:
        return {}

    @cached_property
    def ranked_rounds(self) -> frozenset[str]:
        """The rounds with leaderboards."""
        return frozenset(ranking.key.round for ranking in self.tables.rankings)

    def id_among_namesakes(self, entry: Entry) -> str:
        """The system's id where another of its submitter has the same name in its round and division; else empty."""
        return entry.id if self._names[_full_name(entry)] > 1 else ""

    @cached_property
    def _names(self) -> Counter[tuple[str, ...]]:
        return Counter(map(_full_name, self.catalog.entries))

    @cached_property
    def relatives(self) -> Relatives:
        """Of each system those that differ in one thing only."""
        return Relatives.of(self.catalog, self.tables)

    @cached_property
    def terms(self) -> Terms:
        """Which words are explained, and where."""
        return Terms(self.catalog.articles)

    @cached_property
    def finds(self) -> "Finds":
        """Whatever a search can find."""
        from site_builder.pages.search_records import finds  # which works from these contents

        return finds(self)

    def result(self, url: str, entry: Entry, position: int) -> str:
        """The link from a page to the row of a result on its card."""
        rows = self._rows.get(entry.link)
        if rows is None:  # worked out once for each card: several pages of several types link to it
            rows = self._rows[entry.link] = row_ids(entry)
        return f"{urls.relative(url, urls.result_card(entry))}#{rows[position]}"

    @cached_property
    def _counts(self) -> dict[str, Counts]:
        return {}

    @cached_property
    def _rows(self) -> dict[str, Mapping[int, str]]:
        return {}


def _full_name(entry: Entry) -> tuple[str, ...]:
    return entry.round.id, entry.division, folded(entry.submitter), folded(entry.gist.name)
