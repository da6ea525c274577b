"""Histories: charts over rounds, the same numbers as tables, and sentences where there is one point only."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from site_builder.charts import HistoryChart, HistoryLine, HistoryPoint, history_chart
from site_builder.models import Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import availability_of
from site_builder.pages.messaging import marked
from site_builder.pages.page import Link
from site_builder.tables import Point, Scope, Series, chips_of, oldest_first, short

FORMULA = "ratio = result / result of the round that it is compared with, the nearest compatible one before it"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One point of a history."""

    round: Annotated[Link, "The round's version, leading to its page"]
    value: Annotated[str, "Digits as written"]
    ratio: Annotated[str, "Against the point before it: derived; empty where there is none or it may not be compared"]
    better: Annotated[str, "better, worse or the same; empty without a ratio"]
    base: Annotated[str, "The version it is compared with, or may not be compared with; may be empty"]
    broken: Annotated[bool, "Whether it may not be compared with the point before it"]
    differences: Annotated[str, "Chips and availability that changed since the point before it; may be empty"]
    system: Annotated[Link, "The system, leading to the result's row on its card"]
    submitter: Annotated[str, "Who submitted it"]
    chips: Annotated[str, "8x NVIDIA H100; 8x where all of the page are of one model"]
    availability: Annotated[str, "Available; may be empty"]
    result_id: Annotated[str, "Public result ID; may be empty"]
    unverified: Annotated[bool, "Whether the word unverified stands beside the value"]


@dataclass(frozen=True, slots=True)
class HistoryGroup:
    """One line of the chart as rows."""

    heading: Annotated[str, "8 accelerators; empty where the table has one group"]
    rows: Annotated[tuple[HistoryRow, ...], "Oldest first"]


@dataclass(frozen=True, slots=True)
class History:
    """One benchmark and scenario over rounds: the chart and the table beside it."""

    id: Annotated[str, "Anchor of its heading"]
    heading: Annotated[str, "Benchmark, own model and scenario"]
    group: Annotated[str, "Closed Datacenter, unverified"]
    caption: Annotated[str, "Whose results, with versions, division, category, benchmark and scenario"]
    unit: Annotated[str, "The unit of all values"]
    chart: Annotated[HistoryChart, "The drawing"]
    tables: Annotated[tuple[HistoryGroup, ...], "The same numbers"]
    with_submitter: Annotated[bool, "Whether each row names its submitter"]


@dataclass(frozen=True, slots=True)
class Lone:
    """Benchmarks and scenarios that have results in one round only."""

    scope: Annotated[str, "Version, division and category"]
    benchmarks: Annotated[str, "bert-99 (Server, Offline), resnet (Offline)"]


@dataclass(frozen=True, slots=True)
class Histories:
    """All that can be said of the results of one submitter or accelerator over rounds."""

    charts: Annotated[tuple[History, ...], "Those of two points and more"]
    lone: Annotated[tuple[Lone, ...], "Those of one point; empty where all are of one round"]
    only_round: Annotated[str, "The round that all results are of; empty where there are several or none"]
    compatibility: Annotated[str, "Link to the page on compatible rounds"]


def histories(series: Sequence[Series], contents: Contents, url: str, whose: str) -> Histories:
    """The histories of these series; `whose` names the submitter or the accelerator."""
    by_scope: dict[Scope, list[Series]] = defaultdict(list)
    for one in series:
        if len(one.points) > 1:
            by_scope[one.scope].append(one)
    wording = _Wording(contents, url, whose)
    charts = tuple(wording.history(number, members) for number, members in enumerate(_together(by_scope), 1))
    lone = [one for one in series if len(one.points) == 1]
    rounds = {marked(p.round.title, p.round): None for one in series for p in one.points}
    only = next(iter(rounds)) if len(rounds) == 1 else ""
    return Histories(
        charts=charts,
        lone=() if only else tuple(_lone(lone)),
        only_round=only,
        compatibility=urls.relative(url, urls.COMPATIBILITY),
    )


LINES, SPREAD = 4, 12  # more lines, or larger ones, would hide the smallest at the bottom of their chart


def _together(by_scope: dict[Scope, list[Series]]) -> Iterator[list[Series]]:
    """Series of one scope in as few charts as can be read: numbers of accelerators upwards."""
    for members in by_scope.values():
        chart: list[Series] = []
        for one in members:
            tops = [max(p.standing.result.value.decimal for p in s.points) for s in (*chart, one)]
            if chart and (len(chart) == LINES or max(tops) > SPREAD * min(tops)):
                yield chart
                chart = []
            chart.append(one)
        yield chart


def _lone(series: Sequence[Series]) -> Iterator[Lone]:
    groups: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for one in series:
        round_, scope = one.points[0].round, one.scope
        where = ", ".join(filter(None, (f"{marked(round_.title, round_)} {_group(scope, round_)}", _count(one))))
        groups[where][_benchmark(scope)][scope.scenario] = None
    for where, benchmarks in groups.items():
        yield Lone(where, ", ".join(f"{name} ({', '.join(found)})" for name, found in benchmarks.items()))


def _group(scope: Scope, round_: Round) -> str:
    words = [round_.divisions[scope.division].title, round_.categories[scope.category].title if scope.category else ""]
    states = ("with power" if scope.with_power else "", "" if scope.verified else "unverified")
    return ", ".join(filter(None, (" ".join(filter(None, words)), *states)))


