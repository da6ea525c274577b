"""What differs from round to round: made-up trees of one system, and the results that they give."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.ingest import ImportReport, import_source
from tests.sources.trees import data_folder, made_tree

OFFLINE = {
    "effective_scenario": "Offline", "result_samples_per_second": 10.5, "result_tokens_per_second": 1000.25,
    "result_inferred_tokens_per_second": 900.75,
}  # fmt: skip
SERVER = {
    "effective_scenario": "Server", "result_completed_samples_per_sec": 5.5,
    "result_completed_tokens_per_second": 500.25,
}  # fmt: skip
SINGLE = {
    "effective_scenario": "SingleStream", "early_stopping_latency_ss": 1500000, "early_stopping_latency_ms": 2000000,
    "result_qps_without_loadgen_overhead": 666.5, "result_90.00_percentile_latency_ns": 27384519297,
}  # fmt: skip
MULTI = {
    "effective_scenario": "MultiStream", "early_stopping_latency_ms": 16000000, "effective_samples_per_query": 8,
    "result_mean_query_latency_ns": 12000000,
}  # fmt: skip

TOP1 = "accuracy=76.1%"
ROUGE = "'rouge1': 44.5, 'rouge2': 22.1, 'rougeL': 29.9"
LLAMA2 = f"{{{ROUGE}, 'tokens_per_sample': 280.5}}"
LLAMA3 = "{'rougeL': 21.7, 'exact_match': 90.5, 'tokens_per_sample': 700.1}"
EDGE = f"{{{ROUGE}, 'rougeLsum': 36.0, 'gen_len': 3000000}}"
DEEPSEEK = "{'exact_match': 81.5, 'tokens_per_sample': 4000.5}"
WHISPER = "Word Error Rate: 2.1%, accuracy=97.9%"
DLRM = "metric/lifetime_ne/rating: 0.87\nmetric/lifetime_accuracy/rating: 0.70\nmetric/lifetime_gauc/rating: 0.79"

DATACENTER, IN_EDGE, BOTH = "datacenter", "edge", "Edge, datacenter"
# Round, category, folder, log, accuracy.txt, and the result.
RESULTS = [
    ("v4.1", DATACENTER, "gptj-99/offline", OFFLINE, f"{{{ROUGE}, 'gen_len': 4000000}}", "900.75 Tokens/s"),
    ("v4.1", IN_EDGE, "ResNet50/SingleStream", SINGLE, TOP1, "1.5 Latency (ms)"),
    ("v5.0", DATACENTER, "llama2-70b-interactive-99/Server", SERVER, LLAMA2, "500.25 Queries/s"),
    ("v5.0", DATACENTER, "llama3_1-405b/OFFLINE", OFFLINE, LLAMA3, "1000.25 Tokens/s"),
    ("v5.0", DATACENTER, "rgat/Offline", OFFLINE, "accuracy=0.729", "10.5 Samples/s"),
    ("v5.1", DATACENTER, "llama2-70b-99/Interactive", SERVER, LLAMA2, "500.25 Tokens/s"),
    # Counted in tokens, printed as samples: the round's own fields and units say so.
    ("v5.1", BOTH, "whisper/Offline", OFFLINE, WHISPER, "1000.25 Samples/s"),
    ("v5.1", IN_EDGE, "llama3_1-8b-edge/singlestream", SINGLE, EDGE.replace("44.5", "39"), "27384.519297 Latency (ms)"),
    # Neither category has a Server of it; a system of both owes one.
    ("v5.1", BOTH, "resnet/Server", SERVER, TOP1, "5.5 Queries/s"),
    ("v6.0", IN_EDGE, "resnet/MultiStream", SINGLE, TOP1, "16 Latency (ms) from SingleStream"),
    ("v6.0", IN_EDGE, "resnet/Offline", MULTI, TOP1, "666.666666667 Samples/s from MultiStream"),
    ("v6.0", IN_EDGE, "yolo-99/Offline", SINGLE, "mAP=53.0", "666.5 Samples/s from SingleStream"),
    ("v6.0", IN_EDGE, "yolo-95/SingleStream", SINGLE, "mAP=0.531", "1.5 Latency (ms)"),
    ("v6.0", BOTH, "retinanet/Offline", OFFLINE, "mAP=37.5", "10.5 Samples/s"),
    ("v6.0", DATACENTER, "deepseek-r1/Interactive", SERVER, DEEPSEEK, "500.25 Tokens/s"),
    ("v6.0", DATACENTER, "dlrm-v3/Server", SERVER, DLRM, "5.5 Queries/s"),
    ("v6.0", DATACENTER, "wan-2.2-t2v-a14b/SingleStream", SINGLE, "{'vbench_score': 70.1}", "0.0015 Latency (s)"),
    # The metric with the limit alone is no target, and costs nothing where it is stated.
    ("v6.0", DATACENTER, "gpt-oss-120b/Offline", OFFLINE, DEEPSEEK.replace("81.5", "83.5"), "1000.25 Tokens/s"),
    ("v6.1", DATACENTER, "gpt-oss-120b/Interactive", SERVER, DEEPSEEK.replace("81.5", "83.5"), "500.25 Tokens/s"),
    ("v6.1", DATACENTER, "llama2-70b-99.9/Interactive", {**SERVER, "effective_scenario": "Interactive"}, LLAMA2,
     "500.25 Tokens/s"),
    ("v6.1", DATACENTER, "qwen3-vl-235b-a22b/Interactive", SERVER, '{"f1": 0.7810}', "5.5 Queries/s"),
    ("v6.1", IN_EDGE, "qwen3.6-27b/SingleStream", SINGLE, "mAP=86.0", "1.5 Latency (ms)"),
    ("v6.1", DATACENTER, "e2e-rag-qna/Offline", OFFLINE, "Accuracy: 34.5", "10.5 Tasks/s"),
]  # fmt: skip
REFUSED = [
    ("v4.1", DATACENTER, "llama2-70b-99.9/Interactive", SERVER, LLAMA2, "unknown-scenario"),
    ("v5.1", DATACENTER, "resnet/Server", SERVER, TOP1, "scenario-not-in-category"),
    ("v5.1", DATACENTER, "llama2-70b-99/Interactive", SINGLE, LLAMA2, "cannot-be-inferred"),
    ("v5.1", DATACENTER, "llama2-70b-99/Offline", OFFLINE, LLAMA2.replace("280.5", "324"), "accuracy-missed"),
    ("v6.0", IN_EDGE, "retinanet/Offline", OFFLINE, "mAP=37.5", "scenario-not-in-category"),
    ("v6.1", DATACENTER, "llama2-70b-99/Offline", OFFLINE, LLAMA2, "unknown-benchmark"),
    ("v6.1", DATACENTER, "gpt-oss-120b/Server", SERVER, DEEPSEEK.replace("4000.5", "10999.5"), "accuracy-missed"),
    # Interactive has a target of its own.
    ("v6.1", DATACENTER, "qwen3-vl-235b-a22b/Server", SERVER, '{"f1": 0.7810}', "accuracy-missed"),
]


def imported(tree: Path, folder: Path, round_: str) -> tuple[ImportReport, list[dict[str, Any]]]:
    """The report, and the results of the tree's one system."""
    data = data_folder(folder)
    report = import_source(str(tree), str(data), round=round_)
    files = list((data / "results").rglob("box.json")) if report.imported else []
    return report, [
        r for f in files for r in json.loads(f.read_text("utf-8"), parse_float=str, parse_int=str)["results"]
    ]


