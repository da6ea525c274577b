"""Systems kept to be compared: on a board, in the explorer, on a card, and from one of these to the next."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Built
from tests.browser.tools import axe
from tests.builders import ROUND
from tests.rich_site import HOSTILE

BOARD = "inference-v4.1/leaderboards/closed-datacenter/llama2-70b-99/Offline/index.html"
EXPLORER = "inference-v4.1/index.html?benchmark=llama2-70b-99&scenario=Offline"
CARD = "inference-v4.1/closed/Lenovo/Lenovo_2xL40S_TRT"
Open = Callable[..., Visit]
At = dict[str, str]


def cards(page: Page, table: str) -> list[str]:
    """The card of each row, in their order."""
    rows = page.locator(f"table.{table} tbody tr")
    return list(rows.evaluate_all("rows => rows.map(row => row.querySelector('[data-keep]').dataset.keep)"))


def first_apart(found: list[str]) -> list[int]:
    """The first row of each card."""
    return [found.index(card) for card in dict.fromkeys(found)]


@pytest.mark.parametrize(
    ("url", "table", "up"), [(BOARD, "ranking", "../../../../../"), (EXPLORER, "results-table", "../")]
)
def test_systems_are_kept_to_compare(at: At, visit: Open, url: str, table: str, up: str) -> None:
    opened = visit(at["shipped"] + url)
    page = opened.page
    found = cards(page, table)
    places = first_apart(found)
    boxes = page.locator(f"table.{table} .pick input")
    boxes.nth(places[0]).check()
    expect(page.locator("#tray-kept")).to_contain_text("Choose at least one more")
    assert page.locator("#tray-go").is_hidden()
    boxes.nth(places[1]).check()
    there = f"{up}compare/index.html?a={found[places[0]]}&b={found[places[1]]}"
    assert page.locator("#tray-go").get_attribute("href") == there
    for place in places[2:6]:
        boxes.nth(place).check()
    assert boxes.nth(places[6]).is_disabled()
    page.locator("#tray-clear").click()
    assert page.locator("#tray").is_hidden()
    assert not boxes.nth(places[0]).is_checked()
    assert (opened.errors, opened.foreign) == ([], [])


def test_what_is_kept_goes_from_page_to_page(at: At, visit: Open) -> None:
    opened = visit(f"{at['shipped']}{CARD}/index.html")
    page = opened.page
    page.get_by_role("button", name="Keep for comparing").click()
    expect(page.get_by_role("button", name="Kept: remove")).to_be_visible()
    page.goto(at["shipped"] + BOARD)
    expect(page.locator("#tray-kept")).to_contain_text("To compare: Lenovo")
    first = cards(page, "ranking")[0]
    page.locator("table.ranking .pick input").first.check()
    page.goto(at["shipped"] + EXPLORER)
    page.locator("#tray-go").click()
    page.wait_for_selector("section.facts")
    assert page.url == f"{at['shipped']}compare/index.html?a={CARD}&b={first}"
    page.go_back()
    page.locator("#tray-clear").click()
    page.goto(f"{at['shipped']}{CARD}/index.html")
    assert page.get_by_role("button", name="Keep for comparing").is_visible()
    assert (opened.errors, opened.foreign) == ([], [])


def test_a_card_loads_the_tray_once_something_is_kept(at: At, visit: Open) -> None:
    opened = visit(f"{at['shipped']}{CARD}/index.html")
    page = opened.page
    loaded = "[...document.scripts].filter(script => script.src.endsWith('tray.js')).length"
    assert page.evaluate(loaded) == 0
    page.locator("button.keep").press("Enter")
    expect(page.locator("#tray-kept")).to_contain_text("To compare: Lenovo")
    page.reload()
    expect(page.locator("#tray-kept")).to_contain_text("To compare: Lenovo")
    page.locator("button.keep").click()
    expect(page.locator("#tray")).to_be_hidden()
    assert page.evaluate(loaded) == 1
    assert (opened.errors, opened.foreign) == ([], [])


def test_a_box_of_a_filtered_board_keeps_its_own_system(at: At, visit: Open) -> None:
    page = visit(at["shipped"] + BOARD).page
    page.get_by_label("Chips").select_option("1")
    row = page.locator("table.ranking tbody tr:not([hidden])").nth(1)
    row.locator(".pick input").press("Space")
    assert row.get_attribute("data-system") in page.locator("#tray-kept").inner_text()


def test_a_system_named_after_its_submitter_is_named_once(at: At, visit: Open) -> None:
    page = visit(f"{at['shipped']}{EXPLORER}&submitter=NVIDIA").page
    page.locator(".pick input").first.check()
    assert page.locator("#tray-kept").inner_text().startswith("To compare: NVIDIA B200 (1x B200")


def test_what_is_kept_is_text(at: At, visit: Open) -> None:
    opened = visit(f"{at['rich']}{ROUND}/closed/Rival/rival/index.html")
    opened.page.get_by_role("button", name="Keep for comparing").click()
    expect(opened.page.locator("#tray-kept")).to_contain_text(" ".join(HOSTILE.split()))
    assert (opened.errors, opened.foreign) == ([], [])


def test_it_works_from_a_file(built: dict[str, Built], visit: Open) -> None:
    opened = visit((built["shipped"].folder / BOARD).as_uri())
    for place in first_apart(cards(opened.page, "ranking"))[:2]:
        opened.page.locator("table.ranking .pick input").nth(place).check()
    opened.page.locator("#tray-go").click()
    opened.page.wait_for_selector("section.facts")
    assert (opened.errors, opened.foreign) == ([], [])


@pytest.mark.parametrize("url", [BOARD, EXPLORER, f"{CARD}/index.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_tray_breaks_no_rule_of_accessibility(at: At, visit: Open, url: str, width: int) -> None:
    page = visit(at["shipped"] + url, width=width, scheme="dark").page
    page.locator("[data-keep]").first.press("Space")
    expect(page.locator("#tray")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
