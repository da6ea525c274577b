"""Rules of results: what is wrong though every value has its type."""

from typing import Any

import pytest

from site_builder.models import STATUSES
from site_builder.sources import read_data
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import SiteFolder

ENTRY = "results/acme/rocket.json"


def told(site: SiteFolder, **changes: Any) -> list[str]:
    """The kinds of what is told of an entry with these changes, in the order of its lines."""
    site.write(ENTRY, an_entry(**changes))
    return [kind for _, kind in site.problems()]


def accuracy(**reached: float) -> list[dict[str, Any]]:
    """One result with these accuracies."""
    return [a_result(accuracy=reached)]


def test_an_accuracy_in_a_metric_of_the_benchmark_is_fine(site: SiteFolder) -> None:
    assert told(site, results=accuracy(acc=76.1)) == []


def test_a_metric_that_the_benchmark_lacks_is_told_with_the_nearest_one(site: SiteFolder) -> None:
    assert told(site, results=accuracy(Acc=76.1, F1=90)) == ["unknown-metric", "unknown-metric"]


def test_own_models_have_metrics_of_their_own(site: SiteFolder) -> None:
    assert told(site, division="open", results=[a_result(used_model="own", accuracy={"BLEU": 31.4})]) == []


def test_a_benchmark_without_targets_takes_any_metric(site: SiteFolder) -> None:
    assert told(site, results=[a_result(benchmark="gptj", accuracy={"ROUGE1": 42})]) == []


def test_metrics_are_not_judged_where_the_division_is_unknown(site: SiteFolder) -> None:
    assert told(site, division="closd", results=accuracy(BLEU=31.4)) == ["unknown-division"]


MISSED = "accuracy-target-missed"


def test_a_result_that_misses_its_accuracy_target_is_told(site: SiteFolder) -> None:
    assert told(site, results=accuracy(acc=75.6953)) == [MISSED]
    assert told(site, results=accuracy(acc=75.6954)) == []
    assert told(site, results=accuracy(acc=0.756954)) == []  # a script that prints a share of one
    assert told(site, division="open", results=[a_result(used_model="own", accuracy={"acc": 12})]) == []


def test_a_result_that_does_not_count_any_more_may_have_missed_its_target(site: SiteFolder) -> None:
    state = {"status": "invalid", "date": "2024-06-01", "reason": "The accuracy was missed."}
    assert told(site, results=[a_result(accuracy={"acc": 70}, verification=state)]) == []


def test_targets_have_upper_limits_and_may_hold_for_some_scenarios(site: SiteFolder) -> None:
    benchmarks = a_round()["benchmarks"]
    benchmarks[0]["accuracy_targets"] = [{"metric": "acc", "minimum": 70, "maximum": 80, "scenarios": ["Server"]}]
    site.write(f"rounds/{ROUND}.json", a_round(benchmarks=benchmarks))
    results = [a_result(scenario=scenario, accuracy={"acc": 81}) for scenario in ("Offline", "Server")]
    site.write(ENTRY, an_entry(results=results))
    [problem] = read_data(str(site.data)).problems
    assert (problem.kind, problem.expected.startswith("at least 70, and at most 80 (")) == (MISSED, True)


def test_what_missed_is_told_though_one_that_did_not_was_read_before(site: SiteFolder) -> None:
    for number, reached in enumerate((76, 70, 77, 70)):
        system = a_system(system_name=f"Rocket {number}")
        site.write(f"results/acme/rocket-{number}.json", an_entry(system=system, results=accuracy(acc=reached)))
    (site.data / ENTRY).unlink()
    assert [kind for _, kind in site.problems()] == [MISSED, MISSED]


@pytest.mark.parametrize("value", [0, -1, -0.0, -5e-324])
def test_performance_and_power_are_above_zero(site: SiteFolder, value: float) -> None:
    power = {"value": value, "unit": "Watts"}
    assert told(site, results=[a_result(value=value, power=power)]) == ["impossible-value"] * 2


def test_results_may_differ_in_category_or_model(site: SiteFolder) -> None:
    results = [a_result(category="edge"), a_result(category="datacenter"), a_result(category="edge", used_model="own")]
    assert told(site, category="datacenter,edge", results=results) == []


def test_a_result_of_all_categories_and_one_of_one_category_are_two(site: SiteFolder) -> None:
    results = [a_result(), a_result(category="edge")]
    assert told(site, category="datacenter,edge", results=results) == ["duplicate-result"]


def test_an_unknown_category_is_not_also_a_duplicate(site: SiteFolder) -> None:
    assert told(site, results=[a_result(), a_result(category="egde")]) == ["unknown-category"]


def test_a_wrong_category_of_the_entry_does_not_make_its_results_wrong(site: SiteFolder) -> None:
    assert told(site, category="datacentre", results=[a_result(category="edge")]) == ["unknown-category"]


@pytest.mark.parametrize("words", ["datacenter,,", " edge ; datacenter", "datacenter and edge", "EDGE"])
def test_categories_may_be_separated_in_several_ways(site: SiteFolder, words: str) -> None:
    assert told(site, system=a_system(system_type=words)) == []


@pytest.mark.parametrize("words", [",", ";,", "datacenter,egde", "and"])
def test_words_without_a_category_are_told(site: SiteFolder, words: str) -> None:
    assert told(site, system=a_system(system_type=words)) == ["unknown-category"]


