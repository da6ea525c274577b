"""Search on the shipped data: what its index costs a build, and how long a key takes: `python -m bench.search_bench`.

Processes are timed in turns. A key takes from its event to the last change on the page, the full text included.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from bench.timing import in_turns, table
from site_builder.build import Options, build
from site_builder.exports import bulk
from site_builder.pages import contents_of
from site_builder.sources import read_data
from tests.browser.tools import chromium, served

RUNS = 5
TYPED = ("8x h100 offline llama2", "thinkedge se455", "ubuntu 22.04", "who is ranked with whom")
QUIET = 250  # milliseconds without a change, after which nothing more comes

KEY = """([typed, quiet]) => new Promise((done) => {
  const field = document.getElementById("search-input");
  const start = performance.now();
  let last = start;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.querySelector("main"), { childList: true, characterData: true, subtree: true });
  const look = () => {
    if (performance.now() - last < quiet) return setTimeout(look, 20);
    watch.disconnect();
    done(last - start);
  };
  field.value = typed;
  field.dispatchEvent(new Event("input"));
  setTimeout(look, 20);
})"""


def main() -> None:
    """Print both."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        _cost(Path(folder))
        output = Path(folder, "site")
        build(Options(output=str(output)))
        print()
        _keys(output)


def _cost(folder: Path) -> None:
    """Builds from nothing, with the index and without; and the bulk files alone."""
    whole, without = folder / "whole", folder / "without"
    start = "import shutil, sys; from site_builder.cli import main; shutil.rmtree(sys.argv[2], ignore_errors=True); "
    command = [sys.executable, "-c", start + "main(['build', '--output', sys.argv[2], *sys.argv[3:]])", "-"]
    timings = in_turns(
        {
            "build --no-search": [*command, str(without), "--no-search"],
            "build": [*command, str(whole)],
        },
        RUNS,
    )
    print(f"The shipped data from nothing, {RUNS} runs in turns, output in memory\n")
    print(table(timings))
    index, bulk = timings[1].median - timings[0].median, _bulk()
    rest = timings[1].median - index - bulk
    print(f"\nIndex {index:.2f} s and bulk files {bulk:.2f} s: {(index + bulk) / rest:.2f} of the rest of the build")
    shutil.rmtree(whole)


def _bulk() -> float:
    """Seconds that the files of all results take a build: also to load what they are written with, so only once."""
    data = read_data("data")
    assert data.site is not None
    contents = contents_of(data.site, data.catalog)
    start = time.perf_counter()
    for file in bulk.exports(contents):
        file.content()
    return time.perf_counter() - start


def _keys(output: Path) -> None:
    print("| typed, a key at a time | keys | median ms | longest ms |\n|---|--:|--:|--:|")
    with chromium() as browser, served(output) as address:
        page = browser.new_page()
        page.goto(f"{address}search/index.html?q=warm")
        page.wait_for_timeout(1000)
        for words in TYPED:
            taken = list(_typed(page, words))
            print(f"| {words} | {len(taken)} | {statistics.median(taken):.0f} | {max(taken):.0f} |")


def _typed(page: Page, words: str) -> Iterator[float]:
    for length in range(1, len(words) + 1):
        yield page.evaluate(KEY, [words[:length], QUIET])


if __name__ == "__main__":
    main()
