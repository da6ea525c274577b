"""History charts: values over rounds, in lines that break where rounds may not be compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from site_builder.charts.marks import Drawing, Label, Look, Mark, Tick, looks_of, width_of
from site_builder.charts.scale import Scale, from_zero, in_words, place

WIDTH, HEIGHT = 360, 206
BOTTOM = 176  # of the plot, above the rounds
TOP_OF_NAMED, TOP_OF_VALUED = 30, 54  # of the plot, below the unit; values stand above their marks
SIDE = 26  # room for half a value beside the first and the last round
LINE_OF_TEXT = 14


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One result of a line."""

    round: str  # its key among the rounds of the chart
    value: Decimal
    text: str  # the value as written
    note: str  # what stands below the value
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One series: points oldest first, in segments within which rounds may be compared."""

    name: str  # gives its colour, its dash and its marks
    label: str  # written at its end where the chart has several; empty: each point bears its value
    segments: tuple[tuple[HistoryPoint, ...], ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between results that may be compared."""

    points: Annotated[str, "Places of its points: 60,120 140,80"]
    look: Annotated[Look, "How its series is drawn"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two rounds whose results may not be compared."""

    x: Annotated[str, "From the left"]
    middle: Annotated[str, "From the top: the middle of the plot"]


@dataclass(frozen=True, slots=True)
class HistoryChart(Drawing):
    """Values over rounds: everything that is drawn, at its place."""

    values: Annotated[tuple[Tick, ...], "What the upright axis names"]
    rounds: Annotated[tuple[Tick, ...], "What the level axis names, oldest first"]
    gaps: Annotated[tuple[Gap, ...], "Where lines break"]
    strokes: Annotated[tuple[Stroke, ...], "The lines"]


def history_chart(
    id_: str,
    title: str,
    description: str,
    unit: str,
    rounds: Sequence[tuple[str, str]],
    lines: Sequence[HistoryLine],
    *,
    hollow: bool = False,
) -> HistoryChart:
    """The drawing of these lines over these rounds (key and name, oldest first); hollow marks are unverified."""
    values = [point.value for line in lines for segment in line.segments for point in segment]
    named = any(line.label for line in lines)
    top = TOP_OF_NAMED if named else TOP_OF_VALUED
    scale = from_zero(values, BOTTOM, top)
    ticks = tuple(Tick(place(scale.at(tick)), in_words(tick)) for tick in scale.ticks)
    left = max(width_of(tick.text) for tick in ticks) + 6
    right = WIDTH - max((width_of(line.label) for line in lines if line.label), default=SIDE) - 8
    places = _places([key for key, _ in rounds], left + SIDE, right - (4 if named else SIDE - 8))
    looks = looks_of(line.name for line in lines)
    drawn = [_Drawn(line, looks[line.name], scale, places, hollow) for line in lines]
    breaks = sorted({gap for line in drawn for gap in line.gaps()})
    return HistoryChart(
        id=id_,
        title=title,
        description=description,
        upright=unit,
        width=WIDTH,
        height=HEIGHT,
        left=place(left),
        right=place(right if named else WIDTH),
        top=place(top),
        bottom=place(BOTTOM),
        values=ticks,
        rounds=tuple(Tick(place(places[key]), name) for key, name in rounds),
        gaps=tuple(Gap(place(gap), place((top + BOTTOM) // 2)) for gap in breaks),
        strokes=tuple(stroke for line in drawn for stroke in line.strokes()),
        marks=tuple(mark for line in drawn for mark in line.marks()),
        labels=tuple(_labels(drawn)),
    )


def _places(keys: Sequence[str], first: int, last: int) -> dict[str, Decimal]:
    steps = max(len(keys) - 1, 1)
    return {key: first + Decimal(last - first) * index / steps for index, key in enumerate(keys)}


class _Drawn:
    """One line at its place."""

    def __init__(self, line: HistoryLine, look: Look, scale: Scale, places: dict[str, Decimal], hollow: bool) -> None:
        self.line, self.look, self.hollow = line, look, hollow
        self.segments = [[(p, places[p.round], scale.at(p.value)) for p in segment] for segment in line.segments]
        self.points = [point for segment in self.segments for point in segment]

    def strokes(self) -> Iterator[Stroke]:
        """The lines of its segments."""
        for segment in self.segments:
            if len(segment) > 1:
                yield Stroke(" ".join(f"{place(x)},{place(y)}" for _, x, y in segment), self.look)

    def gaps(self) -> Iterator[Decimal]:
        """The middle between each two points that no line joins."""
        for before, after in pairwise(self.segments):
            yield (before[-1][1] + after[0][1]) / 2

    def marks(self) -> Iterator[Mark]:
        """Its results."""
        for point, x, y in self.points:
            yield Mark(place(x), place(y), point.href, point.title, self.look, self.hollow)

    def values(self) -> Iterator[Label]:
        """The value above each point, with its note; the last one first, and none over another."""
        left_of = Decimal(WIDTH)
        for point, x, y in reversed(self.points):
            half = Decimal(max(width_of(point.text), width_of(point.note))) / 2
            anchor, at = ("end", Decimal(WIDTH)) if x + half > WIDTH else ("middle", x)
            start = at - (half if anchor == "middle" else 2 * half)
            if at + (half if anchor == "middle" else 0) > left_of:
                continue
            left_of = start - 4
            up = 10 + (LINE_OF_TEXT if point.note else 0)
            yield Label(place(at), place(y - up), anchor, point.text, "value", None)
            if point.note:
                yield Label(place(at), place(y - 10), anchor, point.note, "note", None)


def _labels(drawn: Sequence[_Drawn]) -> Iterator[Label]:
    """Values at the points of one line; names at the ends of several, none over another."""
    named = [line for line in drawn if line.line.label]
    if not named:
        for line in drawn:
            yield from line.values()
        return
    named.sort(key=lambda line: -line.points[-1][2])  # from the bottom up
    room = Decimal(HEIGHT)
    for line in named:
        _, x, y = line.points[-1]
        room = min(y + 4, room - LINE_OF_TEXT)
        yield Label(place(x + 9), place(room), "start", line.line.label, "series", line.look.colour)
