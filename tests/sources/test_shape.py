"""Shape: what does not fit is told, and hides nothing else."""

from typing import Any

import pytest

from site_builder.config import Site
from site_builder.models import EntryFile, Round
from site_builder.problems import Finding, address_in_words
from site_builder.sources import Document
from site_builder.sources.shape import Shape
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import SiteFolder

ENTRY = "results/acme/rocket.json"


def value(content: object) -> Any:
    """What the readers make of a file's content."""
    import json

    return Document("x.json", json.dumps(content).encode()).value


def told(model: type, content: object, **given: str) -> list[tuple[str, str]]:
    """Path and kind of every finding of the shape."""
    return [(address_in_words(f.path), f.kind) for f in Shape(model, value(content), given or None).findings]


def of_round(**changes: Any) -> list[tuple[str, str]]:
    """What is told of a round with these changes, whole round files included."""
    shape = Shape(Round, value(a_round(**changes)), {"id": ROUND})
    shape.add(shape.model.findings())
    return [(address_in_words(f.path), f.kind) for f in shape.findings]


def findings(content: object, model: type = EntryFile) -> list[Finding]:
    """Every finding."""
    return Shape(model, value(content)).findings


def test_a_valid_file_is_whole() -> None:
    shape = Shape(EntryFile, value(an_entry()))
    assert (shape.whole, shape.findings, shape.broken) == (True, [], set())


@pytest.mark.parametrize("content", [[], "text", 5, None, True])
def test_a_document_that_is_no_object_is_one_finding(content: object) -> None:
    assert told(EntryFile, content) == [("the document", "wrong-type")]


@pytest.mark.parametrize("wrong", [None, True, 5, "text", [], {}, [[]], {"": {}}])
@pytest.mark.parametrize("field", sorted(EntryFile.model_fields))
def test_any_type_in_any_field_still_gives_a_model(field: str, wrong: object) -> None:
    assert Shape(EntryFile, value(an_entry(**{field: wrong}))).model is not None


@pytest.mark.parametrize("wrong", [None, True, 5, "text", [], [5], [[]], {}, {"": 5}, {"x": {}}, {"x": [5]}])
@pytest.mark.parametrize("field", sorted(set(Round.model_fields) - {"id"}))
def test_any_type_in_any_field_of_a_round_still_gives_a_model(field: str, wrong: object) -> None:
    shape = Shape(Round, value(a_round(**{field: wrong})), {"id": ROUND})
    assert shape.model is not None
    shape.add(shape.model.findings())


def test_a_missing_value_is_told_at_what_lacks_it_with_what_it_is() -> None:
    assert findings(an_entry(results=[{"benchmark": "resnet", "scenario": "Offline"}])) == [
        Finding(
            ("results", 0),
            "missing-field",
            "results[0].value is missing",
            "The performance, digits as measured; above 0",
            'add "value"',
            on_key=True,
        )
    ]


def test_a_misspelt_field_is_told_with_the_nearest_one_wherever_it_stands() -> None:
    unknown = findings(a_round(divisions={"closed": {"title": "Closed", "spelings": []}}), Round)
    assert [(f.expected, f.fix) for f in unknown if f.kind == "unknown-field"] == [
        ("one of title, spellings, own_models", 'write "spellings"')
    ]
    (menu,) = findings(a_site(menu=[{"title": "x", "link": "y", "titel": "z"}]), Site)
    assert (menu.expected, menu.fix) == ("one of title, link", 'write "title"')


def test_a_misspelt_field_that_is_missing_is_told_once() -> None:
    (finding,) = findings(an_entry(results=[{"benchmrk": "resnet", "scenario": "Offline", "value": 7}]))
    message = '"benchmrk" is no field here, and results[0].benchmark is missing'
    fix = 'did you mean "benchmark"? Write it so'
    assert (finding.path, finding.kind, finding.message, finding.fix) == (
        ("results", 0, "benchmrk"),
        "unknown-field",
        message,
        fix,
    )


def test_two_names_that_mean_one_missing_field_are_told_each() -> None:
    row = {"benchmrk": "resnet", "benchmarc": "resnet", "scenario": "Offline", "value": 7}
    fixes = [finding.fix for finding in findings(an_entry(results=[row]))]
    assert sorted(fixes) == ['did you mean "benchmark"? Write it so', 'write "benchmark"']


def test_a_wrong_word_is_told_with_the_nearest_one() -> None:
    (status,) = findings(an_entry(verification={"status": "verfied"}))
    assert (status.kind, status.message, status.fix) == (
        "unknown-word",
        'verification.status is "verfied"',
        'write "verified"',
    )


def test_a_word_of_another_type_is_a_wrong_type_in_plain_words() -> None:
    (status,) = findings(an_entry(verification={"status": [1, {"a": 2}]}))
    assert (status.kind, status.message) == ("wrong-type", "verification.status is an array")


