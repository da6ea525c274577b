"""Entry records: what was read of entries as plain values, and back.

Most results share all but their value with hundreds of others, and every word that is written once is read once: an
edit of one entry reads those of all others.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from site_builder.cache.problem_records import plain_problem, problem_from
from site_builder.models import Gist, ResultGist
from site_builder.sources import EntryRead

KNOWN = ("id", "round", "division", "submitter", "categories", "availability")


def plain_entries(reads: Iterable[EntryRead]) -> dict[str, Any]:
    """What was read of some entries, as plain values."""
    grounds: dict[tuple[Any, ...], int] = {}
    kinds: list[int] = []
    values: list[str] = []
    ids: list[str | None] = []
    entries: list[list[Any]] = []
    for read in reads:
        entries.append(_plain_entry(read))
        for result in read.gist.results if read.gist else ():
            ground = (*result[:5], *result[6:9])
            kinds.append(grounds.setdefault(ground, len(grounds)))
            values.append(result.value)
            ids.append(result.id)
    return {"grounds": list(grounds), "kinds": kinds, "values": values, "ids": ids, "entries": entries}


def entries_from(plain: dict[str, Any]) -> Iterator[EntryRead]:
    """What was read, of such values."""
    grounds = [(tuple(ground[:5]), tuple(ground[5:])) for ground in plain["grounds"]]
    results = [
        ResultGist._make((*grounds[kind][0], value, *grounds[kind][1], id_))
        for kind, value, id_ in zip(plain["kinds"], plain["values"], plain["ids"], strict=True)
    ]
    start = 0
    for entry in plain["entries"]:
        count = entry[-1]
        yield _entry_from(entry, tuple(results[start : start + count]))
        start += count


def _plain_entry(read: EntryRead) -> list[Any]:
    """All but the results, and how many these are."""
    gist = read.gist
    return [
        read.file,
        read.path if read.path != read.file else "",
        [plain_problem(problem) for problem in read.problems],
        read.held_up,
        read.known and [read.known[name] for name in KNOWN],
        gist and [*gist[:10], gist.was],
        read.links,
        read.whole,
        read.sha256,
        read.unsure,
        read.latest,
        len(gist.results) if gist else 0,
    ]


def _entry_from(plain: Sequence[Any], results: tuple[ResultGist, ...]) -> EntryRead:
    file, path, problems, held_up, known, gist, links, whole, sha256, unsure, latest, _ = plain
    path = path or file
    return EntryRead(
        file,
        path,
        tuple(map(problem_from, problems)) if problems else (),
        held_up,
        {**dict(zip(KNOWN, known, strict=True)), "categories": tuple(known[4])} if known else None,
        _gist(gist, results) if gist else None,
        tuple([(tuple(at), link) for at, link in links]) if links else (),
        whole,
        sha256,
        tuple(unsure),
        latest,
    )


def _gist(plain: list[Any], results: tuple[ResultGist, ...]) -> Gist:
    *words, found, links, was = plain
    return Gist._make((*words, tuple(map(tuple, found)), tuple(links), results, tuple(was)))
