"""Readings that several tables need: chips of a system, and figures that are derived from results."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from site_builder.models import LARGEST_WHOLE, UNRANKED, Entry, Metric, Number, Power

# How derived figures are worked out, as footnotes and files say it.
PER_CHIP = "per accelerator = result / (nodes × accelerators of a node, as declared)"
PER_WATT = "per watt = result / measured power of the same run"
SIGNIFICANT_DIGITS = 4
SMALLEST_POWER, LARGEST_POWER = 6, 12  # beyond these powers of ten nobody counts zeros
NOT_A_NAME = {"", "n/a", "na", "none", "-", "0"}


class Counts(NamedTuple):
    """How much of something there is that still counts: what was superseded, withdrawn ... is only listed."""

    systems: int
    results: int
    submitters: int
    listed: int  # all results, also those that count no longer

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Counts":
        """Count the entries, their results and their submitters."""
        every = list(entries)
        valid = [entry for entry in every if entry.gist.status not in UNRANKED]
        results = sum(result.status not in UNRANKED for entry in valid for result in entry.gist.results)
        listed = sum(len(entry.gist.results) for entry in every)
        return cls(len(valid), results, len({entry.submitter for entry in valid}), listed)


class Chips(NamedTuple):
    """The devices that do most of the work, of all nodes together.

    `number` is None where nodes or devices are not one whole number, or too many to be one: never 1 by guess.
    Source: MLPerf results messaging guidelines, on chip count: accelerators, else processors.
    """

    kind: str  # accelerator, processor; empty where neither is described
    model: str
    number: int | None

    def in_words(self) -> str:
        """`8x NVIDIA H100`; the model alone where the count is not known."""
        return f"{self.number}x {self.model}" if self.number else self.model


def chips_of(entry: Entry) -> Chips:
    """The system's accelerators, or its processors where it has none; nothing where it describes neither."""
    gist = entry.gist
    return _chips(gist.accelerator.strip(), gist.accelerators, gist.processor.strip(), gist.processors, gist.nodes)


@lru_cache(maxsize=16384)
def _chips(
    accelerator: str, accelerators: int | None, processor: str, processors: int | None, nodes: int | None
) -> Chips:
    if accelerator.casefold() not in NOT_A_NAME and accelerators != 0:
        return Chips("accelerator", accelerator, _times(nodes, accelerators))
    number = _times(nodes, processors)
    if number is None and processor.casefold() in NOT_A_NAME:
        return Chips("", "", None)
    return Chips("processor", processor, number)


def _times(nodes: int | None, per_node: int | None) -> int | None:
    product = (nodes or 0) * (per_node or 0)
    return product if 0 < product <= LARGEST_WHOLE else None


def per_chip(value: Number, metric: Metric, chips: Chips) -> Decimal | None:
    """Throughput of one accelerator: value / chips. Derived and unverified; a latency for each chip means nothing."""
    if metric.better == "lower" or chips.kind != "accelerator" or not chips.number:
        return None
    return value.decimal / chips.number


def per_watt(value: Number, metric: Metric, power: Power | None) -> Decimal | None:
    """Throughput for each measured watt: value / power of the same run. Derived and unverified."""
    if power is None or metric.better == "lower" or power.unit.casefold() not in ("watts", "w"):
        return None
    return value.decimal / power.value.decimal


def short(value: Decimal | None) -> str:
    """A derived figure, to four significant digits: `0.3812`, `1235000`, `2.5e-9`."""
    if value is None:
        return ""
    rounded = Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if rounded and not -SMALLEST_POWER <= rounded.adjusted() < LARGEST_POWER:
        return f"{rounded.normalize():e}".replace("e+", "e")
    return f"{rounded:f}"
