"""What a phone must not cut: every value of a card, a value and its unit in the explorer, what lists say."""

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.sites import SEED

Open = Callable[..., Visit]
SERVER_AND_OFFLINE = "inference-v4.1/closed/NVIDIA/H200-SXM-141GBx8_TRT/index.html"
THREE_SCENARIOS = "inference-v4.1/closed/Lenovo/Lenovo_2xL40S_TRT/index.html"
OWN_MODELS = "inference-v4.1/open/NVIDIA/H200-SXM-141GBx1_TRT_Sparse/index.html"
# Numbers of the table that a reader sees in the window, each below the name of its scenario.
SEEN = """() => {
  const heads = [...document.querySelectorAll(".performance thead [colspan]")];
  const left = (element) => Math.round(element.getBoundingClientRect().left);
  return [...document.querySelectorAll(".performance tbody tr")].flatMap((row) =>
    [...row.querySelectorAll(".number")].map((cell, column) => [cell, heads[column]])
      .filter(([cell]) => cell.textContent && cell.checkVisibility())
      .filter(([cell, head]) => left(cell) === left(head) && cell.getBoundingClientRect().right <= innerWidth)
      .map(([cell]) => cell.textContent));
}"""
WRITTEN = "[...document.querySelectorAll('.performance tbody .number:not(:empty)')].map(cell => cell.textContent)"


@pytest.mark.parametrize("url", [SEED, SERVER_AND_OFFLINE, THREE_SCENARIOS, OWN_MODELS])
def test_every_value_of_a_card_is_seen_below_its_scenario_without_scrolling(
    at: dict[str, str], visit: Open, url: str
) -> None:
    page = visit(at["shipped"] + url, width=390).page
    written = page.evaluate(WRITTEN)
    assert written
    assert page.evaluate(SEEN) == written
    region = page.locator(".scroll:has(> .performance)").first
    assert region.evaluate("element => element.scrollWidth <= element.clientWidth")


def heads(page: Page) -> Counter[str]:
    """How many tables there are for assistive technology, and how many rows and heads of rows: asked of the browser."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    roles = Counter(node["role"]["value"] for node in tree["nodes"] if not node["ignored"])
    return Counter({role: roles[role] for role in ("table", "row", "rowheader")})


def test_the_table_of_a_card_is_as_much_a_table_on_a_phone(at: dict[str, str], visit: Open) -> None:
    wide = heads(visit(at["shipped"] + SERVER_AND_OFFLINE).page)
    assert min(wide.values()) > 1
    assert heads(visit(at["shipped"] + SERVER_AND_OFFLINE, width=390).page) == wide


@pytest.mark.parametrize("javascript", [True, False])
def test_a_value_and_its_unit_stand_on_one_line_of_the_explorer(
    at: dict[str, str], visit: Open, javascript: bool
) -> None:
    page = visit(at["shipped"] + "inference-v4.1/index.html", width=390, javascript=javascript).page
    page.wait_for_load_state("networkidle")
    apart = """rows => rows.slice(0, 60).filter(row => {
      const [value, unit] = ["value", "unit"].map(name => row.querySelector(`.${name}`).getBoundingClientRect());
      return unit.top >= value.bottom || unit.left < value.left || unit.right > innerWidth;
    }).map(row => row.textContent)"""
    rows = page.locator(".results-table tbody tr")
    assert rows.count() >= 60
    assert rows.evaluate_all(apart) == []


@pytest.mark.parametrize(
    "url", ["inference-v4.1/leaderboards/index.html", "submitters/index.html", "accelerators/index.html"]
)
def test_no_list_is_cut(at: dict[str, str], visit: Open, url: str) -> None:
    page = visit(at["shipped"] + url, width=390).page
    cut = page.locator(".scroll").evaluate_all("regions => regions.map(one => one.scrollWidth - one.clientWidth)")
    assert cut
    assert max(cut) <= 0
