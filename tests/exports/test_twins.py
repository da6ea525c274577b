"""Beside cards and boards: the same facts, with the same digits."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_result, a_system, an_entry
from tests.conftest import SiteFolder
from tests.exports.written import digits, results_in, units_of

FOLDER = "sprint-v1/closed/Acme/rocket"
HOSTILE = '=HYPERLINK("http://evil.example","x")'


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by their columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def twins(site: SiteFolder, name: str) -> list[Path]:
    """Every file of this name that stands beside a card."""
    return sorted(
        path
        for path in site.output.rglob(name)
        if "leaderboards" not in path.parts and not {"api", "downloads"} & set(path.parts)
    )


def test_every_number_of_every_card_is_in_its_twins_digit_for_digit(shipped: SiteFolder) -> None:
    written = sorted((stem, result["value"]) for stem, _, result in results_in(shipped.data))
    documents = [digits(path.read_bytes()) for path in twins(shipped, "index.json")]
    in_json = sorted((document["id"], result["value"]) for document in documents for result in document["results"])
    in_csv = sorted((row["system_id"], row["value"]) for path in twins(shipped, "results.csv") for row in rows(path))
    assert in_json == written
    assert in_csv == written
    assert len(written) > 900


def test_a_description_is_in_the_twin_as_it_was_pasted(shipped: SiteFolder) -> None:
    pasted = sorted(
        json.dumps(json.loads(path.read_bytes())["system"], sort_keys=True)
        for path in (shipped.data / "results").rglob("*.json")
    )
    published = [json.loads(path.read_bytes())["system"] for path in twins(shipped, "index.json")]
    assert sorted(json.dumps(system, sort_keys=True) for system in published) == pasted


def test_each_fact_of_a_result_is_in_the_twin(shipped: SiteFolder) -> None:
    published = {
        (
            document["division"],
            document["submitter"],
            document["id"],
            result["benchmark"],
            result["scenario"],
            result["used_model"],
        ): result
        for document in (digits(path.read_bytes()) for path in twins(shipped, "index.json"))
        for result in document["results"]
    }
    units = units_of(shipped.data)
    for stem, entry, result in results_in(shipped.data):
        division = entry.get("division", entry["system"]["division"]).lower()
        submitter = entry.get("submitter", entry["system"]["submitter"])
        twin = published[division, submitter, stem, result["benchmark"], result["scenario"], result.get("used_model")]
        for key in ("accuracy", "weight_data_types", "inferred_from", "power", "implementation"):
            assert twin[key] == result.get(key), (stem, key)
        assert twin["unit"] == result.get("unit", units[entry["round"], result["benchmark"], result["scenario"]])
        assert twin["id"] == result.get("id", entry.get("id"))
        assert twin["verification"]["status"] == entry["verification"]["status"]
        assert twin["source"]["path"] == result.get("source", entry["source"]).get("path")


def test_the_rows_of_a_board_stand_in_the_order_of_its_ranks(shipped: SiteFolder) -> None:
    for path in (shipped.output / "inference-v4.1/leaderboards").rglob("results.csv"):
        found = rows(path)
        boards: dict[tuple[str, ...], list[int]] = {}
        for row in found:
            model = row["used_model"] if row["division"] == "open" else ""
            boards.setdefault(((row["verification"] == "unverified" and "u") or "v", row["unit"], model), []).append(
                int(row["rank"])
            )
        for ranks in boards.values():
            assert ranks == sorted(ranks)
            assert ranks[0] == 1
        assert len({row["category"] for row in found}) == 1


def test_a_card_leads_to_its_twins_and_a_board_to_its_own(site: SiteFolder) -> None:
    site.build()
    page = site.page(f"{FOLDER}/index.html")
    for name, kind in (("index.json", "application/json"), ("results.csv", "text/csv")):
        assert f'<link rel="alternate" type="{kind}" href="{name}">' in page
        assert f'<a href="{name}" type="{kind}">' in page
    board = site.page("sprint-v1/leaderboards/closed-datacenter/resnet/Offline/index.html")
    assert '<a href="results.csv" type="text/csv">CSV</a>' in board


def test_an_unverified_result_says_so_in_json_and_csv(site: SiteFolder) -> None:
    site.build()
    document = json.loads(site.page(f"{FOLDER}/index.json"))
    assert document["verification"]["status"] == "unverified"
    assert [result["verification"]["status"] for result in document["results"]] == ["unverified"]
    assert [row["verification"] for row in rows(site.output / FOLDER / "results.csv")] == ["unverified"]


def test_a_derived_figure_has_its_formula_and_is_called_unverified(site: SiteFolder) -> None:
    power = {"value": 300, "unit": "Watts"}
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1200.5, power=power)]))
    site.build()
    (result,) = digits(site.page(f"{FOLDER}/index.json").encode())["results"]
    assert {
        name: (figure["value"], figure["unit"], figure["status"]) for name, figure in result["derived"].items()
    } == {
        "per_accelerator": ("150.1", "Samples/s per accelerator", "unverified"),
        "per_watt": ("4.002", "Samples/s per watt", "unverified"),
    }
    assert all(" = result / " in figure["formula"] for figure in result["derived"].values())
    (row,) = rows(site.output / FOLDER / "results.csv")
    assert (row["derived.per_accelerator"], row["derived.per_watt"]) == ("150.1", "4.002")
    assert row["derived.formula"].count(" = result / ") == 2


def test_a_latency_has_no_derived_figures(site: SiteFolder) -> None:
    system = a_system(system_type="edge")
    site.write(
        "results/acme/rocket.json", an_entry(system=system, results=[a_result(scenario="SingleStream", value=3)])
    )
    site.build()
    (result,) = json.loads(site.page(f"{FOLDER}/index.json"))["results"]
    assert (result["derived"], result["better"]) == ({}, "lower")


def test_a_system_of_two_categories_has_a_rank_in_each_and_none_in_its_flat_row(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(system=a_system(system_type="datacenter,edge")))
    site.build()
    (result,) = json.loads(site.page(f"{FOLDER}/index.json"))["results"]
    assert [(rank["category"], rank["rank"], rank["of"]) for rank in result["ranks"]] == [
        ("datacenter", 1, 1),
        ("edge", 1, 1),
    ]
    assert all((site.output / rank["board"]).is_file() for rank in result["ranks"])
    (row,) = rows(site.output / FOLDER / "results.csv")
    assert (row["category"], row["rank"]) == ("datacenter,edge", "")
    (row,) = rows(site.output / "sprint-v1/leaderboards/closed-edge/resnet/Offline/results.csv")
    assert (row["category"], row["rank"], row["ranked_with"]) == ("edge", "1", "1")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "＠"])
def test_no_text_is_a_formula(site: SiteFolder, start: str) -> None:
    text = f"{start}1+1"
    site.write("results/acme/rocket.json", an_entry(system=a_system(system_name=text, framework=text)))
    site.build()
    (row,) = rows(site.output / FOLDER / "results.csv")
    assert (row["system"], row["framework"], row["value"]) == (f"'{text}", f"'{text}", "1200.5")
    assert json.loads(site.page(f"{FOLDER}/index.json"))["name"] == text


def test_csv_is_as_its_standard_has_it(site: SiteFolder) -> None:
    name = 'Quote " comma , line\nend'
    site.write("results/acme/rocket.json", an_entry(system=a_system(framework=name, cooling=HOSTILE)))
    site.build()
    content = (site.output / FOLDER / "results.csv").read_bytes()
    assert content.endswith(b"\r\n")
    assert b'"Quote "" comma , line\nend"' in content
    assert content.decode("utf-8").count("\r\n") == 2
    assert rows(site.output / FOLDER / "results.csv")[0]["framework"] == name


def values(document: Any) -> list[Any]:
    """Everything in a document."""
    inner = document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    return [document, *(value for item in inner for value in values(item))]


def test_a_number_keeps_its_form_and_nothing_becomes_text(site: SiteFolder) -> None:
    system = a_system(number_of_nodes=1, tuning={"clock": 1.50, "on": True, "none": None})
    text = json.dumps(an_entry(system=system)).replace("1200.5", "86304.60").replace("1.5,", "1.50,")
    site.write("results/acme/rocket.json", text)
    site.build()
    twin = site.page(f"{FOLDER}/index.json")
    assert ('"value": 86304.60,' in twin, '"clock": 1.50,' in twin) == (True, True)
    assert json.loads(twin)["system"] == json.loads(text)["system"]
    assert None in values(json.loads(twin)["system"])


def test_a_stated_zero_is_no_blank(site: SiteFolder) -> None:
    system = a_system(host_processors_per_node=0, number_of_nodes="")
    site.write("results/acme/rocket.json", an_entry(system=system, results=[a_result()]))
    site.build()
    [row] = rows(site.output / FOLDER / "results.csv")
    assert (row["processors_per_node"], row["nodes"]) == ("0", "")
