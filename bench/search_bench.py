"""Search on the shipped data: how long a key takes: `python -m bench.search_bench`.

From the key's event to the last change on the page, the full text included. What the index costs a build is measured
together with the other files for machines, by `python -m bench.exports_bench`.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from site_builder.build import Options, build
from tests.browser.tools import chromium, served

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
    """Build the site, and print seconds by what was typed."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        build(Options(output=folder + "/site"))
        _keys(Path(folder, "site"))


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
