"""The rounds that we ship say what the rules of these rounds say."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.models import AccuracyTarget, Benchmark, Round
from site_builder.sources import read_rounds
from tests.conftest import ROOT

ROUNDS = sorted(path.stem for path in (ROOT / "data/rounds").glob("inference-*.json"))
CATEGORIES = ("datacenter", "edge")

pytestmark = pytest.mark.corpora


@pytest.fixture(params=ROUNDS)
def both(request: pytest.FixtureRequest, shared: Path) -> tuple[Round, dict[str, Any]]:
    """A round as we ship it, and the facts about it."""
    data = read_rounds(str(ROOT / "data"))
    assert data.problems == ()
    return data.catalog.rounds[request.param], json.loads((shared / f"facts/rounds/{request.param}.json").read_text())


def scenarios_of(facts: dict[str, Any], kind: str, benchmark: str, category: str) -> set[str]:
    """The scenarios that the facts give a benchmark, required or optional, in a category."""
    return set(facts[f"{kind}_scenarios"].get(category, {}).get(benchmark, ()))


def target(known: AccuracyTarget) -> tuple[str, float, float | None]:
    """A target of ours: metric, least and most."""
    return known.metric, known.minimum.value, known.maximum.value if known.maximum else None


def targets(facts: dict[str, Any], benchmark: str) -> dict[str, list[tuple[str, float, float | None]]]:
    """The targets that the facts give a benchmark in each scenario; under "" those of all scenarios."""
    limits = facts["accuracy_upper_limits"].get(benchmark, {"metrics": (), "maximum": ()})
    most = dict(zip(limits["metrics"], limits["maximum"], strict=True))
    given = facts["accuracy_targets"].get(benchmark, [])
    if isinstance(given, dict):
        return {scenario: [(metric, least, most.get(metric))] for scenario, (metric, least) in given.items()}
    return {"": [(one["metric"], one["minimum"], most.get(one["metric"])) for one in given]}


def test_every_round_of_the_facts_is_shipped(shared: Path) -> None:
    assert [path.stem for path in sorted((shared / "facts/rounds").glob("*.json"))] == ROUNDS


def test_titles_and_dates(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    assert (round_.title, round_.published, round_.version) == (facts["title"], facts["published"], facts["round"])


def test_benchmarks(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    assert sorted(known.id for known in round_.benchmarks) == sorted(facts["benchmarks"])


def test_scenarios(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    for known in round_.benchmarks:
        for kind, ours in (("required", known.scenarios), ("optional", known.optional_scenarios)):
            for category in CATEGORIES:
                assert set(ours.get(category, ())) == scenarios_of(facts, kind, known.id, category), known.id
            assert set(ours) <= set(CATEGORIES)


def test_scenarios_of_systems_of_both_categories(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    for known in round_.benchmarks:
        kinds = ("required", "optional")
        joint = {s for kind in kinds for s in scenarios_of(facts, kind, known.id, "datacenter-edge")}
        each = {s for category in CATEGORIES for s in known.scenarios_in(category)}
        assert set(known.joint_scenarios) == joint - each, known.id


def test_units(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    for known in round_.benchmarks:
        units = {**facts["units"], **facts["units_by_benchmark"].get(known.id, {})}
        assert known.units == {scenario: units[scenario] for scenario in known.all_scenarios}, known.id
    assert round_.power_units == {scenario: facts["power_units"][scenario] for scenario in round_.scenarios}
    assert {unit for unit, better in round_.metrics.items() if better == "lower"} == {
        unit for unit in round_.metrics if unit.startswith("Latency")
    }


def test_accuracy_targets(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    for known in round_.benchmarks:
        for scenario, expected in targets(facts, known.id).items():
            assert [target(one) for one in in_scenario(known, scenario)] == expected, known.id


def in_scenario(known: Benchmark, scenario: str) -> list[AccuracyTarget]:
    """The benchmark's targets in this scenario; all of them for ""."""
    return [one for one in known.accuracy_targets if not scenario or not one.scenarios or scenario in one.scenarios]


def test_how_logs_are_read(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    assert round_.logs is not None
    fields = {name: field for name, field in facts["log_field_by_scenario"].items() if name in round_.scenarios}
    assert round_.logs.aliases == facts["aliases"]
    assert round_.logs.accuracy_patterns == facts["accuracy_patterns"]
    assert round_.logs.field_by_scenario == fields
    assert round_.logs.field_by_benchmark == facts["log_field_by_benchmark"]


def test_limits_of_what_is_no_target(both: tuple[Round, dict[str, Any]]) -> None:
    round_, facts = both
    assert round_.logs is not None
    expected: dict[str, dict[str, float]] = {}
    for known in round_.benchmarks:
        limits = facts["accuracy_upper_limits"].get(known.id, {"metrics": (), "maximum": ()})
        for metric, most in zip(limits["metrics"], limits["maximum"], strict=True):
            if metric not in [one.metric for one in known.accuracy_targets]:
                expected.setdefault(known.id, {})[metric] = most
    ours = {
        benchmark: {metric: most.value for metric, most in limits.items()}
        for benchmark, limits in round_.logs.accuracy_limits.items()
    }
    assert ours == expected
