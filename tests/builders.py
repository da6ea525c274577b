"""Small valid things for tests: each call names only what matters to its test."""

from typing import Any

ROUND = "sprint-v1"


def a_round(**changes: Any) -> dict[str, Any]:
    """A round file's content: two divisions, two categories, three benchmarks."""
    return {
        "family": "Sprint",
        "version": "v1",
        "title": "Sprint v1",
        "copyright": "Copyright 2024 Acme",
        "published": "2024-05-01",
        "availability_as_of": "May 2024",
        "divisions": {"closed": {"title": "Closed"}, "open": {"title": "Open", "own_models": True}},
        "categories": {"datacenter": {"title": "Datacenter"}, "edge": {"title": "Edge"}},
        "availabilities": {"available": {"title": "Available"}, "preview": {"title": "Preview"}},
        "scenarios": ["SingleStream", "Server", "Offline"],
        "metrics": {"Samples/s": "higher", "Queries/s": "higher", "Latency (ms)": "lower"},
        "benchmarks": [
            {
                "id": "resnet",
                "title": "ResNet-50",
                "task": "Image classification",
                "accuracy_targets": [{"metric": "acc", "minimum": 75.6954}],
                "units": {"SingleStream": "Latency (ms)", "Server": "Queries/s", "Offline": "Samples/s"},
                "scenarios": {"datacenter": ["Server", "Offline"], "edge": ["SingleStream", "Offline"]},
            },
            {
                "id": "bert-99",
                "title": "BERT, 99 %",
                "task": "Question answering",
                "accuracy_targets": [{"metric": "F1", "minimum": 89.96526}],
                "units": {"SingleStream": "Latency (ms)", "Server": "Queries/s", "Offline": "Samples/s"},
                "scenarios": {"datacenter": ["Server", "Offline"], "edge": ["SingleStream", "Offline"]},
            },
            {
                "id": "gptj",
                "title": "GPT-J",
                "task": "Summaries",
                "units": {"Server": "Queries/s", "Offline": "Samples/s"},
                "scenarios": {"datacenter": ["Offline"]},
                "optional_scenarios": {"datacenter": ["Server"]},
            },
        ],
    } | changes


def a_system(**changes: Any) -> dict[str, Any]:
    """A system description; a key that is given as None is left out."""
    system = {
        "system_name": "Rocket 9 (8x T1000)",
        "submitter": "Acme",
        "division": "closed",
        "system_type": "datacenter",
        "status": "available",
        "accelerator_model_name": "T1000",
        "accelerators_per_node": "8",
        "accelerator_memory_capacity": "80 GB",
        "host_processor_model_name": "Quad 7",
        "operating_system": "Debian 12",
        "cooling": "Air",
        "host_networking": "",
        "number_of_nodes": 1,
    } | changes
    return {key: value for key, value in system.items() if value is not None}


def a_result(**changes: Any) -> dict[str, Any]:
    """A result of the closed division."""
    return {"benchmark": "resnet", "scenario": "Offline", "value": 1200.5} | changes


def an_entry(**changes: Any) -> dict[str, Any]:
    """An entry with one result; `system` and `results` may be given whole."""
    return {"round": ROUND, "system": a_system(), "results": [a_result()]} | changes


def a_site(**changes: Any) -> dict[str, Any]:
    """The content of site.json."""
    return {"format": 1, "title": "Acme results"} | changes
