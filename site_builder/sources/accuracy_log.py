"""accuracy.txt: what the accuracy script of a benchmark printed, one pattern for each metric."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from site_builder.models import Benchmark, Round
from site_builder.sources.forward_reader import Stream
from site_builder.sources.run_value import plain

LARGEST = 4_000_000


class AccuracyLog(NamedTuple):
    """The last value that each pattern found."""

    path: str
    values: Mapping[str, str]


def matches(path: str) -> bool:
    """Whether a file of this name says which accuracy was reached."""
    return path.endswith("/accuracy/accuracy.txt")


def read(path: str, stream: Stream, patterns: Iterable[str]) -> AccuracyLog:
    """What the patterns find; rounds differ in them, so each is kept by its own text."""
    text = (stream.read(LARGEST) or b"").decode("utf-8", "replace")
    compiled = [(pattern, re.compile(pattern)) for pattern in patterns]
    values: dict[str, str] = {}
    for line in text.splitlines():
        for pattern, expression in compiled:
            if found := expression.match(line):
                values[pattern] = found[1].rstrip(".")
    return AccuracyLog(path, values)


def reached(log: AccuracyLog | None, benchmark: Benchmark, round_: Round) -> dict[str, str]:
    """The accuracy in each metric that the benchmark is judged by, and in those that the round limits."""
    if log is None or round_.logs is None:
        return {}
    limits = round_.logs.accuracy_limits.get(benchmark.id, {})
    metrics = dict.fromkeys([*(target.metric for target in benchmark.accuracy_targets), *limits])
    found = {metric: _number(log.values.get(round_.logs.accuracy_patterns.get(metric, ""))) for metric in metrics}
    return {metric: value for metric, value in found.items() if value is not None}


def _number(written: str | None) -> str | None:
    try:
        return plain(Decimal(written)) if written else None
    except InvalidOperation:
        return None


def missed(accuracy: Mapping[str, str], benchmark: Benchmark, scenario: str, round_: Round) -> list[str]:
    """Each target that was not reached, in words; nothing where the result counts."""
    found = []
    for target in benchmark.accuracy_targets:
        if target.scenarios and scenario not in target.scenarios:
            continue
        value = accuracy.get(target.metric)
        if value is None:
            found.append(f"{target.metric} is not stated")
        elif not target.is_reached_by(Decimal(value)):
            most = f" to {target.maximum}" if target.maximum else ""
            found.append(f"{target.metric} is {value}, target {target.minimum}{most}")
    limits = round_.logs.accuracy_limits.get(benchmark.id, {}) if round_.logs else {}
    found.extend(
        f"{metric} is {accuracy[metric]}, at most {most}"
        for metric, most in limits.items()
        if metric in accuracy and Decimal(accuracy[metric]) > most.decimal
    )
    return found
