"""Search as readers use it: typed, by keyboard alone, and where it cannot run."""

from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page

from bench.search_bench import KEY, QUIET
from site_builder.pages.messaging import MIXED, UNVERIFIED
from tests.browser.conftest import Visit
from tests.browser.sites import SEED, Built
from tests.browser.tools import axe, served
from tests.builders import a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

Open = Callable[..., Visit]
SEARCH = "search/index.html"
FULL_TEXT = "#search-groups .excerpt"


@pytest.fixture
def search(at: dict[str, str], visit: Open) -> Visit:
    """The search page of the shipped round."""
    return visit(at["shipped"] + SEARCH)


def type_in(page: Page, words: str) -> None:
    page.fill("#search-input", "")
    page.keyboard.type(words)


def found(page: Page, group: str) -> list[str]:
    return page.locator(".found", has=page.get_by_role("heading", name=group)).locator("a.hit").all_inner_texts()


def test_facets_are_read_and_the_right_cards_stand_first(search: Visit) -> None:
    page = search.page
    type_in(page, "8x h100 offline llama2")
    assert page.inner_text("#search-read").startswith("chips: 8 · accelerator: NVIDIA H100")
    systems = found(page, "Systems")
    assert len(systems) > 4
    assert all("8x" in name or "H100" in name for name in systems)
    details = page.locator(".found").first.locator(".detail").all_inner_texts()
    assert all("8x NVIDIA H100" in detail for detail in details)
    rows = page.locator(".found").first.locator(".rows a").all_inner_texts()
    assert {name.rpartition(" ")[2] for name in rows} == {"Offline"}
    assert {name.rpartition("-")[0] for name in (row.split()[0] for row in rows)} == {"llama2-70b"}
    assert found(page, "Glossary")[0] == "Offline"
    assert "llama2-70b-99 Offline" in found(page, "Leaderboards")[0]


@pytest.mark.parametrize(
    ("words", "group", "first"),
    [
        ("8xh100 llama2 dell", "Systems", "Dell PowerEdge XE9680 (8x H100-SXM-80GB, TensorRT)"),
        ("h100x8 dell offline", "Systems", "Dell PowerEdge XE9680 (8x H100-SXM-80GB, TensorRT)"),
        ("dgx h100 llama 2", "Systems", "NVIDIA DGX H100 (8x H100-SXM-80GB, TensorRT)"),
        ("thinkedge se455", "Systems", "ThinkEdge SE455 V3 (2x NVIDIA L40S, TensorRT)"),
        ("v4.1-0043", "Systems", "NVIDIA DGX H100 (8x H100-SXM-80GB, TensorRT)"),
        ("singlestream", "Glossary", "SingleStream"),
        ("who is ranked", "Articles", "Methodology: Who is ranked with whom"),
        ("edge resnet multistream", "Leaderboards", "MLPerf® Inference v4.1 Closed Edge resnet MultiStream"),
        ("lenovo", "Pages", "Lenovo"),
    ],
)
def test_what_is_typed_is_found_first(search: Visit, words: str, group: str, first: str) -> None:
    type_in(search.page, words)
    heading = search.page.get_by_role("heading", name=group)
    heading.wait_for()
    assert found(search.page, group)[0] == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("dlel", "Did you mean dell?"),
        ("nvidai ofline", "Did you mean nvidia offline?"),
        ('8x h1000 "lenvo"', 'Did you mean 8x h100 "lenovo"?'),
        ("gaudi", ""),
        ("gaudi offline", 'Without "gaudi": offline'),
        ("Dell Technologies h200", 'Without "technologies": Dell h200'),
    ],
)
def test_a_word_that_stands_nowhere_is_told_and_no_system_is_found_for_it(search: Visit, words: str, said: str) -> None:
    page = search.page
    type_in(page, words)
    page.locator("#search-guess", has_text=said).wait_for(state="visible" if said else "hidden")
    assert found(page, "Systems") == found(page, "Pages") == []
    if said:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("a.hit").first.wait_for()
        assert page.input_value("#search-input") in said
    assert page.inner_text("#search-guess") == ""
    assert (search.errors, search.foreign) == ([], [])


def test_a_word_that_is_begun_or_stands_in_the_text_alone_is_known(search: Visit) -> None:
    page = search.page
    for words in ("nvid", "ubunt", "dell ubuntu", "tensorrt 10.2"):
        page.fill("#search-input", words)
        page.locator(".hit").first.wait_for()
        assert page.inner_text("#search-guess") == ""
    page.fill("#search-input", "= -")
    page.locator("#search-count", has_text="Nothing found").wait_for()


def test_a_key_is_answered_in_less_than_300_milliseconds(search: Visit) -> None:
    words = "8x h100 offline llama2"
    taken = [search.page.evaluate(KEY, [words[:end], QUIET]) for end in range(1, len(words) + 1)]
    assert median(taken) < 300


def test_words_of_a_description_are_found_in_the_full_text_with_their_place(search: Visit) -> None:
    page = search.page
    type_in(page, "ubuntu 20.04")
    page.locator(FULL_TEXT).first.wait_for()
    marks = page.locator(".excerpt mark").all_inner_texts()
    assert any("ubuntu" in mark.lower() for mark in marks)
    assert (search.errors, search.foreign) == ([], [])


