"""The report for a terminal."""

from collections.abc import Iterator

from site_builder.diff.lines import Entry, Line, counted, differing, printable
from site_builder.diff.report import DERIVED, Part, Report

# Most that is told of what only follows; what somebody edited is told whole.
MOST_FOLLOWING = 12
MOST_DERIVED = 2
LONGEST = 160
COLOURS = {"better": "green", "worse": "red", "new": "cyan", "gone": "magenta", "changed": "yellow", "refused": "red"}


def text_lines(report: Report) -> Iterator[tuple[str, str]]:
    """Each line with the name of its colour, which may be empty; the words say the same without it."""
    yield f"{_cut(report.old)} → {_cut(report.new)}: {report.summary}", ""
    for part in report.parts:
        yield "", ""
        yield part.title, "bold"
        shown = part.entries if part.is_cause else part.entries[:MOST_FOLLOWING]
        for entry in shown:
            yield from _entry(entry, part)
        if len(shown) < len(part.entries):
            yield f"  and {len(part.entries) - len(shown)} more: --format json has them all", ""


def _entry(entry: Entry, part: Part) -> Iterator[tuple[str, str]]:
    yield "  " + " · ".join(filter(None, (_cut(entry.title), _cut(entry.address), _cut(entry.note)))), ""
    most = MOST_DERIVED if part.title == DERIVED else MOST_FOLLOWING
    lines = entry.lines if part.is_cause else entry.lines[:most]
    width = min(40, max((len(line.label) for line in lines), default=0))
    for line in lines:
        yield f"    {_cut(line.label):<{width}}  {_both(line)}", COLOURS[line.tone]
    if len(lines) < len(entry.lines):
        yield f"    and {counted(len(entry.lines) - len(lines), 'more line')}", ""


def _both(line: Line) -> str:
    note = f"   {_cut(line.note)}" if line.note else ""
    if line.tone == "refused":
        return _cut(line.note)
    if line.tone == "new":
        return f"+ {_cut(line.new)}{note}"
    if line.tone == "gone":
        return f"- {_cut(line.old)}{note}"
    old, new = differing(line.old, line.new)
    return f"{_cut(old) or '(empty)'} → {_cut(new) or '(empty)'}{note}"


def _cut(text: str) -> str:
    """A text that fits a line of a terminal and cannot steer it; whole texts stand in the other formats."""
    text = printable(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 30]} … {text[-25:]}"
