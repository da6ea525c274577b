"""Leaderboards of the shipped round, recomputed from the JSON with plain Python."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.pages import plan_site
from site_builder.pages.leaderboard import Leaderboard
from site_builder.pages.messaging import citation
from site_builder.sources import read_data
from tests.builders import a_result, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

DATA = ROOT / "data"


@pytest.fixture(scope="module")
def boards() -> dict[str, Leaderboard]:
    """Every leaderboard of the shipped data, by its address."""
    data = read_data(str(DATA))
    assert data.site is not None
    plan = plan_site(data.site, data.catalog)
    return {page.url: page.context for page in plan.pages if isinstance(page.context, Leaderboard)}


def entries() -> list[dict[str, Any]]:
    """The shipped entries as JSON, numbers exact."""
    return [json.loads(path.read_text("utf-8"), parse_float=Decimal) for path in sorted(DATA.glob("results/**/*.json"))]


def rounds() -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in DATA.glob("rounds/*.json")}


def expected() -> dict[tuple[Any, ...], list[Decimal]]:
    """The values that each board must hold, best first, by everything that they must share."""
    groups: dict[tuple[Any, ...], list[Decimal]] = defaultdict(list)
    known = rounds()
    for entry in entries():
        if entry["verification"]["status"] not in ("verified", "corrected", "unverified"):
            continue
        system, round_ = entry["system"], known[entry["round"]]
        division = entry.get("division", system["division"]).lower()
        asked = entry.get("category", system["system_type"]).split(",")
        for result in entry["results"]:
            (benchmark,) = [b for b in round_["benchmarks"] if b["id"] == result["benchmark"]]
            unit = result.get("unit", benchmark["units"][result["scenario"]])
            model = result.get("used_model", benchmark["id"]) if division == "open" else None
            has = [c for c in asked if result["scenario"] in benchmark["scenarios"].get(c, ())] or asked
            for category in has:
                power = "power" in result and result["power"] is not None
                key = (entry["round"], division, category, benchmark["id"], result["scenario"], power, unit, model)
                groups[key].append(Decimal(result["value"]))
    for key, values in groups.items():
        values.sort(reverse=known[key[0]]["metrics"][key[6]] == "higher")
    return groups


def test_every_result_stands_on_the_board_of_its_key_and_on_no_other(boards: dict[str, Leaderboard]) -> None:
    found = {}
    for url, board in boards.items():
        round_id, _, group, benchmark, scenario, *power, _ = url.split("/")
        division, _, category = group.partition("-")
        for table in board.tables:
            model = table.heading.removesuffix(", unverified") if board.ranked_by_model else None
            key = (round_id, division, category, benchmark, scenario, power == ["power"], board.unit, model)
            found[key] = [Decimal(row.value) for row in table.rows]
    assert found == expected()


def test_ranks_are_those_of_a_competition(boards: dict[str, Leaderboard]) -> None:
    for board in boards.values():
        for table in board.tables:
            values = [Decimal(row.value) for row in table.rows]
            assert [row.rank for row in table.rows] == [str(values.index(value) + 1) for value in values]


def test_the_distance_from_the_leader_is_the_quotient_of_two_values(boards: dict[str, Leaderboard]) -> None:
    for board in boards.values():
        for table in board.tables:
            best, total = Decimal(table.rows[0].value), len(table.rows)
            for row in table.rows:
                place, _, distance = row.gap.partition(", ")
                assert place == f"rank {row.rank} of {total}"
                if row.rank == "1":
                    assert distance == ""
                    continue
                figure, words = distance.split(" ", 1)
                assert float(figure) == float(f"{Decimal(row.value) / best:.4g}")
                what = "latency" if "Latency" in table.unit else "throughput"
                assert words == f"times the leader's {what} (derived)"
            if total > 1:
                assert "times the leader's = result / best result" in " ".join(board.footnote.sentences)


def test_derived_figures_are_the_quotients_that_the_footnote_names(boards: dict[str, Leaderboard]) -> None:
    seen = 0
    for board in boards.values():
        for table in board.tables:
            for row in table.rows:
                if row.per_chip:
                    seen += 1
                    assert float(row.per_chip) == float(f"{Decimal(row.value) / int(row.chip_count):.4g}")
                if row.per_watt:
                    seen += 1
                    assert float(row.per_watt) == float(f"{Decimal(row.value) / Decimal(row.power.split()[0]):.4g}")
            named = {name for name in ("per accelerator", "per watt") if name in board.derived}
            assert all(f"{name} = result / " in " ".join(board.footnote.sentences) for name in named)
    assert seen > 500


def test_each_table_names_its_whole_scope(boards: dict[str, Leaderboard]) -> None:
    for board in boards.values():
        words = (board.round, board.division, board.category, board.benchmark_id, board.scenario, board.unit)
        assert all(word in table.caption for table in board.tables for word in words)


def test_availability_and_chips_stand_in_every_row(boards: dict[str, Leaderboard]) -> None:
    rows = [row for board in boards.values() for table in board.tables for row in table.rows]
    assert [row.system.text for row in rows if not (row.availability and row.chips)] == []


def test_there_is_no_board_for_the_superseded_card(boards: dict[str, Leaderboard]) -> None:
    hrefs = [row.system.href for board in boards.values() for table in board.tables for row in table.rows]
    assert not any("as_published" in href for href in hrefs)
    assert Path(DATA / "results/inference-v4.1/closed/Lenovo/ThinkEdge_SE455_V3_as_published.json").exists()


def test_a_board_of_two_units_names_each_beside_its_own_values(site: SiteFolder) -> None:
    site.write("results/acme/slow.json", an_entry(results=[a_result(value=5, unit="Latency (ms)")]))
    site.build()
    page = BeautifulSoup(site.page("sprint-v1/leaderboards/closed-datacenter/resnet/Offline/index.html"), "html5lib")
    tables = {
        table.caption.get_text()[-20:]: table.select("thead .number")[0].get_text() for table in page.select("table")
    }
    assert sorted(tables.values()) == ["Latency (ms)", "Samples/s"]
    assert all(unit in caption for caption, unit in tables.items())
    assert "higher is better" not in page.select_one(".lead").get_text()


def test_a_citation_names_benchmarks_and_scenarios() -> None:
    data = read_data(str(DATA))
    (entry,) = (entry for entry in data.catalog.entries if entry.id == "Lenovo_2xL40S_TRT")
    text = citation(entry, range(len(entry.results)), "MLPerf® Inference v4.1 Closed Edge")
    assert "resnet SingleStream, MultiStream, Offline; retinanet" in text
    assert "v4.1-0041. Result verified by MLCommons Association. The MLPerf name" in text


def test_models_that_nobody_names_are_listed_without_rank_bar_and_distance(site: SiteFolder) -> None:
    system = a_system(division="open")
    for name, value in {"slow": 5, "quick": 6}.items():
        site.write(f"results/{name}.json", an_entry(system=system, results=[a_result(value=value)]))
    site.write("results/own.json", an_entry(system=system, results=[a_result(value=1, used_model="tiny")]))
    site.build()
    page = BeautifulSoup(site.page("sprint-v1/leaderboards/open-datacenter/resnet/Offline/index.html"), "html5lib")
    named, unnamed = page.select("table.ranking")
    assert [row.select_one(".rank").get_text() for row in named.select("tbody tr")] == ["1"]
    assert [row.select_one(".rank").get_text() for row in unnamed.select("tbody tr")] == ["", ""]
    assert (len(named.select(".bar")), len(unnamed.select(".bar, [title]"))) == (1, 0)
    assert "model not stated, not ranked, unverified" in unnamed.caption.get_text()
