"""The report as a comment on a pull request: folded, the most important first, and never too long.

Whatever a page says stands in code spans: there nobody is mentioned, no issue is linked, no markup means anything.
"""

import re
from collections.abc import Sequence

from site_builder.diff.fitting import Slot, fit, slot
from site_builder.diff.lines import Entry, Line, counted, differing, printable
from site_builder.diff.report import Part, Report

# Of a comment on GitHub, less the mark that comment.yml writes before it; bytes are never fewer than characters.
LIMIT = 65_536 - 536
FOR_THE_END = 300
LONGEST = 300
FOLDED_FROM = 12


def markdown(report: Report, limit: int = LIMIT) -> str:
    """The comment, at most `limit` bytes; what was cut is counted in it."""
    heads = [_head(part) for part in report.parts]
    text = f"### {heading(report.summary)}\n\n{code(report.old)} → {code(report.new)}\n"
    free = limit - FOR_THE_END - len(text.encode()) - sum(len(f"{head}{TAIL}{MORE}".encode()) for head in heads)
    parts = [[_slot(entry) for entry in part.entries] for part in report.parts]
    causes, followers = (
        [slot for part, slots in zip(report.parts, parts, strict=True) if part.is_cause == is_cause for slot in slots]
        for is_cause in (True, False)
    )
    fit(causes, followers, free)
    for head, slots in zip(heads, parts, strict=True):
        left = sum(not slot.has_head for slot in slots)
        rest = f"\n{MORE.strip().format(left)}\n" if left else ""
        text += f"{head}{''.join(slot.text for slot in slots if slot.has_head)}{rest}{TAIL}"
    return text + _cut([slot for slots in parts for slot in slots])


def _cut(slots: Sequence[Slot]) -> str:
    """What the comment says at its end of what does not stand in it."""
    entries = sum(not slot.has_head for slot in slots)
    lines = sum(slot.left_out for slot in slots if slot.has_head)
    if not entries + lines:
        return ""
    told = ((entries, counted(entries, "entry", "entries")), (lines, counted(lines, "line")))
    what = " and ".join(words for number, words in told if number)
    return f"\n**Cut to fit a comment:** {what} of the above {'is' if entries + lines == 1 else 'are'} not shown. `site-builder diff OLD NEW` shows all of it.\n"  # fmt: skip  # noqa: E501


TAIL = "\n</details>\n"
MORE = "\n… and {} more\n      "  # with room for the digits


def _head(part: Part) -> str:
    is_open = part.is_cause and len(part.entries) < FOLDED_FROM
    return f"\n<details{' open' if is_open else ''}><summary><b>{part.title}</b> ({len(part.entries)})</summary>\n\n"


def _slot(entry: Entry) -> Slot:
    words = [f"**{code(entry.title)}**" if entry.title else "", code(entry.address) if entry.address else "", plain(entry.note)]  # fmt: skip  # noqa: E501
    return slot(f"- {' · '.join(filter(None, words))}\n", entry.lines, [f"  - {_line(line)}\n" for line in entry.lines])


def _line(line: Line) -> str:
    note = f" — {plain(line.note)}" if line.note else ""
    if line.tone == "refused":
        return f"{code(line.label)}{note}"
    if line.tone == "new":
        return f"{code(line.label)} **+** {code(line.new)}{note}"
    if line.tone == "gone":
        return f"{code(line.label)} **−** {code(line.old)}{note}"
    old, new = differing(line.old, line.new)
    return f"{code(line.label)}: {code(old)} → {code(new)}{note}"


def code(text: str) -> str:
    """A code span that holds this text and nothing else, whatever it is."""
    text = printable(text)
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 60]} … {text[-50:]}"
    if not text.strip():
        return "*(empty)*"
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


# What is ours in a note, and can be no address, name or number of an issue that is made a link of.
OURS = re.compile(
    r"new|gone|new result|result gone|another unit|the same number, written otherwise|it says what it said"
    r"|they say what they said|[0-9 ]+ (?:results?|facts?|places?)"
    r"|[+-][0-9.]+ %(?:, (?:better|worse|one is the other rounded))?"
)
OUR_SUMMARY = re.compile(r"(?:[0-9][0-9 ]*)? ?[a-z ]+(?:, [0-9][0-9 ]* [a-z ]+)*")


def plain(note: str) -> str:
    """A note, part for part: our own words as they are, and a code span for whatever else may be of a page."""
    return "; ".join(part if OURS.fullmatch(part) else code(part) for part in note.split("; ")) if note else ""


def heading(summary: str) -> str:
    """The summary as a heading; in a code span where the name of a round stands in it."""
    return f"{summary[0].upper()}{summary[1:]}" if OUR_SUMMARY.fullmatch(summary) else code(summary)
