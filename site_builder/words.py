"""What the terminal says; rooms return values and never print."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from site_builder.problems import Problem, Severity, SiteBuilderError

if TYPE_CHECKING:
    from site_builder.build import BuildReport

__all__ = [
    "counted",
    "error_lines",
    "github_lines",
    "problem_lines",
    "problems_json",
    "report_lines",
    "summary",
]

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 page`, `1 204 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", " ")


def safe(text: str) -> str:
    """Text that cannot steer a terminal: control and bidirectional characters are shown as escapes."""
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape").decode() for c in text)


def problem_lines(problem: Problem) -> Iterator[str]:
    """One Problem, the way an editor opens it."""
    yield safe(f"{problem.at}: {problem.severity}[{problem.kind}]: {problem.message}")
    yield safe(f"    expected: {problem.expected}")
    yield safe(f"    fix: {problem.fix}")


def problems_json(problems: Iterable[Problem]) -> str:
    """Every Problem for machines; line and column are null where the file as a whole is meant."""
    rows = [
        {
            "path": problem.at.path,
            "line": problem.at.line or None,
            "column": problem.at.column or None,
            **problem.model_dump(exclude={"at"}),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def github_lines(problem: Problem) -> Iterator[str]:
    """One Problem as an annotation of a GitHub workflow."""
    place = f"file={_property(problem.at.path)}"
    if problem.at.line:
        place += f",line={problem.at.line},col={problem.at.column}"
    message = f"{problem.message}\nexpected: {problem.expected}\nfix: {problem.fix}"
    yield f"::{problem.severity} {place},title={_property(problem.kind)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem]) -> str:
    """`3 errors and 1 warning in 2 files`."""
    found = tuple(problems)
    by_severity = Counter(problem.severity for problem in found)
    if not found:
        return "no problems"
    kinds = [counted(by_severity[kind], kind) for kind in COLOURS if by_severity[kind]]
    return f"{' and '.join(kinds)} in {counted(len({problem.at.path for problem in found}), 'file')}"


def error_lines(error: SiteBuilderError) -> Iterator[str]:
    """What went wrong outside the data, and what to do."""
    yield safe(f"error: {error.message}")
    yield safe(f"    fix: {error.fix}")


def report_lines(report: "BuildReport", output: str) -> Iterator[str]:
    """What a build did."""
    published = report.published
    seconds = " · ".join(f"{stage} {value:.2f}" for stage, value in report.seconds.items())
    yield safe(
        f"{output}: {counted(len(published.written), 'file')} written, {len(published.kept)} kept, "
        f"{len(published.removed)} removed in {sum(report.seconds.values()):.2f} s ({seconds})"
    )
    if not published.in_one_step:
        yield safe(f"{output} cannot be exchanged as a whole here: it was replaced file by file, the manifest last")
    if not report.has_base_url:
        yield "no base_url in site.json: canonical links are left out"
