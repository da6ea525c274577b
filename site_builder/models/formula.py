"""Formula: which fields of a log a result is made of, and how.

Source: facts about MLPerf Inference rounds, "where the result stands".
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

# What LoadGen calls the logs of a run.
DETAIL_LOG = "mlperf_log_detail.txt"
SUMMARY_LOG = "mlperf_log_summary.txt"

# Latencies stand in logs in nanoseconds: so many places to their unit.
NANOSECONDS: Mapping[str, int] = {"Latency (ms)": 6, "Latency (s)": 9}
SUPERSCRIPT = {6: "⁶", 9: "⁹"}

# Scenario that was run, scenario of the result: the fields, and what is done with them. There is no fourth.
INFERRED: Mapping[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("SingleStream", "Offline"): (("result_qps_without_loadgen_overhead",), "as it is"),
    ("MultiStream", "Offline"): (
        ("effective_samples_per_query", "result_mean_query_latency_ns"),
        "samples per query × 10⁹ / mean latency in nanoseconds, to 12 digits",
    ),
    ("SingleStream", "MultiStream"): (
        ("early_stopping_latency_ms", "result_99.00_percentile_latency_ns"),
        "8 × the first of them that stands there",
    ),
}


class Formula(NamedTuple):
    """The fields of a log that a result comes from, and what is done with them; no fields where no log was read."""

    fields: tuple[str, ...]
    words: str


AS_WRITTEN = Formula((), "as its source states it")


@lru_cache(maxsize=1024)
def formula_of(field: str, scenario: str, unit: str, inferred_from: str | None = None) -> Formula:
    """How a log gives a result of this scenario and unit, whose own field is `field`; empty where it has none."""
    own = ((field,), "as it is") if field else AS_WRITTEN
    fields, words = INFERRED.get((inferred_from, scenario), AS_WRITTEN) if inferred_from else own
    # A rate that was inferred stays a rate; only the latency of a query is in nanoseconds.
    places = NANOSECONDS.get(unit, 0) if fields and (scenario == "MultiStream" or not inferred_from) else 0
    if not places:
        return Formula(fields, words)
    scaled = f"nanoseconds / 10{SUPERSCRIPT[places]}"
    return Formula(fields, f"{words}, in {scaled}" if inferred_from else scaled)


def is_log(path: str) -> bool:
    """Whether a file of this path is a log of LoadGen."""
    return path.rpartition("/")[2] in (DETAIL_LOG, SUMMARY_LOG)
