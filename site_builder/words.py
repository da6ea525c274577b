"""What the terminal says; rooms return values and never print."""

import json
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from site_builder.problems import Problem, Severity, SiteBuilderError

__all__ = [
    "COLOURS",
    "conflict_lines",
    "counted",
    "error_lines",
    "github_lines",
    "import_lines",
    "new_entry_lines",
    "new_id_lines",
    "new_site_lines",
    "problem_lines",
    "problems_json",
    "renamed_lines",
    "report_lines",
    "summary",
    "told_line",
    "upgrade_line",
]


# Keys that a line names before it says that there are more.
MOST_LISTED = 8
COLOURS: "dict[Severity, str]" = {"error": "red", "warning": "yellow"}


# What a report must have to be told. The rooms that make reports stand above this one, which does not know them.
class Publication(Protocol):
    """What was done to an output folder."""

    @property
    def written(self) -> Sequence[str]: ...
    @property
    def kept(self) -> Sequence[str]: ...
    @property
    def removed(self) -> Sequence[str]: ...
    @property
    def in_one_step(self) -> bool: ...


class Build(Protocol):
    """What a build did."""

    @property
    def published(self) -> Publication: ...
    @property
    def has_base_url(self) -> bool: ...
    @property
    def seconds(self) -> Mapping[str, float]: ...


class EditedFile(Protocol):
    """A file of `data/` that says something else than the source."""

    @property
    def path(self) -> str: ...
    @property
    def fields(self) -> Sequence[str]: ...


