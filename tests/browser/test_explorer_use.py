"""How the explorer is used: by keyboard, by ear, in the dark, from a file, without JavaScript, with many rows."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.explorer_site import EVERY, SOME, V41, count, drawn, in_the_data, panel, quiet, search, tick
from tests.browser.sites import Built
from tests.browser.tools import axe, served
from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import SiteFolder

Open = Callable[..., Visit]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(name="url")
def explorer_address(at: dict[str, str]) -> str:
    return at["shipped"] + V41


def test_everything_is_done_with_the_keyboard(url: str, visit: Open) -> None:
    opened = visit(url)
    page = opened.page
    page.locator("#explorer-search").focus()
    page.keyboard.type("h200")
    expect(page.locator("#explorer-count")).not_to_have_text(EVERY)
    for _ in range(3):  # columns, CSV, the facets
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?benchmark=[^&]+&q=h200$"))
    page.keyboard.press("Escape")
    assert page.locator(".panel[open]").count() == 0
    assert page.evaluate("document.activeElement.parentElement.dataset.facet") == "benchmark"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.parentElement.dataset.facet") == "scenario"
    page.locator("#explorer-table thead button", has_text="Submitter").focus()
    page.keyboard.press("Enter")
    assert page.locator("thead th[aria-sort=ascending]").inner_text() == "Submitter"
    page.locator("#explorer-region").focus()
    page.keyboard.press("PageDown")
    quiet(opened)


def test_a_few_keys_lead_from_the_top_to_the_first_result(url: str, visit: Open) -> None:
    page = visit(url).page
    page.keyboard.press("Tab")  # skip to the content
    page.keyboard.press("Enter")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "explorer-skip":
            break
    expect(page.locator("#explorer-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('tr').ariaRowIndex") == "2"


def test_all_facets_are_one_stop(url: str, visit: Open) -> None:
    page = visit(url).page
    page.locator("#explorer-csv").focus()
    page.keyboard.press("Tab")
    stops = []
    for key in ("End", "ArrowRight", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        stops.append(page.evaluate("document.activeElement.parentElement.dataset.facet"))
    assert stops == ["software", "benchmark", "software", "benchmark"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "explorer-sideways"


def test_counts_are_announced(url: str, visit: Open) -> None:
    page = visit(url).page
    assert page.locator("#explorer-count").get_attribute("role") == "status"
    search(page, "h200")
    assert re.fullmatch(r"\d+ of 937 results", count(page))


def test_without_javascript_the_table_is_whole(url: str, visit: Open) -> None:
    for width in (1280, 390):
        opened = visit(url + SOME, javascript=False, width=width)
        assert opened.page.locator("#explorer-table tbody tr:visible").count() == 942
        assert opened.page.locator("#explorer-tools").is_hidden()
        assert "need JavaScript" in opened.page.inner_text("main")
        assert "all 937 results; 5 more no longer count" in opened.page.inner_text("#explorer-table caption")
        quiet(opened)


def test_it_works_from_a_file(built: dict[str, Built], visit: Open) -> None:
    opened = visit((built["shipped"].folder / V41).as_uri())
    tick(opened.page, "benchmark", "llama2-70b-99")
    tick(opened.page, "scenario", "Offline")
    assert opened.page.url.endswith(V41 + SOME)
    assert sorted(drawn(opened.page)) == in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    quiet(opened)


def test_a_missing_file_of_rows_leaves_the_whole_table(site: SiteFolder, visit: Open) -> None:
    results = [a_result(used_model=f"model-{number}") for number in range(70)]
    site.write("results/many.json", an_entry(system=a_system(division="open"), results=results))
    site.build()
    (site.output / ROUND / "rows-1.js").unlink()
    with served(site.output) as address:
        page = visit(f"{address}{ROUND}/index.html").page
        assert page.locator("#explorer-tools").is_hidden()
        assert page.locator("#explorer-table tbody tr:visible").count() == 71


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_rule_of_accessibility_is_broken_in_use(url: str, visit: Open, width: int, scheme: str) -> None:
    opened = visit(f"{url}{SOME}&availability=Available&availability=None&sort=-value", width=width, scheme=scheme)
    page = opened.page
    if width == 390:
        page.locator("#explorer-filters > summary").click()
    page.locator(".pick input").first.check()
    panel(page, "submitter")
    assert page.locator("#explorer-unknown").is_visible()
    assert axe(page, scheme) == []
    search(page, "nothing-like-this")
    assert axe(page, scheme) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    quiet(opened)


@pytest.mark.long
def test_fifteen_thousand_rows_are_filtered_from_any_page(site: SiteFolder, visit: Open) -> None:
    for system in range(50):
        results = [a_result(used_model=f"model-{system}-{n}", value=n + 1) for n in range(300)]
        site.write(f"results/{system}.json", an_entry(system=a_system(division="open"), results=results))
    site.build()
    with served(site.output) as address:
        opened = visit(f"{address}{ROUND}/page-15/index.html")
        page = opened.page
        assert count(page) == "15001 results"
        assert page.locator("#explorer-table tbody tr").count() < 200
        search(page, "model-49-299")
        assert count(page) == "1 of 15001 results"
        page.locator("#explorer-table tbody th a").click()
        assert page.url.endswith(f"{ROUND}/open/Acme/49/index.html#result-resnet-model-49-299")
        quiet(opened)
