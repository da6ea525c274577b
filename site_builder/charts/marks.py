"""Marks: what all charts draw, and which look a series has by its name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

COLOURS = 6  # `.series-0` to `.series-5` in history.css
# Told apart without colour: the outline of each mark around its own middle.
SHAPES = (
    "M4.5 0A4.5 4.5 0 1 1 -4.5 0A4.5 4.5 0 1 1 4.5 0Z",  # circle
    "M-4 -4H4V4H-4Z",  # square
    "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",  # diamond
    "M0 -5.5L5 4H-5Z",  # triangle
    "M0 5.5L5 -4H-5Z",  # triangle on its head
    "M-5 -1.7H-1.7V-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5Z",  # plus
    "M-4.7 -2.3L-2.3 -4.7L0 -2.4L2.3 -4.7L4.7 -2.3L2.4 0L4.7 2.3L2.3 4.7L0 2.4L-2.3 4.7L-4.7 2.3L-2.4 0Z",  # times
    "M-4.5 -5H4.5L1 0L4.5 5H-4.5L-1 0Z",  # hourglass
    "M-5 -4.5V4.5L0 1L5 4.5V-4.5L0 -1Z",  # bow tie
    "M5.5 0L-4 5V-5Z",  # triangle to the right
    "M-5.5 0L4 5V-5Z",  # triangle to the left
    "M0 -6L1.6 -1.6L6 0L1.6 1.6L0 6L-1.6 1.6L-6 0L-1.6 -1.6Z",  # star
)
DASHES = ("", "7 3", "2 3", "9 3 2 3", "5 5")
LETTER = 8  # the room of one letter at the size of all text in charts, in the drawing's units


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn, wherever it is drawn."""

    colour: Annotated[int, "Which colour of the palette: series-0 to series-5 in the style sheet"]
    shape: Annotated[str, "Outline of its marks, around the mark's middle"]
    dash: Annotated[str, "Dashes of its line; empty for a whole one"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A value or round that an axis names."""

    at: Annotated[str, "Its place on the axis"]
    text: Annotated[str, "What is written there"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One result, drawn at its place."""

    x: Annotated[str, "From the left"]
    y: Annotated[str, "From the top"]
    href: Annotated[str, "Link to the result's row on its card"]
    title: Annotated[str, "Whose result it is and all that must be told with it, in one line"]
    look: Annotated[Look, "How its series is drawn"]
    hollow: Annotated[bool, "Whether only its outline is drawn: the result is unverified"]


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark or a line."""

    x: Annotated[str, "From the left"]
    y: Annotated[str, "From the top: the line that the letters stand on"]
    anchor: Annotated[str, "start, middle or end: where x is in the text"]
    text: Annotated[str, "What is written"]
    kind: Annotated[str, "series, value, note, axis or target: a class of the style sheet"]
    colour: Annotated[int | None, "The colour of its series; none for ink"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every chart has: its words, its size, its plot, and what is drawn in it, each at its place."""

    id: Annotated[str, "Begin of the ids inside the drawing"]
    title: Annotated[str, "What is drawn, and of whom: with version, division, category, benchmark and scenario"]
    description: Annotated[str, "What the drawing shows, in sentences"]
    width: Annotated[int, "Of the drawing"]
    height: Annotated[int, "Of the drawing"]
    left: Annotated[str, "Where the plot begins"]
    right: Annotated[str, "Where the plot ends"]
    top: Annotated[str, "Where the plot begins, from the top"]
    bottom: Annotated[str, "Where the plot ends, from the top"]
    upright: Annotated[str, "What the upright axis measures: a unit and which way is better, or an accuracy"]
    marks: Annotated[tuple[Mark, ...], "The results"]
    labels: Annotated[tuple[Label, ...], "Words inside the drawing: names and values as far as there is room"]


def looks_of(names: Iterable[str]) -> dict[str, Look]:
    """The look of each series of one chart, from its name: it stays the same on every page and in every build.

    A shape or dash that another series of the chart has makes way for the next free one, so that all are told apart
    without colour; the colour is never another.
    """
    looks: dict[str, Look] = {}
    shapes: set[str] = set()
    dashes: set[str] = set()
    for name in sorted(set(names)):
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
        number, colour = divmod(number, COLOURS)
        number, shape = divmod(number, len(SHAPES))
        looks[name] = Look(colour, _free(SHAPES, shape, shapes), _free(DASHES, number % len(DASHES), dashes))
    return looks


def _free(choices: tuple[str, ...], preferred: int, taken: set[str]) -> str:
    turned = (*choices[preferred:], *choices[:preferred])
    found = next((choice for choice in turned if choice not in taken), turned[0])
    taken.add(found)
    return found


def width_of(text: str) -> int:
    """About how wide a text is."""
    return LETTER * len(text)
