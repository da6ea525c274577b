"""Oversights: what an entry most likely should not say, told and no reason to stop."""

import os
from collections.abc import Iterable, Iterator

from site_builder.models import UNRANKED, Entry, address_part
from site_builder.problems import Finding, Problem, shortened
from site_builder.sources.data_files import document
from site_builder.sources.entry_files import file_name
from site_builder.sources.located_json import Document
from site_builder.sources.whole import Named

OURS = "results"  # data/results/<round>/<division>/<submitter>/<system>.json
DEPTH = 4  # so many parts of a path below it


def oversights(folder: str, named: Iterable[Named]) -> Iterator[Problem]:
    """Entries in the folder of another submitter, as a rename by hand leaves them, and cards that show no result."""
    start = os.path.join(folder, OURS, "")
    for item in named:
        entry = item.entry
        other = _other_submitter(item.file.removeprefix(start), entry) if item.file.startswith(start) else ""
        has_none = not entry.gist.results and entry.gist.status not in UNRANKED
        if other or has_none:
            # The texts of 100 000 entries are more than memory holds: those with an oversight are read once more.
            found = document(item.file, _unsaid) or Document(item.path, b"")
            if other:
                yield found.problem(_half_renamed(entry, other))
            if has_none:
                yield found.problem(_without_results(found))


def _other_submitter(path: str, entry: Entry) -> str:
    """The folder that says another submitter than the entry; empty where it says the same, or stands elsewhere."""
    parts = path.split("/")
    if len(parts) != DEPTH or parts[:2] != [entry.round.id, entry.division] or parts[2] == entry.submitter:
        return ""
    same = {address_part(name).casefold() for name in (entry.submitter, file_name(entry.submitter))}
    return parts[2] if address_part(parts[2]).casefold() not in same else ""


def _half_renamed(entry: Entry, folder: str) -> Finding:
    at = ("submitter",) if entry.file.submitter is not None else ("system", "submitter")
    message = f'the submitter is "{shortened(entry.submitter)}", and the file lies in the folder of "{folder}"'
    expected = (
        "one submitter: its card stands below the name that the entry says, and links to the old one lead nowhere"
    )
    fix = f'write "{folder}" again and say `site-builder rename OLD NEW`, or move the file'
    return Finding(at, "folder-of-another-submitter", message, expected, fix, "warning")


def _without_results(found: Document) -> Finding:
    at = ("results",) if isinstance(found.value, dict) and "results" in found.value else ()
    expected, fix = "a row for each result", 'add {"benchmark": ..., "scenario": ..., "value": ...}'
    return Finding(at, "no-results", "the entry has no results, and its card shows none", expected, fix, "warning")


def _unsaid(_: Problem) -> None:
    """What is wrong with the file was told when it was read."""
