"""`make bench`: start-up, build, files for machines; then an import of SOURCE, or of the round in ../shared."""

import argparse
from pathlib import Path

from bench import exports_bench, import_bench, startup

PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "inference_v4.1.tar.xz"


def main() -> None:
    """Run every benchmark that there is something for, one after the other."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("source", nargs="?", help="a submission tree, or an archive of one")
    source = options.parse_args().source or (str(PUBLISHED) if PUBLISHED.is_file() else None)
    startup.main()
    print()
    exports_bench.measure("data", runs=3)
    if source is None:
        print(f"\nNo import: name a SOURCE, or put the published round at {PUBLISHED}")
        return
    print()
    import_bench.measure(source)


if __name__ == "__main__":
    main()
