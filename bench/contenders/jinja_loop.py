"""The simplest thing that could work: read the JSON, call one template, write. Nothing is checked.

python jinja_loop.py CORPUS OUTPUT [PROCESSES]
"""

import json
import multiprocessing
import os
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

ROOT = "../../../../"


class Cards:
    """What each process makes once."""

    def __init__(self, corpus: str, output: str) -> None:
        self.output = output
        self.round = json.loads(Path(corpus, "round.json").read_bytes())
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self.template = environment.get_template("card.html")

    def write(self, path: Path) -> None:
        """One entry to its page."""
        entry = json.loads(path.read_bytes())
        html = self.template.render(entry=entry, round=self.round, root=ROOT)
        folder = os.path.join(
            self.output, self.round["id"], entry["division"], entry["submitter"].replace(" ", "-"), entry["id"]
        )
        os.makedirs(folder, exist_ok=True)
        Path(folder, "index.html").write_text(html, "utf-8")


cards: Cards


def begin(corpus: str, output: str) -> None:
    """Make ready a process."""
    global cards  # noqa: PLW0603 - the simplest loop is what is measured
    cards = Cards(corpus, output)


def write(path: Path) -> None:
    """One entry, in any process."""
    cards.write(path)


def main() -> None:
    """Write every card."""
    corpus, output, *processes = sys.argv[1:]
    paths = sorted(Path(corpus, "entries").iterdir())
    if processes:
        with multiprocessing.Pool(int(processes[0]), begin, (corpus, output)) as pool:
            pool.map(write, paths, chunksize=64)
        return
    begin(corpus, output)
    for path in paths:
        write(path)


if __name__ == "__main__":
    main()
