"""Problem records: what was told of the data as plain values, and back."""

from typing import Any

from site_builder.problems import Location, Problem


def plain_problem(problem: Problem) -> list[Any]:
    """A Problem as a list."""
    said = (problem.kind, problem.message, problem.expected, problem.fix, problem.severity)
    return [list(problem.at), *said, problem.also]


def problem_from(plain: list[Any]) -> Problem:
    """A Problem of such a list."""
    at, kind, message, expected, fix, severity, also = plain
    return Problem(
        at=Location(*at), kind=kind, message=message, expected=expected, fix=fix, severity=severity, also=tuple(also)
    )
