"""What every source format offers, and one pass over the files of a source for all of them."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from site_builder.models import Round
from site_builder.sources import SOURCES
from site_builder.sources.archive import Files
from site_builder.sources.card_html import CardPage
from site_builder.sources.forward_reader import Stream
from site_builder.sources.reading import Reading, Unusable
from site_builder.sources.summary_rows import SummaryFile


class SourceFormat(Protocol):
    """A format: which files it reads, what each says by itself, and what all of them say together.

    Two steps, because an archive is met once and in its own order: a log is often met before what gives it sense.
    """

    KIND: str

    def matches(self, path: str, /) -> bool:
        """Whether a file at this path may be one of its files."""
        ...

    def take(self, path: str, stream: Stream, patterns: Iterable[str], /) -> Any:
        """What one file says; None where it says nothing."""
        ...

    def is_given(self, taken: Iterable[Any], /) -> bool:
        """Whether a source of which this was taken is of this format."""
        ...

    def read(self, taken: Iterable[Any], round_: Round, /) -> Reading:
        """The entries of the source, and what is left out."""
        ...


def source_formats() -> tuple[SourceFormat, ...]:
    """The formats that `SOURCES` names."""
    return tuple(cast(SourceFormat, import_module(f"{__package__}.{name}")) for name in SOURCES)


def take_all(files: Files, formats: Sequence[SourceFormat], patterns: Iterable[str]) -> dict[str, Any]:
    """What the files of a source say, by path; a file that stands twice in an archive counts as it stood last."""
    taken: dict[str, Any] = {}
    told = tuple(patterns)
    for path, stream in files:
        for source_format in formats:
            if not source_format.matches(path):
                continue
            try:
                fact = source_format.take(path, stream, told)
            except OSError as error:
                files.refused.append((path, f"it cannot be read: {error.strerror or error}"))
                break
            if fact is not None:
                taken[path] = fact
                break
    return taken


def kind_of(fact: Any) -> str:
    """Which kind of source brings such a fact; empty where several do."""
    if isinstance(fact, CardPage) or (isinstance(fact, Unusable) and fact.reason == "unreadable-card"):
        return "published-card"
    if isinstance(fact, SummaryFile | Unusable):
        return "summary"
    return "submission-tree"


def is_another(fact: Any, kind: str) -> bool:
    """Whether the fact is of a kind that an import of this one passes over; a tree and its summary are one."""
    if isinstance(fact, Unusable):
        return False
    return (kind_of(fact) == "published-card") != (kind == "published-card")
