"""The formula of a result: which fields of its log give it, in words, and what the log gives when it is read again."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from site_builder.models import Benchmark, Round
from site_builder.sources import loadgen_log, run_value
from site_builder.sources.run_value import Measured

# Fields, and what is done with them: the words of run_value.INFERRED, under the same keys.
INFERRED_WORDS: Mapping[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("SingleStream", "Offline"): (("result_qps_without_loadgen_overhead",), "the field as it is"),
    ("MultiStream", "Offline"): (
        ("effective_samples_per_query", "result_mean_query_latency_ns"),
        "samples per query × 10⁹ / mean latency in nanoseconds, to 12 digits",
    ),
    ("SingleStream", "MultiStream"): (
        ("early_stopping_latency_ms", "result_99.00_percentile_latency_ns"),
        "8 × the first of them that stands there",
    ),
}
WITHOUT_FIELD = "as it was written there"


class Formula(NamedTuple):
    """The fields of a log that a result comes from, and how."""

    fields: tuple[str, ...]
    words: str


class LogLine(NamedTuple):
    """A line of a log: its number, from 1, and what it says."""

    number: int
    text: str


class LogValue(NamedTuple):
    """What a log says when it is read again: its hash, the lines of the fields, and the value worked out from them."""

    sha256: str
    lines: tuple[LogLine, ...]
    value: str | None


def formula_of(path: str, benchmark: Benchmark, scenario: str, inferred_from: str | None, round_: Round) -> Formula:
    """How the log at this path gives a result of this benchmark and scenario."""
    if not loadgen_log.matches(f"/{path}"):
        return Formula((), WITHOUT_FIELD)
    if inferred_from:
        fields, words = INFERRED_WORDS.get((inferred_from, scenario), ((), WITHOUT_FIELD))
    else:
        field = run_value.field_of(benchmark, scenario, round_)
        fields, words = ((field,), "the field as it is") if field else ((), WITHOUT_FIELD)
    unit = run_value.unit_of(benchmark, scenario, round_)
    places = run_value.NANOSECONDS.get(unit, 0) if scenario == "MultiStream" or not inferred_from else 0
    return Formula(fields, f"{words}, in nanoseconds; / 10{SUPERSCRIPT[places]} for {unit}" if places else words)


SUPERSCRIPT = {6: "⁶", 9: "⁹"}


def value_in_log(
    tree: str, path: str, formula: Formula, benchmark: Benchmark, scenario: str, round_: Round
) -> LogValue:
    """The log below this tree, read again. Raises: OSError if it cannot be read."""
    file = os.path.join(tree, path)
    with open(file, "rb") as stream:
        run = loadgen_log.read(f"/{path}", stream)
    found = run_value.measured(run.facts, benchmark, scenario, round_)
    return LogValue(run.sha256, _lines(file, formula.fields), found.value if isinstance(found, Measured) else None)


LONGEST = 400


def _lines(file: str, fields: tuple[str, ...]) -> tuple[LogLine, ...]:
    """The lines that state the fields, by a detail log's names or a summary log's."""
    names = [f'"key": "{field}"' for field in fields]
    names += [f"{name} " for field in fields for name in loadgen_log.SUMMARY_NAMES.get(field, ())]
    found = []
    with open(file, encoding="utf-8", errors="replace") as stream:
        number = 0
        while text := stream.readline(loadgen_log.LONGEST_BEGINNING):
            number += 1
            if any(name in text for name in names):
                found.append(LogLine(number, text.strip()[:LONGEST]))
            while text and not text.endswith("\n"):  # a line of hundreds of megabytes is one line
                text = stream.readline(loadgen_log.LONGEST_BEGINNING)
    return tuple(found)
