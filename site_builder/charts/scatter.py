"""Scatter charts: accuracy against speed, where submitters bring models of their own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from site_builder.charts.marks import Drawing, Label, Look, Mark, Tick, looks_of, width_of
from site_builder.charts.scale import Scale, around, from_zero, in_words, place, powers

WIDTH, HEIGHT = 360, 312
TOP, BOTTOM, RIGHT = 28, 268, 352
WORTH_POWERS = 20  # from this ratio of largest to smallest, small values would crowd at the edge
MOST_NAMES = 6  # more names than these would cover the marks: all stand beside the drawing then
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
    """A series that is named beside the drawing."""

    text: Annotated[str, "Its name"]
    look: Annotated[Look, "How its marks are drawn"]


@dataclass(frozen=True, slots=True)
class ScatterChart(Drawing):
    """Accuracy against speed: everything that is drawn, at its place."""

    level: Annotated[str, "What the level axis measures"]
    accuracies: Annotated[tuple[Tick, ...], "What the upright axis names"]
    speeds: Annotated[tuple[Tick, ...], "What the level axis names"]
    target: Annotated[str, "Where the line of the accuracy target lies; empty where there is none"]
    unnamed: Annotated[tuple[Named, ...], "Series that the drawing has no room to name"]
    left_out: Annotated[str, "What the page lists and the drawing leaves out, in sentences; may be empty"]


def scatter_chart(
    id_: str,
    title: str,
    description: str,
    axes: tuple[str, str],
    points: Sequence[ScatterPoint],
    target: tuple[Decimal, str] | None,
    left_out: str,
) -> ScatterChart:
    """The drawing of these results; `axes` name accuracy and speed, `target` is an accuracy with its words."""
    known = [point.accuracy for point in points] + ([target[0]] if target else [])
    upright = around(known, BOTTOM, TOP)
    accuracies = tuple(Tick(place(upright.at(tick)), in_words(tick)) for tick in upright.ticks)
    left = max(width_of(tick.text) for tick in accuracies) + 6
    level = _level([point.speed for point in points], left)
    placed = [(point, level.at(point.speed), upright.at(point.accuracy)) for point in points]
    looks = looks_of(point.series for point in points)
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for _, x, y in placed]
    goal = [_goal(target[1], upright.at(target[0]), left, taken)] if target else []
    labels, unnamed = _names(placed, looks, left, taken)
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
        level=f"{axes[1]}{'; logarithmic' if level.logarithmic else ''}",
        accuracies=accuracies,
        speeds=tuple(Tick(place(level.at(tick)), in_words(tick)) for tick in level.ticks),
        target=place(upright.at(target[0])) if target else "",
        marks=tuple(
            Mark(place(x), place(y), point.href, point.title, looks[point.series], point.unverified)
            for point, x, y in placed
        ),
        labels=(*goal, *labels),
        unnamed=unnamed,
        left_out=left_out,
    )


def _level(speeds: Sequence[Decimal], left: int) -> Scale:
    least = min(speeds)
    if least > 0 and max(speeds) / least >= WORTH_POWERS:
        return powers(speeds, left + 12, RIGHT - 8)
    return from_zero(speeds, left, RIGHT - 8)


Placed = tuple[ScatterPoint, Decimal, Decimal]


def _goal(words: str, y: Decimal, left: int, taken: list[Box]) -> Label:
    """The words of the target, at one end of its line, above or below: where they cover no mark."""
    width = Decimal(width_of(words))
    places: list[tuple[str, Decimal, Decimal]] = [
        (anchor, Decimal(at), line) for line in (y - 5, y + 14) for anchor, at in (("end", RIGHT), ("start", left + 4))
    ]
    boxes = [_box(anchor, at, line, width) for anchor, at, line in places]
    free = [index for index, box in enumerate(boxes) if not any(_overlap(box, other) for other in taken)]
    chosen = free[0] if free else 0
    taken.append(boxes[chosen])
    anchor, at, line = places[chosen]
    return Label(place(at), place(line), anchor, words, "target", None)


def _names(
    placed: Sequence[Placed], looks: Mapping[str, Look], left: int, taken: list[Box]
) -> tuple[tuple[Label, ...], tuple[Named, ...]]:
    """The name of each series beside one of its marks, if it covers no mark and no other words."""
    if len(looks) > MOST_NAMES:
        return (), tuple(Named(name, look) for name, look in looks.items())
    by_series: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        by_series[one[0].series].append(one)
    labels, unnamed = [], []
    for name, members in by_series.items():
        found = next(_free_places(name, looks[name], members, taken, left), None)
        if found is None:
            unnamed.append(Named(name, looks[name]))
            continue
        label, box = found
        labels.append(label)
        taken.append(box)
    return tuple(labels), tuple(unnamed)


def _free_places(
    name: str, look: Look, members: Sequence[Placed], taken: Sequence[Box], left: int
) -> Iterator[tuple[Label, Box]]:
    """Places for the name, right of, left of, above and below each of its marks."""
    width = Decimal(width_of(name))
    for _, x, y in members:
        beside = (("start", x + 9, y + 4), ("end", x - 9, y + 4), ("middle", x, y - 10), ("middle", x, y + 18))
        for anchor, at, line in beside:
            box = _box(anchor, at, line, width)
            inside = box[0] >= left and box[2] <= WIDTH and box[1] >= TOP - 8 and box[3] <= BOTTOM
            if inside and not any(_overlap(box, other) for other in taken):
                yield Label(place(at), place(line), anchor, name, "series", look.colour), box


def _box(anchor: str, at: Decimal, line: Decimal, width: Decimal) -> Box:
    """What a text covers whose letters stand on this line."""
    start = at - {"start": Decimal(0), "middle": width / 2, "end": width}[anchor]
    return start, line - 11, start + width, line + 3


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
