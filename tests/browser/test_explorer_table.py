"""The explorer's table in Chromium: order, columns, edges, phones; drawn by the script as by the server."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit
from tests.browser.explorer_site import SOME, V41, drawn, quiet

Open = Callable[..., Visit]


@pytest.fixture(name="url")
def explorer_address(at: dict[str, str]) -> str:
    return at["shipped"] + V41


def test_values_of_several_units_are_sorted_within_each_and_said_so(url: str, visit: Open) -> None:
    page = visit(f"{url}?sort=value&submitter=NVIDIA").page
    assert "within each unit: Latency (ms), Queries/s" in page.locator("#explorer-sorted").inner_text()
    rows = [(unit, float(value)) for unit, value in drawn(page, "unit", "value")]
    assert rows == sorted(rows)


def test_chips_are_sorted_as_numbers_and_apart_from_their_model(url: str, visit: Open) -> None:
    page = visit(f"{url}?submitter=Dell&sort=-chips").page
    rows = drawn(page, "chips", "accelerator")
    counts = [int(chips.split(" ")[0]) for chips, _ in rows]
    assert counts == sorted(counts, reverse=True)
    assert {chips.partition(" ")[2] for chips, model in rows if not model} == {"processors"}
    assert {chips.partition(" ")[2] for chips, model in rows if model} == {""}


def test_columns_can_be_hidden_but_not_those_that_must_be_told(url: str, visit: Open) -> None:
    page = visit(url + SOME).page
    page.locator("#explorer-columns summary").click()
    names = page.locator("#explorer-columns label").all_inner_texts()
    assert not {"Availability", "Chips", "Accelerator", "Division", "Verification"} & set(names)
    page.locator("#explorer-columns label", has_text="Power").click()
    page.locator("#explorer-columns label", has_text="Accuracy").click()
    assert page.url == f"{url}{SOME}&columns=category,precision,processor,software,id"
    heads = page.locator("#explorer-table thead th:visible").count()
    assert page.locator("#explorer-table tbody tr").first.locator("> *").count() == heads == 17
    for name in ("Power", "Accuracy"):
        page.locator("#explorer-columns label", has_text=name).click()
    assert page.url == url + SOME  # as usual: left out
    none = visit(f"{url}?columns=").page
    assert none.locator("thead th[data-key=availability]").is_visible()
    assert none.locator("thead th[data-key=category]").is_hidden()


def test_head_and_first_column_stay_in_sight(url: str, visit: Open) -> None:
    page = visit(url).page
    page.locator("#explorer-region").evaluate("region => region.scrollTo(600, 900)")
    box = page.locator("#explorer-region").bounding_box()
    head = page.locator("thead th[data-key=system]").bounding_box()
    assert box is not None
    assert head is not None
    assert (abs(head["x"] - box["x"]) <= 3, abs(head["y"] - box["y"]) <= 2) == (True, True)


def test_a_table_that_is_cut_says_so_and_leads_on(url: str, visit: Open) -> None:
    page = visit(url).page
    region, sideways = page.locator("#explorer-region"), page.locator("#explorer-sideways")
    assert "cut-after" in region.get_attribute("class")
    assert sideways.inner_text() == "More columns →"
    while "cut-after" in region.get_attribute("class"):
        sideways.click()
        page.wait_for_timeout(50)
    assert "cut-before" in region.get_attribute("class")
    assert sideways.inner_text() == "← First columns"
    sideways.click()
    page.wait_for_function("document.getElementById('explorer-region').scrollLeft === 0")
    assert visit(url + "?columns=", width=1800).page.locator("#explorer-sideways").is_hidden()


def test_on_a_phone_a_row_says_all_that_must_be_told_without_scrolling_sideways(url: str, visit: Open) -> None:
    opened = visit(url + SOME, width=390)
    page = opened.page
    row = page.locator("#explorer-table tbody tr").first
    for key in ("system", "submitter", "benchmark", "scenario", "value", "unit", "verification", "chips"):
        box = row.locator(f".{key}").bounding_box()
        assert box is not None, key
        assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True), key
    assert not page.locator("th[data-key=software]").is_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.locator("thead button", has_text="Value").click()
    assert page.url == f"{url}{SOME}&sort=-value"
    quiet(opened)


def test_on_a_phone_more_rows_are_a_tap_away(url: str, visit: Open) -> None:
    page = visit(url, width=390).page
    rows = page.locator("#explorer-table tbody tr")
    before = rows.count()
    page.get_by_role("button", name="Show 60 more of 882").click()
    assert (before, rows.count()) == (60, 120)
    assert page.evaluate("document.activeElement.closest('tr').ariaRowIndex") == "62"  # the first new one


def test_a_choice_of_columns_is_the_same_on_a_phone(url: str, visit: Open) -> None:
    page = visit(f"{url}{SOME}&columns=power,processor", width=390).page
    row = page.locator("#explorer-table tbody tr").first
    assert row.locator(".processor").is_visible()
    assert row.locator(".category").count() == 0


def test_the_script_draws_rows_as_the_server_does(url: str, visit: Open) -> None:
    script = """rows => rows.slice(0, 60).map(row =>
        [...row.children].filter(cell => cell.className != 'pick').map(cell => cell.outerHTML))"""
    rows = "#explorer-table tbody tr"
    plain = visit(url, javascript=False).page.locator(rows).evaluate_all(script)
    assert visit(url).page.locator(rows).evaluate_all(script) == plain


def test_paper_has_the_heads_and_all_that_must_be_told(url: str, visit: Open) -> None:
    page = visit(url + SOME).page
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    page.emulate_media(media="print")
    for key in ("system", "value", "unit", "verification", "chips", "availability", "division", "id"):
        box = page.locator(f"#explorer-table thead [data-key={key}]").bounding_box()
        assert box is not None, key
        assert box["x"] + box["width"] <= 794, key
    assert page.locator("#explorer-tools").is_hidden()
