"""How long a reviewer waits: two sites of ten thousand cards with one change, and with one of each card."""

import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from bench.memory import peak_megabytes
from site_builder.diff import differences, side, told
from site_builder.diff.as_markdown import LIMIT

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "RESULTS.md"
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


# What a reviewer may have to wait, and what a runner of CI may have to give.
MOST_SECONDS, MOST_MEGABYTES, MOST_BYTES = 3.0, 500, LIMIT
BEGIN = "## Two sites compared"
HEAD = f"""{BEGIN}

Two sites of {{cards}} cards each, in memory. `diff -rq` reads the same files, and tells nothing of what they say.

| work | median s | ratio to `diff -rq` | MB | at most | within |
|---|---|---|---|---|---|"""


def _row(work: str, took: str, ratio: str, memory: str, most: str, *, is_within: bool) -> str:
    """A line of the table, with whether it took no more than it may."""
    return f"| {work} | {took} | {ratio} | {memory} | {most} | {'yes' if is_within else '**no**'} |"


def measure_one(old: Path, new: Path, runs: int) -> str:
    """One changed card: whole processes of the command in turns with the basis."""
    ours = [sys.executable, "-m", "site_builder", "diff", str(old), str(new), "--format", "json"]
    ways = {"basis": ["diff", "-rq", str(old), str(new)], "ours": ours}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, command in ways.items():
            start = perf_counter()
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            seconds[name].append(perf_counter() - start)
            if done.returncode != 1 or (name == "ours" and len(json.loads(done.stdout)["pages"]) != 1):
                raise SystemExit(f"{name} does not tell of one changed card: {done.stderr}")
    basis, median = (statistics.median(seconds[name]) for name in ways)
    memory = peak_megabytes(["sh", "-c", f"{shlex.join(ours)} || [ $? = 1 ]"], ROOT, os.environ)
    is_within = median <= MOST_SECONDS and memory <= MOST_MEGABYTES
    most = f"{MOST_SECONDS:g} s, {MOST_MEGABYTES} MB"
    return _row(
        "one changed card", f"{median:.2f}", f"{median / basis:.1f}", f"{memory:.0f}", most, is_within=is_within
    )


def measure_many(old: Path, new: Path, cards: int) -> str:
    """Every card changed, and the comment that a pull request gets, in one process."""
    start = process_time()
    found = differences(side(str(old)), side(str(new)))
    comment = told(found, "markdown").lines[0][0]
    took, size = process_time() - start, len(comment.encode())
    if len(found.pages) != cards or f"{cards:,}".replace(",", " ") not in comment:
        raise SystemExit(f"{len(found.pages)} of {cards} changed cards are told")
    work = f"{cards} changed cards, as a comment of {size} bytes"
    return _row(work, f"{took:.2f} (one core)", "–", "–", f"{MOST_BYTES} bytes", is_within=size <= MOST_BYTES)


def keep(text: str, results: Path) -> None:
    """Write the part of a file of results that is ours, and leave the rest."""
    rest = results.read_text("utf-8").partition(f"\n{BEGIN}")[0] if results.is_file() else ""
    results.write_text(f"{rest}\n{text}" if rest else text, "utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Make the sites in memory, where the machine has such a place, measure, and write what it took."""
    options = argparse.ArgumentParser(prog="python -m bench.diff_bench", description=__doc__)
    options.add_argument("--cards", type=int, default=CARDS, help="cards of each site")
    options.add_argument("--many", type=int, default=CARDS, help="cards of the second measurement")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--results", default=str(RESULTS), help="the file to write into")
    given = options.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        sites = (("a", given.cards, 0), ("b", given.cards, 1), ("c", given.many, 0), ("d", given.many, given.many))
        for name, cards, changed in sites:
            write_site(folder / name, cards, range(changed))
        rows = (
            measure_one(folder / "a", folder / "b", given.runs),
            measure_many(folder / "c", folder / "d", given.many),
        )
    finally:
        shutil.rmtree(folder)
    text = "\n".join([HEAD.format(cards=given.cards), *rows, ""])
    keep(text, Path(given.results))
    print(text)


if __name__ == "__main__":
    main()
