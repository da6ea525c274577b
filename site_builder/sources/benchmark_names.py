"""Which benchmark a name stands for: official names, aliases, a submitter's own mapping, and guesses by rule.

Source: facts about MLPerf Inference rounds, "a submission tree".
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from site_builder.models import Benchmark, Round

# A part of a name, and the benchmark it gives away; the first that fits.
TELLING_PARTS = (
    ("mobilenet", "resnet"),
    ("efficientnet", "resnet"),
    ("resnet50", "resnet"),
    ("bert-99.9", "bert-99.9"),
    ("bert-99", "bert-99"),
    ("llama3_1-405b", "llama3.1-405b"),
)
PAIR = re.compile(r"([A-Za-z][\w@./+\- ]*?)\s*[:=]\s*([-+]?[0-9.]*[0-9](?:[eE][-+]?[0-9]+)?)%?")


def benchmark_named(name: str, round_: Round, mapping: Mapping[str, str]) -> Benchmark | None:
    """The benchmark that a folder or row of this name stands for."""
    folded = name.casefold()
    mapped = mapping.get(name) or next((own for key, own in mapping.items() if key.casefold() == folded), "")
    found = _official(name, round_) or _official(mapped, round_)
    if found:
        return found
    for part, benchmark in TELLING_PARTS:
        if part in folded:
            return round_.benchmark(benchmark)
    return None


def _official(name: str, round_: Round) -> Benchmark | None:
    """The benchmark of this official name or alias, in any case."""
    folded = name.casefold()
    by_name = {benchmark.id.casefold(): benchmark for benchmark in round_.benchmarks}
    if folded in by_name:
        return by_name[folded]
    aliases = round_.logs.aliases if round_.logs else {}
    return next((by_name.get(aliases[alias].casefold()) for alias in aliases if alias.casefold() == folded), None)


def benchmark_aimed_at(target: str, round_: Round) -> Benchmark | None:
    """The benchmark whose accuracy target is printed so; the first of the round where several share it."""
    printed = _pairs(target)
    if not printed:
        return None
    return next((b for b in round_.benchmarks if _pairs(b.target_in_words) == printed), None)


def accuracy_in_words(text: str, round_: Round) -> dict[str, str]:
    """`ROUGE1: 44.5, TOKENS PER SAMPLE: 285.7` by the names that the round uses, digits as printed."""
    known = {_folded(t.metric): t.metric for b in round_.benchmarks for t in b.accuracy_targets}
    return {known.get(_folded(name), name): value for name, value in PAIR.findall(text)}


def scenario_named(name: str, round_: Round) -> str | None:
    """The scenario that is spelled so: `singlestream`, `Single Stream`, `SingleStream`."""
    known = {_folded(scenario): scenario for scenario in round_.scenarios}
    return known.get(_folded(name))


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _pairs(text: str) -> dict[str, Decimal]:
    return {_folded(name): Decimal(value) for name, value in PAIR.findall(text)}
