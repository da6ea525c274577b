"""A submission tree of MLPerf Inference, as every layout since v4.1 lays it out.

Source: facts about MLPerf Inference rounds, "a submission tree".
"""

from collections.abc import Iterable
from typing import Any

from site_builder.models import Round, is_log
from site_builder.sources import accuracy_log, endpoints_run, implementation, loadgen_log, power_log
from site_builder.sources.description import LARGEST, read_description
from site_builder.sources.endpoints_run import EndpointsFile
from site_builder.sources.folder_result import FolderResult
from site_builder.sources.forward_reader import Stream
from site_builder.sources.import_words import REASONS
from site_builder.sources.loadgen_log import Run
from site_builder.sources.reading import Draft, FoundResult, Reading
from site_builder.sources.submission_tree import Aside, Fact, RawJson, SystemKey, Tree, mapping_of, sort_out
from site_builder.sources.summary_rows import SummaryRows
from site_builder.sources.tree_path import tree_path

KIND = "submission-tree"
# `performance/run_1`, or `performance` itself where there are no runs.
RESULT_RUNS = (0, 1)


def matches(path: str) -> bool:
    """Whether a file lies where a submission tree has what is read."""
    place = tree_path(path)
    if place is None:
        return False
    name = path.rpartition("/")[2]
    if place.kind == "":
        return name == "model_mapping.json"
    if place.kind in ("systems", "measurements"):
        return name.endswith(".json")
    return not name.endswith(".html")


def take(path: str, stream: Stream, patterns: Iterable[str]) -> Fact | None:
    """What one file says by itself; None where it says nothing that is asked."""
    place = tree_path(path)
    if place is None:
        return None
    inside, name = str(place), place.rest[-1]
    if place.kind == "" or (place.kind == "systems" and len(place.rest) == 1):
        return RawJson(inside, stream.read(LARGEST + 1) or b"")
    if place.kind == "measurements":
        return implementation.read(inside, stream)
    if place.aside:
        return Aside(inside)
    if place.run_number in RESULT_RUNS and is_log(path):
        return loadgen_log.read(inside, stream)
    if accuracy_log.matches(path):
        return accuracy_log.read(inside, stream, patterns)
    if place.run_number in RESULT_RUNS and power_log.matches(path):
        return power_log.read(inside, stream)
    if endpoints_run.matches(path):
        return endpoints_run.read(inside, stream)
    if name.endswith(".json") and len(place.rest) == 4:
        return implementation.read(inside, stream)
    return Aside(inside)


def is_given(taken: Iterable[Any]) -> bool:
    """Whether what was taken holds a run: descriptions alone are no tree."""
    return any(isinstance(fact, Run | EndpointsFile) for fact in taken)


def read(taken: Iterable[Any], round_: Round) -> Reading:
    """The entries of a tree, with the IDs of its summary where there is one beside it."""
    facts = list(taken)
    rows = SummaryRows.of(facts)
    tree, reading = sort_out(facts), Reading(KIND)
    for path, reason in sorted(tree.aside.items()):
        reading.found += 1
        reading.leave_out(path, reason, REASONS[reason])
    for system in tree.systems:
        _read_system(tree, system, round_, rows, reading)
    for row in rows.unused():
        reading.differ(row.location, "only-in-summary", "the summary has this result, the tree has not")
    return reading


def _read_system(tree: Tree, system: SystemKey, round_: Round, rows: SummaryRows, reading: Reading) -> None:
    folders, raw = tree.folders_of(system), tree.descriptions.get(system)
    division, submitter, name = system
    where = f"{division}/{submitter}/results/{name}"
    reading.found += len(folders) or 1
    if raw is None:
        reading.leave_out(where, "result-without-system", f"there is no systems/{name}.json", len(folders))
        return
    description = read_description(raw.path, raw.data)
    if description.value is None:
        reading.leave_out(raw.path, "unreadable-description", description.fault, len(folders) or 1, description.at)
        return
    if not folders:
        reading.leave_out(raw.path, "system-without-results", f"there is nothing in {where}")
        return
    for mended in description.mended:
        reading.note(raw.path, "mended-description", mended)
    mapping = mapping_of(tree, division, submitter)
    if mapping.fault and not any(note.path == mapping.place for note in reading.notes):
        reading.note(mapping.place, "unreadable-mapping", mapping.fault)
    read = sorted(
        (FolderResult(folder, round_, mapping.names, reading) for folder in folders), key=lambda one: one.order
    )
    results = [_with_id(found, rows, round_, reading) for one in read if (found := one.result())]
    if results:
        draft = Draft(name, division, submitter, description.value, raw.path, results, rows.category_of(system))
        reading.drafts.append(draft)


def _with_id(found: FoundResult, rows: SummaryRows, round_: Round, reading: Reading) -> FoundResult:
    """The result with its public ID: the tree gives the values, the summary the IDs."""
    row = rows.at(found.place)
    if row is None:
        if rows:
            reading.differ(found.place, "not-in-summary", "the tree has this result, the summary has not")
        return found
    for what, detail in row.differences(found.fields, round_):
        reading.differ(found.place, what, detail)
    return found.with_id(row.id)
