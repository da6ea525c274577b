"""What a source held: entries as they would be written, what is left out and why, and what to know of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from site_builder.models import Number

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was read and is no result of an entry, with the reason."""

    path: str
    reason: str
    detail: str
    count: int = 1
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """The file, with line and column where a fault of its text is meant."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Unusable(NamedTuple):
    """A file that was meant as one of ours and cannot be read as such, with the reason."""

    path: str
    reason: str
    detail: str
    at: tuple[int, int] = (0, 0)


class Note(NamedTuple):
    """Something to know of what was imported all the same."""

    path: str
    kind: str
    detail: str


class FoundResult(NamedTuple):
    """One result as it would be written, and the place in the source that it stands for."""

    place: str
    fields: JsonObject

    def with_id(self, result_id: str | None) -> "FoundResult":
        """The same result under its public ID, which stands before what it names."""
        fields: JsonObject = {}
        for key, value in self.fields.items():
            if key not in ("benchmark", "scenario", "value", "unit", "category", "id") and "id" not in fields:
                fields["id"] = result_id
            fields[key] = value
        fields["id"] = result_id
        return self._replace(fields={key: value for key, value in fields.items() if value is not None})


@dataclass(frozen=True)
class Draft:
    """One entry as it would be written, before it is read with its round."""

    stem: str
    division: str
    submitter: str
    description: Mapping[str, Any]
    described_in: str
    results: Sequence[FoundResult]
    category: str | None = None
    source: JsonObject = field(default_factory=dict)


@dataclass
class Reading:
    """All that one source gave; `found` counts each thing whose fate must be told."""

    kind: str
    found: int = 0
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    differences: list[Note] = field(default_factory=list)

    def leave_out(self, path: str, reason: str, detail: str, count: int = 1, at: tuple[int, int] = (0, 0)) -> None:
        """Tell that so many things of this place are no results; `at` is the line and column of a fault."""
        self.left_out.append(LeftOut(path, reason, detail, count, *at))

    def differ(self, path: str, what: str, detail: str) -> None:
        """Tell what a tree and its summary state differently."""
        self.differences.append(Note(path, what, detail))

    def note(self, path: str, kind: str, detail: str) -> None:
        """Tell something about what is imported."""
        self.notes.append(Note(path, kind, detail))


def without_none(members: JsonObject) -> JsonObject:
    """Those members that say something."""
    return {key: value for key, value in members.items() if value is not None and value != {}}


def as_numbers(values: Mapping[str, str]) -> dict[str, Number]:
    """Numbers by name, digits as written."""
    return {name: Number(value) for name, value in values.items()}
