"""Frozen JSON: what the fast reader reads, in our own types."""

from typing import Any

import jiter

from site_builder.models import FrozenDict, Number, fits_a_double, number_of
from site_builder.sources.json_reader import DEEPEST_NESTING

FEW_DIGITS = 100
PLAIN = frozenset([str, bool, type(None)])


class TooMuchError(ValueError):
    """A number that no double holds, or nesting too deep; the locating reader says where."""


def read_json(data: bytes, *, once: bool = True) -> Any:
    """What the fast reader makes of a document, which keeps digits. Raises: ValueError, RecursionError.

    `once` refuses an object with two members of one name, which takes a third of the time.
    """
    return jiter.from_json(data, allow_inf_nan=False, catch_duplicate_keys=once, float_mode="lossless-float")


def frozen(value: Any, depth: int = 0) -> Any:
    """The value in our own types: Number for numbers, tuple for arrays, FrozenDict for objects.

    Raises: TooMuchError.
    """
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is not dict and kind is not list:
        return number(value)
    if depth >= DEEPEST_NESTING:
        raise TooMuchError
    if kind is list:
        return tuple([frozen(member, depth + 1) for member in value])
    # Most members are texts, and in most objects all are: asking for each of them costs more than all the rest.
    if PLAIN.issuperset(map(type, value.values())):
        return FrozenDict(value)
    return FrozenDict(
        {key: member if type(member) is str else frozen(member, depth + 1) for key, member in value.items()}
    )


def number(value: Any) -> Number:
    """A number as the fast reader gives it. Raises: TooMuchError."""
    text = str(value)
    # A double holds whatever has so few digits and no exponent.
    if (len(text) > FEW_DIGITS or "e" in text or "E" in text) and not _fits(value, text):
        raise TooMuchError
    return number_of(text)


def _fits(value: Any, text: str) -> bool:
    return value.bit_length() <= 1000 if type(value) is int else fits_a_double(text)