def test_several_categories_together_have_the_scenarios_of_each_and_some_of_their_own(site: SiteFolder) -> None:
    gptj = {**a_round()["benchmarks"][2], "units": dict.fromkeys(a_round()["scenarios"], "Queries/s")}
    site.write(f"rounds/{ROUND}.json", a_round(benchmarks=[{**gptj, "joint_scenarios": ["SingleStream"]}]))
    results = [a_result(benchmark="gptj", scenario=scenario) for scenario in ("Offline", "Server", "SingleStream")]
    assert told(site, category="datacenter,edge", results=results) == []
    assert told(site, category="datacenter", results=results) == ["scenario-not-in-category"]
    results[2]["category"] = "edge"
    assert told(site, category="datacenter,edge", results=results) == ["scenario-not-in-category"]


def test_a_category_may_have_a_separator_in_its_name(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(categories={"R-D": {"title": "R&D"}}, benchmarks=[]))
    assert told(site, category="R&D", results=[]) == ["no-results"]


def test_a_category_where_the_round_has_none_is_told(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(categories={}))
    assert told(site) == []
    assert told(site, category="edge") == ["unknown-category"]


@pytest.mark.parametrize("field", ["system_name", "submitter", "division", "system_type"])
def test_a_description_needs_name_submitter_division_and_category(site: SiteFolder, field: str) -> None:
    assert told(site, system=a_system(**{field: None})) == ["missing-field"]
    assert told(site, system=a_system(**{field: " \u200b"})) == ["empty-text"]
    assert told(site, system=a_system(**{field: 7})) == ["wrong-type"]


@pytest.mark.parametrize(("written", "meant"), [("systm_name", "system_name"), ("submiter", "submitter")])
def test_a_misspelt_key_of_a_description_is_asked_for(site: SiteFolder, written: str, meant: str) -> None:
    site.write(ENTRY, an_entry(system={**a_system(**{meant: None}), written: "Acme"}))
    (problem,) = read_data(str(site.data)).problems
    assert (problem.kind, problem.fix) == ("missing-field", f'did you mean "{meant}" where "{written}" stands?')


def test_another_key_that_looks_alike_is_not(site: SiteFolder) -> None:
    site.write(ENTRY, an_entry(system=a_system(system_name=None, system_type_detail="x")))
    (problem,) = read_data(str(site.data)).problems
    assert problem.fix == 'add "system_name" to system'


def test_an_empty_description_lacks_all_four(site: SiteFolder) -> None:
    assert told(site, system={}) == ["missing-field"] * 4


def test_a_verified_entry_without_proof_is_a_warning_of_all_it_lacks(site: SiteFolder) -> None:
    site.write(ENTRY, an_entry(verification={"status": "verified"}))
    assert site.problems() == [(f"{ENTRY}:26:15", "verified-without-proof")]


def test_a_verified_result_without_proof_is_a_warning_of_its_own(site: SiteFolder) -> None:
    proof = {"id": "1-0001", "source": {"url": "https://example.org", "retrieved": "2024-05-02"}}
    verified = {"status": "verified", "date": "2024-05-01"}
    results = [
        a_result(verification={"status": "verified"}),
        a_result(scenario="Server", verification=verified, **proof),
        a_result(benchmark="bert-99"),
    ]
    site.write(ENTRY, an_entry(results=results))
    assert site.problems() == [(f"{ENTRY}:24:19", "verified-without-proof")]
    site.write(ENTRY, an_entry(verification=verified, results=results))
    assert [kind for _, kind in site.problems()] == ["verified-without-proof"] * 2


def test_an_entrys_state_is_not_that_of_results_with_their_own(site: SiteFolder) -> None:
    results = [a_result(verification={"status": "withdrawn", "date": "2024-06-01", "reason": "a slip"})]
    assert told(site, verification={"status": "verified"}, results=results) == []


def test_a_published_card_may_have_a_scenario_that_its_category_lacks(site: SiteFolder) -> None:
    results = [a_result(scenario="SingleStream")]
    assert told(site, source={"kind": "published-card"}, results=results) == ["scenario-not-in-category"]
    site.build()
    assert told(site, source={"kind": "summary"}, results=results) == ["scenario-not-in-category"]


def test_a_metric_that_the_round_only_limits_is_fine(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(logs={"accuracy_limits": {"resnet": {"LENGTH": 9}}}))
    assert told(site, results=accuracy(acc=76.1, LENGTH=8)) == []


@pytest.mark.parametrize("status", sorted({*STATUSES} - {"verified", "unverified"}))
def test_what_became_of_a_result_is_told_with_date_and_reason(site: SiteFolder, status: str) -> None:
    whole = {"status": status, "date": "2024-06-01", "reason": "a slip"}
    for left_out in ("date", "reason"):
        short = {key: value for key, value in whole.items() if key != left_out}
        assert told(site, id="1-1", verification=short) == ["erratum-without-reason"]
        of_result = [a_result(verification=short)]
        assert told(site, id="1-1", verification=whole, results=of_result) == ["erratum-without-reason"]
    assert told(site, id="1-1", verification=whole, results=[a_result(verification=whole)]) == []
    assert told(site, results=[a_result(verification={"status": "unverified"})]) == []


def test_what_is_called_corrected_was_published_under_an_id(site: SiteFolder) -> None:
    corrected = {"status": "corrected", "date": "2024-06-01", "reason": "a slip"}
    plain, other = a_result(), a_result(scenario="Server")
    assert told(site, verification=corrected) == ["never-verified"]
    assert told(site, verification=corrected, id="1-1") == []
    assert told(site, verification=corrected, results=[{**plain, "id": "1-1"}, {**other, "id": "1-2"}]) == []
    assert told(site, verification=corrected, results=[{**plain, "id": "1-1"}, other]) == ["never-verified"]
    site.write(ENTRY, an_entry(results=[plain, {**other, "verification": corrected}]))
    (problem,) = read_data(str(site.data)).problems
    assert problem.message == "it is corrected, and results[1] has no ID: nothing says that it was ever verified"
    assert told(site, results=[{**plain, "verification": {**corrected, "status": "withdrawn"}}]) == []
