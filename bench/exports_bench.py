"""What all results in one file cost: CSV, JSON, Parquet and the API, as a share of building the whole site."""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

PARTS = ("read and rank, as every build does", "bulk files and API")


def measure(data: str, runs: int) -> None:
    """Print seconds of a whole build from nothing, of one process, and of the bulk files alone, in turns."""
    whole: list[float] = []
    parts: list[list[float]] = []
    for _ in range(runs):
        with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
            start = time.perf_counter()
            build = ["build", "--quiet", "--jobs", "1", "--data", data, "--output", f"{folder}/output"]
            subprocess.run([sys.executable, "-m", "site_builder", *build], check=True)
            whole.append(time.perf_counter() - start)
        alone = [sys.executable, "-m", "bench.exports_bench", "--data", data, "--alone"]
        said = subprocess.run(alone, check=True, capture_output=True, text=True).stdout
        parts.append([float(seconds) for seconds in said.split()])
    print(f"All results in one file, {runs} runs in turns, one process, output in memory\n")
    print("| what | median s | share of the build |\n|---|---|---|")
    for name, seconds in (("whole build", whole), *zip(PARTS, zip(*parts, strict=True), strict=True)):
        print(f"| {name} | {median(seconds):.2f} | {median(seconds) / median(whole):.2f} |")


def alone(data: str) -> None:
    """Make the files in this process, which has loaded nothing for them yet, and print the seconds of each part."""
    from site_builder.exports import api, bulk
    from site_builder.pages import contents_of
    from site_builder.sources import read_data

    start = time.perf_counter()
    read = read_data(data)
    assert read.site is not None
    contents = contents_of(read.site, read.catalog)
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
    given = options.parse_args()
    if given.alone:
        alone(given.data)
    else:
        measure(given.data, given.runs)


if __name__ == "__main__":
    main()
