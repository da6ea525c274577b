"""Marks: what all charts draw, and which look a series has by its name."""

import hashlib
from dataclasses import dataclass
from typing import Annotated

COLOURS = 6  # `.series-0` to `.series-5` in history.css
# Told apart without colour: the outline of each mark around its own middle.
SHAPES = {
    "circle": "M4.5 0A4.5 4.5 0 1 1 -4.5 0A4.5 4.5 0 1 1 4.5 0Z",
    "square": "M-4 -4H4V4H-4Z",
    "diamond": "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
    "triangle": "M0 -5.5L5 4H-5Z",
    "wedge": "M0 5.5L5 -4H-5Z",
    "cross": "M-5 -1.7H-1.7V-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5Z",
}
DASHES = ("", "7 3", "2 3", "9 3 2 3", "5 5")
LETTER = 7  # the room of one letter at the size of all text in charts, in the drawing's units


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


def look_of(name: str) -> Look:
    """The look of a series, from its name alone: it stays the same on every page and in every build."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    shapes = tuple(SHAPES.values())
    number, colour = divmod(number, COLOURS)
    number, shape = divmod(number, len(shapes))
    return Look(colour, shapes[shape], DASHES[number % len(DASHES)])


def width_of(text: str) -> int:
    """About how wide a text is."""
    return LETTER * len(text)
