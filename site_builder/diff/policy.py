"""Policy `published`: a published number changes only with an erratum, and what was published never just goes.

It has to hold over several requests, one after the other: what was withdrawn may go as little as what counts, since
it would go in two steps then; and nothing becomes unverified, which may be edited at will.

Source: MLPerf results messaging guidelines and submission rules, on what becomes of results after publication.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.diff.changes import Change, Differences, PageChange, Verdict
from site_builder.diff.lines import folder_of, is_measured, same_number
from site_builder.diff.said import LEADS_ON, State
from site_builder.models import ERRATA

# What a page says nothing of was published somewhere: on a published card.
PUBLISHED = ERRATA | {"verified", ""}
# By what something was told to be, what it may become.
KEPT = {"verified": ERRATA | {"verified"}, **dict.fromkeys(ERRATA, ERRATA)}
NUMBERS = ("Value", "Unit", "Accuracy reached", "Power", "Result ID")
UNKNOWN = Verdict(State(), State())
ERRATUM = 'write what became of it: "verification": {"status": "corrected", "date": ..., "reason": ...}'
KEEP = 'keep it, with "verification": {"status": "withdrawn", "date": ..., "reason": ...}'


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something that must not happen to what is published."""

    address: str
    name: str
    row: str
    message: str
    fix: str


def forbidden(found: Differences) -> tuple[Forbidden, ...]:
    """What the policy forbids, in the order of the pages."""
    pages = [page for page in found.pages if page.what != "added"]
    moved = {page.was: page.address for page in pages if page.was}
    return tuple(each for page in pages for each in (*_of_address(page, moved), *_of_card(page)))


def not_covered(found: Differences) -> int:
    """How many results that are unverified say another number or are gone: the policy holds for what was published."""
    cards = (page for page in found.pages if page.kind == "card" and page.what != "added")
    return sum(_has_number(page, row) and not _is_published(page, row) for page in cards for row in page.results)


def _of_address(page: PageChange, moved: Mapping[str, str]) -> Iterator[Forbidden]:
    """An address that a card had, and that leads to it no more, nor to where it moved."""
    led = [change for change in (*page.changes, *page.follows) if change.place == LEADS_ON and change.old]
    for there, now in ((change.old.text, change.new.text if change.new else "") for change in led if change.old):
        if now and now == moved.get(there):
            continue
        fix = f'keep it in the entry of {folder_of(there)}: "was": ["{folder_of(page.was or page.address)}"]'
        rest = f"leads to {folder_of(now)}" if now else "leads there no more"
        rest = "nothing stands there now" if page.what == "gone" else rest
        yield Forbidden(page.address, page.name, "", f"it led to {folder_of(there)}, and {rest}", fix)


def _of_card(page: PageChange) -> Iterator[Forbidden]:
    if page.kind != "card":
        return
    published = [row for row in page.results if _is_published(page, row)]
    if page.what == "gone":
        if published:
            rest = (
                f"its address leads to {folder_of(page.leads_to)}" if page.leads_to else "no card stands at its address"
            )
            yield Forbidden(page.address, page.name, "", f"a published card is gone, and {rest}", KEEP)
        return
    if page.what == "moved" and not page.leads_to:
        fix = f'name its old address in the entry: "was": ["{folder_of(page.was)}"]'
        yield Forbidden(page.address, page.name, "", f"it moved, and nothing stands at {folder_of(page.was)}", fix)
    for row in published:
        # No state of the card, told or not, stands for a result that is not there.
        if gone := _gone(page, row):
            yield Forbidden(page.address, page.name, row, f"the published result {gone} is gone", KEEP)
        elif not _has_erratum(page, row):
            yield from _of_result(page, row, page.results[row])
    yield from _of_states(page)


def _of_states(page: PageChange) -> Iterator[Forbidden]:
    """States, of the card and of results that have one of their own: taken back in silence, or left unexplained."""
    of_card = (_old(page, ""), _new(page, ""))
    for row in sorted(page.states):
        old, new = _old(page, row), _new(page, row)
        if (row and (old, new) == of_card) or (row and _gone(page, row)):
            continue  # told once, of the card; or of the result
        kept = KEPT.get(old.status)
        if kept and new.status not in kept:
            fix = 'leave its "verification" as it was, or say there what became of it'
            message = f"it was {old.status}, and is {new.status or 'nothing'}"
            yield Forbidden(page.address, page.name, row, message, fix)
        elif new.status in ERRATA and old.status in PUBLISHED and new != old and not (new.date and new.reason):
            lacking = " and ".join(word for word, said in (("since when", new.date), ("why", new.reason)) if not said)
            fix = f'say it beside the state: "verification": {{"status": "{new.status}", "date": ..., "reason": ...}}'
            yield Forbidden(page.address, page.name, row, f"it is {new.status}, and nothing says {lacking}", fix)


def _gone(page: PageChange, row: str) -> str:
    """The value of a result that the new page does not have; empty where it has it."""
    values = (change for change in page.results.get(row, ()) if change.place.column == "Value")
    return next((change.old.text for change in values if change.old and change.new is None), "")


def _of_result(page: PageChange, row: str, changes: tuple[Change, ...]) -> Iterator[Forbidden]:
    by_column = {change.place.column: change for change in changes}
    for column in NUMBERS:
        change = by_column.get(column)
        if change and change.old:
            after = change.new.text if change.new else "nothing"
            if after == change.old.text:  # only where it leads is another: that is told as a difference
                continue
            if is_measured(change.place) and same_number(change.old.text, after):
                continue
            words = f"the published {column[0].lower()}{column[1:]} was {change.old.text}, and is {after}"
            yield Forbidden(page.address, page.name, row, words.replace("result ID", "ID"), ERRATUM)


def _is_published(page: PageChange, row: str) -> bool:
    """Whether the old page shows this row's result as published."""
    return _has_number(page, row) and _old(page, row).status in PUBLISHED


def _has_number(page: PageChange, row: str) -> bool:
    """Whether one of a result's numbers changed or is gone."""
    return any(change.old and change.place.column in NUMBERS for change in page.results[row])


def _has_erratum(page: PageChange, row: str) -> bool:
    """Whether the new page says what became of the result, with date and reason, and the old one did not."""
    new = page.states.get(row, UNKNOWN).new
    new = new if new.status in ERRATA else page.states.get("", UNKNOWN).new
    is_told = new.status in ERRATA and bool(new.date) and bool(new.reason)
    return is_told and new not in (page.states.get(row, UNKNOWN).old, page.states.get("", UNKNOWN).old)


def _old(page: PageChange, row: str) -> State:
    own = page.states.get(row, UNKNOWN).old
    return own if own.status else page.states.get("", UNKNOWN).old


def _new(page: PageChange, row: str) -> State:
    own = page.states.get(row, UNKNOWN).new
    return own if own.status else page.states.get("", UNKNOWN).new
