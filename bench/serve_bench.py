"""The edit loop: from the save of an entry to the reloaded page, in a real browser.

python -m bench.serve_bench [DATA] [--times N]

DATA (default: data) is copied, one of its entries is edited N times while `site-builder serve` shows its card, its
leaderboard and its round, and the page counts as reloaded when its load event is over and it has the new value.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import Page

from tests.browser.tools import ROOT, chromium

# After the load event of each page, what it says is sent to us: asking it again and again would slow it down.
TELL = "addEventListener('load', () => setTimeout(() => window.said(document.body.innerText)))"


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Serve this data folder on any port that is free, and give the address."""
    command = [sys.executable, "-m", "site_builder", "serve", "--data", str(data), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        said = ""
        while not (found := re.search(r"http://\S+/", said)):
            said = process.stderr.readline() or sys.exit("serve ended")
        yield found[0]
    finally:
        process.terminate()
        process.communicate()


def edited(entry: Path, number: int) -> str:
    """Give the entry's first result another value, and say which."""
    document = json.loads(entry.read_bytes())
    document["results"][0]["value"] = 70000 + number + 0.5
    written = entry.with_suffix(".new")
    written.write_text(json.dumps(document, indent=2), "utf-8")
    os.replace(written, entry)  # as editors save
    return f"{70000 + number}.5"


def seconds(page: Page, heard: list[str], edit: Callable[[int], str], times: int) -> list[float]:
    """From save to reloaded page, so many times; the first, in which nothing is warm, is not counted."""
    found = []
    for number in range(times + 1):
        heard.clear()
        start = perf_counter()
        value = edit(number)
        while not any(value in re.sub(r"[\s,]", "", text) for text in heard):
            page.wait_for_timeout(2)
            if perf_counter() - start > 30:
                sys.exit(f"{value} did not appear on {page.url}")
        found.append(perf_counter() - start)
        sleep(0.3)  # nobody saves twice at once
    return found[1:]


def _kept_in(heard: list[str]) -> Callable[[str], None]:
    """A function of ours that keeps what it is told: playwright takes no builtin one."""

    def keep(text: str) -> None:
        heard.append(text)

    return keep


def main() -> None:
    """Read the command line, measure, print."""
    options = argparse.ArgumentParser(prog="python -m bench.serve_bench", description=__doc__)
    options.add_argument("data", nargs="?", type=Path, default=ROOT / "data")
    options.add_argument("--times", type=int, default=15)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        shutil.copytree(given.data, data)
        entry = next(path for path in sorted((data / "results").rglob("*.json")) if b'"value"' in path.read_bytes())
        round_, division, submitter, name = entry.relative_to(data / "results").with_suffix("").parts
        scope = json.loads(entry.read_bytes())
        category = scope.get("category") or scope["system"]["system_type"]
        result = scope["results"][0]
        pages = {
            "its card": f"{round_}/{division}/{submitter}/{name}/index.html",
            "its leaderboard": f"{round_}/leaderboards/{division}-{category}/"
            f"{result['benchmark']}/{result['scenario']}/index.html",
            "its round": f"{round_}/index.html",
        }
        print(f"Save to reloaded page, {given.times} times each; load average {os.getloadavg()[0]:.1f}")
        with serving(data) as address, chromium() as browser:
            page = browser.new_page()
            heard: list[str] = []
            page.expose_function("said", _kept_in(heard))
            page.add_init_script(TELL)
            for what, url in pages.items():
                page.goto(address + url)
                took = seconds(page, heard, lambda number: edited(entry, number), given.times)
                print(f"{what:16}  median {statistics.median(took):.3f} s  best {min(took):.3f}  worst {max(took):.3f}")


if __name__ == "__main__":
    main()
