"""Anchors: no two of a page are one, and none depends on how many there are."""

from site_builder.pages.anchors import free_anchor


def test_equal_anchors_are_numbered_from_2_case_aside() -> None:
    taken: dict[str, int] = {}
    assert [free_anchor(name, taken) for name in ("a", "A", "b", "a")] == ["a", "A-2", "b", "a-3"]


def test_a_number_that_somebody_wrote_is_left_to_them() -> None:
    taken: dict[str, int] = {}
    names = ("a", "a-2", "a", "a-2", "a")
    assert [free_anchor(name, taken) for name in names] == ["a", "a-2", "a-3", "a-2-2", "a-4"]


def test_many_equal_anchors_take_no_longer_each() -> None:
    taken: dict[str, int] = {}
    assert [free_anchor("a", taken) for _ in range(50_000)][-1] == "a-50000"  # minutes, if each began at 2
