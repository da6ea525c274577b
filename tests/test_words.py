"""What the terminal says, and what it never passes on."""

import json

import pytest

from site_builder import words
from site_builder.problems import Location, Problem
from site_builder.report import BuildReport, Published

STEERING = "\u202e\x1b[2J\x7f\x9b31m\U000e0041\ud800\u00a0"
PROBLEM = Problem(at=Location(STEERING, 1, 2), kind="k", message=f"café {STEERING}", expected="a\rb", fix="a\nb")


def is_safe(text: str) -> bool:
    """Tell whether a terminal only shows it."""
    return all(character.isprintable() or character == "\n" for character in text)


def test_json_has_every_character_and_shows_only_those_that_can_be_printed() -> None:
    text = words.problems_json([PROBLEM])
    assert is_safe(text)
    assert "café" in text
    assert json.loads(text)[0] | {"also": ()} == {
        "path": STEERING,
        "line": 1,
        "column": 2,
        **PROBLEM.model_dump(exclude={"at"}),
    }


def test_an_annotation_is_one_line_whatever_it_quotes() -> None:
    (line,) = words.github_lines(PROBLEM)
    assert is_safe(line)
    assert line.endswith("%0Aexpected: a\\rb%0Afix: a\\nb")


@pytest.mark.parametrize("text", ["plain", "café ☃", "two words"])
def test_what_can_be_printed_stays_as_it_is(text: str) -> None:
    assert words.safe(text) == text


def test_what_a_build_removed_is_named_with_why() -> None:
    gone = tuple(f"sprint-v1/closed/Acme/box-{number}/index.html" for number in range(5))
    report = BuildReport(
        Published(written=(), kept=(), removed=gone, in_one_step=True), (), True, {"publish": 0.01}, {}
    )
    first, second = words.report_lines(report, "output")
    assert "5 removed in 0.01 s" in first
    assert second == f"removed, for nothing in the data makes them any more: {', '.join(gone[:3])} and 2 more"


def test_parts_of_the_search_index_hide_no_page_that_a_build_removed() -> None:
    parts = tuple(f"pagefind/fragment/en_{number}.pf_fragment" for number in range(4))
    card = "sprint-v1/closed/Acme/box/index.html"

    def lines(*removed: str) -> list[str]:
        published = Published(written=(), kept=(), removed=removed, in_one_step=True)
        return list(words.report_lines(BuildReport(published, (), True, {"publish": 0.01}, {}), "output"))[1:]

    assert lines(*parts) == ["removed from the search index: 4 parts"]
    assert lines(*parts, card) == [
        f"removed, for nothing in the data makes them any more: {card}",
        "removed from the search index: 4 parts",
    ]
