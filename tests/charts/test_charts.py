"""Scales, ticks and marks: exact, few, and told apart without colour."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.charts import HistoryLine, HistoryPoint, ScatterPoint, history_chart, looks_of, scatter_chart
from site_builder.charts.history import HistoryChart
from site_builder.charts.scale import around, from_zero, in_words, powers
from site_builder.charts.scatter import ScatterChart

POSITIVE = st.decimals(min_value="1e-300", max_value="1e300", allow_nan=False, allow_infinity=False)


def line(name: str, label: str, *segments: list[tuple[str, int]]) -> HistoryLine:
    """A line through these rounds and values."""
    points = [
        tuple(HistoryPoint(key, Decimal(value), str(value), "8x", f"{key}.html", key) for key, value in segment)
        for segment in segments
    ]
    return HistoryLine(name, label, tuple(points))


def drawn(*lines: HistoryLine, rounds: str = "abc") -> HistoryChart:
    """The chart of these lines."""
    return history_chart("x", "Title", "Words", "ms", [(key, key.upper()) for key in rounds], lines)


def scatter(points: list[tuple[str, str, str]]) -> ScatterChart:
    """The chart of these models with speed and accuracy."""
    made = [ScatterPoint(name, Decimal(x), Decimal(y), "", "", False) for name, x, y in points]
    return scatter_chart("x", "Title", "Words", ("acc", "ms"), made, (Decimal("75.5"), "target 75.5"), "")


def test_a_history_begins_at_nothing_and_the_higher_value_stands_higher() -> None:
    chart = drawn(line("Acme", "", [("a", 100), ("b", 50)]), rounds="ab")
    assert chart.values[0].text == "0"
    assert chart.values[0].at == chart.bottom
    assert float(chart.marks[0].y) < float(chart.marks[1].y) < float(chart.bottom)


def test_half_the_value_stands_half_as_high() -> None:
    chart = drawn(line("Acme", "", [("a", 100), ("b", 50)]), rounds="ab")
    heights = [float(chart.bottom) - float(mark.y) for mark in chart.marks]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)


def test_a_segment_of_one_point_has_a_mark_and_no_line_and_the_gap_is_between() -> None:
    chart = drawn(line("Acme", "", [("a", 1), ("b", 2)], [("c", 3)]))
    assert (len(chart.strokes), len(chart.marks), len(chart.gaps)) == (1, 3, 1)
    before, after = float(chart.marks[1].x), float(chart.marks[2].x)
    assert float(chart.gaps[0].x) == pytest.approx((before + after) / 2, abs=0.1)


def test_lines_that_end_at_one_height_are_named_below_each_other() -> None:
    chart = drawn(*(line(f"{n}x", f"{n} chips", [("a", 10), ("b", 10)]) for n in (1, 2, 4)), rounds="ab")
    heights = sorted(float(label.y) for label in chart.labels)
    assert all(after - before >= 14 for before, after in pairwise(heights))


def test_values_that_would_run_into_each_other_are_left_to_the_table() -> None:
    rounds = "abcdefghij"
    chart = drawn(line("Acme", "", [(key, 123456) for key in rounds]), rounds=rounds)
    values = [label for label in chart.labels if label.kind == "value"]
    assert 1 < len(values) < len(rounds)


def test_a_colour_belongs_to_a_name_whatever_stands_beside_it() -> None:
    names = [f"model {number}" for number in range(12)]
    together = looks_of(names)
    assert [together[name].colour for name in names] == [looks_of([name])[name].colour for name in names]
    assert len({look.colour for look in together.values()}) > 1


def test_series_of_one_chart_differ_in_shape_and_lines_in_dash_so_that_grey_is_enough() -> None:
    looks = looks_of(f"{number}x T1000" for number in range(12))
    assert len({look.shape for look in looks.values()}) == 12
    assert len({look.dash for look in looks_of(["1x", "2x", "4x", "8x"]).values()}) == 4


def test_speeds_far_apart_stand_on_powers() -> None:
    assert scatter([("a", "1", "75"), ("b", "1000", "76")]).level.endswith("logarithmic")
    assert scatter([("a", "10", "75"), ("b", "100", "76")]).level == "ms"


def test_few_models_are_named_in_the_drawing_and_many_beside_it() -> None:
    few = scatter([("tiny", "10", "75"), ("large", "90", "76")])
    assert {label.text for label in few.labels} == {"tiny", "large", "target 75.5"}
    assert few.unnamed == ()
    many = scatter([(f"model {n}", str(n + 1), "76") for n in range(9)])
    assert {label.text for label in many.labels} == {"target 75.5"}
    assert len(many.unnamed) == 9


def test_names_cover_no_mark_and_no_other_name() -> None:
    chart = scatter([(f"m{n}", str(50 + n), "76") for n in range(6)])
    named = {label.text for label in chart.labels} - {"target 75.5"}
    assert named | {series.text for series in chart.unnamed} == {f"m{n}" for n in range(6)}


@pytest.mark.parametrize(
    ("value", "words"),
    [("0", "0"), ("24000", "24 000"), ("1500000", "1.5 M"), ("0.25", "0.25"), ("1E+3", "1 000"), ("2E+12", "2e12")],
)
def test_ticks_are_short(value: str, words: str) -> None:
    assert in_words(Decimal(value)).replace("\N{NARROW NO-BREAK SPACE}", " ") == words


@given(st.lists(POSITIVE, min_size=1, max_size=5))
def test_any_values_have_scales_with_few_ticks_that_hold_them(values: list[Decimal]) -> None:
    for scale in (from_zero(values, 100, 0), around(values, 100, 0), powers(values, 100, 0)):
        assert len(scale.ticks) <= 7
        assert all(-1 <= scale.at(value) <= 101 for value in values)
