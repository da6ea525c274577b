"""Submission trees of tests/trees: a whole one, or the whole one with a fault laid over it."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

TREES = Path(__file__).resolve().parents[1] / "trees"
ROUNDS = Path(__file__).resolve().parents[2] / "data" / "rounds"
WHOLE = TREES / "valid-v5.1"
# A fault names the files it takes away in a file of this name.
REMOVED = "REMOVED"
FAULTS = sorted(path.name for path in TREES.iterdir() if not path.name.startswith(("valid-", "endpoints-")))


def tree_with(fault: str, folder: Path) -> Path:
    """Copy the whole tree into the folder and lay the fault over it."""
    tree = folder / "tree-v5.1"
    shutil.copytree(WHOLE, tree)
    shutil.copytree(TREES / fault, tree, dirs_exist_ok=True)
    if (tree / REMOVED).exists():
        for path in (tree / REMOVED).read_text(encoding="utf-8").splitlines():
            (tree / path).unlink()
        (tree / REMOVED).unlink()
    return tree


def data_folder(folder: Path) -> Path:
    """Make a data folder with the shipped rounds and no entry."""
    data = folder / "data"
    shutil.copytree(ROUNDS, data / "rounds")
    return data


def detail_log(**facts: object) -> str:
    """A detail log that states these facts of a valid run."""
    stated = {"result_validity": "VALID", **facts}
    return "".join(f':::MLLOG {{"key": "{key}", "value": {json.dumps(value)}}}\n' for key, value in stated.items())


def made_tree(
    folder: Path, runs: Mapping[str, tuple[Mapping[str, object], str]], *, division: str = "closed",
    system_type: str = "datacenter", mapping: str | None = None,
) -> Path:  # fmt: skip
    """Make a tree of one system; runs are what a log and accuracy.txt say, by `<benchmark>/<scenario>`."""
    base = folder / "tree" / division / "acme"
    described = {"system_name": "Box", "submitter": "acme", "division": division, "status": "available"}
    (base / "systems").mkdir(parents=True)
    (base / "systems/box.json").write_text(json.dumps({**described, "system_type": system_type}), "utf-8")
    if mapping is not None:
        (base / "model_mapping.json").write_text(mapping, "utf-8")
    for place, (facts, accuracy) in runs.items():
        run = base / "results/box" / place
        for file, text in {
            "performance/run_1/mlperf_log_detail.txt": detail_log(**facts),
            "accuracy/accuracy.txt": accuracy,
            "measurements.json": '{"weight_data_types": "fp8"}',
        }.items():
            (run / file).parent.mkdir(parents=True, exist_ok=True)
            (run / file).write_text(text, "utf-8")
    return folder / "tree"
