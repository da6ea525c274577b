"""The explorer of the shipped round: how tests use it, what its table shows, and what the data says."""

import json
import re

from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.conftest import ROOT

V41 = "inference-v4.1/index.html"
SOME = "?benchmark=llama2-70b-99&scenario=Offline"
EVERY = "937 results; 5 more no longer count"


def quiet(opened: Visit) -> None:
    """No complaint in the console, of which a breach of the Content-Security-Policy is one; no foreign request."""
    assert (opened.errors, opened.foreign) == ([], [])


def count(page: Page) -> str:
    """How many results the page says that it shows."""
    return page.locator("#explorer-count").inner_text()


def panel(page: Page, facet: str) -> None:
    """Open a facet, or close it."""
    page.locator(f"[data-facet={facet}] summary").click()


def tick(page: Page, facet: str, value: str) -> None:
    """Open a facet and tick one of its values."""
    if page.locator(f"[data-facet={facet}]").get_attribute("open") is None:
        panel(page, facet)
    page.locator(f"[data-facet={facet}] label", has_text=re.compile(rf"^{re.escape(value)}\d+$")).click()


def search(page: Page, words: str) -> None:
    """Type words into the field."""
    page.locator("#explorer-search").fill(words)


def in_the_data(**wanted: str) -> list[tuple[str, str]]:
    """Submitter and value of the results that have these words, read with nothing of ours."""
    found = []
    for path in sorted((ROOT / "data/results/inference-v4.1").rglob("*.json")):
        entry = json.loads(path.read_bytes(), parse_float=str, parse_int=str)
        for result in entry["results"]:
            if all((result | entry["system"]).get(key) == value for key, value in wanted.items()):
                found.append((entry.get("submitter", entry["system"]["submitter"]), str(result["value"])))
    return sorted(found)


def drawn(page: Page, *keys: str) -> list[tuple[str, ...]]:
    """These cells of every row, all rows drawn: submitter and value unless said otherwise."""
    total = int(page.locator("#explorer-table").get_attribute("aria-rowcount") or 0) - 1
    region = page.locator("#explorer-region")
    while page.locator("#explorer-table tbody tr").count() < total:
        region.evaluate("region => region.scrollTo(0, region.scrollHeight)")
        page.wait_for_timeout(20)
    script = "(rows, keys) => rows.map(row => keys.map(key => row.querySelector(`.${key}`).textContent))"
    rows = page.locator("#explorer-table tbody tr").evaluate_all(script, list(keys or ("submitter", "value")))
    return [tuple(row) for row in rows]
