"""The differences as an article for readers: written once, reviewed and edited like any other, then published.

Only what stands on cards is news to a reader; what follows from it, and how pages are made, is not.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from site_builder.diff.as_markdown import code, plain
from site_builder.diff.changes import Change, Differences, PageChange, Verdict
from site_builder.diff.lines import Entry, Line, counted, folder_of
from site_builder.diff.report import NOT_COVERED, report
from site_builder.diff.said import ABOUT, RESULTS, Said
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
FOLLOWS = {
    "No longer counting": "What no longer counts stands on no leaderboard, and no citation names it; the ranks of "
    "others close up."
}
BY_US = "Percentages are worked out here from the two values: they are derived, and unverified."
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._/-]+")
PLAIN_LINK = re.compile(r"https?://[A-Za-z0-9._~/%?=&+-]+")  # nothing of it ends an autolink, or steers Markdown


def article(found: Differences, not_covered: int = 0) -> str:
    """The article, with its head; links lead to the cards of the new site.

    `not_covered` results of it changed or went, which the policy leaves alone.
    """
    whole = report(_for_readers(found), (), not_covered)
    there = {page.address for page in found.pages if page.what != "gone"}
    became = {folder_of(page.address): _became(page) for page in found.of("card", "changed")}
    states = {folder_of(page.address): tuple(_states(page, there)) for page in found.of("card", "changed", "moved")}
    told = {part.title: part.entries for part in whole.parts if part.title in HEADINGS}
    known = {entry.address: entry for entry in told.pop(CHANGED, ())}
    names = {folder_of(page.address): page.name for page in found.of("card", "changed")}
    changed = [known.get(at, Entry(name, at)) for at, name in names.items() if at in known or states[at]]
    by_heading = {
        HEADINGS["New cards"]: told.get("New cards", ()),
        **{
            heading: tuple(entry for entry in changed if became[entry.address] == heading)
            for heading in (*OF_STATES.values(), HEADINGS[CHANGED])
        },
        **{HEADINGS[title]: told.get(title, ()) for title in ("Cards that moved", "Cards gone")},
    }
    sections = [_section(heading, of_it, there, states) for heading, of_it in by_heading.items() if of_it]
    rest = (f"\n{NOT_COVERED}: {entry.note}, {entry.title}.\n" for part in whole.parts if part.title == NOT_COVERED for entry in part.entries)  # fmt: skip  # noqa: E501
    return "".join((_head(found), *(sections or ["\nNothing that stands on a card has changed.\n"]), *rest))


def _head(found: Differences) -> str:
    title = f"What changed, {found.as_of}" if found.as_of else "What changed"
    description = json.dumps(_in_one_line(found), ensure_ascii=False)
    return f'+++\ntitle = "{title}"\ndescription = {description}\n+++\n'


def _for_readers(found: Differences) -> Differences:
    """The same without what cards only say of themselves, as their citation, and without states, told in words of
    their own."""
    pages = (replace(page, changes=tuple(filter(_is_fact, page.changes))) if page.kind == "card" else page for page in found.pages)  # fmt: skip  # noqa: E501
    return replace(found, pages=tuple(pages))


def _is_fact(change: Change) -> bool:
    section, row, _ = change.place
    return not _is_state(change) and (not section.startswith(ABOUT) or (section == ABOUT and row == "Source"))


def _is_state(change: Change) -> bool:
    section, row, column = change.place
    return (section == RESULTS and column == "State") or (section == ABOUT and row == "Verification")


def _states(page: PageChange, there: set[str]) -> Iterator[str]:
    """What became of the card and of single results of it: since when, why, where more is said, and of which values."""
    for change in filter(_is_state, page.changes):
        row = change.place.row if change.place.section == RESULTS else ""
        verdict = page.states.get(row)
        name, was = code(row) if row else "The card", f"was {code(change.old.text)}" if change.old else ""
        if change.new is None:
            yield f"{name} {was}, and is so no more"
            continue
        is_told = any(value.row == row for value in page.values)
        values = verdict.value if verdict and verdict.old != verdict.new and not is_told else ""
        notes = "; ".join(filter(None, (was, code(f"of {values}") if row and values else "")))
        yield f"{name}: {_state(change.new, verdict, there)}{f' ({notes})' if notes else ''}"
        if values and not row:
            yield f"Its results: {'; '.join(map(code, values.split('; ')))}"


def _state(said: Said, verdict: Verdict | None, there: set[str]) -> str:
    """A state with its day and its reason, and the link that it gives for more, where that can be followed."""
    if (link := _link(said.more, there)) and verdict:
        since = f" since {verdict.new.date}" if verdict.new.date else ""
        words = " ".join(filter(None, (f"{verdict.new.status}{since}.", verdict.new.reason)))
        if said.text.startswith(words):
            return f"{code(words)} See {link}."
    return code(said.text)


def _link(address: str, there: set[str]) -> str:
    """A link to another card of the new site, or out of it; empty where it cannot be written safely."""
    if PLAIN_LINK.fullmatch(address):
        return f"<{address}>"
    if address not in there or not PLAIN_ADDRESS.fullmatch(address):
        return ""
    return f"[{code(folder_of(address))}](/{folder_of(address)}/)"


def _became(page: PageChange) -> str:
    """The heading of a card that says something else: by the states that it says and did not say before."""
    new = {verdict.new.status for verdict in page.states.values() if verdict.new != verdict.old}
    return next((heading for status, heading in OF_STATES.items() if status in new), HEADINGS[CHANGED])


def _in_one_line(found: Differences) -> str:
    changed = sum(any(_is_fact(c) or _is_state(c) for c in page.changes) for page in found.of("card", "changed"))
    numbers = (
        (len(found.of("card", "added")), "new system", ""),
        (changed, "card changed", "cards changed"),
        (len(found.of("card", "moved")), "card at another address", "cards at another address"),
        (len(found.of("card", "gone")), "card no longer here", "cards no longer here"),
    )
    return f"{', '.join(counted(n, one, many) for n, one, many in numbers if n) or 'Nothing on cards'}."


def _section(heading: str, entries: tuple[Entry, ...], there: set[str], states: dict[str, tuple[str, ...]]) -> str:
    lines = [text for entry in entries for text in _entry(entry, there, states.get(entry.address, ()))]
    derived = BY_US if any(" %" in line.note for entry in entries for line in entry.lines) else ""
    said = "".join(f"\n{sentence}\n" for sentence in (FOLLOWS.get(heading), derived) if sentence)
    return f"\n## {heading}\n{said}\n{''.join(lines)}"


def _entry(entry: Entry, there: set[str], states: tuple[str, ...]) -> Iterator[str]:
    name = code(entry.title)
    is_linked = f"{entry.address}/index.html" in there and PLAIN_ADDRESS.fullmatch(entry.address)
    linked = f"[{name}](/{entry.address}/)" if is_linked else name
    yield f"- {linked}{f': {plain(entry.note)}' if entry.note else ''}\n"
    yield from (f"    - {line}\n" for line in (*states, *map(_line, entry.lines)))


def _line(line: Line) -> str:
    note = f" ({plain(line.note)})" if line.note else ""
    if line.tone == "new":
        return f"{code(line.label)}: {code(line.new)}{note}"
    if line.tone == "gone":
        return f"{code(line.label)} was {code(line.old)}{note}"
    return f"{code(line.label)} was {code(line.old)}, and is {code(line.new)}{note}"
