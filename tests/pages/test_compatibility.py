"""The page on compatible rounds."""

from tests.builders import ROUND, a_round
from tests.conftest import ROOT, SiteFolder
from tests.pages.history_reader import page_of, text
from tests.rich_history import EARLIER, earlier_round

URL = "compatibility/index.html"


def words(site: SiteFolder, matrix: int = 0) -> dict[str, list[str]]:
    """What the page says of each benchmark: each round's cell, and the words at the end."""
    table = page_of(site.data, URL).select("table.compatible")[matrix]
    rows = table.select("tbody tr")
    return {text(row.select_one("th")).split()[0]: [text(cell) for cell in row.select("td")] for row in rows}


def test_each_benchmark_says_which_rounds_may_be_compared(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    assert words(site) == {
        "resnet": ["with v1", "with v0", "v0 and v1"],
        "bert-99": ["with no other round", "with no other round", "v0 and v1 with no other round"],
        "gptj": ["with no other round", "with no other round", "v0 and v1 with no other round"],
    }
    assert words(site, matrix=1)["resnet"][-1] == "v0 and v1 with no other round"  # edge: nobody said so


def test_a_line_passes_through_a_round_that_lacks_the_benchmark(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    without = a_round()["benchmarks"][1:]
    site.write("rounds/between.json", a_round(version="v0.5", published="2023-10-01", benchmarks=without))
    row = page_of(site.data, URL).select("table.compatible tbody tr")[0]
    assert [cell.get("class") for cell in row.select("td")][:3] == [["has", "joined"], ["crossed"], ["has"]]
    assert words(site)["resnet"][:3] == ["with v1", "", "with v0"]


def test_rounds_without_categories_have_a_matrix_too(site: SiteFolder) -> None:
    bare = {"id": "x", "title": "X", "task": "T", "units": {"Offline": "Samples/s"}, "scenarios": {"any": ["Offline"]}}
    plain = a_round(family="Plain", categories={}, benchmarks=[bare])
    site.write("rounds/plain-v1.json", plain | {"published": "2020-01-01"})
    joined = {"version": "v2", "compatible": {"any": {"x": ["plain-v1"]}}, "published": "2021-01-01"}
    site.write("rounds/plain-v2.json", plain | joined)
    assert words(site, matrix=2) == {"x": ["with v2", "with v1", "v1 and v2"]}


def test_the_shipped_rounds_say_what_the_table_of_mlcommons_says(site: SiteFolder) -> None:
    site.data = ROOT / "data"
    datacenter, edge = words(site), words(site, matrix=1)
    assert datacenter["llama2-70b-99"][-1].startswith("v4.1 to v6.0")
    assert datacenter["bert-99"][-1] == "v4.1 with no other round"
    assert edge["bert-99"][0] == "with v5.0, v5.1, v6.0"
    assert all(cells[4] in ("", "with no other round") for cells in (*datacenter.values(), *edge.values()))
    source = page_of(site.data, URL).select_one("a.url")
    assert source is not None
    assert str(source["href"]).endswith("MLPerf_Compatibility_Table.adoc")


def test_a_site_without_rounds_has_no_page_that_nothing_leads_to(site: SiteFolder) -> None:
    for path in (*site.data.glob("rounds/*"), *site.data.glob("results/*/*")):
        path.unlink()
    site.build()
    assert not (site.output / URL).exists()
    assert not (site.output / "compare").exists()
    assert ROUND not in text(page_of(site.data, "index.html"))
