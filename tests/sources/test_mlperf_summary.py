"""summary_results.json: alone, with the descriptions beside it, and beside a whole tree."""

import json
import shutil
from pathlib import Path
from typing import Any

from site_builder.ingest import import_source
from tests.sources.trees import WHOLE, data_folder

BOX = "results/inference-v5.1/closed/acme/box-8x.json"


def a_row(**changes: Any) -> dict[str, Any]:
    """A row of a round's summary."""
    return {
        "ID": "5.1-0001",
        "Submitter": "acme",
        "Availability": "available",
        "Category": "closed",
        "Suite": "datacenter",
        "System": "Acme Box (8x T1000)",
        "Platform": "box-8x",
        "UsedModel": "Retinanet",
        "Model": "retinanet",
        "Scenario": "Offline",
        "Accuracy": "mAP: 37.411",
        "Nodes": 2,
        "Processor": "2xH1",
        "host_processor_core_count": 64.0,
        "Accelerator": "T1000",
        "a#": 16.0,
        "Location": "closed/acme/results/box-8x/Retinanet/Offline",
        "version": "v5.1",
        "inferred": 0,
        "has_power": True,
        "weight_data_types": "FP8",
        "Power_Result": 810.25,
        "Power_Units": "Watts",
        "Performance_Result": 1000.25,
        "Performance_Units": "Samples/s",
        **changes,
    }


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    """Write the rows as a summary."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "summary_results.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def the_entry(data: Path) -> dict[str, Any]:
    """The entry of box-8x."""
    entry: dict[str, Any] = json.loads((data / BOX).read_text(encoding="utf-8"))
    return entry


def test_rows_alone_describe_their_system(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    report = import_source(str(written(tmp_path / "alone", a_row())), str(data))
    assert (report.kind, report.imported, [note.kind for note in report.notes]) == ("summary", 1, ["no-description"])
    entry = the_entry(data)
    assert entry["system"]["accelerators_per_node"] == 8
    assert entry["system"]["host_processor_core_count"] == 64
    assert entry["results"] == [
        {
            "benchmark": "retinanet",
            "scenario": "Offline",
            "value": 1000.25,
            "unit": "Samples/s",
            "id": "5.1-0001",
            "accuracy": {"mAP": 37.411},
            "weight_data_types": "FP8",
            "power": {"value": 810.25, "unit": "Watts"},
        }
    ]


def test_the_descriptions_beside_it_are_taken(tmp_path: Path) -> None:
    data, source = data_folder(tmp_path), tmp_path / "with-systems"
    written(source, a_row())
    systems = "closed/acme/systems"
    shutil.copytree(WHOLE / systems, source / systems)
    for named in (source, source / "summary_results.json"):
        report = import_source(str(named), str(data), replace=True)
        assert the_entry(data)["system"]["framework"] == "acmeRT 1.0"
        assert [(item.path, item.reason) for item in report.left_out] == [
            (f"{systems}/box-edge.json", "system-without-results")
        ]


def test_what_a_row_cannot_be_is_left_out(tmp_path: Path) -> None:
    rows = [
        a_row(),
        a_row(Model="acmenet", UsedModel="acmenet", Location=""),
        a_row(Scenario="Batch", Location="closed/acme/results/box-8x/Retinanet/Batch"),
        a_row(Accuracy="mAP: 37.1", Scenario="Server", Location=""),
        a_row(Performance_Result="fast", Scenario="Server", Location=""),
    ]
    report = import_source(str(written(tmp_path / "alone", *rows)), str(data_folder(tmp_path)))
    assert report.reasons == {
        "accuracy-missed": 1,
        "unknown-benchmark": 1,
        "unknown-scenario": 1,
        "unreadable-value": 1,
    }
    assert (report.read, report.imported) == (5, 1)


def test_a_tree_takes_ids_from_its_summary_and_tells_what_differs(tmp_path: Path) -> None:
    data, tree = data_folder(tmp_path), tmp_path / "tree"
    shutil.copytree(WHOLE, tree)
    gone = "closed/acme/results/box-8x/bert-99/Offline"
    written(tree, a_row(Performance_Result=1001.0), a_row(Location=gone, Model="bert-99", ID="5.1-0002"))
    report = import_source(str(tree), str(data))
    ids = {(r["benchmark"], r["scenario"]): r.get("id") for r in the_entry(data)["results"]}
    assert (ids["retinanet", "Offline"], ids["retinanet", "Server"]) == ("5.1-0001", None)
    offline = next(r for r in the_entry(data)["results"] if r["scenario"] == "Offline")
    assert offline["value"] == 1000.25
    assert the_entry(data)["verification"] == {"status": "unverified"}
    told = {(note.path, note.kind) for note in report.differences}
    assert ("closed/acme/results/box-8x/Retinanet/Offline", "value") in told
    assert (gone, "only-in-summary") in told
    assert ("closed/acme/results/box-8x/ssd-resnet34/server", "not-in-summary") in told


def test_a_changed_id_is_a_conflict(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    import_source(str(written(tmp_path / "a", a_row())), str(data))
    report = import_source(str(written(tmp_path / "b", a_row(ID="5.1-0009"))), str(data))
    assert 'results[0].id: "5.1-0001" here, "5.1-0009" in the source' in report.conflicts[0].fields


def test_an_accuracy_in_another_metric_costs_itself_and_not_the_result(tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    row = a_row(Accuracy="mAP: 37.411, F1: 90.2")
    report = import_source(str(written(tmp_path / "alone", row)), str(data))
    assert [(note.kind, note.detail) for note in report.notes][1:] == [("metric-not-asked", "F1: 90.2")]
    assert the_entry(data)["results"][0]["accuracy"] == {"mAP": 37.411}
