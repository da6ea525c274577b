"""The explorer's pages and files of rows: every result once, as the data has it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from site_builder.pages import Page, plan_site
from site_builder.render import render
from site_builder.sources import read_data
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_site
from tests.rich_site import HOSTILE, rich_site

V41 = "inference-v4.1"
NEVER_HIDDEN = {"availability", "chips", "division", "verification"}


def explorer(data: Path) -> dict[str, Page]:
    """The explorer's pages and files of rows by their addresses."""
    read = read_data(str(data))
    assert read.site is not None
    pages = plan_site(read.site, read.catalog).pages
    return {page.url: page for page in pages if page.template in ("pages/round.html", "data/round_rows.js")}


def html(page: Page) -> BeautifulSoup:
    return BeautifulSoup(render(page), "html.parser")


def table_rows(page: BeautifulSoup) -> list[Tag]:
    return page.select("#explorer-table tbody tr")


def text(row: Tag, key: str) -> str:
    (cell,) = row.select(f".{key}")
    return cell.get_text()


def file_rows(page: Page) -> list[tuple[list[Any], list[Any]]]:
    """System and result of each row in a file of rows, read as the JSON that its arguments are."""
    script = render(page).decode("ascii" if page.url.startswith(V41) else "utf-8")
    arguments = re.fullmatch(r"explorerRows\((\d+), (\[.*\])\);\n", script, re.DOTALL)
    assert arguments
    systems = json.loads(re.sub(r",\s*\]", "]", arguments[2]))
    return [(system, result) for system, results in systems for result in results]


@pytest.fixture(scope="module")
def v41() -> dict[str, Page]:
    return explorer(ROOT / "data")


@pytest.fixture(scope="module")
def v41_page(v41: dict[str, Page]) -> BeautifulSoup:
    """The one page of the shipped round's explorer."""
    return html(v41[f"{V41}/index.html"])


def in_the_data() -> list[tuple[str, ...]]:
    """Submitter, system, benchmark, scenario, value and ID of each result, read with nothing of ours."""
    found = []
    for path in (ROOT / "data/results").rglob("*.json"):
        entry = json.loads(path.read_bytes(), parse_float=str, parse_int=str)
        system = entry["system"]
        submitter = entry.get("submitter", system["submitter"])
        for result in entry["results"]:
            id_ = result.get("id") or entry.get("id") or ""
            words = (submitter, system["system_name"], result["benchmark"], result["scenario"], result["value"], id_)
            found.append(tuple(map(str, words)))
    return sorted(found)


def test_every_result_stands_once_with_the_numbers_of_the_data(v41_page: BeautifulSoup) -> None:
    rows = table_rows(v41_page)
    shown = []
    for row in rows:
        benchmark = next(iter(row.select_one(".benchmark").stripped_strings))  # type: ignore[union-attr]
        scenario = next(iter(row.select_one(".scenario").stripped_strings))  # type: ignore[union-attr]
        words = (text(row, "submitter"), text(row, "system"), benchmark, scenario, text(row, "value"), text(row, "id"))
        shown.append(words)
    assert sorted(shown) == in_the_data()


def test_a_page_and_its_file_of_rows_say_the_same_in_the_same_order(
    v41: dict[str, Page], v41_page: BeautifulSoup
) -> None:
    page = [
        [row["data-card"], text(row, "value"), text(row, "unit"), text(row, "verification"), text(row, "id")]
        for row in table_rows(v41_page)
    ]
    file = [
        [system[1], result[5], result[6], result[7], result[12]]
        for system, result in file_rows(v41[f"{V41}/rows-1.js"])
    ]
    assert page == file


def test_rows_keep_the_order_of_the_catalog(v41_page: BeautifulSoup) -> None:
    catalog = read_data(str(ROOT / "data")).catalog
    in_order = [(entry.link, str(result.value)) for entry in catalog.entries for result in entry.results]
    rows = table_rows(v41_page)
    assert [(row["data-card"], text(row, "value")) for row in rows] == in_order


def test_what_must_be_disclosed_is_in_every_row_and_cannot_be_hidden(v41_page: BeautifulSoup) -> None:
    page = v41_page
    fixed = {str(head["data-key"]) for head in page.select("#explorer-table th[data-fixed]")}
    assert fixed >= NEVER_HIDDEN
    for row in table_rows(page):
        assert text(row, "division"), row
        assert text(row, "verification"), row
    assert len(page.select(".footnote")) == 1
    assert "MLPerf® Inference v4.1" in page.select("#explorer-table caption")[0].get_text()


def test_the_word_unverified_stands_in_each_row_that_is(site: SiteFolder) -> None:
    site.write("results/acme/other.json", an_entry(verification={"status": "verified"}))
    rows = table_rows(html(explorer(site.data)[f"{ROUND}/index.html"]))
    assert [text(row, "verification") for row in rows] == ["verified", "unverified"]


def many(count: int) -> dict[str, Any]:
    """An entry of the open division with so many results."""
    results = [a_result(used_model=f"model-{number}", value=number + 1) for number in range(count)]
    return an_entry(system=a_system(division="open"), results=results)


def test_each_thousand_results_have_a_page_and_a_file(site: SiteFolder) -> None:
    site.write("results/acme/many.json", many(2049))
    found = explorer(site.data)
    pages = [f"{ROUND}/index.html", f"{ROUND}/page-2/index.html", f"{ROUND}/page-3/index.html"]
    files = [f"{ROUND}/rows-{number}.js" for number in (1, 2, 3)]
    assert sorted(found) == sorted([*pages, *files])
    read = {url: html(found[url]) for url in pages}
    assert [len(table_rows(read[url])) for url in pages] == [1000, 1000, 50]
    assert [len(file_rows(found[url])) for url in files] == [1000, 1000, 50]
    values = [text(row, "value") for url in pages for row in table_rows(read[url])]
    assert values == ["1200.5", *map(str, range(1, 2050))]
    second = read[pages[1]]
    assert [turn.get_text() for turn in second.select(".turns > *")] == ["1", "2", "3"]
    assert [turn["href"] for turn in second.select(".turns a")] == ["../index.html", "../page-3/index.html"]
    assert [tag["src"] for tag in second.select("script[src*=rows-]")] == [f"../rows-{n}.js" for n in (1, 2, 3)]
    assert second.select("tbody a")[0]["href"] == "../open/Acme/many/index.html#result-resnet-model-999"


def test_a_round_without_results_says_so_and_shows_what_it_measures(site: SiteFolder) -> None:
    site.write("rounds/next-v2.json", a_round(title="Next v2", published="2025-01-01"))
    page = html(explorer(site.data)["next-v2/index.html"])
    assert "No results of this round are published here yet." in page.select(".lead")[0].get_text()
    assert len(page.select("table.benchmarks tbody tr")) == 3
    assert [link.get_text() for link in page.select(".views a")] == ["Results", "Benchmarks"]
    assert [script["src"] for script in page.select("script")] == ["../assets/site.js"]


def test_no_text_can_end_a_file_of_rows_or_be_html(tmp_path: Path) -> None:
    write_site(tmp_path, rich_site())
    page = explorer(tmp_path)[f"{ROUND}/rows-1.js"]
    assert not re.search(rb"[<>&\x7f-\xff]", render(page).replace(b"=>", b""))
    assert HOSTILE in {system[0] for system, _ in file_rows(page)}
