"""Lines: what one page says differently, in words for every format."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from site_builder.diff.changes import Change, PageChange, ValueChange
from site_builder.diff.said import ABOUT, HEAD, NAMED, RESULTS, Place, Said

# What is refused has neither before nor after: its note says all.
Tone = Literal["better", "worse", "new", "gone", "changed", "refused"]
# What a line is of: what a result is and whether it counts; what else stands beside results, of which an edit of a
# round changes many alike; or anything else.
Subject = Literal["result", "beside", "other"]
Same = tuple[object, ...]
LONG = 100  # a text of which only what differs is told
SHARED_BY = 3  # from so many pages on, one change of them all is told once
# What is a number on a card; a version or an ID of the same digits is another one with a nought more.
MEASURED = frozenset({"Value", "Power"})
SAME_NUMBER = "the same number, written otherwise"
OF_RESULT = frozenset({*MEASURED, "Unit", "Accuracy reached", "Result ID", "State", "Verification"})
# What a table of results says of a whole benchmark: it comes from the round, and stands on every card of it.
TARGET = "Accuracy target"
NOT_BESIDE = frozenset({*NAMED, "Value", "Unit", "Rank", "Target", "Log", "Log's sha256"})


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: what it is about, before, after, and what is to be said of it."""

    label: str
    old: str
    new: str
    note: str = ""
    tone: Tone = "changed"
    subject: Subject = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told of one page, or of several that share it."""

    title: str
    address: str
    note: str = ""
    lines: tuple[Line, ...] = ()


def counted(number: int, one: str, many: str = "") -> str:
    """`1 page`, `1 204 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", " ")


def printable(text: str) -> str:
    """A text that steers no terminal and hides nothing: control and bidirectional characters as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


# ---- single changes in words


def line_of(change: Change) -> Line:
    """One change, with the words around it that say what it is."""
    old, new = change.old or Said(""), change.new or Said("")
    tone: Tone = "new" if change.old is None else "gone" if change.new is None else "changed"
    note = ""
    if change.old and change.new and old.text == new.text:
        note = f"{old.more or 'no link'} → {new.more or 'no link'}"
    elif tone == "changed" and is_measured(change.place) and same_number(old.text, new.text):
        note = SAME_NUMBER
    return Line(
        _label(change), old.text, new.text, note, tone, "beside" if note == SAME_NUMBER else _subject(change.place)
    )


def _subject(place: Place) -> Subject:
    if place.section == RESULTS:
        return "result" if place.column in OF_RESULT else "beside"
    return "result" if (place.section, place.row) == (ABOUT, "Verification") else "other"


def _label(change: Change) -> str:
    section, _, column = change.place
    section = "" if section in (RESULTS, HEAD) or section.endswith("Details") else section
    if is_running(change.place):  # running text has no name of its own
        column = ""
    return ": ".join(filter(None, (section, change.label, column))) or "text"


def is_running(place: Place) -> bool:
    """Whether a line of running text stands there."""
    return not place.row and place.column.startswith("text")


def is_measured(place: Place) -> bool:
    """Whether a number stands there, which may be written in several ways: not a fact, a version or an ID."""
    return place.section == RESULTS and place.column in MEASURED


def same_number(old: str, new: str) -> bool:
    """Whether two texts are spellings of one number."""
    try:
        return Decimal(old) == Decimal(new)
    except ArithmeticError:
        return False


def percent(value: Decimal) -> str:
    """`+8.33 %`, to three digits that count."""
    digits = f"{value:+.3g}"
    return f"{Decimal(digits):+f} %"


MOST_REWRITTEN = 3


def _value_lines(values: Iterable[ValueChange]) -> Iterator[Line]:
    """Values that moved, then those that only show other digits: many of these share a line."""
    found = [(value, _rewritten(value)) for value in values]
    yield from (_value_line(value, "") for value, how in found if not how)
    yield from (_value_line(value, how) for value, how in found if how and how != SAME_NUMBER)
    same = [_value_line(value, how) for value, how in found if how == SAME_NUMBER]
    if len(same) <= MOST_REWRITTEN:
        yield from same
    else:
        yield replace(same[0], label=f"{len(same)} values", note=f"{SAME_NUMBER}; this is {same[0].label}")


def _rewritten(value: ValueChange) -> str:
    """How two spellings of one number differ; empty where it is another number."""
    if value.old_unit != value.unit or value.percent is None:
        return SAME_NUMBER if value.old_unit == value.unit and same_number(value.old, value.new) else ""
    if value.percent == 0:
        return SAME_NUMBER
    one, two = Decimal(value.old), Decimal(value.new)
    places = max(int(one.as_tuple().exponent), int(two.as_tuple().exponent))
    is_rounded = round(one, -places) == round(two, -places) if places < 0 else False
    return f"{percent(value.percent)}, one is the other rounded" if is_rounded else ""


def _value_line(value: ValueChange, note: str) -> Line:
    old = f"{value.old} {value.old_unit}".rstrip() if value.old_unit != value.unit else value.old
    tone: Tone = "changed"
    if not note and value.percent is not None:
        note = ", ".join(filter(None, (percent(value.percent), value.direction)))
        tone = value.direction or "changed"
    elif value.old_unit != value.unit:
        note = "another unit"
    subject: Subject = "beside" if note == SAME_NUMBER else "result"
    return Line(value.row, old, f"{value.new} {value.unit}".rstrip(), note, tone, subject)


# ---- one page


def own_entry(page: PageChange, shared: Container[Same] = ()) -> Entry:
    """What one page says differently, values first; what it shares with many is told once for all of them."""
    elsewhere = {id(change) for change in shareable(page) if same_edit(change) in shared}
    changes = [change for change in page.changes if id(change) not in elsewhere]
    values = {value.row: value for value in page.values}
    lines = list(_value_lines(page.values))
    results: dict[str, list[Change]] = defaultdict(list)
    rest = []
    for change in changes:
        if change.place.section != RESULTS:
            rest.append(change)
        elif not (_is_value_of(change, change.place.row) and change.place.row in values):
            results[change.place.row].append(change)
    for row, of_row in results.items():
        if not _goes_with(row, of_row, results):
            lines += (_with_value(line, page, row) for line in _result_lines(row, of_row))
    rest_lines = [_with_value(line, page, "") for line in _rows(rest)]
    note = f"was at {folder_of(page.was)}{'' if page.leads_to else ', which leads nowhere now'}" if page.was else ""
    return Entry(page.name, folder_of(page.address), note, (*lines, *rest_lines))


def shareable(page: PageChange) -> Iterator[Change]:
    """The changes of a page that may be one edit of several pages: of what its results say, only a target may."""
    results = page.results
    for change in page.changes:
        if change.place.section != RESULTS or _is_of_round(change, results):
            yield change


def _is_of_round(change: Change, results: Mapping[str, tuple[Change, ...]]) -> bool:
    """Whether it is a target that changed, came or went by itself, not with results of its benchmark."""
    of_row = results[change.place.row]
    if change.place.column != TARGET or _goes_with(change.place.row, of_row, results):
        return False
    return bool(change.old and change.new) or not _has_value(of_row)


def _with_value(line: Line, page: PageChange, row: str) -> Line:
    """A line that tells a new state also says which values it is about, where no line beside it does."""
    verdict = None if any(value.row == row for value in page.values) else page.states.get(row)
    is_state = line.label.endswith(": State" if row else ": Verification") and line.tone in ("new", "changed")
    if verdict is None or not is_state or not verdict.value or verdict.new == verdict.old:
        return line
    return replace(line, note="; ".join(filter(None, (line.note, f"of {verdict.value}"))))


def _is_value_of(change: Change, row: str) -> bool:
    return change.place.section == RESULTS and change.place.row == row and change.place.column == "Value"


def _goes_with(row: str, changes: Sequence[Change], results: Mapping[str, Sequence[Change]]) -> bool:
    """Whether these say the target of a benchmark, which came or went together with its results."""
    came = {(change.old is None, change.new is None) for change in changes}
    if len(came) > 1 or came == {(False, False)} or any(c.place.column != TARGET for c in changes):
        return False
    return any(other.startswith(f"{row} ") and _has_value(changes) for other, changes in results.items())


def _result_lines(row: str, changes: list[Change]) -> list[Line]:
    """A result that came or went is one line; else a line for each thing that is said of it."""
    sides: tuple[tuple[str, Tone], ...] = (("new", "new"), ("old", "gone"))
    for side, tone in sides:
        fields = {c.place.column: getattr(c, side) for c in changes}
        if "Value" in fields and all(c.old is None if side == "new" else c.new is None for c in changes):
            value = f"{fields['Value'].text} {fields['Unit'].text if 'Unit' in fields else ''}".rstrip()
            beside = [f"{name} {said.text}" for name, said in fields.items() if name not in NOT_BESIDE]
            note = "; ".join([f"{'new result' if tone == 'new' else 'result gone'}", *beside])
            old, new = ("", value) if side == "new" else (value, "")
            return [Line(row, old, new, note, tone, "result")]
    return [line_of(change) for change in changes]


def _rows(changes: list[Change]) -> list[Line]:
    """The lines of other changes; a row of a table that came or went as a whole is one."""
    rows: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for number, change in enumerate(changes):
        rows[change.place.section, change.place.row or f"\0{number}"].append(change)
    lines: list[Line] = []
    for of_row in rows.values():
        first = of_row[0]
        if len(of_row) > 2 and len({(c.old is None, c.new is None) for c in of_row}) == 1 and None in (first.old, first.new):  # fmt: skip  # noqa: E501
            words = "; ".join(f"{c.place.column} {(c.new or c.old or Said('')).text}" for c in of_row)
            is_new = first.old is None
            lines.append(Line(first.label, "" if is_new else words, words if is_new else "", "", "new" if is_new else "gone"))  # fmt: skip  # noqa: E501
        else:
            lines += map(line_of, of_row)
    return lines


def whole_entry(page: PageChange) -> Entry:
    """A card that came or went: its results, and how much else it says."""
    lines = [line for row, changes in page.results.items() for line in _result_lines(row, list(changes)) if _has_value(changes)]  # fmt: skip  # noqa: E501
    facts = [change for change in page.changes if change.place.section.endswith("Details")]
    states = ", ".join(sorted({(v.new.status if page.what == "added" else v.old.status) for v in page.states.values()} - {""}))  # fmt: skip  # noqa: E501
    lead = f"; the old address leads to {folder_of(page.leads_to)}" if page.leads_to else ""
    said = ", ".join(filter(None, (counted(len(lines), "result"), states, counted(len(facts), "fact"))))
    return Entry(page.name, folder_of(page.address), f"{said}{lead}", tuple(lines))


def _has_value(changes: Iterable[Change]) -> bool:
    return any(change.place.column == "Value" for change in changes)


def folder_of(address: str) -> str:
    return address.removesuffix("index.html").rstrip("/") or address


def same_edit(change: Change) -> Same:
    """What two changes of different pages have in common when they are one edit, of a template, a round or the site."""
    place = change.place._replace(column="text") if is_running(change.place) else change.place
    if change.old is None or change.new is None:
        # Not where its links lead: each page has its own to what all of them name.
        return *place, change.old and change.old.text, change.new and change.new.text
    # The title of each page begins with its own words.
    words = differing(change.old.text, change.new.text, 0, 0 if place.section == HEAD else LONG)
    # Nor does it matter where their links lead, as long as each leads where it led.
    led = () if change.old.more == change.new.more else (change.old.more, change.new.more)
    return *place, *(text.strip("… ") for text in words), *led


def differing(old: str, new: str, around: int = 3, long: int = LONG) -> tuple[str, str]:
    """Of two long texts what differs, with so many words before and after; short ones whole."""
    if max(len(old), len(new)) <= long:
        return old, new
    one, two = old.split(" "), new.split(" ")
    most = min(len(one), len(two))
    start = next((n for n in range(most) if one[n] != two[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != two[-1 - n]), most - start)
    return _part(one, start - around, len(one) - end + around), _part(two, start - around, len(two) - end + around)


def _part(words: list[str], start: int, end: int) -> str:
    start, end = max(0, start), min(len(words), end)
    parts = ("…" if start else "", " ".join(words[start:end]), "…" if end < len(words) else "")
    return " ".join(filter(None, parts))
