"""Ten times the cards: `python -m bench.scale_bench N` builds N and 10 N cards with the round's lists, from nothing.

Each is built once for its time, and once more for its memory: the PSS of all processes. Figures go into
bench/RESULTS.md below those of the generators.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bench.corpus import write_corpus
from bench.diff_bench import RESULTS, ROOT
from bench.memory import peak_megabytes

TIMES, MOST_TIMES, MOST_MEGABYTES = 10, 11, 2048
BEGIN = "## Ten times the cards"
MEMORY = Path("/dev/shm")


class Built(NamedTuple):
    """What one build took."""

    seconds: float
    cpu: float
    megabytes: float


def build(folder: Path, count: int) -> Built:
    """Make a corpus of so many cards and build it twice."""
    write_corpus(folder, count)
    shutil.rmtree(folder / "entries")  # for other generators, and as large as our data
    out, cache = folder / "out", folder / "cache"
    command = [sys.executable, "-m", "site_builder", "build", "--quiet", "--data", str(folder / "data")]
    command += ["--only", "result_card,round", "--output", str(out), "--cache", str(cache)]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(out)
    shutil.rmtree(cache, ignore_errors=True)  # of very many cards nothing is remembered
    megabytes = peak_megabytes(command, ROOT, os.environ)
    shutil.rmtree(folder)
    return Built(seconds, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, megabytes)


def report(count: int, few: Built, many: Built, load: float) -> str:
    """The part of RESULTS.md that is about this."""
    head = f"{BEGIN}\n\n`python -m bench.scale_bench {count}`, one run of each; load average {load:.1f} before.\n"
    rows = [
        f"| {number} | {b.seconds:.1f} | {b.cpu:.1f} | {b.megabytes:.0f} |"
        for number, b in ((count, few), (count * TIMES, many))
    ]
    ratios = f"{many.seconds / few.seconds:.1f} times the seconds, {many.cpu / few.cpu:.1f} times the CPU"
    asked = f"(asked: at most {MOST_TIMES} times, and {MOST_MEGABYTES} MB)"
    return "\n".join([head, "| cards | s | CPU s | MB |", "|---|---|---|---|", *rows, "", f"{ratios} {asked}.", ""])


def main() -> None:
    """Read the command line, build, write."""
    options = argparse.ArgumentParser(prog="python -m bench.scale_bench", description=__doc__)
    options.add_argument("count", type=int, nargs="?", default=10_000, help="how many cards; then ten times as many")
    options.add_argument("--results", default=str(RESULTS), help="the file to write into")
    given = options.parse_args()
    work = (MEMORY if MEMORY.is_dir() else Path("/tmp")) / f"site-builder-scale-{os.getpid()}"
    load = os.getloadavg()[0]
    try:
        text = report(given.count, build(work, given.count), build(work, given.count * TIMES), load)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    results = Path(given.results)
    rest = results.read_text("utf-8").partition(f"\n{BEGIN}")[0] if results.is_file() else ""
    results.write_text(f"{rest}\n{text}" if rest else text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
