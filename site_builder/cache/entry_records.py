"""Entry records: what was read of an entry as plain values, and back."""

from typing import Any

from site_builder.cache.problem_records import plain_problem, problem_from
from site_builder.models import Gist, ResultGist
from site_builder.sources import EntryRead


def plain_entry(read: EntryRead) -> list[Any]:
    """What was read of an entry as a list."""
    return [
        read.file,
        read.path,
        [plain_problem(problem) for problem in read.problems],
        read.held_up,
        read.known and dict(read.known),
        read.gist,
        read.links,
        read.whole,
        read.sha256,
        read.unsure,
    ]


def entry_from(plain: list[Any]) -> EntryRead:
    """What was read of an entry, of such a list."""
    file, path, problems, held_up, known, gist, links, whole, sha256, unsure = plain
    return EntryRead(
        file=file,
        path=path,
        problems=tuple(map(problem_from, problems)),
        held_up=held_up,
        known={**known, "categories": tuple(known["categories"])} if known else None,
        gist=_gist(gist) if gist else None,
        links=tuple((tuple(at), link) for at, link in links),
        whole=whole,
        sha256=sha256,
        unsure=tuple(unsure),
    )


def _gist(plain: list[Any]) -> Gist:
    fields = dict(zip(Gist._fields, map(_frozen, plain), strict=True))
    return Gist(**{**fields, "results": tuple(map(ResultGist._make, fields["results"]))})


def _frozen(value: Any) -> Any:
    """JSON knows no tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
