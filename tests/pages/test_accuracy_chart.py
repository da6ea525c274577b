"""The chart of accuracy against speed on open boards: one metric, one unit, and what it leaves out."""

from typing import Any

from bs4 import BeautifulSoup

from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.pages.history_reader import page_of, text

BOARD = f"{ROUND}/leaderboards/open-datacenter/resnet/Offline/index.html"


def board(site: SiteFolder, *results: dict[str, Any]) -> BeautifulSoup:
    """The open board of these results, each of a system and model of its own."""
    for number, result in enumerate(results):
        own = {"used_model": f"m{number}"} | result
        system = a_system(division="open", system_name=f"System {number}")
        site.write(f"results/open{number}.json", an_entry(system=system, results=[a_result(**own)]))
    return page_of(site.data, BOARD)


def drawn(page: BeautifulSoup) -> list[str]:
    """The results that the chart draws."""
    return [text(title) for title in page.select("svg.two-axes .marks title")]


def words(page: BeautifulSoup) -> str:
    return text(page.select_one(".against > p"))


def test_one_metric_and_one_unit_are_drawn_and_the_rest_is_told(site: SiteFolder) -> None:
    reached = {"accuracy": {"acc": 76, "loss": 3}}
    other_unit = reached | {"unit": "Latency (ms)"}
    page = board(site, reached, reached, other_unit, other_unit, reached, {"accuracy": {"loss": 2}}, {})
    assert len(drawn(page)) == 3
    assert all("acc 76" in mark and "Samples/s" in mark for mark in drawn(page))
    assert words(page).endswith(
        "Of the accuracy only acc is drawn, not loss. 2 results in another unit are not drawn. "
        "2 results without acc are not drawn."
    )


def test_where_everything_is_drawn_nothing_is_said_to_be_left_out(site: SiteFolder) -> None:
    page = board(site, {"accuracy": {"acc": 76}}, {"accuracy": {"acc": 77}})
    assert (len(drawn(page)), words(page).endswith("results of different models are not ranked.")) == (2, True)


def test_results_in_different_units_are_never_drawn_together(site: SiteFolder) -> None:
    reached = {"accuracy": {"acc": 76}}
    page = board(site, reached, reached | {"unit": "Latency (ms)"})
    assert drawn(page) == []


def test_a_model_that_nobody_names_is_drawn_as_such(site: SiteFolder) -> None:
    page = board(site, {"accuracy": {"acc": 76}, "used_model": None}, {"accuracy": {"acc": 77}})
    assert any(mark.startswith("model not stated, ") for mark in drawn(page))


def test_a_shipped_board_draws_all_results_of_its_table() -> None:
    page = page_of(ROOT / "data", "inference-v4.1/leaderboards/open-edge/bert-99/Offline/index.html")
    rows = page.select("table.ranking tbody tr")
    marks = drawn(page)
    assert len(marks) == len(rows) == 27
    for row in rows:
        value, accuracy = row.select_one("td.value"), text(row.select_one("td.accuracy")).replace(": ", " ")
        assert value is not None
        assert any(f"{value.get_text().split(',')[0].strip()} Samples/s" in mark and accuracy in mark for mark in marks)
