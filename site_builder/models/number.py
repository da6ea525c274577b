"""Number: a JSON number that keeps the digits it was written with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Union

JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")

# What a JSON document holds once read: arrays are tuples, objects are FrozenDicts.
JsonValue = Union[None, bool, str, "Number", tuple["JsonValue", ...], Mapping[str, "JsonValue"]]


@dataclass(frozen=True, slots=True)
class Number:
    """`7.79867` and `86304.60`, digit for digit; two Numbers are equal when they are written alike."""

    as_written: str

    @property
    def value(self) -> float:
        """The nearest double, for ranking and scales; pages print the digits as written."""
        return float(self.as_written)

    @property
    def decimal(self) -> Decimal:
        """The exact value."""
        return Decimal(self.as_written)

    def __str__(self) -> str:
        return self.as_written


_new, _put = object.__new__, Number.__dict__["as_written"].__set__


def number_of(as_written: str) -> Number:
    """The Number, in half the time: there are more of them than of anything else but texts."""
    number = _new(Number)
    _put(number, as_written)
    return number


def fits_a_double(as_written: str) -> bool:
    """Whether a double holds this number, neither infinite nor rounded away to zero, and Decimal its exponent."""
    value = float(as_written)
    if value == 0:
        return not re.search(r"[1-9]", re.split("[eE]", as_written)[0]) and _is_a_decimal(as_written)
    return abs(value) != float("inf")


def _is_a_decimal(as_written: str) -> bool:
    """Whether Decimal can hold it: only a zero may have an exponent of so many digits and still fit a double."""
    try:
        Decimal(as_written)
    except InvalidOperation:
        return False
    return True


def shortest_at_most(number: Number, places: int) -> str:
    """Rounded to so many decimals, without trailing zeros: 89.96526 -> 89.9653, 3615190.2 -> 3615190.2."""
    text = f"{number.decimal:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
