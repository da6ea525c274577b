"""Round results: every result of a round with what must be told beside it, cut into parts of one page each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Annotated

from site_builder.models import Entry, Precision, Result, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Retrieval, digest
from site_builder.pages.results_table import row_ids
from site_builder.tables import chips_of

ROWS_OF_A_PART = 1000
Part = tuple[tuple[Entry, int], ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


def parts_of(round_: Round, contents: Contents) -> tuple[Part, ...]:
    """Entry and position of each result, in the order of the catalog, cut into parts."""
    every = ((entry, i) for entry in contents.catalog.entries_of(round_) for i in range(len(entry.gist.results)))
    return tuple(iter(lambda: tuple(islice(every, ROWS_OF_A_PART)), ()))


def rows_digest(part: Part) -> str:
    """A digest of all that rows follow from: their entries, and which of their results they are."""
    return digest([(entry.link, entry.sha256, index) for entry, index in part])


def systems_of(here: str, part: Part) -> tuple[ExplorerSystem, ...]:
    """The rows of a part by their systems, with links from this address; apart where their sources differ."""
    groups = groupby(part, key=lambda row: (row[0].link, _source(*row)))
    return tuple(_system(here, list(rows), source) for (_, source), rows in groups)


def _source(entry: Entry, index: int) -> Retrieval:
    return Retrieval(*entry.found_at(entry.results[index]))


def _system(here: str, rows: list[tuple[Entry, int]], source: Retrieval) -> ExplorerSystem:
    entry = rows[0][0]
    chips = chips_of(entry)
    kind = chips.kind if chips.number == 1 else f"{chips.kind}s"
    return ExplorerSystem(
        name=entry.system.name,
        card=entry.link,
        href=urls.relative(here, urls.result_card(entry)),
        submitter=entry.submitter,
        division=entry.round.divisions[entry.division].title,
        availability=entry.round.availabilities[entry.availability].title if entry.availability else "",
        needs_care=entry.availability not in (None, "available"),
        chip_count=str(chips.number or ""),
        chip_kind="" if chips.kind == "accelerator" else kind,
        accelerator=chips.model if chips.kind == "accelerator" else "",
        processor=entry.system.host.processor.model_name,
        software=entry.system.software.framework,
        source=source,
        results=tuple(_results(entry, [index for _, index in rows])),
    )


def _results(entry: Entry, positions: list[int]) -> Iterator[ExplorerResult]:
    anchors = row_ids(entry)
    for index in positions:
        yield _result(entry, entry.results[index], anchors[index])


def _result(entry: Entry, result: Result, anchor: str) -> ExplorerResult:
    categories = entry.categories_of(result)
    written = (result.weight_data_types,) if result.weight_data_types else ()
    return ExplorerResult(
        anchor=anchor,
        category=tuple(entry.round.categories[category].title for category in categories if category),
        benchmark=result.benchmark,
        used_model=(result.used_model or "") if result.used_model != result.benchmark else "",
        scenario=result.scenario,
        value=str(result.value),
        unit=entry.unit_of(result),
        status=entry.verification_of(result).status,
        precision=Precision.of(result.weight_data_types).formats or written,
        inferred_from=result.inferred_from or "",
        accuracy=result.accuracy_in_words,
        power=f"{result.power.value} {result.power.unit}" if result.power else "",
        id=entry.id_of(result) or "",
    )
