"""Import against reading and hashing the same files once: `python -m bench.import_bench SOURCE`.

Runs are interleaved, so that a busy machine is busy for both; ratios of medians are printed.
"""

import argparse
import hashlib
import os
import resource
import shutil
import statistics
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from site_builder.ingest import import_source

ROOT = Path(__file__).resolve().parents[1]


def read_and_hash(source: str) -> None:
    """Read every file once, or stream the archive once, and hash what comes."""
    if Path(source).is_dir():
        for folder, _, names in os.walk(source):
            for name in names:
                hashlib.sha256(Path(folder, name).read_bytes()).digest()
        return
    with tarfile.open(source, "r|*") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None:
                content.read()


def import_once(source: str, round_: str | None) -> None:
    """Import into an empty data folder, in memory where the machine has such a place."""
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = tempfile.mkdtemp(dir=place)
    try:
        shutil.copytree(ROOT / "data" / "rounds", Path(folder, "rounds"))
        import_source(source, folder, round=round_)
    finally:
        shutil.rmtree(folder)


def seconds(work: Callable[[], None]) -> float:
    """How long it took."""
    start = perf_counter()
    work()
    return perf_counter() - start


def measure(source: str, round_: str | None = None, times: int = 5) -> None:
    """Measure and print."""
    base, ours = [], []
    for _ in range(times):
        base.append(seconds(lambda: read_and_hash(source)))
        ours.append(seconds(lambda: import_once(source, round_)))
    once, imported = statistics.median(base), statistics.median(ours)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"Import of {source}, {times} runs in turns, data in memory\n")
    print(f"read once {once:.2f} s · import {imported:.2f} s · ratio {imported / once:.2f} · {memory} MB")


def main() -> None:
    """Read the command line."""
    options = argparse.ArgumentParser(prog="python -m bench.import_bench", description=__doc__)
    options.add_argument("source", help="a submission tree, or an archive of one")
    options.add_argument("--round", help="where the source does not say")
    options.add_argument("--times", type=int, default=5, help="runs of each")
    given = options.parse_args()
    measure(given.source, given.round, given.times)


if __name__ == "__main__":
    main()
