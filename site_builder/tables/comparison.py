"""Comparison: which two results may be set against each other, why others may not, and by how much they differ.

Source: MLPerf results messaging guidelines, on comparing: one suite, compatible versions, the same benchmark and
scenario; power runs apart; open results only beside open ones of the same model, as nothing states in which ways
they would not qualify as closed.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from site_builder.models import Entry, Metric, Number, Result
from site_builder.tables.compatibility import compatible_rounds
from site_builder.tables.leaderboard import keys_of

SIGNIFICANT_DIGITS = 3

# In the order in which results are told apart; `here` is what the other is compared with. The page's script
# compares the same parts in the same order, and prints these words.
REASONS = {
    "family": "Another suite: {there} is never compared with {here}.",
    "division": "Another division: nothing states what sets {there} results apart from {here} ones.",
    "category": "Another category: {there} is not compared with {here}.",
    "benchmark": "Another benchmark or accuracy target: {there} is not compared with {here}.",
    "scenario": "Another scenario: {there} is not compared with {here}.",
    "used_model": "Another model: {there} is not compared with {here}.",
    "power": "Power runs are compared with power runs only.",
    "unit": "Another unit: {there}, and not {here}.",
    "version": "Another version: {there} is not declared compatible with {here} for this benchmark.",
}
STATE = "A result that is {state} is compared with nothing."
NO_MODEL = "Which model it used is not stated, so that it is compared with nothing."
NO_METRIC = "The round does not say which way is better in {unit}."


class Ground(NamedTuple):
    """What two results must share to be compared, for one category of a result."""

    family: str
    division: str
    category: str  # empty where the round has none
    benchmark: str
    scenario: str
    used_model: str  # empty where divisions bring no models of their own
    power: str  # in words
    unit: str  # with its direction
    version: str
    round: str
    compatible: tuple[str, ...]  # rounds that this one's file calls compatible, for category and benchmark

    @property
    def parts(self) -> tuple[str, ...]:
        """What must be equal, in the order of REASONS; versions need not be."""
        what = (self.family, self.division, self.category, self.benchmark, self.scenario)
        return (*what, self.used_model, self.power, self.unit)


class Difference(NamedTuple):
    """The first part in which two results differ; the later it stands, the nearer they are."""

    place: int
    reason: str


def grounds_of(entry: Entry, result: Result) -> tuple[Ground, ...]:
    """One for each board that the result stands on; none where it stands on no board."""
    return tuple(_grounds(entry, result))


def _grounds(entry: Entry, result: Result) -> Iterator[Ground]:
    round_ = entry.round
    for key in filter(lambda key: key.is_ranked, keys_of(entry, result)):
        metric = round_.metric(key.unit)
        assert metric is not None  # or the result stands on no board
        yield Ground(
            family=round_.family,
            division=key.division,
            category=key.category or "",
            benchmark=key.benchmark,
            scenario=key.scenario,
            used_model=key.used_model or "",
            power="measured with power" if key.with_power else "measured without power",
            unit=f"{key.unit}, {metric.better} is better",
            version=round_.version,
            round=round_.id,
            compatible=compatible_rounds(round_, key.category, key.benchmark),
        )


def off_boards(entry: Entry, result: Result) -> str:
    """Why the result is compared with nothing; empty where it is not so."""
    if grounds_of(entry, result):
        return ""
    if entry.round.metric(entry.unit_of(result)) is None:
        return NO_METRIC.format(unit=entry.unit_of(result))
    if any(keys_of(entry, result)):
        return NO_MODEL
    return STATE.format(state=entry.verification_of(result).status)


def difference(here: Ground, there: Ground) -> Difference | None:
    """What keeps two grounds from being one; None where their results may be compared."""
    names = list(REASONS)
    for place, (one, other) in enumerate(zip(here.parts, there.parts, strict=True)):
        if one != other:
            return Difference(place, REASONS[names[place]].format(here=one, there=other))
    if here.round == there.round or there.round in here.compatible or here.round in there.compatible:
        return None
    return Difference(len(names) - 1, REASONS["version"].format(here=here.version, there=there.version))


def comparable(here: Entry, result: Result, there: Entry, other: Result) -> str | None:
    """Why `other` may not be compared with `result`; None where it may.

    A result of several categories is compared in any that they share.
    """
    if reason := off_boards(there, other) or off_boards(here, result):
        return reason
    found = [difference(one, two) for one in grounds_of(here, result) for two in grounds_of(there, other)]
    told = [each for each in found if each is not None]
    return None if len(told) < len(found) else max(told, key=lambda each: each.place).reason


def ratio(value: Number, basis: Number) -> str:
    """value / basis to three significant digits: `1.32`, `0.700`, `1230`; empty where no double holds it.

    Derived and unverified. Halves are rounded up, as the page's script rounds them.
    """
    quotient = value.value / basis.value
    if quotient == 0 or quotient == float("inf"):
        return ""
    exact = Decimal(quotient)
    rounded = _to_digits(exact, exact.adjusted())
    # 9.996 became 10.00, which has a digit too many.
    return f"{_to_digits(exact, rounded.adjusted()):f}"


def _to_digits(exact: Decimal, first: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(first + 1 - SIGNIFICANT_DIGITS), ROUND_HALF_UP)


def quantity(metric: Metric) -> str:
    """What the unit counts, as a sentence says it: throughput, latency."""
    if metric.better == "lower":
        return "latency" if "latency" in metric.unit.casefold() else "value"
    return "throughput" if metric.unit.endswith("/s") else "value"
