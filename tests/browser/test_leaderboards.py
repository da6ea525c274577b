"""Stories of leaderboards in a real browser, on the shipped round."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.tools import axe
from tests.conftest import ROOT

BOARD = "inference-v4.1/leaderboards/closed-datacenter/llama2-70b-99/Offline/index.html"
OPEN_BOARD = "inference-v4.1/leaderboards/open-datacenter/llama2-70b-99/Offline/index.html"
Open = Callable[..., Visit]
At = dict[str, str]


def fastest_single_accelerator() -> Decimal:
    """The best available single-accelerator llama2-70b-99 Offline value of the closed division, from the JSON."""
    values = []
    for path in (ROOT / "data/results/inference-v4.1/closed").rglob("*.json"):
        entry = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        system = entry["system"]
        alone = (str(system.get("number_of_nodes")), str(system.get("accelerators_per_node"))) == ("1", "1")
        if alone and system["status"] == "available" and entry["verification"]["status"] == "verified":
            found = [r for r in entry["results"] if (r["benchmark"], r["scenario"]) == ("llama2-70b-99", "Offline")]
            values += [Decimal(result["value"]) for result in found if not result.get("power")]
    return max(values)


def shown(page: Page) -> list[str]:
    """The ranks of the rows that can be seen."""
    return page.eval_on_selector_all(
        "table.ranking tbody tr:not([hidden])", "rows => rows.map(row => row.cells[0].textContent)"
    )


def test_from_home_to_the_fastest_single_accelerator_in_four_taps(visit: Open, at: At) -> None:
    opened = visit(at["shipped"] + "index.html", width=390)
    page = opened.page
    page.get_by_role("link", name="What leads?").click()
    page.locator("section", has=page.get_by_role("heading", name="Closed Datacenter", exact=True)).get_by_role(
        "link", name="llama2-70b-99 Offline"
    ).click()
    page.get_by_label("Chips").select_option("1")
    page.get_by_label("Availability").select_option("Available")
    first = page.locator("table.ranking tbody tr:not([hidden])").first
    assert Decimal(first.locator("td.value").text_content().split(",")[0]) == fastest_single_accelerator()
    assert first.locator("td.availability").text_content() == "Available"
    assert (opened.errors, opened.foreign) == ([], [])


def test_a_filter_hides_rows_and_changes_no_rank(visit: Open, at: At) -> None:
    page = visit(at["shipped"] + BOARD).page
    before = shown(page)
    page.get_by_label("Chips").select_option("1")
    after = shown(page)
    assert 0 < len(after) < len(before)
    assert set(after) <= set(before)
    assert after[0] != "1"
    hidden = f"{len(after)} of {len(before)} results; {len(before) - len(after)} hidden."
    assert page.locator(".told").text_content() == f"{hidden} Ranks and bars stay those of all."


def test_counts_of_a_filter_are_what_it_would_show_with_the_others(visit: Open, at: At) -> None:
    page = visit(at["shipped"] + BOARD).page
    page.get_by_label("Availability").select_option("Preview")
    counts = page.get_by_label("Chips").locator("option").all_text_contents()[1:]
    for text in counts:
        number, _, count = text.partition(" ")
        page.get_by_label("Chips").select_option(number)
        assert f"({len(shown(page))})" == count
    assert "(0)" in " ".join(counts)


def test_on_a_phone_a_row_tells_everything_within_the_window(visit: Open, at: At) -> None:
    page = visit(at["shipped"] + BOARD, width=390).page
    row = page.locator("table.ranking tbody tr").nth(2)
    for name in ("td.rank", "th", "td.value", "svg.bar", "td.submitter", "td.availability", "td.chips", "td.id"):
        box = row.locator(name).bounding_box()
        assert box is not None, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 390, name
    assert page.locator(".scroll").first.evaluate("region => region.scrollWidth - region.clientWidth") == 0


def test_the_address_holds_the_filter_and_restores_it_elsewhere(visit: Open, at: At) -> None:
    page = visit(at["shipped"] + BOARD).page
    page.get_by_label("Chips").select_option("8")
    page.get_by_label("best per accelerator model").check()
    assert page.url.endswith("?chips=8&best=model")
    assert shown(visit(page.url).page) == shown(page)
    page.get_by_label("Chips").select_option("")
    page.get_by_label("best per accelerator model").uncheck()
    assert page.url == at["shipped"] + BOARD


@pytest.mark.parametrize("javascript", [True, False])
def test_derived_figures_are_asked_for(visit: Open, at: At, javascript: bool) -> None:
    page = visit(at["shipped"] + BOARD, javascript=javascript).page
    assert page.locator("table.ranking .derived:visible").count() == 0
    page.get_by_label("per accelerator (derived, unverified)").check()
    assert page.locator("table.ranking td.derived:visible").count() == len(shown(page))
    assert "derived, unverified" in page.locator("table.ranking th.derived").inner_text()
    assert page.url.endswith("?derived=shown" if javascript else "index.html")
    overhang = "table => table.scrollWidth - table.closest('.scroll').clientWidth"
    assert page.eval_on_selector("table.ranking", overhang) <= 0


def test_sorting_by_a_derived_column_blanks_the_ranks(visit: Open, at: At) -> None:
    page = visit(at["shipped"] + BOARD + "?derived=shown").page
    page.get_by_role("button", name="per accelerator").click()
    figures = page.eval_on_selector_all(
        "table.ranking td.derived", "cells => cells.map(c => parseFloat(c.textContent))"
    )
    assert figures == sorted(figures, reverse=True)
    assert page.locator("td.rank").first.evaluate("cell => getComputedStyle(cell).color") == "rgba(0, 0, 0, 0)"
    page.get_by_role("button", name="per accelerator").click()
    assert shown(page)[:3] == ["1", "2", "3"]
    page.get_by_role("button", name="per accelerator").click()
    page.get_by_label("per accelerator (derived, unverified)").uncheck()
    assert shown(page)[:3] == ["1", "2", "3"]  # what is not seen decides no order
    assert page.locator("td.rank").first.evaluate("cell => getComputedStyle(cell).color") != "rgba(0, 0, 0, 0)"


def test_a_board_says_the_same_without_javascript(visit: Open, at: At) -> None:
    page = visit(at["shipped"] + BOARD, javascript=False).page
    assert shown(page)[:3] == ["1", "2", "3"]
    assert page.locator("form.filters").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_filtered_board_has_no_barrier(visit: Open, at: At, scheme: str, width: int) -> None:
    page = visit(at["shipped"] + BOARD + "?chips=8&derived=shown", width=width, scheme=scheme).page
    assert axe(page, scheme) == []


def test_the_citation_can_be_copied(visit: Open, at: At) -> None:
    opened = visit(at["shipped"] + "inference-v4.1/closed/Lenovo/Lenovo_2xL40S_TRT/index.html")
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("p.citation").text_content()
    assert all(word in copied for word in ("MLPerf® Inference v4.1 Closed Edge", "v4.1-0041", "2024-09-02"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_board_of_own_models_and_namesakes_has_no_barrier(visit: Open, at: At, scheme: str, width: int) -> None:
    page = visit(at["shipped"] + OPEN_BOARD, width=width, scheme=scheme).page
    assert page.locator("table.ranking tbody th code").count() == 2  # systems of one name are told apart
    assert axe(page, scheme) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
