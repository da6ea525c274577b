"""What the terminal says; rooms return values and never print."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from site_builder.problems import Problem, Severity, SiteBuilderError

if TYPE_CHECKING:
    from site_builder.build import BuildReport
    from site_builder.ingest import ImportReport

__all__ = [
    "COLOURS",
    "conflict_lines",
    "counted",
    "error_lines",
    "github_lines",
    "import_lines",
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


def conflict_lines(report: "ImportReport") -> Iterator[str]:
    """What stands in `data/` and the source says otherwise."""
    for conflict in report.conflicts:
        yield safe(f"{conflict.path}: differs from the source")
        yield from _shown([f"    {field}" for field in conflict.fields], 10)
    if report.conflicts:
        yield f"{counted(len(report.conflicts), 'file')} would be overwritten, so nothing was written"
        yield "    fix: keep your edits and leave it, or say --replace"
    if not report.imported:
        reasons = ", ".join(f"{count} {reason}" for reason, count in report.reasons.items())
        yield safe(f"error: nothing could be imported: {reasons or 'the source is empty'}")
        yield "    fix: mend what is left out (--report FILE lists all of it), and import again"


def import_lines(report: "ImportReport") -> Iterator[str]:
    """What an import did: the numbers add up, and what was left out is named with its reason."""
    for reason, count in report.reasons.items():
        yield safe(f"left out: {count} {reason}")
        yield from _shown([f"    {one.place}: {one.detail}" for one in report.left_out if one.reason == reason], 3)
    notes = [*report.notes, *report.differences]
    yield from _shown([f"note: {note.path}: {note.kind}: {note.detail}" for note in notes], 10)
    yield safe(
        f"{report.round}, {report.kind.replace('-', ' ')}: {report.read} read = "
        f"{report.imported} imported + {report.left_out_count} left out"
    )
    if not report.conflicts:
        would = "would be " if report.dry_run else ""
        yield (
            f"{counted(len(report.new), 'file')} {would}new, {len(report.changed)} {would}changed, "
            f"{len(report.unchanged)} unchanged"
        )


def _shown(lines: Sequence[str], most: int) -> Iterator[str]:
    """The first of these lines, and how many more there are."""
    yield from map(safe, lines[:most])
    if len(lines) > most:
        yield f"    ... and {len(lines) - most} more: --report FILE has them all"