def test_a_number_in_quotation_marks_is_told_with_what_to_write() -> None:
    (wrong,) = findings(an_entry(results=[a_result(value="1200.5")]))
    assert (wrong.message, wrong.expected, wrong.fix) == (
        'results[0].value is the text "1200.5"',
        "a number",
        "write 1200.5, without quotation marks",
    )


def test_a_text_without_quotation_marks_is_told_with_what_to_write() -> None:
    (wrong,) = findings(an_entry(results=[a_result(id=4.10)]))
    assert (wrong.message, wrong.fix) == ("results[0].id is the number 4.1", 'write "4.1", in quotation marks')


def test_an_id_in_a_round_file_is_told_and_not_overruled_in_silence() -> None:
    assert told(Round, a_round(id="other"), id=ROUND) == [("id", "unknown-field")]


def test_long_texts_and_odd_keys_are_quoted_by_their_ends() -> None:
    (long,) = findings(an_entry(**{"k" * 1000: 1}))
    (key,) = findings(an_entry(results=[a_result(accuracy={"a.b [c]\n" + "x" * 1000: "y" * 1000})]))
    assert len(long.message) < 150
    assert len(key.message) < 250
    assert key.message.startswith('results[0].accuracy["a.b [c]')


def test_shape_errors_do_not_hide_words_that_are_wrong(site: SiteFolder) -> None:
    results = [
        {"benchmark": "resnt", "scenario": "Offline"},
        {"benchmark": 5, "scenario": "Sever", "value": "7"},
        5,
        {"benchmark": "resnet", "scenario": "Offline", "value": -1, "unit": 5, "vlaue": 7},
        {"benchmark": "gptj", "scenario": "SingleStream", "value": 7, "power": {"value": "7"}},
    ]
    entry = an_entry(system=a_system(division="closd", status=7), verification={"status": "ok"}, results=results)
    site.write(ENTRY, entry)
    assert [kind for _, kind in site.problems()] == [
        "unknown-division",
        "wrong-type",  # status
        "missing-field",  # results[0].value
        "unknown-benchmark",  # results[0].benchmark
        "wrong-type",  # results[1].benchmark
        "unknown-scenario",  # results[1].scenario
        "wrong-type",  # results[1].value
        "wrong-type",  # results[2]
        "impossible-value",  # results[3].value
        "wrong-type",  # results[3].unit
        "unknown-field",  # results[3].vlaue
        "scenario-not-in-category",  # results[4]
        "missing-field",  # results[4].power.unit
        "wrong-type",  # results[4].power.value
        "unknown-word",  # verification.status
    ]


def test_what_follows_from_a_fault_is_not_told_twice(site: SiteFolder) -> None:
    site.write(ENTRY, an_entry(round=5, results=[5], system=None, division=5, verification="verified"))
    assert site.problems() == [
        (f"{ENTRY}:2:12", "wrong-type"),
        (f"{ENTRY}:3:13", "wrong-type"),
        (f"{ENTRY}:5:5", "wrong-type"),
        (f"{ENTRY}:7:15", "wrong-type"),
        (f"{ENTRY}:8:19", "wrong-type"),
    ]


def test_a_fault_of_the_text_is_not_told_again_as_a_wrong_type(site: SiteFolder) -> None:
    text = (
        '{"round": "sprint-v1", "system": {"system_name": NaN, "submitter": 01, "division": Nan, "system_type": NaN}}'
    )
    site.write(ENTRY, text)
    assert [kind for _, kind in site.problems()] == ["not-a-number", "broken-json", "not-a-number", "not-a-number"]


def test_a_broken_word_of_a_round_does_not_make_its_uses_wrong() -> None:
    metrics = {"Samples/s": "up", "Queries/s": 5, "Latency (ms)": "lower"}
    assert of_round(metrics=metrics) == [("metrics.Samples/s", "unknown-word"), ("metrics.Queries/s", "wrong-type")]
    assert of_round(categories={"datacenter": 5, "edge": {}}) == [
        ("categories.datacenter", "wrong-type"),
        ("categories.edge", "missing-field"),
    ]


def test_faults_of_a_round_do_not_hide_each_other() -> None:
    benchmarks = [5, {**a_round()["benchmarks"][0], "scenarios": {"datacentre": ["Sever", 5]}, "titel": "x"}]
    divisions = {"closed": {"title": "Closed", "spellings": [5]}}
    assert sorted(of_round(benchmarks=benchmarks, divisions=divisions)) == [
        ("benchmarks[0]", "wrong-type"),
        ("benchmarks[1].scenarios.datacentre", "unknown-category"),
        ("benchmarks[1].scenarios.datacentre[0]", "unknown-scenario"),
        ("benchmarks[1].scenarios.datacentre[1]", "wrong-type"),
        ("benchmarks[1].titel", "unknown-field"),
        ("divisions.closed.spellings[0]", "wrong-type"),
    ]


def test_ten_thousand_faults_are_ten_thousand_findings() -> None:
    assert len(findings(an_entry(results=[a_result(value="x")] * 10_000))) == 10_000
