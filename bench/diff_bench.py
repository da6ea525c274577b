"""How long a reviewer waits: two sites of ten thousand cards with one change, and with one of each card."""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from site_builder.diff import differences, side, told

CARDS = 10_000
CARD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Box {number}</title></head><body><main>
<article class="resultpage"><h1>Suite v1</h1><div class="headerbar"><p>Acme</p><p>Box {number}</p></div>
<h3>Hardware Details</h3><table>{facts}</table><h3>Results Table</h3><table>
<tr><th rowspan="2">Model</th><th rowspan="2">Accuracy Target</th><th colspan="2">Offline</th></tr>
<tr><th>Metric</th><th>Performance</th></tr>{results}</table></article></main></body></html>
"""
FACTS = "".join(f"<tr><td>key_{n}</td><td>{'value ' * 12}{n}</td></tr>\n" for n in range(120))


def write_site(folder: Path, cards: int, changed: range) -> None:
    """So many cards of some 12 KB; the value of those in `changed` is another."""
    for number in range(cards):
        value = f"{number + 1}.{5 if number in changed else 25}"
        rows = "".join(
            f"<tr><td>model-{n}</td><td>acc: 1</td><td>Samples/s</td><td>{value}</td></tr>" for n in range(12)
        )
        card = folder / f"round/closed/Acme-{number % 50}/box-{number}"
        card.mkdir(parents=True)
        (card / "index.html").write_text(CARD.format(number=number, facts=FACTS, results=rows), "utf-8")


def measure_one(old: Path, new: Path) -> None:
    """A whole process of the command, with the memory that it took."""
    start = perf_counter()
    command = [sys.executable, "-m", "site_builder", "diff", str(old), str(new), "--format", "json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    changed = len(json.loads(done.stdout)["pages"])
    print(f"{changed} changed card of {CARDS}: {seconds:.2f} s · {memory} MB")


def measure_many(old: Path, new: Path) -> None:
    """Every card changed, in one process; the comment that a pull request gets."""
    start = perf_counter()
    found = differences(side(str(old)), side(str(new)))
    comment = told(found, "markdown").lines[0][0]
    print(
        f"{len(found.pages)} changed cards: {perf_counter() - start:.2f} s · comment of {len(comment.encode())} bytes"
    )


def main() -> None:
    """Make the sites in memory, where the machine has such a place, and measure."""
    options = argparse.ArgumentParser(prog="python -m bench.diff_bench", description=__doc__)
    options.add_argument("--many", type=int, default=1000, help="cards of the second measurement")
    many = options.parse_args().many
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        for name, cards, changed in (("a", CARDS, range(0)), ("b", CARDS, range(1)), ("c", many, range(0)), ("d", many, range(many))):  # fmt: skip  # noqa: E501
            write_site(folder / name, cards, changed)
        print("Two sites compared, in memory\n")
        measure_one(folder / "a", folder / "b")
        measure_many(folder / "c", folder / "d")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