@pytest.mark.parametrize(("round_", "category", "place", "log", "accuracy", "expected"), RESULTS)
def test_a_result(
    round_: str, category: str, place: str, log: dict[str, Any], accuracy: str, expected: str, tmp_path: Path
) -> None:
    report, results = imported(made_tree(tmp_path, {place: (log, accuracy)}, system_type=category), tmp_path, round_)
    assert [(item.reason, item.detail) for item in report.left_out] == []
    inferred = results[0].get("inferred_from")
    assert f"{results[0]['value']} {results[0]['unit']}{f' from {inferred}' if inferred else ''}" == expected


@pytest.mark.parametrize(("round_", "category", "place", "log", "accuracy", "reason"), REFUSED)
def test_no_result(
    round_: str, category: str, place: str, log: dict[str, Any], accuracy: str, reason: str, tmp_path: Path
) -> None:
    tree = made_tree(tmp_path, {place: (log, accuracy)}, system_type=category)
    report, _ = imported(tree, tmp_path, round_)
    assert [(item.reason, report.imported) for item in report.left_out] == [(reason, 0)]


def test_own_models_have_a_row_each_and_stand_for_benchmarks_in_this_order(tmp_path: Path) -> None:
    names = ("MyNet-A", "MyNet-B", "a-mobilenet", "bert-99.9-pruned", "llama3_1-405b-w4", "resnet50")
    tree = made_tree(
        tmp_path, {f"{name}/Offline": (OFFLINE, TOP1) for name in (*names, "mystery")}, division="open",
        # An official name wins over the mapping, and the mapping over a guess.
        mapping='{"MyNet-A": "resnet50", "mynet-b": "bert-99", "a-mobilenet": "retinanet", "resnet50": "rgat"}',
    )  # fmt: skip
    report, results = imported(tree, tmp_path, "v5.0")
    assert [(result["benchmark"], result["used_model"]) for result in results] == [
        ("resnet", "MyNet-A"),
        ("resnet", "resnet50"),
        ("retinanet", "a-mobilenet"),
        ("bert-99", "MyNet-B"),
        ("bert-99.9", "bert-99.9-pruned"),
        ("llama3.1-405b", "llama3_1-405b-w4"),
    ]
    assert [item.path for item in report.left_out] == ["open/acme/results/box/mystery/Offline"]


def test_a_mapping_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    tree = made_tree(
        tmp_path, {"mine/Offline": (OFFLINE, TOP1), "resnet/Offline": (OFFLINE, TOP1)}, division="open",
        mapping='{"mine": "resnet"',
    )  # fmt: skip
    report, results = imported(tree, tmp_path, "v5.0")
    assert [note.kind for note in report.notes] == ["unreadable-mapping"]
    assert [result["used_model"] for result in results] == ["resnet"]
