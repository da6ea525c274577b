"""Runs against endpoints (from v6.1 on): config.yaml and two JSON files instead of LoadGen's logs.

Source: facts about MLPerf Inference rounds, `system_fields.json`, "endpoints".
"""

import hashlib
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from site_builder.models import NANOSECONDS, Benchmark, Number
from site_builder.sources.forward_reader import Stream
from site_builder.sources.run_value import Measured, NoValue, measurable, plain, significant

CONFIG = ("config.yaml", "config.yml")
PERFORMANCE = "result_summary.json"
ACCURACY = "accuracy_results.json"
LARGEST = 20_000_000
TYPE = re.compile(r"^type:\s*[\"']?(\w+)", re.MULTILINE)


class EndpointsFile(NamedTuple):
    """One of the three files: `value` is None where it cannot be read."""

    path: str
    sha256: str
    value: Mapping[str, Any] | None


def matches(path: str) -> bool:
    """Whether a file of this name belongs to a run against endpoints."""
    return path.rpartition("/")[2] in (*CONFIG, PERFORMANCE, ACCURACY)


def read(path: str, stream: Stream) -> EndpointsFile:
    """The facts of one file; of config.yaml only the type of the run counts."""
    data = stream.read(LARGEST) or b""
    value: Any = None
    if path.endswith(CONFIG):
        found = TYPE.search(data.decode("utf-8", "replace"))
        value = {"type": found[1]} if found else {}
    else:
        try:
            value = json.loads(data, parse_float=Number, parse_int=Number)
        except (ValueError, RecursionError):
            value = None
    return EndpointsFile(path, hashlib.sha256(data).hexdigest(), value if isinstance(value, dict) else None)


def measured(summary: Mapping[str, Any], config: Mapping[str, Any], unit: str, scenario: str) -> Measured | NoValue:
    """The value of a run for the scenario of its folder; the unit says which of its rates counts."""
    failed = _at(summary, "result.failed") or _at(summary, "n_samples_failed")
    if failed or summary.get("complete") is False or summary.get("state") == "interrupted":
        return NoValue("invalid-run", f"{failed or 'some'} samples failed, or the run was interrupted")
    run = str(config.get("type", "")).casefold()
    if not _gives(run, scenario.casefold()):
        return NoValue("cannot-be-inferred", f"the run is {run}, the folder {scenario}")
    if unit in NANOSECONDS:
        value = _at(summary, "latency.avg")
        value = value.scaleb(-NANOSECONDS[unit]).normalize() if value is not None else None
    elif unit.startswith("Tokens"):
        value = _at(summary, "tps") or _at(summary, "results.tps")
    else:
        value = _at(summary, "qps") or _at(summary, "results.qps") or _rate(summary)
    if value is None:
        return NoValue("unreadable-log", f"{PERFORMANCE} does not state the result")
    return Measured(plain(value)) if value > 0 else NoValue("invalid-run", f"the log states {value} as the result")


def _gives(run: str, scenario: str) -> bool:
    """Whether a run of this type gives a result of the scenario; a type that says nothing gives any."""
    if run == "online":
        return scenario != "offline"
    known = run in ("offline", "server", "interactive", "singlestream", "multistream")
    return not known or run == scenario or (run, scenario) == ("server", "interactive")


def _rate(summary: Mapping[str, Any]) -> Decimal | None:
    issued, duration = _at(summary, "n_samples_issued"), _at(summary, "duration_ns")
    return significant(issued * 10**9 / duration) if issued and duration else None


def accuracy(results: Mapping[str, Any], benchmark: Benchmark) -> dict[str, str]:
    """The accuracy in each metric of the benchmark, in the unit of its target."""
    scores = [
        entry for entry in _entries(results.get("accuracy_scores")) if entry.get("dataset_type") in (None, "accuracy")
    ]
    targets = {target.metric: target for target in benchmark.accuracy_targets}
    found: dict[str, Decimal] = {}
    for metric in targets:
        for entry in scores:
            score = entry.get("score")
            named = score.get(metric, score.get(metric.casefold())) if isinstance(score, dict) else None
            if isinstance(named, Number):
                found[metric] = named.decimal
    if len(targets) == 1 and not found:
        whole = results.get("average_accuracy")
        plain_scores = [entry["score"] for entry in scores if isinstance(entry.get("score"), Number)]
        only = plain_scores[0] if len(plain_scores) == 1 else None
        value = whole if isinstance(whole, Number) else only
        if value is not None:
            found[next(iter(targets))] = value.decimal
    # Scores are shares of one; most targets are percent.
    return {
        metric: plain((value * 100).normalize() if value <= 1 < targets[metric].minimum.decimal else value)
        for metric, value in found.items()
        if measurable(value) is not None
    }


def _entries(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, dict):
        value = [{"score": score} if not isinstance(score, dict) else score for score in value.values()]
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _at(value: Any, dotted: str) -> Decimal | None:
    """The number at `latency.avg`; a key may hold the point itself."""
    if dotted in value and isinstance(value[dotted], Number):
        return measurable(value[dotted].decimal)
    for key in dotted.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return measurable(value.decimal) if isinstance(value, Number) else None
