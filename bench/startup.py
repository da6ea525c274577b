"""How long a person waits for the smallest things: `--help`, `validate`, and a build that changes nothing."""

import sys
import tempfile
from pathlib import Path

from bench.timing import in_turns, table

RUNS = 15


def main() -> None:
    """Time them against Python doing nothing."""
    command = [str(Path(sys.executable).with_name("site-builder"))]
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        build = [*command, "build", "--output", f"{folder}/output"]
        timings = in_turns(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "site-builder --help": [*command, "--help"],
                "site-builder validate": [*command, "validate"],
                "site-builder build, nothing edited": build,
            },
            RUNS,
        )
    print(f"Start-up on the shipped data, {RUNS} runs in turns, output in memory\n")
    print(table(timings))


if __name__ == "__main__":
    main()
