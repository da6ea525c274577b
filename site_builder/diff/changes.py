"""Changes: what two sites say differently, as values."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from site_builder.diff.said import RESULTS, Kind, Place, Said, State

What = Literal["changed", "added", "gone", "moved", "order", "markup"]
FileKind = Literal["script", "style sheet", "picture", "font", "data"]
Direction = Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """One text that changed, came or went; None where it was not, or is not any more."""

    place: Place
    label: str  # the row as a reader knows it
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A result's value: how far it moved in percent of the old one, and whether that is better."""

    row: str
    old: str
    new: str
    unit: str
    old_unit: str
    percent: Decimal | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the two pages say of the state of a card ("") or of one of its results, before and after.

    `value` is the result's value with its unit, or all of the card's: what a state is about, and does not say.
    """

    old: State
    new: State
    value: str = ""


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page that says something else, or that only one of the two sites has.

    `changes` are its own; `follows` are those that repeat or reckon with what changed on a card.
    """

    address: str
    kind: Kind
    name: str
    what: What
    was: str = ""  # the old address of a card that moved
    changes: tuple[Change, ...] = ()
    follows: tuple[Change, ...] = ()
    values: tuple[ValueChange, ...] = ()
    states: dict[str, Verdict] = field(default_factory=dict)
    broken: tuple[str, ...] = ()  # links of the new page that lead to no page, and did not before
    ids_gone: tuple[str, ...] = ()
    leads_to: str = ""
    names: tuple[str, ...] = ()  # of a card, changed or not: its results, their units, its round, system and submitter
    numbers: tuple[str, ...] = ()  # of a card: the values of its results and the numbers of its text, before and after

    @property
    def results(self) -> dict[str, tuple[Change, ...]]:
        """The page's own changes of results, by the row of the result."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.place.section == RESULTS:
                found.setdefault(change.place.row, []).append(change)
        return {row: tuple(changes) for row, changes in found.items()}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that led somewhere before, and leads nowhere now."""

    page: str
    target: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is no page; whatever no page shows or runs is data."""

    address: str
    what: What
    kind: FileKind = "data"


@dataclass(frozen=True, slots=True)
class Differences:
    """All that two sites say differently. Pages are in the order of their addresses."""

    old: str
    new: str
    pages: tuple[PageChange, ...]
    markup: tuple[str, ...]  # pages that changed, and say the same
    files: tuple[FileChange, ...]
    broken: tuple[BrokenLink, ...]
    same: int  # files that are the same in both
    as_of: str = ""  # the day that the new site speaks for, where it says so

    @property
    def is_empty(self) -> bool:
        """Whether the two are the same, byte for byte."""
        return not (self.pages or self.markup or self.files or self.broken)

    def of(self, kind: Kind, *whats: What) -> tuple[PageChange, ...]:
        """The pages of a kind that changed in one of these ways."""
        return tuple(page for page in self.pages if page.kind == kind and page.what in whats)
