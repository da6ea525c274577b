"""Accelerator pages: every system with one model, and its history for each number of it."""

from bs4 import BeautifulSoup

from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import SiteFolder
from tests.pages.history_reader import histories, listed, page_of, text
from tests.rich_history import EARLIER, an_earlier_entry, earlier_round

T1000 = "accelerators/T1000/index.html"


def test_every_system_with_it_is_listed_by_benchmark_best_rank_first(site: SiteFolder) -> None:
    both = [a_result(), a_result(benchmark="gptj")]
    small = a_system(accelerators_per_node=2, system_name="Small")
    site.write("results/small.json", an_entry(system=small, results=both))
    quick = a_system(system_name="Quick")
    site.write("results/quick.json", an_entry(system=quick, results=[a_result(value=9000)]))
    site.write("results/gone.json", an_entry(system=a_system(system_name="Gone"), verification={"status": "invalid"}))
    site.write("results/other.json", an_entry(system=a_system(accelerator_model_name="X9", system_name="Other")))
    found = [(one.group, one.row) for one in listed(page_of(site.data, T1000))]
    assert found == [
        ("resnet ResNet-50", "Quick Acme 8x Available"),
        ("resnet ResNet-50", "Small Acme 2x Available"),  # of one rank with the next, and fewer of it
        ("resnet ResNet-50", "Rocket 9 (8x T1000) Acme 8x Available"),
        ("resnet ResNet-50", "Gone Acme 8x Available"),
        ("gptj GPT-J", "Small Acme 2x Available"),
    ]


def bests(page: BeautifulSoup) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """Rank, value and the rest of each cell, by the table's heading, row and scenario."""
    found = {}
    for table in page.select("table.bests"):
        heading = table.find_previous("h3")
        scenarios = [text(head) for head in table.select("thead th")][1:]
        for row in table.select("tbody tr"):
            for scenario, cell in zip(scenarios, row.select("td"), strict=True):
                if cell.a:
                    what = (text(cell.select_one(".standing")), text(cell.select_one(".value")))
                    told = " | ".join(text(part) for part in cell.select(".unit, .state, .told"))
                    found[text(heading), text(row.th), scenario] = (*what, told)
    return found


