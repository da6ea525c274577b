"""What is made for machines and for search costs: all results in one file, the API and the search index, together.

A share of building the whole site from nothing. The index is timed as the build's own stage; the files are made in a
process of their own, which loads what they are written with, as a build does once.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory


def measure(data: str, runs: int) -> None:
    """Print seconds of a whole build from nothing, and of the parts, in turns."""
    whole, index, ready, files = zip(*(_once(data) for _ in range(runs)), strict=True)
    print(f"Files for machines and search, {runs} runs in turns, output in memory\n")
    print("| what | median s | share of the build |\n|---|--:|--:|")
    rows = {
        "whole build": whole,
        "read and rank, as every build does": ready,
        "bulk files and API": files,
        "search index": index,
        "bulk files, API and search index": [sum(pair) for pair in zip(files, index, strict=True)],
    }
    for name, seconds in rows.items():
        print(f"| {name} | {median(seconds):.2f} | {median(seconds) / median(whole):.2f} |")


def _once(data: str) -> tuple[float, float, float, float]:
    """Seconds of a whole build, of its index, to read and rank, and of the files alone."""
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        start = time.perf_counter()
        (index,) = _child("--build", f"{folder}/output", "--data", data)
        whole = time.perf_counter() - start
    ready, files = _child("--alone", "--data", data)
    return whole, index, ready, files


def _child(*words: str) -> list[float]:
    command = [sys.executable, "-m", "bench.exports_bench", *words]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(seconds) for seconds in said.split()]


def built(data: str, output: str) -> None:
    """Build the site in this process, with one process a core, and print the seconds of its index."""
    from site_builder.build import Options, build
    from site_builder.surroundings import usable_cores

    print(build(Options(data, output, jobs=usable_cores())).seconds["search"])


def alone(data: str) -> None:
    """Make the files in this process, which has loaded nothing for them yet, and print the seconds of each part."""
    from site_builder.exports import api, bulk
    from site_builder.pages import contents_of
    from site_builder.sources import read_data

    start = time.perf_counter()
    read = read_data(data)
    assert read.site is not None
    contents = contents_of(read.site, read.catalog)
    _ = contents.tables.rankings
    ready = time.perf_counter()
    for module in (bulk, api):
        for export in module.exports(contents):
            export.content()
    print(ready - start, time.perf_counter() - ready)


def main() -> None:
    """Read the command line."""
    options = argparse.ArgumentParser(prog="python -m bench.exports_bench", description=__doc__)
    options.add_argument("--data", default="data")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--alone", action="store_true", help="make the files in this process, and print the seconds")
    options.add_argument("--build", metavar="DIR", help="build in this process, and print the seconds of the index")
    given = options.parse_args()
    if given.alone:
        alone(given.data)
    elif given.build:
        built(given.data, given.build)
    else:
        measure(given.data, given.runs)


if __name__ == "__main__":
    main()
