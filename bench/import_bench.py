"""Import against reading and hashing the same files once: `python -m bench.import_bench SOURCE [--rounds N]`.

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


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("source", help="a submission tree, or an archive of one")
    options.add_argument("--round", help="where the source does not say")
    options.add_argument("--times", type=int, default=5, help="runs of each")
    given = options.parse_args()
    base, ours = [], []
    for _ in range(given.times):
        base.append(seconds(lambda: read_and_hash(given.source)))
        ours.append(seconds(lambda: import_once(given.source, given.round)))
    once, imported = statistics.median(base), statistics.median(ours)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"read once {once:.2f} s · import {imported:.2f} s · ratio {imported / once:.2f} · {memory} MB")


if __name__ == "__main__":
    main()
