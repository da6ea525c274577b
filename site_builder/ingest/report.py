"""What an import did, or would do: for the terminal, and for machines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from site_builder.models import Number, Round, json_text
from site_builder.sources import Change, LeftOut, Note, Reading


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file of `data/` that says something else than the source, field by field."""

    path: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do; read = imported + left out."""

    source: str
    kind: str
    round: str
    dry_run: bool
    read: int
    imported: int
    left_out: tuple[LeftOut, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[Note, ...]
    differences: tuple[Note, ...]

    def __post_init__(self) -> None:
        if self.read != self.imported + self.left_out_count:
            raise AssertionError(f"{self.read} read, {self.imported} imported, {self.left_out_count} left out")

    @property
    def left_out_count(self) -> int:
        """How many things were read and are no results."""
        return sum(item.count for item in self.left_out)

    @property
    def reasons(self) -> dict[str, int]:
        """How many were left out for which reason, most first."""
        counts: Counter[str] = Counter()
        for item in self.left_out:
            counts[item.reason] += item.count
        return dict(sorted(counts.items(), key=lambda reason: (-reason[1], reason[0])))

    @property
    def succeeded(self) -> bool:
        """Whether something could be imported, and no hand edit is in the way."""
        return self.imported > 0 and not self.conflicts

    def as_json(self) -> str:
        """The report for machines."""
        value = {**asdict(self), "left_out_count": self.left_out_count, "reasons": self.reasons}
        for name in ("notes", "differences"):
            value[name] = [note._asdict() for note in getattr(self, name)]
        return json_text(_numbered(value))


def report_of(
    source: str, reading: Reading, round_: Round | None, changes: Sequence[Change], imported: int, *, dry_run: bool,
    replacing: bool,
) -> ImportReport:  # fmt: skip
    """What an import of this reading does to the entries, or would do."""

    def paths(what: str) -> tuple[str, ...]:
        return tuple(change.path for change in changes if change.what == what)

    conflicts = tuple(Conflict(c.path, c.fields) for c in changes if c.what == "changed")
    return ImportReport(
        source=source,
        kind=reading.kind,
        round=round_.id if round_ else "no round",
        dry_run=dry_run,
        read=reading.found,
        imported=imported,
        left_out=tuple(sorted(reading.left_out, key=lambda item: (item.reason, item.path))),
        new=paths("new"),
        changed=paths("changed") if replacing else (),
        unchanged=paths("unchanged"),
        conflicts=() if replacing else conflicts,
        notes=tuple(reading.notes),
        differences=tuple(reading.differences),
    )


def _numbered(value: Any) -> Any:
    """Counts as numbers of our own, which the writer of JSON knows."""
    if isinstance(value, dict):
        return {key: _numbered(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_numbered(member) for member in value]
    return Number(str(value)) if isinstance(value, int) and not isinstance(value, bool) else value
