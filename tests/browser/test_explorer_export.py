"""What the explorer saves as CSV, and that no cell of any saved table is run."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.tables import COLUMNS
from tests.browser.conftest import Visit
from tests.browser.explorer_site import SOME, V41, drawn
from tests.browser.tools import served
from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import SiteFolder

Open = Callable[..., Visit]
RISKY = ["=1+1", "+1", "-1+1", "@x", " =1", "\t=1", "\uff1d1", "\u00a0+1"]
HARMLESS = ["fine", "1-2", 'a "b", c', "x=1", " spaces ", ""]


@pytest.fixture(name="url")
def explorer_address(at: dict[str, str]) -> str:
    return at["shipped"] + V41


def saved(page: Page, folder: Path) -> tuple[str, list[dict[str, str]]]:
    """The name of the file that the button gives, and its rows."""
    with page.expect_download() as download:
        page.locator("#explorer-csv").click()
    download.value.save_as(folder / "saved.csv")
    text = (folder / "saved.csv").read_bytes().decode("utf-8-sig")
    return download.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_csv_is_what_is_shown(url: str, visit: Open, tmp_path: Path) -> None:
    page = visit(f"{url}{SOME}&sort=-value&columns=power,accuracy").page
    name, rows = saved(page, tmp_path)
    assert name == "MLPerf-Inference-v4.1_llama2-70b-99_Offline.csv"
    assert [(row["submitter"], row["value"]) for row in rows] == drawn(page)
    assert {"power", "power_unit", "accuracy"} <= set(rows[0])
    assert not {"framework", "processor", "category"} & set(rows[0])
    assert (tmp_path / "saved.csv").read_bytes().count(b"\r\n") == len(rows) + 1


def test_what_must_stand_with_a_result_stands_in_its_row(url: str, visit: Open, tmp_path: Path) -> None:
    page = visit(f"{url}{SOME}&sort=-value&columns=").page
    _, rows = saved(page, tmp_path)
    first = rows[0]
    assert first["round"] == "MLPerf® Inference v4.1"
    assert {row["verification"] for row in rows} == {"verified"}
    assert {row["source_url"] for row in rows} == {"https://github.com/mlcommons/inference_results_v4.1"}
    assert {row["retrieved"] for row in rows} == {"2024-09-02"}
    assert {row["view"] for row in rows} == {page.url}
    assert all(row["result_id"] and row["division"] and row["chip_count"] for row in rows)
    there = visit(first["card"]).page
    assert first["value"] in there.locator("#" + first["card"].split("#")[1]).inner_text()
    assert set(first) - {"view"} <= {column.name for column in COLUMNS}  # the names of the site's other files


@pytest.mark.parametrize("where", [V41, "compare/index.html"])
def test_no_cell_is_run_as_a_formula(at: dict[str, str], visit: Open, where: str) -> None:
    page = visit(at["shipped"] + where).page
    text = page.evaluate("rows => CSV.text(rows)", [RISKY, HARMLESS])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[f"'{cell}" for cell in RISKY], HARMLESS]


def test_names_of_submitters_reach_the_file_as_text(site: SiteFolder, visit: Open, tmp_path: Path) -> None:
    for number, name in enumerate(["=1+1", 'a "b", c']):
        results = [a_result(value=0.50, unit="Samples/s")]
        site.write(f"results/{number}.json", an_entry(system=a_system(system_name=name), results=results))
    (site.data / "results/acme/rocket.json").unlink()
    site.build(base_url="https://results.example.org/all/")
    with served(site.output) as address:
        _, rows = saved(visit(f"{address}{ROUND}/index.html?q=a").page, tmp_path)
    assert [row["system"] for row in rows] == ["'=1+1", 'a "b", c']
    assert {row["value"] for row in rows} == {"0.5"}
    assert rows[0]["view"] == f"https://results.example.org/all/{ROUND}/index.html?q=a"
    assert rows[1]["card"] == f"https://results.example.org/all/{ROUND}/closed/Acme/1/index.html#result-resnet"
