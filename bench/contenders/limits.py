"""What no generator can go below on this machine: reading the JSON, and writing the bytes that are there already.

python limits.py parse CORPUS
python limits.py write SITE OUTPUT
"""

import json
import os
import sys
from pathlib import Path


def parse(corpus: str) -> None:
    """Read every entry once."""
    for path in Path(corpus, "entries").iterdir():
        json.loads(path.read_bytes())


def write(site: str, output: str) -> None:
    """Write every page of a built site again."""
    for folder, _, names in os.walk(site):
        target = os.path.join(output, os.path.relpath(folder, site))
        os.makedirs(target, exist_ok=True)
        for name in names:
            Path(target, name).write_bytes(Path(folder, name).read_bytes())


if __name__ == "__main__":
    {"parse": parse, "write": write}[sys.argv[1]](*sys.argv[2:])
