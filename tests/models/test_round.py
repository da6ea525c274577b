"""Rounds: what a round file must keep, beyond its shape."""

from typing import Any

import pytest

from site_builder.sources import read_data
from tests.builders import ROUND, a_round
from tests.conftest import SiteFolder

BENCHMARK = a_round()["benchmarks"][0]


def told(site: SiteFolder, **changes: Any) -> list[str]:
    """The kinds of what is told of a round with these changes."""
    (site.data / "results/acme/rocket.json").unlink(missing_ok=True)
    site.write(f"rounds/{ROUND}.json", a_round(**changes))
    return [kind for _, kind in site.problems()]


def test_ids_that_differ_in_case_are_one(site: SiteFolder) -> None:
    assert told(site, benchmarks=[BENCHMARK, {**BENCHMARK, "id": "RESNET"}]) == ["duplicate-benchmark"]
    assert told(site, divisions={"closed": {"title": "A"}, "Closed": {"title": "B"}}) == ["ambiguous-word"]
    assert told(site, scenarios=["SingleStream", "Server", "Offline", "offline"]) == ["ambiguous-word"]


@pytest.mark.parametrize("name", ["", "...", "漢字", "index.html", "a" * 201])
def test_words_that_become_folders_must_be_addresses(site: SiteFolder, name: str) -> None:
    kind = ["name-cannot-be-an-address"]
    assert told(site, divisions={name: {"title": "A"}}) == kind
    assert told(site, categories={"edge": {"title": "E"}, "datacenter": {"title": "D"}, name: {"title": "A"}}) == kind
    if name:
        assert told(site, benchmarks=[{**BENCHMARK, "id": name}]) == kind


def test_benchmarks_are_written_in_the_words_of_the_round(site: SiteFolder) -> None:
    target = {"metric": "acc", "minimum": 1, "scenarios": ["Sever"]}
    assert told(site, benchmarks=[{**BENCHMARK, "accuracy_targets": [target]}]) == ["unknown-scenario"]
    assert told(site, benchmarks=[{**BENCHMARK, "scenarios": {"egde": ["Offline"]}}]) == ["unknown-category"]
    assert told(site, benchmarks=[{**BENCHMARK, "optional_scenarios": {"edge": ["Sever"]}}]) == ["unknown-scenario"]
    assert told(site, benchmarks=[{**BENCHMARK, "joint_scenarios": ["Sever"]}]) == ["unknown-scenario"]
    assert told(site, benchmarks=[{**BENCHMARK, "units": {"Offline": "Samples/s"}}]) == ["missing-field"] * 2
    assert told(site, power_units={"Sever": "Watts"}) == ["unknown-scenario"]
    assert told(site, benchmarks=[{**BENCHMARK, "scenarios": {"any": ["Offline"]}}]) == ["unknown-category"]
    (problem,) = read_data(str(site.data)).problems
    assert (problem.message, problem.expected) == ('the category is "any"', "one of datacenter, edge")
    assert problem.fix.endswith('below its name: "any" is for rounds that have no categories')
    assert told(site, benchmarks=[{**BENCHMARK, "scenarios": {"any": ["Offline"]}}], categories={}, compatible={}) == []
    assert told(site, compatible={"egde": {"resnt": []}}) == ["unknown-category", "unknown-benchmark"]


def test_a_round_without_categories_may_call_them_as_it_likes(site: SiteFolder) -> None:
    assert told(site, categories={}) == []
