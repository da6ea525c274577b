"""Accelerator pages: every system with one model, and its history for each number of it."""

from tests.builders import a_result, a_system, an_entry
from tests.conftest import SiteFolder
from tests.pages.history_reader import histories, listed, page_of, text
from tests.rich_history import EARLIER, an_earlier_entry, earlier_round

T1000 = "accelerators/T1000/index.html"


def test_every_system_with_it_is_listed_by_benchmark_few_chips_first(site: SiteFolder) -> None:
    both = [a_result(), a_result(benchmark="gptj")]
    site.write(
        "results/small.json", an_entry(system=a_system(accelerators_per_node=2, system_name="Small"), results=both)
    )
    site.write("results/other.json", an_entry(system=a_system(accelerator_model_name="X9")))
    found = [(one.group, one.row) for one in listed(page_of(site.data, T1000))]
    small, rocket = "Small Acme 2x Available", "Rocket 9 (8x T1000) Acme 8x Available"
    assert found == [("resnet ResNet-50", small), ("resnet ResNet-50", rocket), ("gptj GPT-J", small)]


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
    assert [text(cell) for cell in row.select("td")] == ["80 GB, 75 GiB", "8", "4", "1", "Sprint v1"]
    assert "1 system computes on its processors alone" in text(page.select_one(".lead"))


def test_systems_that_do_not_count_are_listed_and_said_to_stand_in_no_history(site: SiteFolder) -> None:
    site.write("results/vague.json", an_entry(system=a_system(accelerators_per_node="eight")))
    page = page_of(site.data, T1000)
    assert "1 system does not state how many, and stands in no history." in text(page.select_one(".lead"))
    assert any("count not stated" in one.row for one in listed(page))