def test_quotation_marks_keep_words_text(search: Visit) -> None:
    page = search.page
    type_in(page, '"offline"')
    assert page.inner_text("#search-read") == ""


def test_the_slash_leads_to_the_search_from_anywhere(at: dict[str, str], visit: Open) -> None:
    page = visit(at["shipped"] + SEED).page
    page.keyboard.press("/")
    page.wait_for_url("**/search/index.html")
    page.locator("#search-input:focus").wait_for()
    page.keyboard.type("a/b")  # in the field it is a letter
    assert page.input_value("#search-input") == "a/b"
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-input"
    assert page.input_value("#search-input") == "a/b"


def test_the_keyboard_alone_is_enough(search: Visit) -> None:
    page = search.page
    focused = "document.activeElement.textContent || document.activeElement.id"
    type_in(page, "8x h100 llama2")
    names = page.locator("a.hit").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == names[1]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == names[0]
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "search-input"
    page.keyboard.press("Enter")
    page.wait_for_url("**/closed/**")
    assert names[0] in page.inner_text(".headerbar")
    page.go_back()
    page.locator("a.hit").first.wait_for()
    assert page.input_value("#search-input") == "8x h100 llama2"  # it stands in the address


def test_what_was_found_is_told_and_nothing_is_told_as_such(search: Visit) -> None:
    page = search.page
    status = page.locator("#search-count[role=status]")
    type_in(page, "lenovo")
    assert status.inner_text() == f"{page.locator('.found .count').first.inner_text()} systems, 1 page"
    type_in(page, "zzzzqqq")
    status.filter(has_text="Nothing found").wait_for()
    page.fill("#search-input", "")
    assert status.inner_text() == ""


def test_the_rest_of_a_long_group_is_shown_on_demand(search: Visit) -> None:
    page = search.page
    type_in(page, "closed")
    before = len(found(page, "Systems"))
    page.get_by_role("button", name="Show all").first.click()
    assert len(found(page, "Systems")) > before == 8
    assert page.evaluate("document.activeElement.className") == "hit"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_found_breaks_no_rule_and_fits(at: dict[str, str], visit: Open, width: int, scheme: str) -> None:
    opened = visit(at["shipped"] + SEARCH + "?q=h100%20offline%20tensorrt", width=width, scheme=scheme)
    opened.page.locator(FULL_TEXT).first.wait_for()
    assert axe(opened.page, scheme) == []
    assert opened.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert (opened.errors, opened.foreign) == ([], [])


def test_from_a_folder_names_are_found_and_the_page_says_what_is_not(built: dict[str, Built], visit: Open) -> None:
    opened = visit((built["shipped"].folder / SEARCH).as_uri())
    page = opened.page
    assert "only where a web server shows this site" in page.inner_text("#search-limits")
    type_in(page, "8x h100 offline llama2")
    assert len(found(page, "Systems")) > 4
    assert opened.errors == []


def test_without_javascript_the_page_says_so_and_offers_other_ways(at: dict[str, str], visit: Open) -> None:
    page = visit(at["shipped"] + SEARCH, javascript=False).page
    assert "Search needs JavaScript" in page.inner_text("main")
    assert not page.locator("#search-input").is_visible()
    page.get_by_role("link", name="Glossary").last.click()
    assert page.url.endswith("articles/glossary/index.html")


def test_a_site_without_an_index_says_so(tmp_path: Path, visit: Open) -> None:
    site = SiteFolder(tmp_path)
    site.data = ROOT / "data"
    site.build(search=False)
    with served(site.output) as address:
        opened = visit(address + SEARCH)
        assert "was not indexed" in opened.page.inner_text("#search-limits")
        assert opened.errors == []


def test_unverified_systems_are_told_and_so_is_their_mixture(site: SiteFolder, visit: Open) -> None:
    site.write("rounds/sprint-v1.json", a_round(title="MLPerf Sprint v1", messaging="mlperf"))
    proof = {"status": "verified", "date": "2024-05-01"}
    hostile = "<img src=x onerror=window.ran=1> Plan9"
    system = a_system(system_name="Comet (8x T1000) <b>&amp;", operating_system=hostile)
    site.write("results/acme/comet.json", an_entry(system=system, verification=proof))
    site.build(search=True)
    with served(site.output) as address:
        opened = visit(address + SEARCH + "?q=t1000")
        page = opened.page
        assert page.locator("li", has_text="Rocket").locator(".state").inner_text() == "unverified"
        assert page.locator("li", has_text="Comet").locator(".state").count() == 0
        assert page.locator("#search-notes p").all_inner_texts() == [UNVERIFIED, MIXED]
        type_in(page, "plan9")
        page.locator(FULL_TEXT).first.wait_for()
        assert page.locator("#search-notes p").count() == 0
        assert hostile in page.inner_text(".excerpt")
        assert page.inner_text("a.hit") == "Comet (8x T1000) <b>&amp;"
        assert page.evaluate("typeof window.ran") == "undefined"
        assert (opened.errors, opened.foreign) == ([], [])
