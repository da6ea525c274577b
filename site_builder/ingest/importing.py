"""The sentence: read a source, write `data/`."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from site_builder.ingest.report import ImportReport, report_of
from site_builder.models import Round, address_part
from site_builder.models import Source as EntrySource
from site_builder.problems import ProblemsFound, SiteBuilderError
from site_builder.sources import (
    NOTES,
    Change,
    EntryFiles,
    Files,
    Progress,
    Reading,
    SourceFormat,
    Unusable,
    complete,
    entry_of,
    file_name,
    is_another,
    kind_of,
    nothing_in,
    read_rounds,
    report_file,
    round_named,
    round_of,
    source_formats,
    take_all,
    unnamed_round,
    versions_in,
    web_address,
)


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
    _check(source, source_url, retrieved)
    was_killed = complete(data)
    rounds = _rounds(data)
    said = round_named(round, rounds) if round is not None else None
    with report_file(report) as write_report:
        taken, refused, files = _taken(source, source_formats(), rounds, progress)
        source_format = _format_of(taken) or _meant(taken)
        if source_format is None and not refused:
            raise nothing_in(files)
        round_ = said or round_of(os.path.abspath(source), taken, rounds)
        if round_ is None and _format_of(taken):
            raise unnamed_round(rounds)
        # Where nothing is a result, none of the round's words counts.
        reading = _read(source_format or source_formats()[0], taken, refused, round_ or next(iter(rounds.values())))
        if said is not None:
            _tell_another_round(reading, source, taken, said)
        entries = EntryFiles(data)
        if was_killed:
            reading.note(data, "interrupted-import", NOTES["interrupted-import"])
        whole = _said_of_all(reading, round_, verified, source_url, retrieved)
        changes, imported = _changes(reading, round_, entries, whole, tuple(omit))
        result = report_of(source, reading, round_, changes, imported, dry_run=dry_run, replacing=replace)
        if not dry_run and not result.conflicts:
            entries.write([change for change in changes if change.what != "unchanged"])
        write_report(result.as_json())
    return result


# What an option must be, where it is not.
FIXES = {
    "--source-url": "write a whole address: https://example.org/results",
    "--retrieved": "write a day as year, month and day: 2024-09-02",
}


def _check(source: str, source_url: str | None, retrieved: str | None) -> None:
    """Refuse what no entry could hold, before anything is read."""
    if (error := web_address(source)) and not os.path.exists(source):
        raise error
    try:
        EntrySource(url=source_url, retrieved=retrieved)
    except ValidationError as error:
        option = "--source-url" if error.errors()[0]["loc"] == ("url",) else "--retrieved"
        given = source_url if option == "--source-url" else retrieved
        raise SiteBuilderError(f'{option} is "{given}"', FIXES[option]) from error


def _rounds(data: str) -> Mapping[str, Round]:
    if not os.path.isdir(data):
        raise SiteBuilderError(f"there is no folder {data}", "name the site's data folder with --data")
    found = read_rounds(data)
    if found.errors:
        raise ProblemsFound(found.errors)
    if not found.catalog.rounds:
        raise SiteBuilderError(f"there is no round in {data}/rounds", "name the site's data folder with --data")
    return found.catalog.rounds


def _taken(
    source: str, formats: Sequence[SourceFormat], rounds: Mapping[str, Round], progress: Progress | None
) -> tuple[list[Any], list[tuple[str, str]], Files]:
    """What the files of the source say, those that were refused, and all of them."""
    patterns = {p for round_ in rounds.values() if round_.logs for p in round_.logs.accuracy_patterns.values()}
    files = Files(source, lambda path: any(one.matches(path) for one in formats), progress)
    taken = list(take_all(files, formats, sorted(patterns)).values())
    refused = files.refused
    if os.path.isfile(source) and source.endswith(".json"):
        # A summary in its tree: the tree describes the systems, and the summary gives the results.
        beside = Files(os.path.dirname(os.path.abspath(source)), _is_description)
        taken += take_all(beside, formats, ()).values()
    return taken, refused, files


def _is_description(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 4 and parts[2] == "systems" and path.endswith(".json")


def _format_of(taken: Sequence[Any]) -> SourceFormat | None:
    """The format of a source that holds results."""
    return next((one for one in source_formats() if one.is_given(taken)), None)


def _meant(taken: Sequence[Any]) -> SourceFormat | None:
    """The format that a source without any result was meant as: what is wrong with it is told in its words."""
    by_kind = {one.KIND: one for one in source_formats()}
    kinds = [kind for kind in map(kind_of, taken) if kind]
    return next((one for kind, one in by_kind.items() if kind in kinds), None)


def _read(
    source_format: SourceFormat, taken: Sequence[Any], refused: Sequence[tuple[str, str]], round_: Round
) -> Reading:
    """What the source holds: every file that was meant as one of its kind is counted, and those of others are told."""
    reading = source_format.read(taken, round_)
    for path, why in refused:
        reading.found += 1
        reading.leave_out(path, "refused-file", why)
    for fact in taken:
        # Pages in a tree are its submitter's business; a broken summary is missed wherever it lies.
        if isinstance(fact, Unusable) and (reading.kind == kind_of(fact) or fact.reason == "unreadable-summary"):
            reading.found += 1
            reading.leave_out(fact.path, fact.reason, fact.detail, at=fact.at)
    others = [fact for fact in taken if is_another(fact, reading.kind)]
    for kind, count in sorted(Counter(map(kind_of, others)).items()):
        first = next(fact.path for fact in others if kind_of(fact) == kind)
        reading.note(first, "not-read", f"{count} of the kind {kind.replace('-', ' ')}")
    return reading


def _tell_another_round(reading: Reading, source: str, taken: Sequence[Any], said: Round) -> None:
    """A note where the source states another round than the person at the terminal."""
    stated = next(versions_in(os.path.abspath(source), taken), None)
    if stated is not None and stated.version != said.version:
        reading.note(source, "another-round", f"{stated.where} says {stated.version}, and --round {said.id}")


def _said_of_all(
    reading: Reading, round_: Round | None, verified: bool, source_url: str | None, retrieved: str | None
) -> dict[str, Any]:
    """Verification and source of every entry: a tree proves nothing, a person may say more."""
    verification = {"status": "verified" if verified else "unverified"}
    if verified and (since := (round_.published if round_ else None) or retrieved):
        verification["date"] = since
    source = {"kind": reading.kind, "url": source_url, "retrieved": retrieved}
    return {"verification": verification, "source": {key: value for key, value in source.items() if value}}


def _changes(
    reading: Reading, round_: Round | None, files: EntryFiles, whole: Mapping[str, Any], omit: Sequence[str]
) -> tuple[list[Change], int]:
    """What would be written for each draft that can stand, and how many results that are."""
    changes: list[Change] = []
    imported = 0
    taken: dict[tuple[str, ...], str] = {}
    if round_ is None:
        return changes, imported
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
