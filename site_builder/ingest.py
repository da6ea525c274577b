"""Import: read a source, write `data/`. The command is `import`, which no module can be called."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from site_builder.models import Number, Round, address_part
from site_builder.models import Source as EntrySource
from site_builder.problems import NothingFound, ProblemsFound, SiteBuilderError
from site_builder.sources import (
    Change,
    EntryFiles,
    Files,
    LeftOut,
    Note,
    Progress,
    Reading,
    SourceFormat,
    entry_of,
    file_name,
    json_text,
    read_rounds,
    round_of,
    source_formats,
    take_all,
)


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


def import_source(
    source: str,
    data: str = "data",
    *,
    round: str | None = None,
    dry_run: bool = False,
    replace: bool = False,
    verified: bool = False,
    source_url: str | None = None,
    retrieved: str | None = None,
    omit: Sequence[str] = (),
    report: str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a submission tree, a summary or published cards: folder, file or archive.

    Nothing is written where a file of `data/` says something else than the source, unless `replace` is said.
    Raises: ProblemsFound if a round file has errors; SiteBuilderError if the source cannot be read at all.
    """
    _check(source_url, retrieved)
    rounds = _rounds(data)
    formats = source_formats()
    taken, refused = _taken(source, formats, rounds, progress)
    source_format = _format_of(source, formats, taken)
    round_ = round_of(os.path.abspath(source), taken, rounds, round)
    reading = source_format.read(taken, round_)
    for path, why in refused:
        reading.found += 1
        reading.leave_out(path, "refused-file", why)
    files = EntryFiles(data)
    whole = _said_of_all(source_format, round_, verified, source_url, retrieved)
    changes, imported = _changes(reading, round_, files, whole, tuple(omit))
    result = _report(source, reading, round_, changes, imported, dry_run=dry_run, replacing=replace)
    if not dry_run and not result.conflicts:
        files.write([change for change in changes if change.what != "unchanged"])
    if report is not None:
        Path(report).write_text(result.as_json(), encoding="utf-8", newline="\n")
    return result


def _check(source_url: str | None, retrieved: str | None) -> None:
    """Refuse what no entry could hold, before anything is read."""
    try:
        EntrySource(url=source_url, retrieved=retrieved)
    except ValidationError as error:
        option = "--source-url" if error.errors()[0]["loc"] == ("url",) else "--retrieved"
        given = source_url if option == "--source-url" else retrieved
        raise SiteBuilderError(
            f'{option} is "{given}"', "write a whole address (https://...) and a day like 2024-08-28"
        ) from error


def _rounds(data: str) -> Mapping[str, Round]:
    found = read_rounds(data)
    if found.errors:
        raise ProblemsFound(found.errors)
    if not found.catalog.rounds:
        raise SiteBuilderError(f"there is no round in {data}/rounds", "name the site's data folder with --data")
    return found.catalog.rounds


def _taken(
    source: str, formats: Sequence[SourceFormat], rounds: Mapping[str, Round], progress: Progress | None
) -> tuple[list[Any], list[tuple[str, str]]]:
    """What the files of the source say, and those that were refused."""
    patterns = {p for round_ in rounds.values() if round_.logs for p in round_.logs.accuracy_patterns.values()}
    files = Files(source, lambda path: any(one.matches(path) for one in formats), progress)
    taken = list(take_all(files, formats, sorted(patterns)).values())
    refused = files.refused
    if os.path.isfile(source) and source.endswith(".json"):
        # A summary in its tree: the tree describes the systems, and the summary gives the results.
        beside = Files(os.path.dirname(os.path.abspath(source)), _is_description)
        taken += take_all(beside, formats, ()).values()
    return taken, refused


def _is_description(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 4 and parts[2] == "systems" and path.endswith(".json")


def _format_of(source: str, formats: Sequence[SourceFormat], taken: Sequence[Any]) -> SourceFormat:
    for source_format in formats:
        if source_format.is_given(taken):
            return source_format
    raise NothingFound(
        f"{source} holds nothing that can be imported",
        "name a submission tree (closed/<submitter>/results/...), a summary_results.json, or published cards",
    )


def _said_of_all(
    source_format: SourceFormat, round_: Round, verified: bool, source_url: str | None, retrieved: str | None
) -> dict[str, Any]:
    """Verification and source of every entry: a tree proves nothing, a person may say more."""
    verification = {"status": "verified" if verified else "unverified"}
    if verified and (since := round_.published or retrieved):
        verification["date"] = since
    source = {"kind": source_format.KIND, "url": source_url, "retrieved": retrieved}
    return {"verification": verification, "source": {key: value for key, value in source.items() if value}}


def _changes(
    reading: Reading, round_: Round, files: EntryFiles, whole: Mapping[str, Any], omit: Sequence[str]
) -> tuple[list[Change], int]:
    """What would be written for each draft that can stand, and how many results that are."""
    changes: list[Change] = []
    imported = 0
    taken: dict[tuple[str, ...], str] = {}
    for draft in reading.drafts:
        stem = file_name(draft.stem)
        address = tuple(address_part(part).casefold() for part in (draft.division, draft.submitter, stem))
        if address in taken:
            told = f"{taken[address]} has the same address"
            reading.leave_out(draft.described_in, "two-entries-one-system", told, len(draft.results))
            continue
        path = files.path_of(round_, draft.division, draft.submitter, stem)
        entry = entry_of(draft, round_, stem, whole, (*files.omitted_in(path), *omit), reading)
        if entry is not None:
            taken[address] = draft.described_in
            imported += entry.results
            changes.append(files.change(path, entry))
    return changes, imported


def _report(
    source: str, reading: Reading, round_: Round, changes: Sequence[Change], imported: int, *, dry_run: bool,
    replacing: bool,
) -> ImportReport:  # fmt: skip
    def paths(what: str) -> tuple[str, ...]:
        return tuple(change.path for change in changes if change.what == what)

    conflicts = tuple(Conflict(c.path, c.fields) for c in changes if c.what == "changed")
    return ImportReport(
        source=source,
        kind=reading.kind,
        round=round_.id,
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
