"""The value of a result: which field of a run carries it, and how it becomes the unit of the card.

Source: facts about MLPerf Inference rounds, "where the result stands".
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from site_builder.models import NANOSECONDS, Benchmark, Round

SAMPLES_IN_A_MULTISTREAM_QUERY = 8
MOST_DIGITS = 25


class Measured(NamedTuple):
    """A value in the unit of its result, and the scenario that was measured instead, if another."""

    value: str
    inferred_from: str | None = None


class NoValue(NamedTuple):
    """Why a run gives no value for a result."""

    reason: str
    detail: str


Facts = Mapping[str, str]


def measured(facts: Facts, benchmark: Benchmark, scenario: str, round_: Round) -> Measured | NoValue:
    """The value of one run for the scenario of its folder."""
    run = facts.get("effective_scenario", "")
    # LoadGen knows no Interactive: such a run is an Interactive result in its own right.
    if run == scenario or (run, scenario) == ("Server", "Interactive"):
        field = round_.logs.field_of(benchmark.id, run) if round_.logs else ""
        return _scaled(_number(facts, field), round_.log_unit(benchmark.id, scenario))
    rule = INFERRED.get((run, scenario))
    if rule is None:
        return NoValue("cannot-be-inferred", f"the log is of {run or 'no scenario'}, the folder of {scenario}")
    value = rule(facts)
    # A rate stays a rate; only the latency of a query is in nanoseconds.
    found = _scaled(value, round_.log_unit(benchmark.id, scenario)) if scenario == "MultiStream" else _told(value)
    return found._replace(inferred_from=run) if isinstance(found, Measured) else found


def _scaled(value: Decimal | None, unit: str) -> Measured | NoValue:
    places = NANOSECONDS.get(unit, 0)
    if value is not None and places:
        value = value.scaleb(-places).normalize()
    return _told(value)


def _told(value: Decimal | None) -> Measured | NoValue:
    if value is None:
        return NoValue("unreadable-log", "the log does not state the result")
    if value <= 0:
        return NoValue("invalid-run", f"the log states {value} as the result")
    return Measured(plain(value))


def _number(facts: Facts, field: str) -> Decimal | None:
    try:
        return measurable(Decimal(facts[field]))
    except (KeyError, InvalidOperation):
        return None


def measurable(value: Decimal) -> Decimal | None:
    """The value, if something can have been measured so: `1e999999` would be written out in a million zeros."""
    return value if value.is_finite() and (value.is_zero() or abs(value.adjusted()) <= MOST_DIGITS) else None


def _offline_from_single(facts: Facts) -> Decimal | None:
    return _number(facts, "result_qps_without_loadgen_overhead")


def _offline_from_multi(facts: Facts) -> Decimal | None:
    samples = _number(facts, "effective_samples_per_query")
    latency = _number(facts, "result_mean_query_latency_ns")
    return significant(samples * 10**9 / latency) if samples and latency else None


def _multi_from_single(facts: Facts) -> Decimal | None:
    estimate = _number(facts, "early_stopping_latency_ms")
    if estimate is None:
        estimate = _number(facts, "result_99.00_percentile_latency_ns")
    return SAMPLES_IN_A_MULTISTREAM_QUERY * estimate if estimate is not None else None


# Run, folder: how the one gives the other. There is no fourth.
INFERRED: Mapping[tuple[str, str], Callable[[Facts], Decimal | None]] = {
    ("SingleStream", "Offline"): _offline_from_single,
    ("MultiStream", "Offline"): _offline_from_multi,
    ("SingleStream", "MultiStream"): _multi_from_single,
}


def significant(value: Decimal) -> Decimal:
    """Twelve digits: more than was measured, and the same on every machine."""
    return Decimal(f"{value:.12g}")


def plain(value: Decimal) -> str:
    """The number without an exponent, its digits as they are."""
    return f"{value:f}"
