"""Relatives: what differs from a system in one thing only, so that a comparison says what that thing does."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from site_builder.models import UNRANKED, Catalog, Entry, Precision
from site_builder.tables.leaderboard import BoardKey, Ranking, Standing
from site_builder.tables.namesakes import folded
from site_builder.tables.readings import chips_of
from site_builder.tables.tables import Tables

MOST_HOSTS = 3
MOST_ROUNDS = 4

Accelerators = tuple[str, int]  # folded model, how many of all nodes together
Host = tuple[str, int | None]  # folded processor model, how many in a node


class OtherHost(NamedTuple):
    """A system of the same round, division, category and accelerators, with other processors."""

    entry: Entry
    processors: str  # 2x AMD EPYC 9554


class OtherPrecision(NamedTuple):
    """The best result of the same ranking with the same accelerators, whose weights have fewer bits."""

    position: int  # of the result that it is compared with, in its entry
    standing: Standing
    here: str  # fp16
    there: str  # fp8


@dataclass(frozen=True)
class Relatives:
    """Of every system its relatives, looked up: what is asked for a card does not grow with the catalog."""

    _hosts: Mapping[tuple[object, ...], Mapping[Host, Entry]]
    _rounds: Mapping[tuple[object, ...], tuple[Entry, ...]]
    _tables: Tables
    # Of each board that somebody asked for, the best standing by accelerators and bits.
    _precisions: dict[BoardKey, Mapping[Accelerators, Mapping[int, Standing]]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalog: Catalog, tables: Tables) -> "Relatives":
        """Index a catalog; of several that would do, the first in its order, or the best on its board."""
        hosts: dict[tuple[object, ...], dict[Host, Entry]] = defaultdict(dict)
        rounds: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for entry in catalog.entries:
            if entry.gist.status in UNRANKED:
                continue
            for group in _host_groups(entry):
                hosts[group].setdefault(_host(entry), entry)
            rounds[_itself(entry)].append(entry)
        return cls(hosts, {key: tuple(found) for key, found in rounds.items()}, tables)

    def other_hosts(self, entry: Entry) -> tuple[OtherHost, ...]:
        """A few systems with the same accelerators in another host, one for each kind of processors."""
        found: dict[str, OtherHost] = {}
        for group in _host_groups(entry):
            others = (there for host, there in self._hosts.get(group, {}).items() if host != _host(entry))
            for there in islice(others, MOST_HOSTS):
                found.setdefault(there.link, OtherHost(there, processors_of(there)))
        return tuple(islice(found.values(), MOST_HOSTS))

    def other_rounds(self, entry: Entry) -> tuple[Entry, ...]:
        """The same system of the same submitter in other rounds, newest first: one of each round."""
        by_round: dict[str, Entry] = {}
        for there in self._rounds.get(_itself(entry), ()):
            # Of namesakes in one round, the one of the same id is it most likely.
            if there.round.id not in by_round or there.id == entry.id:
                by_round[there.round.id] = there
        return tuple(islice((there for name, there in by_round.items() if name != entry.round.id), MOST_ROUNDS))

    def lower_precisions(self, entry: Entry) -> Iterator[OtherPrecision]:
        """For each result the best one of its board with the same accelerators and the next fewer bits."""
        own = accelerators_of(entry)
        if own is None or own not in self._varied:
            return
        for position in range(len(entry.gist.results)):
            here = _format(entry, position)
            width = _width(here)
            for ranking, _ in self._tables.placings(entry, position) if width else ():
                by_bits = self._by_bits(ranking)[own]
                fewer = [bits for bits in by_bits if bits < width] if len(by_bits) > 1 else ()
                if fewer:
                    standing = by_bits[max(fewer)]
                    yield OtherPrecision(position, standing, here, _format(standing.entry, standing.position))

    @cached_property
    def _varied(self) -> frozenset[Accelerators]:
        """The few accelerators that stand with several widths of weights on any one board."""
        found = (self._by_bits(ranking).items() for ranking in self._tables.rankings)
        return frozenset(own for of_board in found for own, by_bits in of_board if len(by_bits) > 1)

    def _by_bits(self, ranking: Ranking) -> Mapping[Accelerators, Mapping[int, Standing]]:
        found = self._precisions.get(ranking.key)
        if found is None:
            found = self._precisions[ranking.key] = _best_by_bits(ranking)
        return found


def _best_by_bits(ranking: Ranking) -> Mapping[Accelerators, Mapping[int, Standing]]:
    found: dict[Accelerators, dict[int, Standing]] = defaultdict(dict)
    for standing in ranking.standings:
        own, bits = accelerators_of(standing.entry), bits_of(standing)
        if own and bits:
            found[own].setdefault(bits, standing)
    return found


def processors_of(entry: Entry) -> str:
    """`2x AMD EPYC 9554`: the processors of a node; the model alone where their number is not stated."""
    count = f"{entry.gist.processors}x " if entry.gist.processors else ""
    return f"{count}{entry.gist.processor.strip()}"


def _host_groups(entry: Entry) -> Iterator[tuple[object, ...]]:
    """What systems with the same accelerators share; nothing where no accelerators or no processors are stated."""
    own = accelerators_of(entry)
    if own and _host(entry)[0]:
        for category in entry.categories or (None,):
            yield entry.round.id, entry.division, category, own


def _itself(entry: Entry) -> tuple[object, ...]:
    chips = chips_of(entry)
    return entry.round.family, folded(entry.submitter), folded(entry.gist.name), folded(chips.model), chips.number


def _host(entry: Entry) -> Host:
    return folded(entry.gist.processor), entry.gist.processors


def accelerators_of(entry: Entry) -> Accelerators | None:
    """What systems with the same accelerators share; None where these or their number are not stated."""
    chips = chips_of(entry)
    return (folded(chips.model), chips.number) if chips.kind == "accelerator" and chips.number else None


def bits_of(standing: Standing) -> int:
    """Of the weights of a result; 0 where they are of no one number format with bits."""
    return _width(_format(standing.entry, standing.position))


def _format(entry: Entry, position: int) -> str:
    """The one number format of the weights; empty where several are named or none is."""
    return _only_format(entry.gist.results[position].weights)


@lru_cache(maxsize=1024)
def _only_format(weights: str | None) -> str:
    formats = Precision.of(weights).formats
    return formats[0] if len(formats) == 1 else ""


@lru_cache(maxsize=256)
def _width(name: str) -> int:
    found = re.search(r"\d+$", name)
    return int(found[0]) if found else 0
