"""Listings: every result of a submitter or an accelerator, round by round, as tables of scenarios."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from site_builder.models import UNRANKED, Entry, Round, address_part
from site_builder.pages import urls
from site_builder.pages.anchors import free_anchor
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import availability_of, power_of, submitter_link
from site_builder.pages.messaging import marked
from site_builder.pages.page import Link
from site_builder.tables import chips_of


@dataclass(frozen=True, slots=True)
class ListedResult:
    """One result in its cell, with all that must be told beside it."""

    value: Annotated[Link, "Digits as written, leading to the result's row on its card"]
    unit: Annotated[str, "Its unit"]
    standing: Annotated[Link | None, "2 of 36, leading to the board; none for what stands on no board"]
    state: Annotated[str, "unverified, superseded, withdrawn ...; empty for verified results"]
    power: Annotated[str, "Measured power with its unit; may be empty"]
    accuracy: Annotated[str, "Accuracy reached, in divisions with own models; may be empty"]
    inferred_from: Annotated[str, "The scenario that was measured instead; may be empty"]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """Results of one system and benchmark, across the scenarios."""

    name: Annotated[Link, "What the group does not name: the benchmark, or the system leading to its card"]
    details: Annotated[tuple[str, ...], "What must be told of it: own model, or chips and availability"]
    submitter: Annotated[Link | None, "Who submitted the system, where the group does not name it"]
    cells: Annotated[tuple[ListedResult | None, ...], "One for each scenario; none where there is no result"]
    result_ids: Annotated[str, "Public result IDs; may be empty"]


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """The rows of one system, or of one benchmark."""

    name: Annotated[Link, "The system, leading to its card, or the benchmark"]
    details: Annotated[tuple[str, ...], "What must be told of it: chips and availability"]
    rows: Annotated[tuple[ListedRow, ...], "May be empty: a system without results"]


@dataclass(frozen=True, slots=True)
class ListedTable:
    """One division and category of one round."""

    id: Annotated[str, "Anchor of its heading"]
    heading: Annotated[str, "Closed Datacenter"]
    caption: Annotated[str, "Whose results these are, with version, division and category"]
    scenarios: Annotated[tuple[str, ...], "The columns"]
    groups: Annotated[tuple[ListedGroup, ...], "In reading order"]


@dataclass(frozen=True, slots=True)
class ListedRound:
    """One round with its tables."""

    id: Annotated[str, "Anchor of its heading"]
    round: Annotated[Link, "Its title, leading to its page"]
    tables: Annotated[tuple[ListedTable, ...], "One for each division and category"]


class _Item(NamedTuple):
    """One row before it is worded: a system, a benchmark, an own model, and positions by scenario."""

    entry: Entry
    benchmark: str
    used_model: str  # empty where it is the benchmark itself
    by_scenario: dict[str, int]


def by_system(entries: Iterable[Entry], contents: Contents, url: str, whose: str) -> tuple[ListedRound, ...]:
    """Each round's systems with their benchmarks."""
    return _rounds(entries, contents, url, whose, grouped_by_system=True)


def by_benchmark(entries: Iterable[Entry], contents: Contents, url: str, whose: str) -> tuple[ListedRound, ...]:
    """Each round's benchmarks with the systems, the best rank first."""
    return _rounds(entries, contents, url, whose, grouped_by_system=False)


