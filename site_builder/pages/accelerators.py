"""The list of accelerator models, with what their systems state of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.listing import rounds_in_words
from site_builder.pages.page import Frame, Link, Page
from site_builder.tables import Name, chips_of, folded


@dataclass(frozen=True, slots=True)
class AcceleratorRow:
    """One accelerator model in the list."""

    name: Annotated[Link, "The model, leading to its page"]
    memory: Annotated[tuple[str, ...], "Its memory as systems state it, the most frequent first; may be empty"]
    counts: Annotated[str, "How many of them systems have: 1, 2, 8; may be empty"]
    systems: Annotated[int, "How many systems have it"]
    submitters: Annotated[int, "How many submitters"]
    rounds: Annotated[str, "The rounds it stands in, newest first: Sprint v2, v1"]


@dataclass(frozen=True, slots=True)
class Accelerators:
    """Everything that the list says."""

    frame: Annotated[Frame, "What stands around it"]
    rows: Annotated[tuple[AcceleratorRow, ...], "In alphabetical order"]
    without: Annotated[int, "How many systems compute on processors alone"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one list; none where no system has an accelerator, as then nothing leads to it."""
    if not contents.accelerators:
        return
    catalog = contents.catalog
    frame = contents.framing.frame(
        urls.ACCELERATORS,
        "Accelerators",
        "Accelerator models with the systems that have them, over all rounds.",
        rounds=tuple(catalog.rounds.values()),
    )
    rows = tuple(map(_row, contents.accelerators.values()))
    without = sum(chips_of(entry).kind == "processor" for entry in catalog.entries)
    yield Page(urls.ACCELERATORS, "pages/accelerators.html", Accelerators(frame, rows, without))


def _row(name: Name) -> AcceleratorRow:
    numbers = sorted({number for entry in name.entries if (number := chips_of(entry).number)})
    return AcceleratorRow(
        name=Link(name.title, urls.relative(urls.ACCELERATORS, urls.accelerator(name.part))),
        memory=memory_of(name.entries),
        counts=", ".join(map(str, numbers)),
        systems=len(name.entries),
        submitters=len({folded(entry.submitter) for entry in name.entries}),
        rounds=rounds_in_words(name.entries),
    )


def memory_of(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The sizes that systems state for this accelerator, each as written; what is no size is left out."""
    stated = [entry.system.accelerator.memory for entry in entries]
    counts = Counter(memory.as_written.strip() for memory in stated if memory.bytes)
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))
