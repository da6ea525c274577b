"""Typed readings of what submitters write: sizes and counts, beside the text that the reader is shown."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from site_builder.models.number import JsonValue, Number

POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
SIZE = re.compile(r"\s*([0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([kmgtp])(i?)(?:b|bytes?)?\s*", re.IGNORECASE)
# Longer texts are read each time: kept ones would be memory that anybody's file could fill.
LONGEST_KEPT = 100
# Beyond this no database, data frame or Parquet file holds a whole number: what claims more states nothing.
LARGEST_WHOLE = 2**63 - 1
COUNT = re.compile(r"\s*([0-9]+)(?:\.0+)?\s*")


def written(value: JsonValue) -> str:
    """A fact as its submitter wrote it; nothing for null and for nested values, which have no one text."""
    if type(value) is str:
        return value
    return value.as_written if type(value) is Number else ""


@dataclass(frozen=True, slots=True)
class Capacity:
    """A size of memory or storage.

    One round writes it as `141 GB`, `1.5TiB`, `125G`, `N/A`, `Shared with host`.
    `bytes` is None where it is not stated, or not one size, or more than `LARGEST_WHOLE`; never 0. GB counts by 1000,
    GiB by 1024.
    """

    as_written: str
    bytes: int | None

    @classmethod
    def of(cls, value: JsonValue) -> "Capacity":
        """Read what a description says."""
        text = written(value)
        return _capacity(text) if len(text) <= LONGEST_KEPT else _capacity.__wrapped__(text)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something; `value` is None where it is not stated, or not one whole number."""

    as_written: str
    value: int | None

    @classmethod
    def of(cls, value: JsonValue) -> "Count":
        """Read what a description says."""
        text = written(value)
        return _count(text) if len(text) <= LONGEST_KEPT else _count.__wrapped__(text)


# Systems of one submitter say the same of most parts, and several pages ask each of them.
@lru_cache(maxsize=4096)
def _capacity(text: str) -> Capacity:
    found = SIZE.fullmatch(text)
    if not found:
        return Capacity(text, None)
    amount, prefix, binary = found.groups()
    unit = (1024 if binary else 1000) ** POWERS[prefix.lower()]
    size = round(Decimal(amount) * unit)
    return Capacity(text, size if 0 < size <= LARGEST_WHOLE else None)


@lru_cache(maxsize=4096)
def _count(text: str) -> Count:
    found = COUNT.fullmatch(text)
    return Count(text, int(found[1]) if found and len(found[1]) <= 12 else None)