def test_the_best_on_each_board_of_the_newest_round_leads_to_it(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    site.write("results/old.json", an_earlier_entry(results=[a_result(value=99999)]))
    power = {"value": 812.4, "unit": "Watts"}
    inferred = a_result(benchmark="gptj", value=2, power=power, inferred_from="Server")
    less = [a_result(value=7), a_result(scenario="Server", value=3), inferred]
    site.write("results/less.json", an_entry(system=a_system(accelerators_per_node="2"), results=less, id="1-0007"))
    rival = a_system(accelerator_model_name="X9")
    site.write("results/rival.json", an_entry(system=rival, results=[a_result(value=9e9)]))
    page = page_of(site.data, T1000)
    assert text(page.select_one("#best")) == "On the leaderboards of Sprint v1"
    where, rest = "Closed Datacenter", "unverified | Acme, Rocket 9 (8x T1000)"
    assert bests(page) == {
        (where, "resnet", "Offline"): ("rank 2 of 3", "1200.5", f"Samples/s | {rest} | 8x, Available"),
        (where, "resnet", "Server"): ("rank 1 of 1", "3", f"Queries/s | {rest} | 2x, Available, 1-0007"),
        (where, "gptj, with power", "Offline"): (
            "rank 1 of 1",
            "2",
            f"Samples/s | {rest} | 2x, Available, 812.4 Watts, inferred from Server, 1-0007",
        ),
    }
    server, *_ = page.select("table.bests .standing")
    assert server["href"] == f"../../{ROUND}/leaderboards/closed-datacenter/resnet/Server/index.html"


def test_units_and_models_apart_have_rows_of_their_own(site: SiteFolder) -> None:
    results = [a_result(used_model="tiny"), a_result(used_model="tiny", scenario="Server")]
    site.write("results/open.json", an_entry(system=a_system(division="open"), results=results))
    site.write("results/slow.json", an_entry(results=[a_result(value=5, unit="Latency (ms)")]))
    rows = [(table, row) for table, row, _ in bests(page_of(site.data, T1000))]
    assert rows.count(("Open Datacenter", "resnet, tiny")) == 2
    assert len(page_of(site.data, T1000).select("table.bests")[0].select("tbody tr")) == 2


def test_where_nothing_is_ranked_nothing_is_best(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(verification={"status": "withdrawn"}))
    assert page_of(site.data, T1000).select(".best-results") == []


def test_systems_of_one_name_are_told_apart(site: SiteFolder) -> None:
    site.write("results/twin.json", an_entry(results=[a_result(value=5)]))
    assert [one.row for one in listed(page_of(site.data, T1000))] == [
        "Rocket 9 (8x T1000) Acme rocket 8x Available",
        "Rocket 9 (8x T1000) Acme twin 8x Available",
    ]
    groups = [one.group for one in listed(page_of(site.data, "submitters/Acme/index.html"))]
    assert groups == [f"Rocket 9 (8x T1000) {id_} 8x T1000 Available" for id_ in ("rocket", "twin")]
    board = page_of(site.data, f"{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html")
    assert [text(name) for name in board.select("table.ranking tbody th code")] == ["rocket", "twin"]


def test_a_system_without_results_is_not_lost(site: SiteFolder) -> None:
    site.write("results/idle.json", an_entry(system=a_system(system_name="Idle"), results=[]))
    assert "Idle" in text(page_of(site.data, T1000).select_one("table.listing tbody:last-child"))


def test_numbers_of_chips_are_lines_of_their_own_and_never_joined(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    four = a_system(accelerators_per_node=4)
    site.write("results/old4.json", an_earlier_entry(system=four, results=[a_result(value=500)]))
    site.write("results/new4.json", an_entry(system=four, results=[a_result(value=550)]))
    site.write("results/old8.json", an_earlier_entry(results=[a_result(value=1000)]))
    page = page_of(site.data, T1000)
    (rows,) = histories(page).values()
    assert rows == [
        ("4 accelerators", "v0", "500", ""),
        ("4 accelerators", "v1", "550", "1.1 × v0, better"),
        ("8 accelerators", "v0", "1000", ""),
        ("8 accelerators", "v1", "1200.5", "1.200 × v0, better"),
    ]
    assert {text(label) for label in page.select("svg.chart text.series")} == {"4 chips", "8 chips"}
    lines = page.select("svg.chart polyline")
    marks = [mark["d"] for mark in page.select("svg.chart path.mark")]
    assert len({line.get("stroke-dasharray") for line in lines}) == len(lines) == 2
    assert len(set(marks)) == 2


def test_a_much_larger_number_of_chips_has_a_chart_of_its_own(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    for number, value in ((1, 10), (64, 640)):
        system = a_system(accelerators_per_node=number)
        site.write(f"results/old{number}.json", an_earlier_entry(system=system, results=[a_result(value=value)]))
        site.write(f"results/new{number}.json", an_entry(system=system, results=[a_result(value=value)]))
    assert len(page_of(site.data, T1000).select("svg.chart")) == 2


def test_the_list_has_memory_as_stated_and_says_what_it_leaves_out(site: SiteFolder) -> None:
    site.write("results/gib.json", an_entry(system=a_system(accelerator_memory_capacity="75 GiB")))
    site.write("results/two.json", an_entry(system=a_system(accelerator_model_name="t 1000")))
    site.write("results/unknown.json", an_entry(system=a_system(accelerator_memory_capacity="N/A")))
    site.write("results/bare.json", an_entry(system=a_system(accelerator_model_name="N/A")))
    page = page_of(site.data, "accelerators/index.html")
    (row,) = page.select("tbody tr")
    assert [text(cell) for cell in row.select("td")] == [
        "80 GB, 75 GiB",
        "8 in a system",
        "4 systems",
        "1 submitter",
        "Sprint v1",
    ]
    assert "1 system computes on its processors alone" in text(page.select_one(".lead"))


def test_systems_that_do_not_count_are_listed_and_said_to_stand_in_no_history(site: SiteFolder) -> None:
    site.write("results/vague.json", an_entry(system=a_system(accelerators_per_node="eight")))
    page = page_of(site.data, T1000)
    assert "1 system does not state how many, and stands in no history." in text(page.select_one(".lead"))
    assert any("count not stated" in one.row for one in listed(page))
