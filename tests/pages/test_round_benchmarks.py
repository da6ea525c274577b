"""The benchmarks of a round, and the head that its pages share."""

from pathlib import Path

from bs4 import BeautifulSoup

from site_builder.pages import plan_site
from site_builder.render import render
from site_builder.sources import read_data
from tests.builders import ROUND, a_round
from tests.conftest import SiteFolder


def html_of(data: Path) -> BeautifulSoup:
    """The list of the round's benchmarks."""
    read = read_data(str(data))
    assert read.site is not None
    (page,) = (
        page for page in plan_site(read.site, read.catalog).pages if page.template == "pages/round_benchmarks.html"
    )
    return BeautifulSoup(render(page), "html.parser")


def test_benchmarks_of_any_name_have_anchors_that_a_link_can_hold(site: SiteFolder) -> None:
    benchmark = a_round()["benchmarks"][0]
    names = ["resnet", "systems", "main", "a b", "a-b", 'a"b']
    site.write(f"rounds/{ROUND}.json", a_round(benchmarks=[benchmark | {"id": name} for name in names]))
    page = html_of(site.data)
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [row["id"] for row in page.select("table.benchmarks tbody tr")] == [
        *("benchmark-resnet", "benchmark-systems", "benchmark-main"),
        *("benchmark-a-b", "benchmark-a-b-2", "benchmark-a-b-3"),
    ]


def test_the_mark_stands_once_behind_the_name(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(title="MLPerf® Sprint of MLPerf", messaging="mlperf"))
    assert html_of(site.data).select(".eyebrow")[0].get_text() == "MLPerf® Sprint of MLPerf®"
