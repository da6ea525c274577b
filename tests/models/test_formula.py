"""How the fields of a log become a value, in words."""

import pytest

from site_builder.models.formula import AS_WRITTEN, Formula, formula_of, is_log

MULTI = ("early_stopping_latency_ms", "result_99.00_percentile_latency_ns")


@pytest.mark.parametrize(
    ("scenario", "unit", "words"),
    [
        ("SingleStream", "Latency (ms)", "nanoseconds / 10⁶"),
        ("SingleStream", "Latency (s)", "nanoseconds / 10⁹"),
        ("Offline", "Samples/s", "as it is"),
    ],
)
def test_a_latency_tells_how_its_nanoseconds_became_its_unit(scenario: str, unit: str, words: str) -> None:
    assert formula_of("a_field", scenario, unit) == Formula(("a_field",), words)


def test_an_inferred_latency_tells_both_steps() -> None:
    words = "8 × the first of them that stands there, in nanoseconds / 10⁶"
    assert formula_of("", "MultiStream", "Latency (ms)", "SingleStream") == Formula(MULTI, words)


def test_what_no_rule_explains_stands_as_its_source_states_it() -> None:
    assert formula_of("", "Offline", "Samples/s") == AS_WRITTEN
    assert formula_of("", "Server", "Latency (ms)", "Offline") == AS_WRITTEN


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/mlperf_log_detail.txt", True),
        ("mlperf_log_summary.txt", True),
        ("a/my_mlperf_log_detail.txt", False),
        ("", False),
    ],
)
def test_a_log_is_known_by_its_name(path: str, expected: bool) -> None:
    assert is_log(path) is expected
