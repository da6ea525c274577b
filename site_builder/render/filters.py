"""Filters: the few words that templates may add to values; each is a pure function of its input."""

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

A_SHARE = re.compile("(?<=[0-9]) (?=%)")
FRACTION = re.compile(r"(-?[0-9]+)(\.[0-9]+)?")


def listed(words: Sequence[str]) -> str:
    """Words on one line, with commas."""
    return ", ".join(words)


@lru_cache(maxsize=16384)
def aligned(number: str) -> Markup:
    """A number whose decimals stand in a box of their own, so that style can align numbers at the point."""
    found = FRACTION.fullmatch(number)
    if not found:
        return escape(number)
    whole, fraction = found.groups()
    return Markup(f'{whole}<span class="decimals">{fraction or ""}</span>')  # digits and a point: nothing to escape


def unbroken(words: str) -> str:
    """Words in which no line ends between a number and its percent sign."""
    return A_SHARE.sub("\u00a0", words)
