"""Articles in a real browser: hostile Markdown runs nothing, headings and tables can be used."""

from collections.abc import Callable

from tests.browser.conftest import Visit
from tests.hostile_markdown import VECTORS

Open = Callable[..., Visit]
EVERY_EVENT = """() => {
  for (const element of document.querySelectorAll("main *"))
    for (const name of ["mouseover", "focus", "click", "toggle", "error", "load", "pointerenter"])
      element.dispatchEvent(new Event(name, {cancelable: true}));
}"""


def test_hostile_markdown_runs_nothing(at: dict[str, str], visit: Open) -> None:
    opened = visit(at["rich"] + "articles/hostile/index.html")
    page = opened.page
    page.evaluate("addEventListener('click', event => event.preventDefault(), true)")
    page.evaluate(EVERY_EVENT)
    page.wait_for_timeout(200)  # what waits for a picture to fail or a moving picture to begin
    assert page.evaluate("typeof window.ran") == "undefined"
    assert page.locator("main p").count() > len(VECTORS) / 2  # they are all there, as text
    protocols = page.evaluate("[...document.querySelectorAll('main a[href]')].map(link => link.protocol)")
    assert set(protocols) == {"http:", "https:"}
    assert (opened.errors, opened.foreign) == ([], [])


def test_a_heading_leads_to_itself_and_its_place_is_seen(at: dict[str, str], visit: Open) -> None:
    page = visit(at["shipped"] + "articles/glossary/index.html").page
    page.get_by_role("link", name="Offline", exact=True).click()
    assert page.url.endswith("#offline")
    background = page.evaluate("getComputedStyle(document.querySelector('#offline')).backgroundColor")
    assert background != page.evaluate("getComputedStyle(document.querySelector('#server')).backgroundColor")


def test_wide_tables_and_code_scroll_in_regions_that_the_keyboard_reaches(at: dict[str, str], visit: Open) -> None:
    page = visit(at["rich"] + "articles/everything/index.html", width=390).page
    unreachable = """[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0).length"""
    assert page.evaluate(unreachable) == 0
    assert page.locator(".prose .scroll, .prose pre").count() == 2
