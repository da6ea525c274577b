"""Every page: valid, accessible, quiet, at any width, without JavaScript, from a file, below a path, by keyboard."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SITES, Visit
from tests.browser.rules import is_accessible_and_fits, is_quiet
from tests.browser.sites import PAGES, SEED, Built
from tests.browser.tools import vnu
from tests.builders import ROUND

Open = Callable[..., Visit]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BOTH_CARD = f"{ROUND}/closed/Acme/both/index.html"


def test_every_page_is_valid(built: dict[str, Built]) -> None:
    # In one run: starting the checker takes longer than checking a site.
    files = [path for site in built.values() for path in site.checked_by_vnu]
    assert [message for message in vnu(files) if message.type != "info"] == []


@pytest.mark.parametrize("name", SITES)
def test_every_link_and_anchor_leads_to_something(built: dict[str, Built], name: str) -> None:
    dead = built[name].dead_links()
    if name == "rich":  # its 404 page begins at the base URL: that place is not here
        dead = [link for link in dead if not link.startswith("404.html: /")]
    assert dead == []


def ids(case: object) -> str | None:
    return case if isinstance(case, str) else None


@pytest.mark.parametrize(("name", "url"), PAGES, ids=ids)
def test_a_page_breaks_no_rule_of_accessibility_and_fits_its_window(
    at: dict[str, str], visit: Open, name: str, url: str
) -> None:
    opened = visit(at[name] + url)
    opened.page.wait_for_load_state("networkidle")  # a comparison reads its files after the page
    assert is_accessible_and_fits(opened)


@pytest.mark.parametrize("url", [SEED, "index.html", "inference-v4.1/systems/index.html", "inference-v5.1/index.html"])
def test_a_page_says_the_same_without_javascript_and_from_a_file(
    at: dict[str, str], built: dict[str, Built], visit: Open, url: str
) -> None:
    usual = visit(at["shipped"] + url)
    silent = visit(at["shipped"] + url, javascript=False)
    from_file = visit((built["shipped"].folder / url).as_uri())
    assert is_quiet(silent)
    assert is_quiet(from_file)
    for visit_ in (usual, from_file):  # what scripts add are buttons and what these say
        visit_.page.evaluate("document.querySelectorAll('button, output').forEach(element => element.remove())")
    said = usual.page.inner_text("body").split()
    assert [silent.page.inner_text("body").split(), from_file.page.inner_text("body").split()] == [said, said]
    font = "getComputedStyle(document.body).fontFamily"
    assert from_file.page.evaluate(font) == usual.page.evaluate(font)  # the style sheet was found


def test_hostile_text_is_shown_and_never_run(at: dict[str, str], visit: Open) -> None:
    opened = visit(at["rich"] + BOTH_CARD)
    assert "<script>alert('x')</script> \"&amp;\" {{ page }}" in opened.page.inner_text("main")
    # A script of a type is data, as JSON-LD is: no browser runs it.
    foreign = "[...document.scripts].filter(s => !s.type && !/\\/(card|site|tray)\\.js$/.test(s.src))"
    assert opened.page.evaluate(foreign) == []
    assert is_quiet(opened)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.className || document.activeElement.tagName"))


def tabs(page: Page) -> Iterator[str]:
    """Go from stop to stop with the Tab key, round the page once."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if focused(page) == "BODY":
            return
        yield focused(page)


def test_the_first_stop_of_the_keyboard_skips_to_the_content(at: dict[str, str], visit: Open) -> None:
    page = visit(at["shipped"] + SEED).page
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_stop_of_the_keyboard_is_seen(at: dict[str, str], visit: Open, scheme: str) -> None:
    page = visit(at["rich"] + BOTH_CARD, scheme=scheme, width=390).page
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    stops = [(stop, page.evaluate(outline)) for stop in tabs(page)]
    assert len(stops) > 8
    assert [stop for stop, style in stops if style == "none"] == []


@pytest.mark.parametrize("url", [BOTH_CARD, f"{ROUND}/index.html"])
def test_whatever_scrolls_can_be_scrolled_with_the_keyboard(at: dict[str, str], visit: Open, url: str) -> None:
    page = visit(at["rich"] + url, width=390).page
    regions = page.locator(".scroll").count()
    assert sum(stop.split()[0] == "scroll" for stop in tabs(page)) == regions > 0
    scrolls = "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1"
    scrolls += " && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0"
    # A strip of buttons, as the heads to sort by are on a phone, moves with the focus.
    scrolls += " && [...e.querySelectorAll('th:not(.pick), td')].some(cell => !cell.querySelector('button'))).length"
    assert page.evaluate(scrolls) == 0


def test_the_seed_card_prints_on_one_sheet(at: dict[str, str], visit: Open) -> None:
    pdf = visit(at["shipped"] + SEED).page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
