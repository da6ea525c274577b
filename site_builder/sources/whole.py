"""What only the whole data folder can tell: entries at one address, and links to what is not there."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.models import Entry, EntryFile
from site_builder.problems import Finding, JsonPath, Problem, nearest
from site_builder.sources.data_files import file_problem
from site_builder.sources.located_json import Document


class Named(NamedTuple):
    """An entry with the file it came from."""

    entry: Entry
    document: Document


def clashes(named: list[Named]) -> Iterator[Problem]:
    """Entries at one address, case aside: file systems and readers could not tell them apart."""
    by_address: dict[str, list[Named]] = defaultdict(list)
    for item in named:
        by_address[item.entry.link.casefold()].append(item)
    for items in by_address.values():
        if len(items) > 1:
            paths = [item.document.path for item in items]
            message, fix = f"{' and '.join(paths)} have one address", "remove all but one, or rename them apart"
            yield file_problem(paths[0], "two-entries-one-system", message, "one file for each system", fix)


def dead_links(named: list[Named]) -> Iterator[Problem]:
    """Links to entries that are not there: told, and no reason to stop."""
    known = {item.entry.link for item in named}
    for item in named:
        for at, link in _links(item.entry.file):
            if link and not link.startswith(("https://", "http://")) and link not in known:
                guess = nearest(link, known - {item.entry.link})
                message = f'link is "{link}", and no entry has this address'
                fix = f'write "{guess}"' if guess else "correct it, or add the entry"
                expected = "round/division/submitter/system, or a web address"
                yield item.document.problem(Finding(at, "link-to-nothing", message, expected, fix, "warning"))


def _links(file: EntryFile) -> Iterator[tuple[JsonPath, str | None]]:
    """What an entry names as its successor or explanation, with the place where it does."""
    yield ("verification", "link"), file.verification.link
    for index, result in enumerate(file.results):
        if result.verification:
            yield ("results", index, "verification", "link"), result.verification.link
