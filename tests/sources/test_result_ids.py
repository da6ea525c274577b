"""Result IDs: one for the results of one system; whoever cites by it must not mean two."""

from typing import Any

import pytest

from site_builder.sources import read_data
from tests.builders import a_result, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

FIRST, SECOND = "results/acme/rocket.json", "results/beta/rival.json"
WITHDRAWN, VERIFIED = {"status": "withdrawn"}, {"status": "verified"}
OPEN = a_system(division="open")


def reused(site: SiteFolder, first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The places at which an ID is said to stand for other results too."""
    site.write(FIRST, an_entry(**first))
    site.write(SECOND, an_entry(**second))
    return [place for place, kind in site.problems() if kind == "duplicate-result-id"]


def test_it_is_told_where_the_second_one_stands_and_which_file_has_the_first(site: SiteFolder) -> None:
    site.write(FIRST, an_entry(id="4.1-0041"))
    site.write(SECOND, an_entry(results=[a_result(), a_result(benchmark="gptj", id="4.1-0041")]))
    (problem,) = read_data(str(site.data)).problems
    first = f"{site.data}/{FIRST}"
    assert str(problem.at) == f"{site.data}/{SECOND}:28:13"
    assert problem.message == f'id is "4.1-0041", and {first} has the same one'
    assert (problem.severity, problem.also) == ("error", (first,))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"id": "1-01"}, {"id": "1-02"}),
        ({"id": "1-01"}, {"id": "1-01", "verification": WITHDRAWN}),
        ({"id": "1-01"}, {"results": [a_result(id="1-01", verification=WITHDRAWN)]}),
        ({"id": "1-01"}, {"id": "1-01", "verification": VERIFIED}),  # who numbers unreviewed results begins anew
        ({"id": "1-01"}, {"id": "1-01", "results": []}),
        ({"id": "1-01"}, {"id": "1-01", "round": "sprint-v2"}),
    ],
)
def test_others_may_have_it_that_are_of_another_round_or_state_or_no_longer_count(
    site: SiteFolder, first: dict[str, Any], second: dict[str, Any]
) -> None:
    site.write("rounds/sprint-v2.json", (site.data / "rounds/sprint-v1.json").read_text("utf-8"))
    assert reused(site, first, second) == []


def test_one_system_has_it_for_many_benchmarks_and_several_of_them(site: SiteFolder) -> None:
    both = a_system(system_type="datacenter,edge")
    results = [a_result(), a_result(benchmark="gptj"), a_result(scenario="Server", id="1-02")]
    assert reused(site, {"id": "1-01", "system": both, "results": results}, {}) == []


def test_each_model_of_an_open_system_has_its_own(site: SiteFolder) -> None:
    results = [a_result(used_model="a"), a_result(used_model="b"), a_result(used_model="a", scenario="Server")]
    assert reused(site, {"id": "1-01", "system": OPEN, "results": results}, {}) == [f"{FIRST}:38:9"]
    (problem,) = (p for p in read_data(str(site.data)).problems if p.kind == "duplicate-result-id")
    assert problem.message == 'id is "1-01", and its results of a have the same one'


def test_the_closed_division_does_not_go_by_the_model(site: SiteFolder) -> None:
    assert reused(site, {"id": "1-01", "results": [a_result(used_model="a"), a_result(benchmark="gptj")]}, {}) == []


def test_nobody_is_blamed_for_what_follows_from_a_misspelt_state(site: SiteFolder) -> None:
    assert reused(site, {"id": "1-01"}, {"id": "1-01", "verification": {"status": "withdrwn"}}) == []
    broken = [a_result(id="1-01", verification={"status": "withdrwn"})]
    assert reused(site, {"id": "1-01"}, {"results": broken}) == []


def test_it_is_told_beside_other_faults_of_the_entry(site: SiteFolder) -> None:
    assert reused(site, {"id": "1-01"}, {"id": "1-01", "results": [a_result(value="x"), a_result(scenario="Server")]})


def test_the_shipped_rounds_have_none() -> None:
    assert read_data(str(ROOT / "data")).problems == ()
