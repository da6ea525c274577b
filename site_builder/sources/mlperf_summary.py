"""`summary_results.json`: a round's results as flat rows, with the descriptions of its systems if they lie beside."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from site_builder.models import Benchmark, Number, Round
from site_builder.sources.accuracy_log import missed
from site_builder.sources.benchmark_names import benchmark_named, scenario_named
from site_builder.sources.description import read_description
from site_builder.sources.forward_reader import Stream
from site_builder.sources.import_words import REASONS
from site_builder.sources.located_json import Document
from site_builder.sources.reading import Draft, FoundResult, JsonObject, Reading, Unusable, without_none
from site_builder.sources.run_value import plain
from site_builder.sources.submission_tree import RawJson, sort_out
from site_builder.sources.summary_rows import SummaryFile, SummaryRow, SummaryRows
from site_builder.sources.tree_path import tree_path

KIND = "summary"
LARGEST = 200_000_000
# Whatever else a row has, a result has these.
TELLING = {"Submitter", "Scenario", "Performance_Result"}
NO_ROWS = "it holds no row with Submitter, Scenario and Performance_Result"
# JSON of another kind need not be read whole to know that it is none of ours.
LARGEST_OTHER = 5_000_000
BORNE = ("duplicate-key", "text-html-cannot-hold", "not-a-number", "number-too-large")


def matches(path: str) -> bool:
    """Whether it is JSON outside the tree's own folders, at the top of the source or one folder below."""
    return path.endswith(".json") and path.count("/") <= 1 and tree_path(path) is None


def take(path: str, stream: Stream, _patterns: Iterable[str]) -> SummaryFile | Unusable | None:
    """The rows, if the file holds rows of results; why it does not, where it should; None for other JSON."""
    data = stream.read(LARGEST) or b""
    meant = b'"Performance_Result"' in data or PurePosixPath(path).name.casefold().startswith("summary")
    if not meant and len(data) > LARGEST_OTHER:
        return None
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_float=Number, parse_int=Number)
    except (ValueError, RecursionError):
        # The first fault that Python's reader cannot bear: what stands twice, it can.
        faults = [p for p in Document(path, data).problems if p.kind not in BORNE]
        told, at = (faults[0].message, faults[0].at[1:]) if faults else ("it is no JSON", (0, 0))
        return Unusable(path, "unreadable-summary", told, at)
    items = value if isinstance(value, list) else []
    rows = [row for row in items if isinstance(row, dict) and row.keys() >= TELLING]
    if rows:
        digest = hashlib.sha256(data).hexdigest()
        return SummaryFile(PurePosixPath(path).name, digest, tuple(rows), len(items) - len(rows))
    return Unusable(path, "unreadable-summary", NO_ROWS) if meant else None


def is_given(taken: Iterable[Any]) -> bool:
    """Whether what was taken holds such rows."""
    return any(isinstance(fact, SummaryFile) for fact in taken)


def read(taken: Iterable[Any], round_: Round) -> Reading:
    """The entries that the rows make up."""
    facts, reading = list(taken), Reading(KIND)
    descriptions = sort_out(facts).descriptions
    summaries = [fact for fact in facts if isinstance(fact, SummaryFile)]
    source = {"path": summaries[0].path, "sha256": summaries[0].sha256} if summaries else {}
    for fact in summaries:
        if fact.others:
            reading.found += fact.others
            reading.leave_out(fact.path, "unreadable-row", REASONS["unreadable-row"], fact.others)
    by_system: dict[tuple[str, str, str], list[SummaryRow]] = defaultdict(list)
    rows = SummaryRows.of(facts)
    for row in rows:
        by_system[row.system].append(row)
    for system, own_rows in sorted(by_system.items()):
        reading.found += len(own_rows)
        draft = _entry(system, own_rows, descriptions.get(system), round_, reading)
        if draft is not None:
            reading.drafts.append(Draft(**{**vars(draft), "source": source}))
    for system in sorted(set(descriptions) - set(by_system)):
        reading.found += 1
        reading.leave_out(descriptions[system].path, "system-without-results", "the summary has no row of it")
    return reading


def _entry(
    system: tuple[str, str, str], rows: list[SummaryRow], raw: RawJson | None, round_: Round, reading: Reading
) -> Draft | None:
    division, submitter, name = system
    value: Mapping[str, Any] | None = _described(rows[0])
    where = raw.path if raw else rows[0].location
    if raw is not None:
        description = read_description(raw.path, raw.data)
        value = description.value
        for mended in description.mended:
            reading.note(raw.path, "mended-description", mended)
        if value is None:
            reading.leave_out(raw.path, "unreadable-description", description.fault, len(rows), description.at)
            return None
    else:
        reading.note(rows[0].location, "no-description", "the system is described by its rows alone")
    ordered = sorted(((_order(row, round_), row) for row in rows), key=lambda item: item[0])
    results = [found for _, row in ordered if (found := _result(row, round_, reading))]
    if not results or value is None:
        return None
    division = round_.division(division) or division
    return Draft(name, division, submitter, value, where, results, rows[0].text("Suite") or None)


