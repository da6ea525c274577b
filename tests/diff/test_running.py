"""Running text: lines that stand below another heading, and lines in another order."""

import pytest

from site_builder.diff.changes import Change
from site_builder.diff.lines import line_of
from site_builder.diff.outline import outline
from site_builder.diff.two_pages import changed_page


def changes(before: str, after: str) -> list[Change]:
    """What the second page says differently."""
    found = changed_page(outline("a.html", before), outline("a.html", after), {})
    return list(found.changes) if found else []


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    """The same, as it is told."""
    return [(line.label, line.old, line.new) for line in map(line_of, changes(before, after))]


VALID = "<h1>Round</h1><h2>Valid results</h2><p>Acme Box</p><p>Rival Box</p>"
WITHDRAWN = "<h2>Withdrawn results</h2><p>Third Box</p>"
MOVED = f"{VALID.replace('<p>Rival Box</p>', '')}{WITHDRAWN}<p>Rival Box</p>"
TOLD = ("Withdrawn results: Rival Box: stands below", "Valid results", "Withdrawn results")


def test_a_line_that_moved_below_another_heading_is_told() -> None:
    assert told(VALID + WITHDRAWN, MOVED) == [TOLD]


def test_it_is_told_beside_another_change_of_the_page() -> None:
    assert told(VALID + WITHDRAWN, MOVED.replace("Acme Box", "Acme Box 2")) == [
        ("Valid results", "Acme Box", "Acme Box 2"),
        TOLD,
    ]


def test_a_last_paragraph_may_move_to_a_longer_section() -> None:
    one, two = "<h2>One</h2><p>a a</p><p>b b</p><p>c c</p>", "<h2>Two</h2><p>d d</p>"
    moved = one.replace("<p>c c</p>", "") + two + "<p>c c</p>"
    assert told(one + two, moved) == [("Two: c c: stands below", "One", "Two")]
    assert told(moved, one + two) == [("One: c c: stands below", "Two", "One")]


def test_a_line_that_moved_to_the_top_has_no_heading_there() -> None:
    before, after = "<p>x x</p><h2>One</h2><p>a a</p>", "<p>x x</p><p>a a</p><h2>One</h2>"
    assert told(before, after) == [("a a: stands below", "One", "the top of the page")]


@pytest.mark.parametrize(
    ("before", "after", "first"),
    [
        ("<p>a a</p><p>b b</p>", "<p>b b</p><p>a a</p>", ("a a", "b b")),
        ("<p>a a</p><p>b b</p><p>c c</p>", "<p>a a</p><p>c c</p><p>b b</p>", ("b b", "c c")),
    ],
)
def test_lines_in_another_order_are_told_by_the_first(before: str, after: str, first: tuple[str, str]) -> None:
    (change,) = changes(before, after)
    assert change.place.column == "order"
    assert (change.old and change.old.text, change.new and change.new.text) == first


def test_one_of_two_equal_lines_that_moved_is_told_once() -> None:
    one, two = "<h2>One</h2><p>a a</p><p>a a</p>", "<h2>Two</h2><p>b b</p>"
    assert told(one + two, "<h2>One</h2><p>a a</p>" + two + "<p>a a</p>") == [("Two: a a: stands below", "One", "Two")]


FOOT = "<h2>Note</h2><p>Sprint v1 Closed Datacenter.</p><p>Result not verified.</p>"


@pytest.mark.parametrize(
    ("after", "rest"),
    [
        (
            "<p>Sprint of spring Closed Datacenter. Retrieved from here on 2024-05-02.</p>",
            [("Note", "Result not verified.", "")],
        ),
        ("<p>Spring 2 Closed Datacenter.</p><p>Of here.</p><p>Result not verified.</p>", [("Note", "", "Of here.")]),
    ],
)
def test_a_line_that_begins_where_one_like_it_began_is_that_line_changed_however_many_follow(
    after: str, rest: list[tuple[str, str, str]]
) -> None:
    first = after.partition("</p>")[0].removeprefix("<p>")
    assert told(FOOT, f"<h2>Note</h2>{after}") == [("Note", "Sprint v1 Closed Datacenter.", first), *rest]


def test_a_line_that_is_most_like_another_is_that_one_though_it_stands_where_the_first_stood() -> None:
    before, after = "<p>a b c d</p><p>k l m n</p>", "<p>k l m o</p>"
    assert told(before, after) == [("text", "a b c d", ""), ("text", "k l m n", "k l m o")]


def test_a_line_with_no_word_of_the_one_that_began_there_is_another() -> None:
    assert told("<p>a b</p><p>c d</p>", "<p>k l m</p>") == [("text", "a b", ""), ("text", "c d", ""), ("text", "", "k l m")]  # fmt: skip  # noqa: E501
