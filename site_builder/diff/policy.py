"""Policy `published`: a published number changes only with an erratum, and what was published never just goes.

It has to hold over several requests, one after the other: what was withdrawn may go as little as what counts, since
it would go in two steps then; and nothing becomes unverified, which may be edited at will.

Source: MLPerf results messaging guidelines and submission rules, on what becomes of results after publication.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.diff.changes import Change, Differences, PageChange, Verdict
from site_builder.diff.lines import folder_of, same_number
from site_builder.diff.said import State

ERRATA = frozenset({"corrected", "moved-to-open", "withdrawn", "invalid", "noncompliant", "superseded"})
# What a page says nothing of was published somewhere: on a published card.
PUBLISHED = ERRATA | {"verified", ""}
# By what something was told to be, what it may become.
KEPT = {"verified": ERRATA | {"verified"}, **dict.fromkeys(ERRATA, ERRATA)}
NUMBERS = ("Value", "Unit", "Accuracy reached", "Power", "Result ID")
UNKNOWN = Verdict(State(), State())
ERRATUM = 'write what became of it: "verification": {"status": "corrected", "date": ..., "reason": ...}'


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
    pages = (page for page in found.pages if page.what != "added")
    return tuple(each for page in pages for each in (_of_card(page) if page.kind == "card" else _of_page(page)))


def _of_page(page: PageChange) -> Iterator[Forbidden]:
    """An address that a card had, and that leads to it no more."""
    if page.what == "gone" and page.leads_to:
        there = folder_of(page.leads_to)
        fix = f'keep it in the entry of {there}: "was": ["{folder_of(page.address)}"]'
        yield Forbidden(page.address, page.name, "", f"it led to {there}, and nothing stands there now", fix)


def _of_card(page: PageChange) -> Iterator[Forbidden]:
    published = [row for row in page.results if _is_published(page, row)]
    if page.what == "gone":
        if published:
            fix = 'keep it, with "verification": {"status": "withdrawn", "date": ..., "reason": ...}'
            yield Forbidden(page.address, page.name, "", "a published card is gone, and nothing stands at its address", fix)  # fmt: skip  # noqa: E501
        return
    if page.what == "moved" and not page.leads_to:
        fix = f'name its old address in the entry: "was": ["{folder_of(page.was)}"]'
        yield Forbidden(page.address, page.name, "", f"it moved, and nothing stands at {folder_of(page.was)}", fix)
    for row in published:
        if not _has_erratum(page, row):
            yield from _of_result(page, row, page.results[row])
    yield from _of_states(page)


def _of_states(page: PageChange) -> Iterator[Forbidden]:
    """States that were taken back in silence: of the card, and of results that have one of their own."""
    of_card = (_old(page, "").status, _new(page, "").status)
    for row in sorted(page.states):
        old, new = _old(page, row).status, _new(page, row).status
        if row and (old, new) == of_card:
            continue  # told once, of the card
        kept = KEPT.get(old)
        is_gone = any(change.place.column == "Value" and not change.new for change in page.results.get(row, ()))
        if kept and new not in kept and not is_gone:
            fix = 'leave its "verification" as it was, or say there what became of it'
            yield Forbidden(page.address, page.name, row, f"it was {old}, and is {new or 'nothing'}", fix)


def _of_result(page: PageChange, row: str, changes: tuple[Change, ...]) -> Iterator[Forbidden]:
    by_column = {change.place.column: change for change in changes}
    value = by_column.get("Value")
    if value and value.new is None and value.old:
        yield Forbidden(page.address, page.name, row, f"the published result {value.old.text} is gone", ERRATUM)
        return
    for column in NUMBERS:
        change = by_column.get(column)
        if change and change.old and not same_number(change.old.text, change.new.text if change.new else ""):
            after = change.new.text if change.new else "nothing"
            words = f"the published {column[0].lower()}{column[1:]} was {change.old.text}, and is {after}"
            yield Forbidden(page.address, page.name, row, words.replace("result ID", "ID"), ERRATUM)


def _is_published(page: PageChange, row: str) -> bool:
    """Whether the old page shows this row's result as published."""
    if not any(change.old and change.place.column in NUMBERS for change in page.results[row]):
        return False
    return _old(page, row).status in PUBLISHED


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
