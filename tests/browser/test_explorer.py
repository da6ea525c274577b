"""The explorer in Chromium: find, filter, sort, send the address, open it elsewhere, take the CSV, compare."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Built
from tests.browser.tools import axe, served
from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

Open = Callable[..., Visit]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
V41 = "inference-v4.1/index.html"
SOME = "?benchmark=llama2-70b-99&scenario=Offline"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteFolder(tmp_path_factory.mktemp("explorer"))
    site.data = ROOT / "data"
    site.build()
    return Built(site.output)


@pytest.fixture(scope="module")
def at(built: Built) -> Iterator[str]:
    with served(built.folder, "some/site") as address:
        yield address + V41


def quiet(opened: Visit) -> None:
    """No complaint in the console, of which a breach of the Content-Security-Policy is one; no foreign request."""
    assert (opened.errors, opened.foreign) == ([], [])


def count(page: Page) -> str:
    return page.locator("#explorer-count").inner_text()


def panel(page: Page, facet: str) -> None:
    page.locator(f"[data-facet={facet}] summary").click()


def tick(page: Page, facet: str, value: str) -> None:
    """Open a facet and tick one of its values."""
    if page.locator(f"[data-facet={facet}]").get_attribute("open") is None:
        panel(page, facet)
    page.locator(f"[data-facet={facet}] label", has_text=re.compile(rf"^{re.escape(value)}\d+$")).click()


def in_the_data(**wanted: str) -> list[tuple[str, str]]:
    """Submitter and value of the results that have these words, read with nothing of ours."""
    found = []
    for path in sorted((ROOT / "data/results/inference-v4.1").rglob("*.json")):
        entry = json.loads(path.read_bytes(), parse_float=str, parse_int=str)
        for result in entry["results"]:
            if all((result | entry["system"]).get(key) == value for key, value in wanted.items()):
                found.append((entry.get("submitter", entry["system"]["submitter"]), str(result["value"])))
    return sorted(found)


def drawn(page: Page) -> list[tuple[str, str]]:
    """Submitter and value of every row, all of them drawn."""
    total = int(page.locator("#explorer-table").get_attribute("aria-rowcount") or 0) - 1
    region = page.locator("#explorer-region")
    while page.locator("#explorer-table tbody tr").count() < total:
        region.evaluate("region => region.scrollTo(0, region.scrollHeight)")
        page.wait_for_timeout(20)
    script = "rows => rows.map(row => ['.submitter', '.value'].map(key => row.querySelector(key).textContent))"
    return [tuple(row) for row in page.locator("#explorer-table tbody tr").evaluate_all(script)]


def test_a_reader_filters_and_sends_the_address(at: str, visit: Open) -> None:
    opened = visit(at)
    page = opened.page
    assert count(page) == "942 of 942 results"
    tick(page, "benchmark", "llama2-70b-99")
    tick(page, "scenario", "Offline")
    expected = in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    assert page.url == at + SOME
    assert count(page) == f"{len(expected)} of 942 results"
    assert sorted(drawn(page)) == expected
    page.locator("#explorer-table thead button", has_text="Value").click()
    assert page.url == f"{at}{SOME}&sort=-value"
    values = [float(value) for _, value in drawn(page)]
    assert values == sorted(values, reverse=True)

    elsewhere = visit(page.url)
    assert elsewhere.page.inner_text("main") == page.inner_text("main")
    assert drawn(elsewhere.page) == drawn(page)
    quiet(opened)
    quiet(elsewhere)


def test_the_address_has_one_order_however_it_came_about(at: str, visit: Open) -> None:
    page = visit(at).page
    page.locator("#explorer-search").fill("  H100 ")
    tick(page, "submitter", "NVIDIA")
    tick(page, "scenario", "Server")
    tick(page, "scenario", "Offline")
    assert page.url == f"{at}?scenario=Offline&scenario=Server&submitter=NVIDIA&q=H100"
    page.locator(".picked .plainly").click()
    assert page.url == at


def test_back_and_forward_lead_through_what_was_asked(at: str, visit: Open) -> None:
    page = visit(at).page
    tick(page, "division", "Open")
    some = count(page)
    page.locator("#explorer-search").press_sequentially("llama")
    fewer = count(page)
    assert len({some, fewer, "942 of 942 results"}) == 3
    page.go_back()
    assert (count(page), page.locator("#explorer-search").input_value()) == (some, "")
    page.go_back()
    assert (count(page), page.url) == ("942 of 942 results", at)
    page.go_forward()
    page.go_forward()
    assert (count(page), page.locator("#explorer-search").input_value()) == (fewer, "llama")


def test_what_a_filter_hides_is_said_with_a_way_to_see_it(at: str, visit: Open) -> None:
    page = visit(f"{at}{SOME}&availability=Available").page
    every = in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    preview = in_the_data(benchmark="llama2-70b-99", scenario="Offline", status="preview")
    research = (
        len(every) - len(preview) - len(in_the_data(benchmark="llama2-70b-99", scenario="Offline", status="available"))
    )
    assert preview
    assert f"{len(preview)} Preview hidden show" in page.locator(".count").inner_text()
    assert count(page) == f"{len(every) - len(preview) - research} of 942 results"
    page.get_by_role("button", name=f"show: {len(preview)} Preview hidden").click()
    assert count(page) == f"{len(every) - research} of 942 results"
    assert "Preview hidden" not in page.locator(".count").inner_text()


def test_counts_beside_values_are_what_ticking_them_would_show(at: str, visit: Open) -> None:
    page = visit(at + SOME).page
    panel(page, "submitter")
    options = page.locator("[data-facet=submitter] label").all()
    told = {o.locator(".what").inner_text(): int(o.locator(".of").inner_text()) for o in options}
    found = in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    assert sum(told.values()) == len(found)
    for name, number in told.items():
        assert number == sum(submitter == name for submitter, _ in found), name


def test_values_of_several_units_are_sorted_within_each_and_said_so(at: str, visit: Open) -> None:
    page = visit(f"{at}?sort=value&submitter=NVIDIA").page
    assert "within each unit: Latency (ms), Queries/s" in page.locator("#explorer-sorted").inner_text()
    drawn(page)
    rows = page.locator("#explorer-table tbody tr").evaluate_all(
        "rows => rows.map(r => [r.querySelector('.unit').textContent, Number(r.querySelector('.value').textContent)])"
    )
    assert rows == sorted(rows)


def test_columns_can_be_hidden_but_not_those_that_must_be_told(at: str, visit: Open) -> None:
    page = visit(at + SOME).page
    page.locator("#explorer-columns summary").click()
    names = page.locator("#explorer-columns label").all_inner_texts()
    assert not {"Availability", "Chips", "Division", "Verification"} & set(names)
    page.locator("#explorer-columns label", has_text="Power").click()
    page.locator("#explorer-columns label", has_text="Accuracy").click()
    assert page.url == f"{at}{SOME}&hide=power,accuracy"
    heads = page.locator("#explorer-table thead th:visible").count()
    assert page.locator("#explorer-table tbody tr").first.locator("> *").count() == heads == 16
    other = visit(f"{at}?hide=availability,power").page
    assert other.locator("thead th[data-key=availability]").is_visible()


def test_the_csv_is_what_is_shown(at: str, visit: Open, tmp_path: Path) -> None:
    page = visit(f"{at}{SOME}&sort=-value&hide=id,software").page
    with page.expect_download() as download:
        page.locator("#explorer-csv").click()
    assert download.value.suggested_filename == "MLPerf-Inference-v4.1.csv"
    path = tmp_path / "shown.csv"
    download.value.save_as(path)
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    head, *rows = csv.reader(path.read_bytes().decode().splitlines())
    assert {"Round", "Value", "Unit", "Verification", "Result ID"} <= set(head)
    assert "Software" not in head
    assert [(row[head.index("Submitter")], row[head.index("Value")]) for row in rows] == drawn(page)
    assert {row[0] for row in rows} == {"MLPerf® Inference v4.1"}


def test_no_cell_of_the_csv_is_a_formula(site: SiteFolder, visit: Open, tmp_path: Path) -> None:
    names = ["=1+1", "+1", "-1+1", "@x", 'a "b", c', "fine"]
    for number, name in enumerate(names):
        results = [a_result(value=0.50, unit="Samples/s")]
        site.write(f"results/{number}.json", an_entry(system=a_system(system_name=name), results=results))
    (site.data / "results/acme/rocket.json").unlink()
    site.build()
    with served(site.output) as address:
        page = visit(f"{address}{ROUND}/index.html").page
        with page.expect_download() as download:
            page.locator("#explorer-csv").click()
        download.value.save_as(tmp_path / "x.csv")
    head, *rows = csv.reader((tmp_path / "x.csv").read_bytes().decode().splitlines())
    assert [row[head.index("System")] for row in rows] == ["'=1+1", "'+1", "'-1+1", "'@x", 'a "b", c', "fine"]
    assert {row[head.index("Value")] for row in rows} == {"0.5"}


def test_everything_is_done_with_the_keyboard(at: str, visit: Open) -> None:
    opened = visit(at)
    page = opened.page
    page.locator("#explorer-search").focus()
    page.keyboard.type("h200")
    expect(page.locator("#explorer-count")).not_to_have_text("942 of 942 results")
    for _ in range(3):  # columns, CSV, the first facet
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?benchmark=[^&]+&q=h200$"))
    page.keyboard.press("Escape")
    assert page.locator(".panel[open]").count() == 0
    assert page.evaluate("document.activeElement.parentElement.dataset.facet") == "benchmark"
    page.locator("#explorer-table thead button", has_text="Submitter").focus()
    page.keyboard.press("Enter")
    assert page.locator("thead th[aria-sort=ascending]").inner_text() == "Submitter"
    page.locator("#explorer-region").focus()
    page.keyboard.press("PageDown")
    quiet(opened)


def test_counts_are_announced(at: str, visit: Open) -> None:
    page = visit(at).page
    assert page.locator("#explorer-count").get_attribute("role") == "status"
    page.locator("#explorer-search").fill("nothing like this")
    assert count(page) == "0 of 942 results"
    page.get_by_role("button", name="Clear all filters").click()
    assert count(page) == "942 of 942 results"


def test_head_and_first_column_stay_in_sight(at: str, visit: Open) -> None:
    page = visit(at).page
    page.locator("#explorer-region").evaluate("region => region.scrollTo(600, 900)")
    box = page.locator("#explorer-region").bounding_box()
    head = page.locator("thead th[data-key=system]").bounding_box()
    assert box is not None
    assert head is not None
    assert (round(head["x"]), abs(head["y"] - box["y"]) <= 2) == (round(box["x"]), True)


def test_without_javascript_the_table_is_whole(at: str, visit: Open) -> None:
    opened = visit(at + SOME, javascript=False)
    assert opened.page.locator("#explorer-table tbody tr:visible").count() == 942
    assert opened.page.locator("#explorer-tools").is_hidden()
    assert "need JavaScript" in opened.page.inner_text("main")
    quiet(opened)


def test_the_script_draws_rows_as_the_server_does(at: str, visit: Open) -> None:
    script = """rows => rows.slice(0, 60).map(row =>
        [...row.children].filter(cell => cell.className != 'pick').map(cell => cell.outerHTML))"""
    rows = "#explorer-table tbody tr"
    plain = visit(at, javascript=False).page.locator(rows).evaluate_all(script)
    assert visit(at).page.locator(rows).evaluate_all(script) == plain


def test_it_works_from_a_file(built: Built, visit: Open) -> None:
    opened = visit((built.folder / V41).as_uri())
    tick(opened.page, "benchmark", "llama2-70b-99")
    tick(opened.page, "scenario", "Offline")
    assert opened.page.url.endswith(V41 + SOME)
    expected = in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    assert sorted(drawn(opened.page)) == expected
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
def test_no_rule_of_accessibility_is_broken_in_use(at: str, visit: Open, width: int, scheme: str) -> None:
    opened = visit(f"{at}{SOME}&availability=Available&sort=-value", width=width, scheme=scheme)
    page = opened.page
    if width == 390:
        page.locator("#explorer-filters > summary").click()
    page.locator(".pick input").first.check()
    panel(page, "submitter")
    assert axe(page) == []
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
        assert count(page) == "15001 of 15001 results"
        assert page.locator("#explorer-table tbody tr").count() < 200
        page.locator("#explorer-search").fill("model-49-299")
        assert count(page) == "1 of 15001 results"
        page.locator("#explorer-table tbody th a").click()
        assert page.url.endswith(f"{ROUND}/open/Acme/49/index.html#result-resnet-model-49-299")
        quiet(opened)
