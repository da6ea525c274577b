"""Which points a history has, where its lines break, and which ratios may be formed."""

from decimal import Decimal
from typing import Any

from site_builder.tables import Series, Tables, accelerator_histories, may_be_compared, submitter_histories
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.rich_history import EARLIER, VERIFIED, an_earlier_entry, earlier_round
from tests.tables.reading import catalog_of

NEXT = "sprint-v2"


def three_rounds(**later: Any) -> dict[str, dict[str, Any]]:
    """The builders' round, the one before it, compatible for resnet alone, and one after it."""
    after = {"version": "v2", "title": "Sprint v2", "published": "2025-05-01"}
    return {EARLIER: earlier_round(), ROUND: a_round(), NEXT: a_round(**after, **later)}


def of_acme(entries: dict[str, dict[str, Any]], **later: Any) -> tuple[Series, ...]:
    """The series of the submitter Acme."""
    catalog = catalog_of(entries, **three_rounds(**later))
    return submitter_histories(catalog, Tables.of(catalog).rankings).get("acme", ())


def of_t1000(entries: dict[str, dict[str, Any]]) -> tuple[Series, ...]:
    """The series of the accelerator T1000."""
    catalog = catalog_of(entries, **three_rounds())
    return accelerator_histories(catalog, Tables.of(catalog).rankings).get("t1000", ())


def values(series: Series) -> list[list[str]]:
    """The values of each segment."""
    return [[str(point.standing.result.value) for point in segment] for segment in series.segments]


def test_the_best_result_of_each_round_is_its_point_oldest_first() -> None:
    (series,) = of_acme(
        {
            "old": an_earlier_entry(results=[a_result(value=900)]),
            "slow": an_entry(results=[a_result(value=1000)]),
            "fast": an_entry(results=[a_result(value=1100.50)]),
        }
    )
    assert values(series) == [["900", "1100.5"]]


def test_the_best_latency_is_the_lowest() -> None:
    edge = a_system(system_type="edge")
    (series,) = of_acme(
        {
            n: an_entry(system=edge, results=[a_result(scenario="SingleStream", value=v)])
            for n, v in [("a", 3), ("b", 2)]
        }
    )
    assert values(series) == [["2"]]


def test_a_ratio_is_value_by_value_inside_a_segment() -> None:
    (series,) = of_acme(
        {"old": an_earlier_entry(results=[a_result(value=800)]), "new": an_entry(results=[a_result(value=1000)])}
    )
    assert [point.ratio for point in series.points] == [None, Decimal("1.25")]


def test_a_line_breaks_where_rounds_are_not_compatible_and_no_ratio_crosses_the_gap() -> None:
    bert = [a_result(benchmark="bert-99")]
    (series,) = of_acme({"old": an_earlier_entry(results=bert), "new": an_entry(results=bert)})
    assert values(series) == [["1200.5"], ["1200.5"]]
    assert [point.ratio for point in series.points] == [None, None]


def test_compatibility_counts_by_category() -> None:
    catalog = catalog_of({}, **three_rounds())
    early, late = catalog.rounds[EARLIER], catalog.rounds[ROUND]
    told = {(c, b): may_be_compared(late, early, c, b) for c in ("datacenter", "edge") for b in ("resnet", "gptj")}
    assert [key for key, may in told.items() if may] == [("datacenter", "resnet")]


def test_a_new_round_names_the_older_ones_and_their_files_stay_as_they_were() -> None:
    entries = {
        "old": an_earlier_entry(),
        "new": an_entry(results=[a_result(value=2000)]),
        "next": an_entry(round=NEXT, results=[a_result(value=4000)]),
    }
    (apart,) = of_acme(entries)
    (joined,) = of_acme(entries, compatible={"datacenter": {"resnet": [ROUND]}})
    assert [len(segment) for segment in apart.segments] == [2, 1]
    assert [len(segment) for segment in joined.segments] == [3]


def test_a_round_left_out_is_passed_over_where_its_neighbours_are_compatible() -> None:
    entries = {"old": an_earlier_entry(), "next": an_entry(round=NEXT)}
    (joined,) = of_acme(entries, compatible={"datacenter": {"resnet": [EARLIER]}})
    assert [[point.round.id for point in segment] for segment in joined.segments] == [[EARLIER, NEXT]]


def test_power_verification_unit_and_own_models_make_histories_of_their_own() -> None:
    powered = a_result(power={"value": 812.4, "unit": "Watts"})
    opened = a_system(division="open")
    entries = {
        "plain": an_entry(),
        "powered": an_entry(results=[powered]),
        "verified": an_entry(verification=VERIFIED),
        "unit": an_entry(results=[a_result(unit="Queries/s")]),
        "tiny": an_entry(system=opened, results=[a_result(used_model="tiny")]),
        "large": an_entry(system=opened, results=[a_result(used_model="large")]),
    }
    assert [len(series.points) for series in of_acme(entries)] == [1] * 6


def test_withdrawn_and_superseded_results_stand_in_no_history() -> None:
    states = ("withdrawn", "superseded", "invalid", "noncompliant", "moved-to-open")
    assert of_acme({state: an_entry(verification={"status": state}) for state in states}) == ()


def test_an_accelerator_has_a_series_for_each_number_of_it() -> None:
    four = a_system(accelerators_per_node=4)
    nodes = a_system(accelerators_per_node=4, number_of_nodes=2)
    found = of_t1000(
        {
            "four": an_entry(system=four, results=[a_result(value=600)]),
            "early-four": an_earlier_entry(system=four, results=[a_result(value=500)]),
            "eight": an_entry(results=[a_result(value=1000)]),
            "early-eight": an_earlier_entry(system=nodes, results=[a_result(value=900)]),
        }
    )
    assert {series.chips: values(series) for series in found} == {4: [["500", "600"]], 8: [["900", "1000"]]}


def test_systems_that_do_not_count_their_accelerators_stand_in_none() -> None:
    assert of_t1000({"vague": an_entry(system=a_system(accelerators_per_node="eight"))}) == ()


def test_spellings_that_differ_in_case_and_space_have_one_history() -> None:
    entries = {"old": an_earlier_entry(), "new": an_entry(submitter="AC ME")}
    assert [len(series.points) for series in of_acme(entries)] == [2]


def test_families_are_never_joined() -> None:
    entries = {"new": an_entry(), "next": an_entry(round=NEXT)}
    found = of_acme(entries, family="Marathon", compatible={"datacenter": {"resnet": [ROUND]}})
    assert [len(series.points) for series in found] == [1, 1]
