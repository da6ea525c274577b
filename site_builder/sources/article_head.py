"""The head of an article: TOML between two lines of `+++`, its faults with their places.

TOML and not YAML: the standard library reads it, a text is a text (`no` is not false), and it says line and column.
"""

import re
from typing import Any, NamedTuple

from site_builder.models import ArticleHead, FrozenDict, JsonValue, Number
from site_builder.problems import Finding, Location, Problem
from site_builder.sources.json_words import NOT_IN_HTML
from site_builder.sources.shape import Shape

FENCE = "+++"
EXPECTED = 'a head: a line +++, then title = "...", then a line +++'
TOML_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


class Head(NamedTuple):
    """What stands above the text: its model where it is whole, the lines that it takes, and what is wrong with it."""

    model: ArticleHead | None
    lines: int
    problems: tuple[Problem, ...]


def read_head(path: str, text: str) -> Head:
    """The head of an article's text."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        fix = "write it in TOML between lines of +++" if lines[0].rstrip() == "---" else 'begin with +++, title = "..."'
        return Head(None, 0, (_broken(path, 1, 1, "the file does not begin with +++", EXPECTED, fix),))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return Head(
            None, len(lines), (_broken(path, 1, 1, "the head is not closed", EXPECTED, "end it with a line +++"),)
        )
    return _read(path, lines[1:end], end + 1)


def _read(path: str, lines: list[str], taken: int) -> Head:
    import tomllib  # 18 ms, and only where there are articles

    try:
        values = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        message, line, column = _place(str(error), lines)
        return Head(None, taken, (_broken(path, line + 1, column, message, "TOML", "mend this line"),))
    except RecursionError:
        return Head(None, taken, (_broken(path, 1, 1, "the head is nested too deep", "TOML", "flatten it"),))
    given = _frozen(values)
    shape = Shape(ArticleHead, given)
    problems = [_problem(path, finding, lines) for finding in shape.findings]
    problems += [_problem(path, finding, lines) for finding in _unprintable(given)]
    return Head(shape.model if shape.whole and not problems else None, taken, tuple(problems))


def _place(message: str, lines: list[str]) -> tuple[str, int, int]:
    """What the TOML reader says, with line and column, which it puts into the sentence."""
    found = TOML_PLACE.fullmatch(message)
    if not found:
        return message, 1, 1
    if found[2] is None:
        return found[1], max(len(lines), 1), len(lines[-1]) + 1 if lines else 1
    return found[1], int(found[2]), int(found[3])


def _frozen(value: Any) -> JsonValue:
    """A value of TOML as those of JSON are read; days and times are texts."""
    if isinstance(value, dict):
        return FrozenDict({key: _frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, bool | str):
        return value
    digits = str(value)
    return Number(digits) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]{1,2})?", digits) else digits


def _unprintable(head: Any) -> list[Finding]:
    """Texts with what no web page can hold: TOML may write any character as an escape."""
    return [
        Finding(
            (key,),
            "text-html-cannot-hold",
            f"character U+{ord(found[0]):04X} stands in this text",
            "characters that a web page can hold",
            "remove the character, or write it in words",
        )
        for key, value in head.items()
        if isinstance(value, str) and (found := NOT_IN_HTML.search(value))
    ]


def _problem(path: str, finding: Finding, lines: list[str]) -> Problem:
    """The Finding with its place: the line of its key, or the head."""
    key = str(finding.path[0]) if finding.path else ""
    line, column = 1, 1
    for number, text in enumerate(lines, 2):
        found = re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=\s*""", text) if key else None
        if found:
            line, column = number, 1 if finding.on_key else found.end() + 1
            break
    return Problem(
        at=Location(path, line, column),
        kind=finding.kind,
        message=finding.message,
        expected=finding.expected,
        fix=finding.fix.replace('add "title"', 'add title = "..."'),
        severity=finding.severity,
    )


def _broken(path: str, line: int, column: int, message: str, expected: str, fix: str) -> Problem:
    at = Location(path, line, column)
    return Problem(at=at, kind="broken-article-head", message=message, expected=expected, fix=fix)
