"""Single differences in words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diff.changes import Change
from site_builder.diff.lines import SAME_NUMBER, counted, differing, line_of, percent, same_edit, same_number
from site_builder.diff.said import RESULTS, Place, Said

LONG = " ".join(f"word{number}" for number in range(40))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Air", "Water", ("Air", "Water")),
        (LONG, LONG.replace("word20", "x"), ("… word17 word18 word19 word20 word21 word22 word23 …", "… word17 word18 word19 x word21 word22 word23 …")),  # noqa: E501
        (LONG, f"{LONG} more", ("… word37 word38 word39", "… word37 word38 word39 more")),
        (LONG, "", (LONG, "")),
    ],
)  # fmt: skip
def test_of_long_texts_only_what_differs_is_told(old: str, new: str, told: tuple[str, str]) -> None:
    assert differing(old, new) == told


def test_a_line_that_many_pages_lost_is_one_edit_wherever_its_links_led() -> None:
    one, two = (Change(Place("", "", "text"), "", Said("Logs", link), None) for link in ("a/logs", "b/logs"))
    assert same_edit(one) == same_edit(two)
    assert same_edit(one) != same_edit(replace(two, old=Said("Code", "b/logs")))


@given(st.lists(st.sampled_from("ab"), min_size=60), st.lists(st.sampled_from("ab"), min_size=60))
def test_texts_that_differ_are_told_as_different(one: list[str], two: list[str]) -> None:
    old, new = " ".join(one), " ".join(two)
    assert (differing(old, new)[0] != differing(old, new)[1]) == (old != new)


@pytest.mark.parametrize(
    ("value", "words"),
    [("8.3333", "+8.33 %"), ("-0.000158", "-0.000158 %"), ("1234567", "+1230000 %"), ("10", "+10 %")],
)
def test_a_percentage_has_three_digits_that_count(value: str, words: str) -> None:
    assert percent(Decimal(value)) == words


def test_numbers_are_counted_with_thin_groups() -> None:
    assert [counted(1, "page"), counted(1204, "page"), counted(2, "entry", "entries")] == [
        "1 page",
        "1 204 pages",
        "2 entries",
    ]


@pytest.mark.parametrize(("old", "new", "is_same"), [("1.0", "1", True), ("1e3", "1000", True), ("1", "2", False), ("x", "x", False)])  # fmt: skip  # noqa: E501
def test_spellings_of_one_number_are_one(old: str, new: str, is_same: bool) -> None:
    assert same_number(old, new) == is_same


@pytest.mark.parametrize(
    ("place", "note"),
    [
        (Place(RESULTS, "resnet Offline", "Power"), SAME_NUMBER),
        (Place(RESULTS, "resnet Offline", "Result ID"), ""),
        (Place("Details", "operating_system"), ""),
    ],
)
def test_a_version_or_an_id_is_no_number_that_may_be_written_otherwise(place: Place, note: str) -> None:
    assert line_of(Change(place, "", Said("5.10"), Said("5.1"))).note == note
