"""`make bench`: start-up and build, then an import of SOURCE, or of the published round where ../shared has it."""

import argparse
from pathlib import Path

from bench import import_bench, startup

PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "inference_v4.1.tar.xz"


def main() -> None:
    """Run every benchmark that there is something for, one after the other."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("source", nargs="?", help="a submission tree, or an archive of one")
    source = options.parse_args().source or (str(PUBLISHED) if PUBLISHED.is_file() else None)
    startup.main()
    if source is None:
        print(f"\nNo import: name a SOURCE, or put the published round at {PUBLISHED}")
        return
    print()
    import_bench.measure(source)


if __name__ == "__main__":
    main()