def _benchmark(row: SummaryRow, round_: Round) -> Benchmark | None:
    return benchmark_named(row.benchmark, round_, {}) or benchmark_named(row.used_model, round_, {})


def _owns_models(row: SummaryRow, round_: Round) -> bool:
    division = round_.division(row.system[0])
    return division is not None and round_.divisions[division].own_models


def _order(row: SummaryRow, round_: Round) -> tuple[int, str, int]:
    ids = [benchmark.id for benchmark in round_.benchmarks]
    benchmark, scenario = _benchmark(row, round_), scenario_named(row.text("Scenario"), round_)
    return (
        ids.index(benchmark.id) if benchmark else len(ids),
        row.used_model if _owns_models(row, round_) else "",
        round_.scenarios.index(scenario) if scenario else len(round_.scenarios),
    )


def _result(row: SummaryRow, round_: Round, reading: Reading) -> FoundResult | None:
    benchmark, scenario = _benchmark(row, round_), scenario_named(row.text("Scenario"), round_)
    value, accuracy = row.number("Performance_Result"), row.accuracy(round_)
    own_models = _owns_models(row, round_)
    reason = None
    if benchmark is None:
        reason = ("unknown-benchmark", f"{row.benchmark} is no benchmark of {round_.title}")
    elif scenario is None:
        reason = ("unknown-scenario", f"{row.text('Scenario')} is no scenario of {round_.title}")
    elif value is None or value.decimal <= 0:
        reason = (
            "unreadable-value",
            f"Performance_Result is {row.text('Performance_Result') or 'no number'}",
        )
    elif not own_models and (under := _under(accuracy, benchmark, scenario, round_)):
        reason = ("accuracy-missed", "; ".join(under))
    if reason or benchmark is None or scenario is None or value is None:
        reading.leave_out(row.location, *(reason or ("unreadable-value", "")))
        return None
    found = without_none({
        "benchmark": benchmark.id,
        "scenario": scenario,
        "value": Number(plain(value.decimal)),
        "unit": row.text("Performance_Units") or benchmark.units.get(scenario),
        "used_model": row.used_model if own_models else None,
        "accuracy": accuracy,
        "weight_data_types": row.text("weight_data_types") or None,
        "inferred_from": _inferred_from(row, scenario),
        "power": row.power,
    })  # fmt: skip
    return FoundResult(row.location, found).with_id(row.id)


def _under(accuracy: Mapping[str, Number], benchmark: Benchmark, scenario: str, round_: Round) -> list[str]:
    """The stated accuracies that miss their target; a row need not state all."""
    stated = {metric: str(value) for metric, value in accuracy.items()}
    return [text for text in missed(stated, benchmark, scenario, round_) if text.split(" ")[0] in stated]


def _inferred_from(row: SummaryRow, scenario: str) -> str | None:
    """From which scenario, where a row that says so leaves only one."""
    return "SingleStream" if row.text("inferred") == "1" and scenario == "MultiStream" else None


def _described(row: SummaryRow) -> JsonObject:
    """A description of what a row says of its system."""
    nodes, accelerators = row.number("Nodes"), row.number("a#")
    per_node = accelerators.decimal / nodes.decimal if accelerators and nodes and nodes.decimal else None
    return without_none({
        "system_name": row.text("System") or row.text("Platform"),
        "submitter": row.text("Submitter"),
        "division": row.text("Category"),
        "system_type": row.text("Suite"),
        "status": row.text("Availability"),
        "number_of_nodes": nodes,
        "host_processor_model_name": re.sub(r"^[0-9]+x", "", row.text("Processor")),
        "host_processors_per_node": row.number("host_processors_per_node"),
        "host_processor_core_count": _whole(row.number("host_processor_core_count")),
        "accelerator_model_name": row.text("Accelerator"),
        "accelerators_per_node": _whole(Number(plain(per_node))) if per_node is not None else None,
        "framework": row.text("Software"),
        "operating_system": row.text("operating_system"),
        "notes": row.text("Notes") or None,
    })  # fmt: skip


def _whole(number: Number | None) -> Number | None:
    """16 for 16.0: a count that went through a table of floats."""
    if number is not None and number.decimal == number.decimal.to_integral_value():
        return Number(plain(number.decimal.quantize(Decimal(1))))
    return number
