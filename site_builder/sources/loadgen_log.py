"""LoadGen's logs: the facts of one run, from its detail log or from its summary log.

A detail log can have hundreds of megabytes in few lines; only the beginnings of its lines are looked at.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from site_builder.models import DETAIL_LOG
from site_builder.sources.forward_reader import BLOCK, Stream

LINE = b':::MLLOG {"key": "'
# Keys that results, power and the round are read from; all others are passed over.
MEMBER = re.compile(
    rb"((?:result_|early_stopping_latency_|effective_scenario|effective_samples_per_query|power_(?:begin|end)"
    rb'|loadgen_version)[^"]{0,80})", "value": ("(?:[^"\\]|\\.){0,2000}"|[^,}\n]{1,60}[,}])'
)
LONGEST_BEGINNING = 4096
LARGEST_SUMMARY = 1_000_000

# A line without its end may lack digits of its number.
SUMMARY_LINE = re.compile(r"^[ \t*]*([^\n:]+?)[ \t]*:[ \t]*([^\n]*?)[ \t\r]*\n", re.MULTILINE)
# What a summary log calls the fields of a detail log; the first that stands there counts.
SUMMARY_NAMES: Mapping[str, tuple[str, ...]] = {
    "result_samples_per_second": ("Samples per second",),
    "result_tokens_per_second": ("Tokens per second",),
    "result_inferred_tokens_per_second": ("Tokens per second (inferred)",),
    "result_completed_samples_per_sec": ("Completed samples per second",),
    "result_completed_tokens_per_second": ("Completed tokens per second",),
    "result_inferred_completed_tokens_per_second": ("Completed tokens per second (inferred)",),
    "early_stopping_latency_ss": (
        "Early stopping 90th percentile estimate",
        "Early stopping 90.0th percentile estimate",
        "90th percentile latency (ns)",
        "90.0th percentile latency (ns)",
    ),
    "early_stopping_latency_ms": (
        "Early stopping 99th percentile estimate",
        "Early stopping 99.0th percentile estimate",
        "99th percentile latency (ns)",
        "99.0th percentile latency (ns)",
        "99.00 percentile latency (ns)",
    ),
    "result_qps_without_loadgen_overhead": ("QPS w/o loadgen overhead",),
    "result_mean_query_latency_ns": ("Mean latency (ns)",),
    "result_90.00_percentile_latency_ns": ("90.00 percentile latency (ns)",),
    "result_99.00_percentile_latency_ns": ("99.00 percentile latency (ns)",),
    "effective_samples_per_query": ("samples_per_query",),
    "effective_scenario": ("Scenario",),
    "result_validity": ("Result is",),
}


class Run(NamedTuple):
    """What one log says of one run: texts and numbers as written, by the detail log's names."""

    path: str
    sha256: str
    facts: Mapping[str, str]

    @property
    def scenario(self) -> str:
        """The scenario that was run; empty where the log does not say."""
        return self.facts.get("effective_scenario", "")

    @property
    def is_complete(self) -> bool:
        """Whether the log says what was run and how it ended."""
        return bool(self.scenario) and "result_validity" in self.facts

    @property
    def is_valid(self) -> bool:
        """Whether LoadGen found the run valid."""
        return self.facts.get("result_validity") == "VALID"


def read(path: str, stream: Stream) -> Run:
    """The facts of one log."""
    return _read_detail(path, stream) if path.endswith(DETAIL_LOG) else _read_summary(path, stream)


def _read_detail(path: str, stream: Stream) -> Run:
    digest = hashlib.sha256()
    facts: dict[str, str] = {}
    left = b""
    while block := stream.read(BLOCK):
        digest.update(block)
        text = left + block
        # A line's beginning may still lack its end: it is looked at again with the next block.
        safe = max(0, len(text) - LONGEST_BEGINNING)
        _gather(text, safe, facts)
        left = text[safe:]
    _gather(left, len(left), facts)
    return Run(path, digest.hexdigest(), facts)


def _gather(text: bytes, end: int, facts: dict[str, str]) -> None:
    """Add the facts of the lines that begin before `end`; what was said first stays."""
    start = text.find(LINE, 0, end + len(LINE) - 1)
    while start != -1:
        after = start + len(LINE)
        if found := MEMBER.match(text, after):
            key = found[1].decode("ascii", "replace")
            if key not in facts:
                facts[key] = _value(found[2])
        start = text.find(LINE, after, end + len(LINE) - 1)


def _value(written: bytes) -> str:
    if not written.startswith(b'"'):
        return written[:-1].strip().decode("ascii", "replace")
    try:
        return str(json.loads(written))
    except ValueError:
        return written[1:-1].decode("utf-8", "replace")


def _read_summary(path: str, stream: Stream) -> Run:
    data = stream.read(LARGEST_SUMMARY) or b""
    lines: dict[str, str] = {}
    for found in SUMMARY_LINE.finditer(data.decode("utf-8", "replace")):
        lines.setdefault(found[1], found[2])
    facts = {
        field: next(lines[name] for name in names if name in lines)
        for field, names in SUMMARY_NAMES.items()
        if any(name in lines for name in names)
    }
    return Run(path, hashlib.sha256(data).hexdigest(), facts)
