"""Which two results may be compared, why others may not, and by how much they differ."""

from typing import Any

import pytest

from site_builder.models import UNRANKED, Catalog, Metric, Number
from site_builder.tables import REASONS, comparable, grounds_of, quantity, ratio
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.tables.reading import catalog_of

NEXT = "sprint-v2"
POWER = {"value": 812.4, "unit": "Watts"}


def reason(one: dict[str, Any], other: dict[str, Any], **rounds: dict[str, Any]) -> str | None:
    """Why the first result of `other` may not be compared with the first of `one`."""
    return first_reason(catalog_of({"one": one, "other": other}, **rounds))


def first_reason(catalog: Catalog) -> str | None:
    entries = {entry.id: entry for entry in catalog.entries}
    one, other = entries["one"], entries["other"]
    return comparable(one, one.results[0], other, other.results[0])


def with_result(**changes: Any) -> dict[str, Any]:
    return an_entry(results=[a_result(**changes)])


def in_open(**changes: Any) -> dict[str, Any]:
    return an_entry(system=a_system(division="open"), results=[a_result(**changes)])


def two_rounds(here: object, there: object, **changes: Any) -> dict[str, dict[str, Any]]:
    """The round and a later one, with what each file calls compatible with the other."""
    return {
        ROUND: a_round(compatible=here),
        NEXT: a_round(version="v2", title="Sprint v2", compatible=there) | changes,
    }


def test_results_of_one_board_may_be_compared() -> None:
    assert reason(an_entry(), with_result(value=3)) is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            an_entry(),
            in_open(used_model="tiny"),
            "Another division: nothing states what sets open results apart from closed ones.",
        ),
        (
            an_entry(),
            an_entry(system=a_system(system_type="edge")),
            "Another category: edge is not compared with datacenter.",
        ),
        (
            an_entry(),
            with_result(benchmark="bert-99"),
            "Another benchmark or accuracy target: bert-99 is not compared with resnet.",
        ),
        (
            an_entry(),
            with_result(scenario="Server"),
            "Another scenario: Server is not compared with Offline.",
        ),
        (
            in_open(used_model="tiny"),
            in_open(used_model="{here}"),
            "Another model: {here} is not compared with tiny.",
        ),
        (
            an_entry(),
            with_result(power=POWER),
            "Power runs are compared with power runs only.",
        ),
        (
            an_entry(),
            with_result(unit="Queries/s"),
            "Another unit: Queries/s, higher is better, and not Samples/s, higher is better.",
        ),
    ],
    ids=["division", "category", "benchmark", "scenario", "model", "power", "unit"],
)
def test_what_differs_is_told(one: dict[str, Any], other: dict[str, Any], told: str) -> None:
    assert reason(one, other) == told
    assert reason(other, one) is not None


def test_open_results_of_one_model_may_be_compared() -> None:
    assert reason(in_open(used_model="tiny"), in_open(used_model="tiny")) is None


def test_open_results_of_models_that_nobody_names_are_compared_with_nothing() -> None:
    told = "Which model it used is not stated, so that it is compared with nothing."
    assert reason(in_open(), in_open()) == reason(in_open(used_model="tiny"), in_open()) == told


def test_two_power_runs_may_be_compared() -> None:
    assert reason(with_result(power=POWER), with_result(power=POWER)) is None


def test_verified_and_unverified_results_may_be_compared() -> None:
    assert reason(an_entry(verification={"status": "verified"}), an_entry()) is None


@pytest.mark.parametrize("state", sorted(UNRANKED))
def test_a_result_off_the_boards_is_compared_with_nothing(state: str) -> None:
    off = an_entry(verification={"status": state})
    told = f"A result that is {state} is compared with nothing."
    assert (reason(an_entry(), off), reason(off, an_entry()), reason(off, off)) == (told, told, told)


def test_a_unit_without_a_direction_is_compared_with_nothing() -> None:
    strange = with_result(unit="Parsecs")
    assert reason(strange, strange) == "The round does not say which way is better in Parsecs."


def test_a_system_of_two_categories_is_compared_in_the_one_they_share() -> None:
    both = an_entry(system=a_system(system_type="datacenter,edge"))
    assert reason(both, an_entry()) is None
    assert reason(an_entry(system=a_system(system_type="edge")), both) is None


COMPATIBLE: Any = {"datacenter": {"resnet": [NEXT]}}, {"datacenter": {"resnet": [ROUND]}}


@pytest.mark.parametrize(("here", "there"), [COMPATIBLE, (COMPATIBLE[0], {}), ({}, COMPATIBLE[1])])
def test_rounds_may_be_compared_where_one_of_their_files_says_so(here: object, there: object) -> None:
    assert reason(an_entry(), an_entry(round=NEXT), **two_rounds(here, there)) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [({}, {}), ({"edge": {"resnet": [NEXT]}}, {"edge": {"resnet": [ROUND]}})],
    ids=["neither", "another category"],
)
def test_other_rounds_may_not(here: object, there: object) -> None:
    told = "Another version: v2 is not declared compatible with v1 for this benchmark."
    assert reason(an_entry(), an_entry(round=NEXT), **two_rounds(here, there)) == told


def test_only_the_benchmark_that_is_called_compatible_may() -> None:
    bert = with_result(benchmark="bert-99")
    assert reason(bert, bert | {"round": NEXT}, **two_rounds(*COMPATIBLE)) == REASONS["version"].format(
        here="v1", there="v2"
    )


def test_another_suite_is_never_compared_whatever_its_rounds_say() -> None:
    rounds = two_rounds(*COMPATIBLE, family="Marathon")
    told = "Another suite: Marathon is never compared with Sprint."
    assert reason(an_entry(), an_entry(round=NEXT), **rounds) == told


def test_rounds_without_categories_are_compatible_by_benchmark() -> None:
    bare = {"categories": {}}
    system = a_system(system_type=None)
    rounds = two_rounds(*({"all": group["datacenter"]} for group in COMPATIBLE), **bare)
    rounds[ROUND] |= bare
    assert reason(an_entry(system=system), an_entry(round=NEXT, system=system), **rounds) is None


def test_the_parts_of_a_ground_are_those_that_have_reasons() -> None:
    (entry,) = catalog_of({"one": an_entry()}).entries
    (ground,) = grounds_of(entry, entry.results[0])
    assert list(REASONS) == list(ground._fields[: len(REASONS)])
    assert ground.parts == ground[: len(REASONS) - 1]


@pytest.mark.parametrize(
    ("value", "basis", "told"),
    [
        ("1200.5", "1200.50", "1.00"),
        ("9", "8", "1.13"),  # halves go up
        ("7.79867", "86304.60", "0.0000904"),
        ("86304.60", "7.79867", "11100"),
        ("9.996", "1", "10.0"),
        ("7", "10", "0.700"),
        ("1e300", "1e-300", ""),
        ("1e-300", "1e300", ""),
    ],
)
def test_a_ratio_has_three_digits(value: str, basis: str, told: str) -> None:
    assert ratio(Number(value), Number(basis)) == told


def test_a_sentence_calls_a_unit_what_it_counts() -> None:
    told = {unit: quantity(Metric(unit=unit, better=better)) for unit, better in a_round()["metrics"].items()}
    assert told == {"Samples/s": "throughput", "Queries/s": "throughput", "Latency (ms)": "latency"}
    assert quantity(Metric(unit="Watts", better="lower")) == "value"