class NotRead(Protocol):
    """Something of a source that is no result."""

    @property
    def place(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def detail(self) -> str: ...


class Remark(Protocol):
    """Something of a source that a person should look at."""

    @property
    def path(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def detail(self) -> str: ...


class Import(Protocol):
    """What an import did, or would do."""

    @property
    def round(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def dry_run(self) -> bool: ...
    @property
    def read(self) -> int: ...
    @property
    def imported(self) -> int: ...
    @property
    def left_out(self) -> Sequence[NotRead]: ...
    @property
    def left_out_count(self) -> int: ...
    @property
    def reasons(self) -> Mapping[str, int]: ...
    @property
    def new(self) -> Sequence[str]: ...
    @property
    def changed(self) -> Sequence[str]: ...
    @property
    def unchanged(self) -> Sequence[str]: ...
    @property
    def conflicts(self) -> Sequence[EditedFile]: ...
    @property
    def notes(self) -> Sequence[Remark]: ...
    @property
    def differences(self) -> Sequence[Remark]: ...


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 page`, `1 204 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", " ")


def safe(text: str) -> str:
    """Text that cannot steer a terminal: control and bidirectional characters are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def problem_lines(problem: "Problem") -> Iterator[str]:
    """One Problem, the way an editor opens it."""
    yield safe(f"{problem.at}: {problem.severity}[{problem.kind}]: {problem.message}")
    yield safe(f"    expected: {problem.expected}")
    yield safe(f"    fix: {problem.fix}")


def problems_json(problems: "Iterable[Problem]") -> str:
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
    return _safe_json(json.dumps(rows, ensure_ascii=False, indent=1))


def _safe_json(text: str) -> str:
    """The same JSON, which a terminal may show: what is not printable becomes the escape that JSON has for it."""
    return "".join(c if c.isprintable() or c == "\n" else _json_escape(c) for c in text)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def github_lines(problem: "Problem") -> Iterator[str]:
    """One Problem as an annotation of a GitHub workflow."""
    place = f"file={_property(safe(problem.at.path))}"
    if problem.at.line:
        place += f",line={problem.at.line},col={problem.at.column}"
    message = "\n".join(map(safe, (problem.message, f"expected: {problem.expected}", f"fix: {problem.fix}")))
    yield f"::{problem.severity} {place},title={_property(problem.kind)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: "Iterable[Problem]") -> str:
    """`3 errors and 1 warning in 2 files`."""
    found = tuple(problems)
    by_severity = Counter(problem.severity for problem in found)
    if not found:
        return "no problems"
    kinds = [counted(by_severity[kind], kind) for kind in COLOURS if by_severity[kind]]
    return f"{' and '.join(kinds)} in {counted(len({problem.at.path for problem in found}), 'file')}"


def error_lines(error: "SiteBuilderError") -> Iterator[str]:
    """What went wrong outside the data, and what to do."""
    yield safe(f"error: {error.message}")
    yield safe(f"    fix: {error.fix}")


REMOVED_SHOWN = 3
# The index names its parts by what is in them: nearly every edit leaves some behind, and no reader knows one.
SEARCH_INDEX = "pagefind/"


def report_lines(report: Build, output: str) -> Iterator[str]:
    """What a build did."""
    published = report.published
    seconds = " · ".join(f"{stage} {value:.2f}" for stage, value in report.seconds.items())
    yield safe(
        f"{output}: {counted(len(published.written), 'file')} written, {len(published.kept)} kept, "
        f"{len(published.removed)} removed in {sum(report.seconds.values()):.2f} s ({seconds})"
    )
    yield from _removed_lines(published.removed)
    if not published.in_one_step:
        yield safe(f"{output} cannot be exchanged as a whole here: it was replaced file by file, the manifest last")
    if not report.has_base_url:
        yield (
            "no base_url in site.json: canonical links, feed, sitemap and the words for search engines are left out, "
            "and 404.html finds its style at the top only"
        )


def _removed_lines(removed: Sequence[str]) -> Iterator[str]:
    """The pages and files that went, by name; of the search index, that parts of it did."""
    named = [path for path in removed if not path.startswith(SEARCH_INDEX)]
    if named:
        shown = ", ".join(named[:REMOVED_SHOWN])
        rest = f" and {len(named) - REMOVED_SHOWN} more" if len(named) > REMOVED_SHOWN else ""
        yield safe(f"removed, for nothing in the data makes them any more: {shown}{rest}")
    if len(named) < len(removed):
        yield f"removed from the search index: {counted(len(removed) - len(named), 'part')}"


def conflict_lines(report: Import) -> Iterator[str]:
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


def import_lines(report: Import) -> Iterator[str]:
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


def new_site_lines(folder: str) -> Iterator[str]:
    """What to do with a new site."""
    yield safe(f"a new site is in {folder}; its figures are made up, and README.md says which file is which")
    where = f"./{folder}" if folder.startswith("-") else folder  # to `cd`, -x is an option
    yield safe(f"    next: cd {shlex.quote(where)} && site-builder build")
    yield "    with Visual Studio Code: site-builder schema --vscode"


def new_entry_lines(
    blank: int, rare: Sequence[str], values: int, benchmarks: Sequence[str], scenarios: Sequence[str]
) -> Iterator[str]:
    """What is left to fill in."""
    yield f"to fill in: {counted(blank, 'fact')} of the system; leave empty what is not known"
    if rare:
        listed = ", ".join(rare[:MOST_LISTED]) + (", ..." if len(rare) > MOST_LISTED else "")
        yield safe(f"    the last are of few systems: {listed}; remove those that do not apply")
    if values:
        yield f"to fill in: {counted(values, 'value')} where it says null; remove the rows that were not measured"
    else:
        row = '{"benchmark": "...", "scenario": "...", "value": ...}'
        yield f"to add: a row for each result: {row}"
        yield safe(f"    benchmarks: {', '.join(benchmarks)}; scenarios: {', '.join(scenarios)}")


def new_id_lines(name: str, id_: str) -> Iterator[str]:
    """What became of a name that could not stand in an address as it is; of spaces the file's name tells enough."""
    if id_ != "-".join(name.split()):
        yield safe(f'"{name}" has the id {id_}: an address can hold only A to Z, a to z, digits, ".", "_" and "-"')


def upgrade_line(data: str, number: int) -> str:
    """What an upgrade did; there has been one format so far."""
    return safe(f"{data} has format {number}, which is today's: there is nothing to do")


def told_line(status: str, results: int, *, is_changed: bool) -> str:
    """What `withdraw` did."""
    what = f"{counted(results, 'result')} {status}"
    return f"{what}: build the site, and review the change" if is_changed else f"{what} already: nothing was changed"


def renamed_lines(link: str, left: str, former: str, others: Sequence[str], *, is_changed: bool) -> Iterator[str]:
    """What `rename` did."""
    if not is_changed:
        yield safe(f"its address is {link} already: nothing was changed")
        return
    if former:
        yield safe(f"moved from {former}")
    yield safe(f"its old address leads to {link}" if left else f"its address stays {link}")
    for other in others:
        yield safe(f"{other}: its link was corrected")
    yield "the name on its pages, system_name, stays: edit it in the file if that is to change too"
