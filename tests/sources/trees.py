"""Submission trees of tests/trees: a whole one, or the whole one with a fault laid over it."""

import shutil
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