def _benchmark(scope: Scope) -> str:
    own = scope.used_model if scope.used_model != scope.benchmark else None
    return f"{scope.benchmark}, {own}" if own else scope.benchmark


def _count(one: Series) -> str:
    if one.chips is None:
        return ""
    return "1 accelerator" if one.chips == 1 else f"{one.chips} accelerators"


class _Wording:
    """Words the histories of one page."""

    def __init__(self, contents: Contents, url: str, whose: str) -> None:
        self.contents, self.url, self.whose = contents, url, whose

    def history(self, number: int, members: Sequence[Series]) -> History:
        """One chart with its table."""
        first = members[0]
        scope, newest = first.scope, first.points[-1].round
        shown = {point.round.id: point.round for one in members for point in one.points}
        rounds = [r for r in oldest_first(self.contents.catalog, scope.family) if r.id in shown]
        family = marked(scope.family, newest)
        versions = ", ".join(round_.version for round_ in rounds)
        caption = f"{self.whose}: {family} {versions} {_group(scope, newest)} {_benchmark(scope)} {scope.scenario}"
        better = first.metric.better
        id_ = f"history-{number}"
        chart = history_chart(
            id_,
            f"{caption}, in {scope.unit}",
            _description(members, better),
            f"{scope.unit}; {better} is better",
            [(round_.id, round_.version) for round_ in rounds],
            [self._line(one, alone=len(members) == 1) for one in members],
            hollow=not scope.verified,
        )
        return History(
            id=id_,
            heading=f"{_benchmark(scope)}, {scope.scenario}",
            group=_group(scope, newest),
            caption=caption,
            unit=scope.unit,
            chart=chart,
            tables=tuple(HistoryGroup(_count(one), tuple(self._rows(one))) for one in members),
            with_submitter=first.chips is not None,
        )

    def _line(self, one: Series, *, alone: bool) -> HistoryLine:
        name = self.whose if one.chips is None else f"{one.chips}x {self.whose}"
        points = tuple(tuple(self._point(point, one) for point in segment) for segment in one.segments)
        return HistoryLine(name, "" if alone else f"{one.chips} chips", points)

    def _point(self, point: Point, one: Series) -> HistoryPoint:
        entry, result = point.standing.entry, point.standing.result
        chips = chips_of(entry)
        count = f"{chips.number}x" if chips.number else ""
        unverified = "" if one.scope.verified else "unverified"
        about = (entry.round.version, f"{result.value} {one.scope.unit}", unverified, entry.submitter)
        words = (*about, entry.system.name, chips.in_words(), availability_of(entry))
        note = ", ".join(filter(None, (count, unverified)))
        return HistoryPoint(
            round=entry.round.id,
            value=result.value.decimal,
            text=str(result.value),
            note=note,
            href=self._result(point),
            title=", ".join(filter(None, words)),
        )

    def _rows(self, one: Series) -> Iterator[HistoryRow]:
        before: Point | None = None
        for segment in one.segments:
            for place, point in enumerate(segment):
                yield self._row(point, before, one, broken=before is not None and place == 0)
                before = point

    def _row(self, point: Point, before: Point | None, one: Series, *, broken: bool) -> HistoryRow:
        entry, result = point.standing.entry, point.standing.result
        return HistoryRow(
            round=Link(entry.round.version, urls.relative(self.url, urls.round_page(entry.round.id))),
            value=str(result.value),
            ratio=short(point.ratio),
            better=_better(point, one),
            base=before.round.version if before else "",
            broken=broken,
            differences=_differences(before, point) if before else "",
            system=Link(entry.system.name, self._result(point)),
            submitter=entry.submitter,
            chips=f"{one.chips}x" if one.chips else chips_of(entry).in_words(),
            availability=availability_of(entry),
            result_id=entry.id_of(result) or "",
            unverified=not one.scope.verified,
        )

    def _result(self, point: Point) -> str:
        return self.contents.result(self.url, point.standing.entry, point.standing.position)


def _better(point: Point, one: Series) -> str:
    if point.ratio is None:
        return ""
    if point.ratio == 1:
        return "the same"
    return "better" if (point.ratio > 1) == (one.metric.better == "higher") else "worse"


def _differences(before: Point, after: Point) -> str:
    """What else changed: a ratio says what the chip alone did only where nothing did.

    Source: messaging guidelines, on comparisons: every difference in availability and chip count is named.
    """
    one, other = before.standing.entry, after.standing.entry
    pairs = (
        (chips_of(one).in_words(), chips_of(other).in_words()),
        (availability_of(one), availability_of(other)),
    )
    return "; ".join(f"{was or 'not stated'} → {now or 'not stated'}" for was, now in pairs if was != now)


def _description(members: Sequence[Series], better: str) -> str:
    sentences = []
    for one in members:
        points = one.points
        name = f"{_count(one)}: " if one.chips is not None else ""
        word = "" if one.scope.verified else " unverified"
        told = ", ".join(f"{point.standing.result.value}{word} in {point.round.version}" for point in points)
        sentences.append(f"{name}{told}.")
        for before, after in pairwise(one.segments):
            versions = f"{before[-1].round.version} to {after[0].round.version}"
            sentences.append(f"No line from {versions}: the rounds are not compatible.")
    return f"{better.capitalize()} is better. {' '.join(sentences)}"
