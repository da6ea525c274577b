"""How the compare page is used in a real browser: keyboard, address, files, exports, any window."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import pytest

from site_builder.models import Entry
from site_builder.pages.messaging import LEGEND
from site_builder.sources import read_data
from tests.browser.compare_site import (
    DELL,
    EDGE,
    NVIDIA,
    STORIES,
    UNVERIFIED_ONE,
    V41,
    compared_site,
    query,
    shown,
)
from tests.browser.conftest import Visit
from tests.browser.rules import is_accessible_and_fits, is_quiet
from tests.browser.tools import served
from tests.conftest import SiteFolder
from tests.rich_site import HOSTILE

Open = Callable[..., Visit]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return compared_site(tmp_path_factory.mktemp("compare"))


@pytest.fixture(scope="module")
def entries(site: SiteFolder) -> dict[str, Entry]:
    return {entry.link: entry for entry in read_data(str(site.data)).catalog.entries}


@pytest.fixture(scope="module")
def at(site: SiteFolder) -> Iterator[str]:
    with served(site.output, "some/where") as address:
        yield f"{address}compare/index.html"


def test_an_address_says_the_same_elsewhere_and_the_browsers_back_goes_back(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, EDGE, DELL)).page
    shown(page)
    page.get_by_role("button", name="Earlier: Dell").click()
    page.get_by_role("button", name="Remove: ThinkEdge").click()
    page.get_by_role("button", name="Basis of the ratios: Dell").click()
    assert page.url == at + query(NVIDIA, DELL, basis="b")
    elsewhere = visit(page.url, width=390, scheme="dark").page
    assert shown(elsewhere) == shown(page)
    for _ in range(3):
        page.go_back()
    page.get_by_role("button", name="Remove: ThinkEdge").wait_for()
    assert page.url == at + query(NVIDIA, EDGE, DELL)


@pytest.mark.parametrize(
    "text", [f"?a={V41}/closed/NVIDIA/none", "?a=../../x/y&b=1", "?a=a/b/../d", f"?a=%22{HOSTILE}"]
)
def test_an_address_without_a_system_is_told(at: str, visit: Open, text: str) -> None:
    opened = visit(at + text)
    opened.page.get_by_text("There is no system at").first.wait_for()
    assert opened.foreign == []
    assert opened.page.locator("#start").is_visible()


def test_everything_can_be_done_with_the_keyboard(at: str, visit: Open) -> None:
    opened = visit(at)
    page, keys = opened.page, opened.page.keyboard
    for _ in range(20):
        keys.press("Tab")
        if page.evaluate("document.activeElement.id") == "search":
            break
    for words in ("dell xe9680 h200", "supermicro 421ge-tnhr2 h100"):
        keys.type(words)
        page.locator("#choice-0").wait_for()
        keys.press("ArrowDown")
        keys.press("ArrowUp")
        assert page.locator("#choice-0").get_attribute("aria-selected") == "true"
        assert page.locator("#search").get_attribute("aria-activedescendant") == "choice-0"
        keys.press("Enter")
        page.wait_for_function("document.getElementById('search').value === ''")
    shown(page)
    assert "a=inference-v4.1/closed/Dell/" in page.url
    assert page.evaluate("document.activeElement.id") == "search"
    keys.type("nvidia")
    page.locator("#choice-0").wait_for()
    keys.press("Escape")
    assert page.locator("#choices").is_hidden()
    first = page.url
    for _ in range(20):
        keys.press("Shift+Tab")
        if "Earlier" in (page.evaluate("document.activeElement.ariaLabel") or ""):
            break
    keys.press("Enter")
    page.wait_for_function("address => location.href !== address", arg=first)
    assert "b=inference-v4.1/closed/Dell/" in page.url
    assert "SYS-421GE" in page.evaluate("document.activeElement.ariaLabel")  # the focus went with the system
    assert is_quiet(opened)


def test_a_system_can_be_found_with_the_mouse_and_six_are_enough(at: str, visit: Open) -> None:
    page = visit(at + query(*STORIES["six of all kinds"][:5])).page
    shown(page)
    page.locator("#search").click()
    page.locator("#choice-3").click()
    page.locator("#chosen-systems li:nth-child(6)").wait_for()
    assert page.locator("#picker").is_hidden()


def test_a_search_for_nothing_says_so(at: str, visit: Open) -> None:
    page = visit(at).page
    page.fill("#search", "no such thing")
    page.get_by_text("No system has all of these words.").wait_for()


def test_without_javascript_the_page_says_so_and_every_link_leads_somewhere(at: str, visit: Open) -> None:
    opened = visit(at + query(NVIDIA, DELL), javascript=False)
    page = opened.page
    assert "JavaScript is off here" in page.inner_text("main")
    links = [link.get_attribute("href") for link in page.locator("main a:visible").all()]
    assert not page.locator("#search").is_visible()
    assert links
    for link in links:
        assert link.startswith("../"), link  # and not to this page, which could not say more
        assert page.request.get(urljoin(at, link)).ok, link
    assert any("/leaderboards/" in link for link in links)
    assert f"../{V41}/systems/index.html" in links
    assert is_quiet(opened)


def test_it_works_from_a_file(site: SiteFolder, at: str, visit: Open) -> None:
    usual = visit(at + query(NVIDIA, EDGE))
    opened = visit((site.output / "compare/index.html").as_uri() + query(NVIDIA))
    opened.page.locator("#chosen-systems li").wait_for()
    opened.page.fill("#search", "2x NVIDIA L40S edge ThinkEdge")
    opened.page.locator("#choice-0").click()
    assert shown(opened.page) == shown(usual.page)
    assert is_quiet(opened)


def test_hostile_text_is_text(at: str, visit: Open) -> None:
    opened = visit(at + query(UNVERIFIED_ONE, NVIDIA))
    shown(opened.page)
    assert f"=1+1 {HOSTILE}" in opened.page.locator("#chosen-systems").text_content()
    assert opened.page.evaluate("document.querySelectorAll('main script, main img').length") == 0
    assert opened.page.title().startswith(f"=1+1 {' '.join(HOSTILE.split())}")
    assert is_quiet(opened)


def test_the_table_is_saved_without_formulas(at: str, visit: Open, tmp_path: Path, entries: dict[str, Entry]) -> None:
    page = visit(at + query(NVIDIA, UNVERIFIED_ONE, EDGE)).page
    tables = shown(page)
    with page.expect_download() as download:
        page.click("#save-csv")
    download.value.save_as(tmp_path / "comparison.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "comparison.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == sum(len(entries[link].results) for link in (NVIDIA, UNVERIFIED_ONE, EDGE))
    assert {row["system"] for row in rows if row["letter"] == "B"} == {f"'=1+1 {HOSTILE}"}
    saved = [row["ratio_derived_unverified"] for row in rows if row["ratio_derived_unverified"]]
    assert sorted(saved) == sorted(row["ratio"] for table in tables for row in table["rows"] if row["ratio"])
    assert {row["verification"] for row in rows if row["letter"] == "B"} == {"unverified"}
    assert all(cell[:1] not in "=+-@\t\r" or not cell for row in rows for cell in row.values())


def test_the_citation_names_all_that_the_rules_ask_for(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, DELL)).page
    shown(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#copy-citation")
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    for words in (
        "MLPerf® Inference v4.1 Closed Datacenter. NVIDIA, NVIDIA H200",
        "resnet Server, Offline;",
        "Retrieved from https://github.com/mlcommons/inference_results_v4.1 on 2024-09-02.",
        "Result ID v4.1-0021.",
        "Result verified by MLCommons Association.",
        page.url,
        LEGEND,
    ):
        assert words in copied


@pytest.mark.parametrize("story", ["", "two boxes", "six of all kinds"])
def test_it_breaks_no_rule_of_accessibility_and_fits_its_window(at: str, visit: Open, story: str) -> None:
    opened = visit(at + query(*STORIES[story]) if story else at)
    page = opened.page
    if story:
        shown(page)
        for summary in page.locator("summary").all():
            summary.click()
    if story != "six of all kinds":  # the list of choices stays open
        page.locator("#search").press("x")
        page.locator("#choice-0").wait_for()
    assert is_accessible_and_fits(opened)
