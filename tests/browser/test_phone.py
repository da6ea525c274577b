"""What a phone must not cut: every value of a card, a value and its unit in the explorer, what lists say."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from site_builder.authoring import new_site
from tests.browser.conftest import Visit
from tests.browser.sites import SEED
from tests.browser.tools import served
from tests.conftest import SiteFolder

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


STARTER_BOARD = "example-v1/leaderboards/standard/sort/Batch/index.html"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site as `init` writes it: nothing on it is verified, and no result has an ID."""
    folder = tmp_path_factory.mktemp("starter")
    new_site(str(folder), "A laboratory", "Our Lab")
    data = next(folder.rglob("example-system.json"))
    text = data.read_text("utf-8")
    assert text.count("1250000") == 1
    data.write_text(text.replace("1250000", "2310000"), "utf-8")
    site = SiteFolder(folder)
    site.build()
    with served(site.output) as address:
        yield address


@pytest.mark.parametrize("width", [360, 390, 430, 600])
def test_the_word_unverified_is_never_cut(starter: str, visit: Open, width: int) -> None:
    page = visit(starter + STARTER_BOARD, width=width).page
    words = page.locator(".ranking td.value .state")
    assert words.count() == 1
    assert words.evaluate_all("""words => words.every(word => {
      const [said, cell] = [word, word.closest("td")].map(element => element.getBoundingClientRect());
      return said.right <= cell.right && said.left >= cell.left;
    })""")
    region = page.locator(".board .scroll")
    assert region.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_no_separator_stands_where_nothing_follows(starter: str, visit: Open) -> None:
    page = visit(starter + STARTER_BOARD, width=390).page
    cells = page.locator(".ranking tbody td.submitter")
    assert cells.count() == 1
    assert cells.evaluate("cell => getComputedStyle(cell, '::after').content") == "none"


def test_separators_stand_between_what_is_seen(at: dict[str, str], visit: Open) -> None:
    url = "inference-v4.1/leaderboards/closed-datacenter/llama2-70b-99/Offline/index.html"
    page = visit(at["shipped"] + url, width=390).page
    row = page.locator(".ranking tbody tr").first
    ends = row.locator("td:not(.rank, .value, .pick)").evaluate_all(
        "cells => cells.filter(cell => cell.checkVisibility() && cell.textContent)"
        ".map(cell => getComputedStyle(cell, '::after').content !== 'none')"
    )
    assert len(ends) > 2
    assert ends == [True] * (len(ends) - 1) + [False]


def test_the_unit_of_a_board_stands_over_the_number(starter: str, visit: Open) -> None:
    page = visit(starter + STARTER_BOARD, width=1280).page
    ends = page.evaluate("""() => {
      const unit = document.createRange();
      unit.selectNodeContents(document.querySelector(".ranking thead th.value"));
      const number = document.querySelector(".ranking tbody td.value .decimals");
      return [unit, number].map(each => Math.round(each.getBoundingClientRect().right));
    }""")
    assert abs(ends[0] - ends[1]) <= 1
