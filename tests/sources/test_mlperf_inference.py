"""Submission trees: what becomes a result, and why the rest does not."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.ingest import ImportReport, import_source
from tests.sources.trees import FAULTS, TREES, WHOLE, data_folder, tree_with

BOX = "closed/acme/results/box-8x"
RETINANET = f"{BOX}/Retinanet/Offline"
TWICE, ELSEWHERE = f"{BOX}/ssd-resnet34/Offline", f"{BOX}/Retinanet/SingleStream"
DESCRIPTION = "closed/acme/systems/box-8x.json"
# What the whole tree leaves out already: both are runs that are never results.
ALWAYS = {
    ("closed/acme/compliance/box-8x/Retinanet/Offline/TEST04", "compliance-run", 1),
    (f"{RETINANET}/performance/ranging", "ranging-run", 1),
}
IN_WHOLE = 9

# Fault: results imported, what else is left out (place, reason, how many), kinds of notes by place.
Expected = tuple[int, set[tuple[str, str, int]], set[tuple[str, str]]]
OUTCOMES: dict[str, Expected] = {
    "accuracy-missed": (8, {(RETINANET, "accuracy-missed", 1)}, set()),
    "accuracy-missing": (8, {(RETINANET, "accuracy-missing", 1)}, set()),
    "accuracy-over-its-limit": (8, {(f"{BOX}/llama2-70b-99/Offline", "accuracy-missed", 1)}, set()),
    "benchmark-twice": (9, {(TWICE, "duplicate-result", 1)}, {(TWICE, "no-implementation")}),
    "benchmark-unknown": (9, {(f"{BOX}/acmenet/Offline", "unknown-benchmark", 1)}, set()),
    "detail-log-missing": (9, set(), {(RETINANET, "power-unreadable")}),
    "detail-log-truncated": (9, set(), {(RETINANET, "detail-log-unreadable"), (RETINANET, "power-unreadable")}),
    "duplicate-keys": (9, set(), {(DESCRIPTION, "mended-description")}),
    "logs-binary": (8, {(RETINANET, "unreadable-log", 1)}, set()),
    "logs-missing": (8, {(RETINANET, "missing-log", 1)}, set()),
    "measurements-missing": (9, set(), {(RETINANET, "no-implementation")}),
    "power-log-empty": (9, set(), {(RETINANET, "power-unreadable")}),
    "run-invalid": (8, {(RETINANET, "invalid-run", 1)}, set()),
    "scenario-not-in-category": (9, {(ELSEWHERE, "scenario-not-in-category", 1)}, {(ELSEWHERE, "no-implementation")}),
    "scenario-of-another-log": (8, {(RETINANET, "cannot-be-inferred", 1)}, set()),
    "scenario-unknown": (9, {(f"{BOX}/Retinanet/Batch", "unknown-scenario", 1)}, set()),
    "system-file-broken": (5, {(DESCRIPTION, "unreadable-description", 4)}, set()),
    "system-file-missing": (5, {(BOX, "result-without-system", 4)}, set()),
    "system-type-unknown": (5, {(DESCRIPTION, "unknown-category", 4)}, set()),
    "system-without-results": (9, {("closed/acme/systems/box-idle.json", "system-without-results", 1)}, set()),
}  # fmt: skip


def imported(tree: Path, folder: Path, **options: Any) -> tuple[ImportReport, Path]:
    """Import the tree into a data folder of its own."""
    data = data_folder(folder)
    return import_source(str(tree), str(data), **options), data


def results_of(data: Path) -> dict[str, list[str]]:
    """The results of each entry in a line each, by division, submitter and system."""
    found = {}
    for path in sorted((data / "results").rglob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)
        found["/".join((*path.relative_to(data / "results").parts[1:-1], path.stem))] = [
            " ".join(filter(None, (
                result["benchmark"], result["scenario"], result["value"], result["unit"], result["weight_data_types"],
                "from " + result["inferred_from"] if "inferred_from" in result else "",
                "of " + result["used_model"] if "used_model" in result else "",
                "at {value} {unit}".format(**result["power"]) if "power" in result else "",
            )))
            for result in entry["results"]
        ]  # fmt: skip
    return found


def test_every_fault_has_an_outcome() -> None:
    assert sorted(OUTCOMES) == FAULTS


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_what_it_touches_and_says_so(fault: str, tmp_path: Path) -> None:
    report, _ = imported(tree_with(fault, tmp_path), tmp_path)
    count, left_out, notes = OUTCOMES[fault]
    assert report.imported == count
    told = {(item.path, item.reason, item.count) for item in report.left_out}
    assert told == left_out | ALWAYS
    assert {(note.path, note.kind) for note in report.notes} == notes


def test_a_whole_tree_of_v5_1(tmp_path: Path) -> None:
    report, data = imported(WHOLE, tmp_path)
    assert (report.kind, report.round, report.read) == ("submission-tree", "inference-v5.1", IN_WHOLE + 2)
    assert results_of(data) == {
        "closed/acme/box-8x": [
            "retinanet Server 900.5 Queries/s fp8",
            "retinanet Offline 1000.25 Samples/s fp8 at 810.25 Watts",
            # LoadGen knows no Interactive; its log says Server.
            "llama2-70b-99 Interactive 640.5 Tokens/s fp8",
            "llama2-70b-99 Offline 1234570 Tokens/s fp8",
        ],
        "closed/acme/box-edge": [
            "resnet SingleStream 1.5 Latency (ms) fp8 at 2025625 millijoules",
            "resnet MultiStream 16.004 Latency (ms) fp8 from SingleStream at 16205000 millijoules",
            "resnet Offline 2666.66666667 Samples/s fp8 from MultiStream",
        ],
        "open/Acme/box-8x": [
            "resnet Offline 5000.5 Samples/s fp8 of efficientnet-b0",
            "llama2-70b-99.9 Offline 77.5 Tokens/s fp8 of acme-tiny-7b",
        ],
    }  # fmt: skip


def test_the_folder_decides_where_the_description_says_otherwise(tmp_path: Path) -> None:
    _, data = imported(WHOLE, tmp_path)
    entry = json.loads((data / "results/inference-v5.1/open/Acme/box-8x.json").read_text(encoding="utf-8"))
    assert (entry.get("submitter"), entry.get("division"), entry["system"]["submitter"]) == ("Acme", None, "acme")


def test_each_result_says_where_it_was_read(tmp_path: Path) -> None:
    _, data = imported(WHOLE, tmp_path)
    entry = json.loads((data / "results/inference-v5.1/closed/acme/box-8x.json").read_text(encoding="utf-8"))
    paths = [result["source"]["path"] for result in entry["results"]]
    assert paths[1] == f"{RETINANET}/performance/run_1/mlperf_log_detail.txt"
    assert all(len(result["source"]["sha256"]) == 64 for result in entry["results"])
    assert entry["source"] == {"kind": "submission-tree"}


def test_from_v6_0_measurements_and_compliance_stand_beside_the_results(tmp_path: Path) -> None:
    report, data = imported(TREES / "valid-v6.0", tmp_path)
    assert [(item.path, item.reason) for item in report.left_out] == [
        (f"{BOX}/llama2-70b-99.9/Offline/TEST06", "compliance-run")
    ]
    assert report.notes == ()
    assert results_of(data)["closed/acme/box-8x"] == [
        "llama2-70b-99.9 Interactive 640.5 Tokens/s fp8",
        "llama2-70b-99.9 Offline 1000.5 Tokens/s fp8",
        # Its accuracy is printed in percent, its target is a share.
        "rgat Offline 55.5 Samples/s fp8",
        # The unit decides the scale: seconds.
        "wan-2.2-t2v-a14b SingleStream 27.384519297 Latency (s) fp8",
    ]  # fmt: skip


def test_from_v6_1_runs_against_endpoints(tmp_path: Path) -> None:
    report, data = imported(TREES / "endpoints-v6.1", tmp_path)
    assert [(item.path, item.reason) for item in report.left_out] == [
        (f"{BOX}/qwen3-vl-235b-a22b/Server", "cannot-be-inferred"),
        (f"{BOX}/gpt-oss-120b/Interactive", "invalid-run"),
    ]
    assert results_of(data)["closed/acme/box-8x"] == [
        "gpt-oss-120b Server 9000.75 Tokens/s fp8",
        "gpt-oss-120b Offline 9876.25 Tokens/s fp8",
        "qwen3-vl-235b-a22b Offline 2.5 Samples/s fp8",
    ]  # fmt: skip


def test_a_submitter_may_name_its_own_folder(tmp_path: Path) -> None:
    whole, _ = imported(WHOLE, tmp_path / "a")
    own, data = imported(WHOLE / "closed" / "acme", tmp_path / "b")
    assert own.imported == 7
    assert sorted(results_of(data)) == ["closed/acme/box-8x", "closed/acme/box-edge"]
    assert whole.imported == own.imported + 2
