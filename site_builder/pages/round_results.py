"""Round results: every result of a round with what must be told beside it, cut into parts of one page each."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Annotated

from site_builder.models import Entry, Precision
from site_builder.pages import urls
from site_builder.pages.contents import Part
from site_builder.pages.disclosures import power_of
from site_builder.pages.frozen import frozen
from site_builder.pages.page import Retrieval, digest
from site_builder.pages.results_table import row_ids
from site_builder.tables import chips_of


@frozen
class ExplorerResult:
    """What a row says of its result."""

    anchor: Annotated[str, "Anchor of the result's row on its card"]
    category: Annotated[tuple[str, ...], "Datacenter, Edge; empty where the round has none"]
    benchmark: Annotated[str, "As submission folders spell it"]
    used_model: Annotated[str, "The submitter's own model; empty where it is the benchmark's"]
    scenario: Annotated[str, "Offline"]
    value: Annotated[str, "Digits as written"]
    unit: Annotated[str, "The value's unit"]
    status: Annotated[str, "verified, unverified, superseded ..."]
    precision: Annotated[tuple[str, ...], "Number formats of the weights, read; as written where they cannot be read"]
    inferred_from: Annotated[str, "The scenario that was measured instead; may be empty"]
    accuracy: Annotated[str, "Accuracy reached; may be empty"]
    power: Annotated[str, "Measured power with its unit; may be empty"]
    id: Annotated[str, "Public result ID; may be empty"]


@frozen
class ExplorerSystem:
    """What rows of one system share, and its results that stand in this part."""

    name: Annotated[str, "The system's name"]
    card: Annotated[str, "round/division/submitter/system: what compare is asked for"]
    href: Annotated[str, "Link to its card"]
    submitter: Annotated[str, "Who submitted it"]
    division: Annotated[str, "Closed"]
    availability: Annotated[str, "Available; may be empty"]
    needs_care: Annotated[bool, "Whether it is anything but available, which readers must not miss"]
    chip_count: Annotated[str, "How many chips do the work; empty where it is not known"]
    chip_kind: Annotated[str, "What these are where they are no accelerators: processors; else empty"]
    accelerator: Annotated[str, "Its accelerator; empty where processors do the work"]
    processor: Annotated[str, "The host's processor"]
    software: Annotated[str, "The framework"]
    source: Annotated[Retrieval, "Where these results were found, and when"]
    results: Annotated[tuple[ExplorerResult, ...], "Its rows, in the order of the data"]


def rows_digest(part: Part) -> str:
    """A digest of all that rows follow from: their entries, and which of their results they are."""
    return digest([(entry.link, entry.sha256, index) for entry, index in part.rows])


def systems_of(here: str, part: Part, start: int = 0, end: int | None = None) -> tuple[ExplorerSystem, ...]:
    """Rows of a part, from one to before another, by their systems, with links from this address."""
    found = []
    at = 0
    for source, said in _rows(part):
        first, last = max(start - at, 0), len(said) if end is None else min(end - at, len(said))
        if first < last:
            found.append(_system(here, part.rows[at][0], source, said[first:last]))
        at += len(said)
    return tuple(found)


@lru_cache(maxsize=2)  # a part is shown on a page and in a file, which are made one after the other
def _rows(part: Part) -> list[tuple[Retrieval, tuple[ExplorerResult, ...]]]:
    """What the rows of a part say, by their systems; apart where their sources differ."""
    groups = groupby(part.rows, key=lambda row: (row[0].link, _source(*row)))
    return [(source, tuple(_results(list(rows)))) for (_, source), rows in groups]


def _source(entry: Entry, index: int) -> Retrieval:
    known = entry.gist.found
    return Retrieval(*(known[0] if len(known) == 1 else entry.found_at(entry.results[index])))


def _system(here: str, entry: Entry, source: Retrieval, results: tuple[ExplorerResult, ...]) -> ExplorerSystem:
    chips = chips_of(entry)
    kind = chips.kind if chips.number == 1 else f"{chips.kind}s"
    return ExplorerSystem(
        name=entry.gist.name,
        card=entry.link,
        href=urls.relative(here, urls.result_card(entry)),
        submitter=entry.submitter,
        division=entry.round.divisions[entry.division].title,
        availability=entry.round.availabilities[entry.availability].title if entry.availability else "",
        needs_care=entry.availability not in (None, "available"),
        chip_count=str(chips.number or ""),
        chip_kind=kind if chips.kind == "processor" else "",
        accelerator=chips.model if chips.kind == "accelerator" else "",
        processor=entry.gist.processor,
        software=entry.system.software.framework,
        source=source,
        results=results,
    )


def _results(rows: list[tuple[Entry, int]]) -> Iterator[ExplorerResult]:
    entry = rows[0][0]
    anchors = row_ids(entry)
    for _, index in rows:
        yield _result(entry, index, anchors[index])


def _result(entry: Entry, index: int, anchor: str) -> ExplorerResult:
    known, result = entry.gist.results[index], entry.results[index]
    titles = [entry.round.categories[category].title for category in entry.categories_of(known) if category]
    return ExplorerResult(
        anchor=anchor,
        category=tuple(titles),
        benchmark=known.benchmark,
        used_model=(known.used_model or "") if known.used_model != known.benchmark else "",
        scenario=known.scenario,
        value=known.value,
        unit=known.unit,
        status=known.status,
        precision=(Precision.of(known.weights).formats or (known.weights,)) if known.weights else (),
        inferred_from=result.inferred_from or "",
        accuracy=result.accuracy_in_words,
        power=power_of(result),
        id=known.id or "",
    )