def _rounds(
    entries: Iterable[Entry], contents: Contents, url: str, whose: str, *, grouped_by_system: bool
) -> tuple[ListedRound, ...]:
    tables: dict[str, dict[tuple[str, str | None], list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for category in entry.categories or (None,):
            tables[entry.round.id][entry.division, category].append(entry)
    taken: dict[str, int] = {}
    found = []
    for round_id, groups in tables.items():
        round_ = contents.catalog.rounds[round_id]
        wording = _Wording(contents, url, whose, round_, grouped_by_system)
        title = Link(marked(round_.title, round_), urls.relative(url, urls.round_page(round_id)))
        id_ = free_anchor(f"round-{address_part(round_id)}", taken)
        ordered = sorted(groups, key=lambda group: _order(round_, *group))
        listed = tuple(
            wording.table(f"{id_}-{number}", division, category, groups[division, category])
            for number, (division, category) in enumerate(ordered, 1)
        )
        found.append(ListedRound(id_, title, listed))
    return tuple(found)


def _order(round_: Round, division: str, category: str | None) -> tuple[int, int]:
    return list(round_.divisions).index(division), list(round_.categories).index(category) if category else 0


class _Wording:
    """Words the tables of one round."""

    def __init__(self, contents: Contents, url: str, whose: str, round_: Round, grouped_by_system: bool) -> None:
        self.contents, self.url, self.whose, self.round = contents, url, whose, round_
        self.grouped_by_system = grouped_by_system

    def table(self, id_: str, division: str, category: str | None, entries: Sequence[Entry]) -> ListedTable:
        """One division and category."""
        by_entry = [(entry, _items(entry, category)) for entry in entries]
        items = [item for _, found in by_entry for item in found]
        present = {scenario for item in items for scenario in item.by_scenario}
        scenarios = tuple(s for s in self.round.scenarios if s in present)
        words = [self.round.divisions[division].title, self.round.categories[category].title if category else ""]
        heading = " ".join(filter(None, words))
        if self.grouped_by_system:
            groups = tuple(self._system(entry, found, scenarios, category) for entry, found in by_entry)
        else:
            groups = (*self._benchmarks(items, scenarios, category), *self._without([e for e, i in by_entry if not i]))
        caption = f"{self.whose}: {marked(self.round.title, self.round)} {heading}".rstrip()
        return ListedTable(id_, heading or "Results", caption, scenarios, groups)

    def _system(
        self, entry: Entry, items: Sequence[_Item], scenarios: Sequence[str], category: str | None
    ) -> ListedGroup:
        rows = []
        for item in items:
            own = tuple(filter(None, (item.used_model,)))
            rows.append(self._row(item, Link(item.benchmark, ""), own, scenarios, category))
        chips, availability = chips_of(entry).in_words(), availability_of(entry)
        id_ = self.contents.id_among_namesakes(entry)
        details = tuple(filter(None, (id_, chips, availability, self._state(entry))))
        return ListedGroup(Link(entry.system.name, self._card(entry)), details, tuple(rows))

    def _benchmarks(
        self, items: Sequence[_Item], scenarios: Sequence[str], category: str | None
    ) -> Iterator[ListedGroup]:
        for benchmark in self.round.benchmarks:
            rows = []
            for item in sorted((i for i in items if i.benchmark == benchmark.id), key=self._best_first):
                chips, availability = chips_of(item.entry), availability_of(item.entry)
                count = f"{chips.number}x" if chips.number else "count not stated"
                id_ = self.contents.id_among_namesakes(item.entry)
                details = tuple(filter(None, (id_, count, availability, item.used_model)))
                name = Link(item.entry.system.name, self._card(item.entry))
                rows.append(self._row(item, name, details, scenarios, category))
            if rows:
                yield ListedGroup(Link(benchmark.id, ""), (benchmark.title,), tuple(rows))

    def _best_first(self, item: _Item) -> tuple[float, int, str, str, str]:
        """Its best rank on any board; then few accelerators first, and names, so that builds agree."""
        entry = item.entry
        placings = [p for index in item.by_scenario.values() for p in self.contents.tables.placings(entry, index)]
        best = min((placing.rank for placing in placings), default=float("inf"))
        chips = chips_of(entry).number or 0
        return best, chips, entry.submitter.casefold(), entry.system.name, entry.id

    def _without(self, entries: Sequence[Entry]) -> Iterator[ListedGroup]:
        """Systems without a result in this category: they are not lost."""
        rows = []
        for entry in entries:
            details = tuple(filter(None, (chips_of(entry).in_words(), availability_of(entry), self._state(entry))))
            submitter = submitter_link(entry, self.contents, self.url)
            rows.append(ListedRow(Link(entry.system.name, self._card(entry)), details, submitter, (), ""))
        if rows:
            yield ListedGroup(Link("Without results", ""), (), tuple(rows))

    def _row(
        self, item: _Item, name: Link, details: tuple[str, ...], scenarios: Sequence[str], category: str | None
    ) -> ListedRow:
        entry = item.entry
        ids = dict.fromkeys(filter(None, (entry.id_of(entry.results[i]) for i in item.by_scenario.values())))
        positions = [item.by_scenario.get(scenario) for scenario in scenarios]
        return ListedRow(
            name=name,
            details=details,
            submitter=None if self.grouped_by_system else submitter_link(entry, self.contents, self.url),
            cells=tuple(None if index is None else self._cell(entry, index, category) for index in positions),
            result_ids=", ".join(ids),
        )

    def _cell(self, entry: Entry, index: int, category: str | None) -> ListedResult:
        result = entry.results[index]
        status = entry.verification_of(result).status
        return ListedResult(
            value=Link(str(result.value), self.contents.result(self.url, entry, index)),
            unit=entry.unit_of(result),
            standing=self._standing(entry, index, category),
            state="" if status == "verified" else status,
            power=power_of(result),
            accuracy=result.accuracy_in_words if entry.owns_models else "",
            inferred_from=result.inferred_from or "",
        )

    def _standing(self, entry: Entry, index: int, category: str | None) -> Link | None:
        for ranking, rank in self.contents.tables.placings(entry, index):
            if ranking.key.category == category:
                board = urls.relative(self.url, urls.leaderboard(ranking.key))
                return Link(f"{rank} of {len(ranking.standings)}", board)
        return None

    def _card(self, entry: Entry) -> str:
        return urls.relative(self.url, urls.result_card(entry))

    def _state(self, entry: Entry) -> str:
        """What became of a whole card; a state of its results stands beside each of them."""
        status = entry.file.verification.status
        return status if status in UNRANKED else ""


def _items(entry: Entry, category: str | None) -> list[_Item]:
    """The rows of an entry in this category, in the order of the data; no cell hides another."""
    items: list[_Item] = []
    for index, result in enumerate(entry.results):
        if category not in entry.categories_of(result):
            continue
        own = (result.used_model if entry.owns_models else None) or result.benchmark
        name = (result.benchmark, own if own != result.benchmark else "")
        fitting = (i for i in items if i[1:3] == name and result.scenario not in i.by_scenario)
        found = next(fitting, None)
        if found is None:
            items.append(_Item(entry, *name, {result.scenario: index}))
        else:
            found.by_scenario[result.scenario] = index
    return items


def scope_of_rounds(entries: Iterable[Entry]) -> str:
    """Rounds with the divisions that these entries stand in: what a footnote of several rounds names."""
    divisions: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        title = marked(entry.round.title, entry.round)
        divisions[title][entry.round.divisions[entry.division].title] = None
    return "; ".join(f"{title} {' and '.join(found)}" for title, found in divisions.items())


def rounds_in_words(entries: Iterable[Entry]) -> str:
    """Families with the versions that these entries are of, newest first: `Sprint v2, v1`."""
    versions: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        versions[marked(entry.round.family, entry.round)][entry.round.version] = None
    return "; ".join(f"{family} {', '.join(found)}" for family, found in versions.items())
