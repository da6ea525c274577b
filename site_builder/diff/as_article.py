"""The differences as an article for readers: written once, reviewed and edited like any other, then published.

Only what stands on cards is news to a reader; what follows from it, and how pages are made, is not.
"""

import json
import re
from collections.abc import Iterator

from site_builder.diff.as_markdown import code, plain
from site_builder.diff.changes import Differences, PageChange
from site_builder.diff.lines import Entry, Line, counted, folder_of
from site_builder.diff.report import NOT_COVERED, Report
from site_builder.models import UNRANKED

# The report's parts that a reader is told, under a reader's headings.
CHANGED = "Cards that say something else"
HEADINGS = {
    "New cards": "New systems",
    CHANGED: "Changed",
    "Cards that moved": "At another address",
    "Cards gone": "No longer here",
}
# What a card says became of it or of a result of it; without such a word nobody corrected anything.
OF_STATES = {"corrected": "Corrected", **dict.fromkeys(sorted(UNRANKED), "No longer counting")}
BY_US = "Percentages are worked out here from the two values: they are derived, and unverified."
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._/-]+")


def article(found: Differences, report: Report) -> str:
    """The article, with its head; links lead to the cards of the new site."""
    told = {part.title: part.entries for part in report.parts if part.title in HEADINGS}
    title = f"What changed, {found.as_of}" if found.as_of else "What changed"
    description = json.dumps(_in_one_line(found), ensure_ascii=False)
    head = f'+++\ntitle = "{title}"\ndescription = {description}\n+++\n'
    there = {page.address for page in found.pages if page.what != "gone"}
    became = {folder_of(page.address): _became(page) for page in found.of("card", "changed")}
    changed = told.pop(CHANGED, ())
    by_heading = {
        HEADINGS["New cards"]: told.get("New cards", ()),
        **{
            heading: tuple(entry for entry in changed if became[entry.address] == heading)
            for heading in (*OF_STATES.values(), HEADINGS[CHANGED])
        },
        **{HEADINGS[title]: told.get(title, ()) for title in ("Cards that moved", "Cards gone")},
    }
    text = "".join(_section(heading, entries, there) for heading, entries in by_heading.items() if entries)
    rest = "".join(f"\n{NOT_COVERED}: {entry.note}, {entry.title}.\n" for entry in _not_covered(report))
    return head + (text or "\nNothing that stands on a card has changed.\n") + rest


def _not_covered(report: Report) -> Iterator[Entry]:
    return (entry for part in report.parts if part.title == NOT_COVERED for entry in part.entries)


def _became(page: PageChange) -> str:
    """The heading of a card that says something else: by the states that it says and did not say before."""
    new = {verdict.new.status for verdict in page.states.values() if verdict.new != verdict.old}
    return next((heading for status, heading in OF_STATES.items() if status in new), HEADINGS[CHANGED])


def _in_one_line(found: Differences) -> str:
    changed = sum(1 for page in found.of("card", "changed") if page.changes)
    numbers = (
        (len(found.of("card", "added")), "new system", ""),
        (changed, "card changed", "cards changed"),
        (len(found.of("card", "moved")), "card at another address", "cards at another address"),
        (len(found.of("card", "gone")), "card no longer here", "cards no longer here"),
    )
    return f"{', '.join(counted(n, one, many) for n, one, many in numbers if n) or 'Nothing on cards'}."


def _section(heading: str, entries: tuple[Entry, ...], there: set[str]) -> str:
    lines = [text for entry in entries for text in _entry(entry, there)]
    derived = f"\n{BY_US}\n" if any(" %" in line.note for entry in entries for line in entry.lines) else ""
    return f"\n## {heading}\n{derived}\n{''.join(lines)}"


def _entry(entry: Entry, there: set[str]) -> Iterator[str]:
    name = code(entry.title)
    is_linked = f"{entry.address}/index.html" in there and PLAIN_ADDRESS.fullmatch(entry.address)
    linked = f"[{name}](/{entry.address}/)" if is_linked else name
    yield f"- {linked}{f': {plain(entry.note)}' if entry.note else ''}\n"
    yield from (f"    - {_line(line)}\n" for line in entry.lines)


def _line(line: Line) -> str:
    note = f" ({plain(line.note)})" if line.note else ""
    if line.tone == "new":
        return f"{code(line.label)}: {code(line.new)}{note}"
    if line.tone == "gone":
        return f"{code(line.label)} was {code(line.old)}{note}"
    return f"{code(line.label)} was {code(line.old)}, and is {code(line.new)}{note}"
