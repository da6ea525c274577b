"""Submitters, accelerators, compatible rounds and charts in a real browser."""

import json
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.rules import is_accessible_and_fits, is_quiet
from tests.browser.sites import Built
from tests.browser.tools import served, vnu
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_site
from tests.rich_history import later_rounds
from tests.rich_site import rich_site

Open = Callable[..., Visit]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NVIDIA = "submitters/NVIDIA/index.html"
H200 = "accelerators/NVIDIA-H200-SXM-141GB/index.html"
OPEN_BOARD = "inference-v4.1/leaderboards/open-edge/bert-99/Offline/index.html"
PAGES = [
    ("many", "submitters/Krai/index.html"),
    ("many", "accelerators/NVIDIA-H200-SXM-141GB-CTS/index.html"),
    ("many", OPEN_BOARD),
    ("many", "submitters/index.html"),
    ("many", "accelerators/index.html"),
    ("many", "compatibility/index.html"),
    ("rich", "submitters/Acme/index.html"),
    ("rich", "accelerators/T1000/index.html"),
    ("rich", "compatibility/index.html"),
]
# Ten times as many charts of the same kinds: all of them are looked at in the long run.
LARGE = [("many", NVIDIA), ("many", H200)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The shipped round with invented ones after it, and a made-up site with everything in it."""
    many, rich = SiteFolder(tmp_path_factory.mktemp("many")), SiteFolder(tmp_path_factory.mktemp("rich"))
    for path in (ROOT / "data").rglob("*.json"):
        many.write(str(path.relative_to(ROOT / "data")), path.read_bytes())
    newest = json.loads((many.data / "rounds/inference-v6.1.json").read_text("utf-8"))
    many.write("rounds/inference-v6.1.json", newest | {"published": "2026-10-01"})  # or its entries are under embargo
    for name, entry in later_rounds(ROOT / "data").items():
        many.write(name, entry)
    write_site(rich.data, rich_site())
    many.build()
    rich.build(base_url="http://127.0.0.1/")
    return {"many": Built(many.output), "rich": Built(rich.output)}


@pytest.fixture(scope="module")
def at(built: dict[str, Built]) -> Iterator[dict[str, str]]:
    """The address of each site."""
    with served(built["many"].folder, "some/many") as many, served(built["rich"].folder, "some/rich") as rich:
        yield {"many": many, "rich": rich}


@pytest.mark.parametrize(("name", "url"), [*PAGES, *(pytest.param(*page, marks=pytest.mark.long) for page in LARGE)])
def test_a_page_breaks_no_rule_of_accessibility_and_fits_its_window(
    at: dict[str, str], visit: Open, name: str, url: str
) -> None:
    assert is_accessible_and_fits(visit(at[name] + url))


def test_the_pages_are_valid_and_every_link_leads_somewhere(built: dict[str, Built]) -> None:
    files = [built[name].folder / url for name, url in (*PAGES, *LARGE)]
    assert [message for message in vnu(files) if message.type != "info"] == []
    assert built["many"].dead_links() == []


@pytest.mark.parametrize("url", [NVIDIA, H200, OPEN_BOARD])
def test_words_in_charts_are_readable_on_a_phone(at: dict[str, str], visit: Open, url: str) -> None:
    page = visit(at["many"] + url, width=390).page
    sizes = page.evaluate(
        """[...document.querySelectorAll('svg.chart text')].map(text => {
            const svg = text.ownerSVGElement;
            return parseFloat(getComputedStyle(text).fontSize) * svg.clientWidth / svg.viewBox.baseVal.width;
        })"""
    )
    assert len(sizes) > 5
    assert min(sizes) >= 11


@pytest.mark.parametrize("url", [NVIDIA, H200, OPEN_BOARD])
def test_words_in_charts_stay_inside_and_off_each_other(at: dict[str, str], visit: Open, url: str) -> None:
    page = visit(at["many"] + url, width=390).page
    overlaps = page.evaluate(
        """[...document.querySelectorAll('svg.chart')].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text:not(.gap)')];
            const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
            const outside = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1);
            const over = boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) =>
                a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 4 && b.top < a.bottom - 4
            ).map(([other]) => one + ' / ' + other));
            return [...outside.map(([one]) => one + ' is outside'), ...over];
        })"""
    )
    assert overlaps == []


def test_a_point_leads_to_the_row_of_its_result(at: dict[str, str], visit: Open) -> None:
    opened = visit(at["many"] + NVIDIA)
    page = opened.page
    mark = page.locator("svg.chart a").first
    value = str(mark.locator("title").text_content()).split(", ")[1].split()[0]
    mark.locator(".mark").click()
    assert value in page.locator(":target").inner_text()
    assert is_quiet(opened)


def test_lines_break_between_rounds_that_are_not_compatible_and_the_gap_says_so(
    at: dict[str, str], visit: Open
) -> None:
    page = visit(at["many"] + NVIDIA).page
    chart = page.locator("section.history", has_text="3d-unet-99, Offline").first
    assert chart.locator("polyline").count() == 1  # v4.1 to v5.0; the later three stand alone
    assert chart.locator("text.gap").all_text_contents() == ["not compatible"] * 3
    assert chart.locator("td.derived", has_text="not compatible with").count() == 3


def shapes(page: Page) -> list[dict[str, list[str]]]:
    """Shapes and dashes of the series of each chart."""
    found: list[dict[str, list[str]]] = page.evaluate(
        """[...document.querySelectorAll('svg.over-rounds')].map(svg => ({
            marks: [...new Set([...svg.querySelectorAll('path.mark')].map(e => e.getAttribute('d')))],
            names: [...svg.querySelectorAll('text.series')].map(e => e.textContent),
        }))"""
    )
    return found


def test_series_of_one_chart_differ_in_shape(at: dict[str, str], visit: Open) -> None:
    several = [chart for chart in shapes(visit(at["many"] + H200).page) if chart["names"]]
    assert several
    assert all(len(chart["marks"]) == len(chart["names"]) for chart in several)


@pytest.mark.parametrize("url", [NVIDIA, H200, "compatibility/index.html"])
def test_a_page_is_the_same_without_javascript(at: dict[str, str], visit: Open, url: str) -> None:
    usual, silent = visit(at["many"] + url), visit(at["many"] + url, javascript=False)
    assert usual.page.inner_text("body") == silent.page.inner_text("body")
    assert is_quiet(silent)
