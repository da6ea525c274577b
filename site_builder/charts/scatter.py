"""Scatter charts: accuracy against speed, where submitters bring models of their own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from site_builder.charts.marks import Label, Look, Mark, Tick, look_of, width_of
from site_builder.charts.scale import Scale, around, from_zero, in_words, place, powers

WIDTH, HEIGHT = 360, 312
TOP, BOTTOM, RIGHT = 28, 268, 352
WORTH_POWERS = 20  # from this ratio of largest to smallest, small values would crowd at the edge
LONGEST_NAME = 30
Box = tuple[Decimal, Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """One result: its speed and the accuracy it reached."""

    series: str  # gives colour and shape, and is written beside its first mark where there is room
    speed: Decimal
    accuracy: Decimal
    href: str
    title: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A series that the drawing has no room to name."""

    text: Annotated[str, "Its name"]
    look: Annotated[Look, "How its marks are drawn"]


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """Accuracy against speed: everything that is drawn, at its place."""

    id: Annotated[str, "Begin of the ids inside the drawing"]
    title: Annotated[str, "What is drawn, with version, division, category, benchmark and scenario"]
    description: Annotated[str, "What the drawing shows, in sentences"]
    width: Annotated[int, "Of the drawing"]
    height: Annotated[int, "Of the drawing"]
    left: Annotated[str, "Where the plot begins"]
    right: Annotated[str, "Where the plot ends"]
    top: Annotated[str, "Where the plot begins, from the top"]
    bottom: Annotated[str, "Where the plot ends, from the top"]
    upright: Annotated[str, "What the upright axis measures"]
    level: Annotated[str, "What the level axis measures"]
    accuracies: Annotated[tuple[Tick, ...], "What the upright axis names"]
    speeds: Annotated[tuple[Tick, ...], "What the level axis names"]
    target: Annotated[Tick | None, "The accuracy target, where there is one"]
    marks: Annotated[tuple[Mark, ...], "The results"]
    labels: Annotated[tuple[Label, ...], "Names beside the marks, as far as there is room"]
    unnamed: Annotated[tuple[Named, ...], "What the drawing has no room to name"]


def scatter_chart(
    id_: str,
    title: str,
    description: str,
    axes: tuple[str, str],
    points: Sequence[ScatterPoint],
    target: tuple[Decimal, str] | None,
) -> ScatterChart:
    """The drawing of these results; `axes` name accuracy and speed, `target` is an accuracy with its words."""
    known = [point.accuracy for point in points] + ([target[0]] if target else [])
    upright = around(known, BOTTOM, TOP)
    accuracies = tuple(Tick(place(upright.at(tick)), in_words(tick)) for tick in upright.ticks)
    left = max(width_of(tick.text) for tick in accuracies) + 6
    level = _level([point.speed for point in points], left)
    placed = [(point, level.at(point.speed), upright.at(point.accuracy)) for point in points]
    labels, unnamed = _names(placed, left)
    return ScatterChart(
        id=id_,
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
        left=place(left),
        right=place(RIGHT),
        top=place(TOP),
        bottom=place(BOTTOM),
        upright=axes[0],
        level=f"{axes[1]}{', logarithmic' if level.logarithmic else ''}",
        accuracies=accuracies,
        speeds=tuple(Tick(place(level.at(tick)), in_words(tick)) for tick in level.ticks),
        target=Tick(place(upright.at(target[0])), target[1]) if target else None,
        marks=tuple(
            Mark(place(x), place(y), point.href, point.title, look_of(point.series), point.unverified)
            for point, x, y in placed
        ),
        labels=labels,
        unnamed=unnamed,
    )


def _level(speeds: Sequence[Decimal], left: int) -> Scale:
    least = min(speeds)
    if least > 0 and max(speeds) / least >= WORTH_POWERS:
        return powers(speeds, left + 12, RIGHT - 8)
    return from_zero(speeds, left, RIGHT - 8)


Placed = tuple[ScatterPoint, Decimal, Decimal]


def _names(placed: Sequence[Placed], left: int) -> tuple[tuple[Label, ...], tuple[Named, ...]]:
    """The name of each series beside one of its marks, if it covers no mark and no other name."""
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for _, x, y in placed]
    by_series: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        by_series[one[0].series].append(one)
    labels, unnamed = [], []
    for name, members in by_series.items():
        found = next(_free_places(name, members, taken, left), None)
        if found is None:
            unnamed.append(Named(name, look_of(name)))
            continue
        label, box = found
        labels.append(label)
        taken.append(box)
    return tuple(labels), tuple(unnamed)


def _free_places(name: str, members: Sequence[Placed], taken: Sequence[Box], left: int) -> Iterator[tuple[Label, Box]]:
    """Places for the name, right of, left of, above and below each of its marks."""
    if len(name) > LONGEST_NAME:
        return
    width, colour = Decimal(width_of(name)), look_of(name).colour
    for _, x, y in members:
        half = width / 2
        for anchor, at, line, start in (
            ("start", x + 9, y + 4, x + 9),
            ("end", x - 9, y + 4, x - 9 - width),
            ("middle", x, y - 10, x - half),
            ("middle", x, y + 18, x - half),
        ):
            box = (start, line - 11, start + width, line + 3)
            inside = box[0] >= left and box[2] <= WIDTH and box[1] >= TOP - 8 and box[3] <= BOTTOM
            if inside and not any(_overlap(box, other) for other in taken):
                yield Label(place(at), place(line), anchor, name, "series", colour), box


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
