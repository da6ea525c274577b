"""What the script of the compare page is given: one file for each submitter of a round and division.

Whatever is a rule is worked out here; the script joins what shares its ground, and divides.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from site_builder.models import Entry, Result
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.facts import fact
from site_builder.pages.messaging import VERIFIED, footnote, marked
from site_builder.pages.page import Page, Retrieval
from site_builder.pages.results_table import row_ids
from site_builder.tables import Chips, Ground, chips_of, grounds_of, off_boards, quantity

TEMPLATE = "data/compare_data.js"
VERIFIED_STATES = ("verified", "corrected")


@dataclass(frozen=True, slots=True)
class ComparedResult:
    """One result, with all that must be told beside it."""

    row: Annotated[str, "Anchor of its row on the card"]
    benchmark: Annotated[str, "As submission folders spell it"]
    title: Annotated[str, "The benchmark for readers"]
    scenario: Annotated[str, "Offline"]
    used_model: Annotated[str, "The model, where submitters bring their own; else empty"]
    value: Annotated[str, "Digits as written"]
    unit: Annotated[str, "Its unit"]
    better: Annotated[str, "higher or lower; empty where the round does not say"]
    quantity: Annotated[str, "What the unit counts: throughput, latency"]
    status: Annotated[str, "verified, unverified, superseded ..."]
    off: Annotated[str, "Why it is compared with nothing; empty where it may be compared"]
    grounds: Annotated[
        tuple[tuple[Any, ...], ...],
        "For each of its categories: what must be equal, in the order of the page's reasons; version; round; and "
        "the rounds that this one calls compatible",
    ]
    inferred_from: Annotated[str, "The scenario that was measured instead; may be empty"]
    power: Annotated[str, "Measured power with its unit; may be empty"]
    accuracy: Annotated[str, "Accuracy reached; may be empty"]
    precision: Annotated[str, "Number formats of the weights; may be empty"]
    id: Annotated[str, "Public result ID; may be empty"]


@dataclass(frozen=True, slots=True)
class ComparedSystem:
    """One system with its results and facts."""

    address: Annotated[str, "round/division/submitter/system"]
    card: Annotated[str, "Link to its card, from the compare page"]
    name: Annotated[str, "Its name"]
    submitter: Annotated[str, "Who submitted it"]
    family: Annotated[str, "The suite, as rounds write it"]
    suite: Annotated[str, "The suite, as pages print it"]
    scope: Annotated[str, "Suite, version, division and category, in one line"]
    availability: Annotated[str, "Available; may be empty"]
    chips: Annotated[str, "8x NVIDIA H100"]
    differences: Annotated[
        tuple[tuple[str, str], ...], "What must be told where it differs: name and value; empty where not stated"
    ]
    results: Annotated[tuple[ComparedResult, ...], "In the order of the card"]
    facts: Annotated[
        tuple[tuple[Any, ...], ...],
        "The description in alphabetical order: key, JSON type, text, and the lines of a nested value "
        "(depth, key, type, text)",
    ]
    omitted: Annotated[tuple[str, ...], "Keys of the description that were left out on import"]
    retrievals: Annotated[tuple[Retrieval, ...], "Where its results were found, and when"]
    is_mlperf: Annotated[bool, "Whether the messaging rules of MLPerf® bind it"]
    verified: Annotated[str, "What a citation says of its verified results; may be empty"]


@dataclass(frozen=True, slots=True)
class CompareData:
    """One file of data: the systems of one submitter."""

    systems: Annotated[tuple[ComparedSystem, ...], "In the order of the catalog"]


def pages(contents: Contents) -> Iterator[Page]:
    """The file of each submitter of a round and division."""
    submitters: dict[str, list[Entry]] = defaultdict(list)
    for entry in contents.catalog.entries:
        # Submitters whose folders differ in case only share a file: not every file system could tell two apart.
        submitters[entry.link.rpartition("/")[0].lower()].append(entry)
    for submitter, entries in submitters.items():
        yield Page(urls.compare_data(submitter), TEMPLATE, CompareData(tuple(map(compared_system, entries))))


def compared_system(entry: Entry) -> ComparedSystem:
    """All that is compared of one entry."""
    round_, rows = entry.round, row_ids(entry)
    categories = ", ".join(round_.categories[category].title for category in entry.categories)
    scope = " ".join(filter(None, (marked(round_.title, round_), round_.divisions[entry.division].title, categories)))
    states = {entry.verification_of(result).status for result in entry.results}
    is_mlperf = round_.messaging == "mlperf"
    return ComparedSystem(
        address=entry.link,
        card=urls.relative(urls.compare(), urls.result_card(entry)),
        name=entry.system.name,
        submitter=entry.submitter,
        family=round_.family,
        suite=marked(round_.family, round_),
        scope=scope,
        availability=_availability(entry),
        chips=chips_of(entry).in_words(),
        differences=tuple(_differences(entry, categories)),
        results=tuple(_result(entry, result, rows[index]) for index, result in enumerate(entry.results)),
        facts=tuple(_fact(key, value) for key, value in sorted(entry.system.description.items())),
        omitted=entry.file.omitted,
        retrievals=footnote(scope, [(entry, result) for result in entry.results], (round_,)).retrievals,
        is_mlperf=is_mlperf,
        verified=VERIFIED if is_mlperf and states and states.issubset(VERIFIED_STATES) else "",
    )


def _availability(entry: Entry) -> str:
    return entry.round.availabilities[entry.availability].title if entry.availability else ""


def _differences(entry: Entry, categories: str) -> Iterator[tuple[str, str]]:
    """What a comparison must tell where it differs; empty where it is not stated.

    Source: messaging guidelines, on comparisons.
    """
    round_, chips = entry.round, chips_of(entry)
    states = dict.fromkeys(entry.verification_of(result).status for result in entry.results)
    present = {result.scenario for result in entry.results}
    yield "Version", marked(round_.title, round_)
    yield "Division", round_.divisions[entry.division].title
    yield "Category", categories
    yield "Availability", _availability(entry)
    yield "Verification", ", ".join(states) or entry.file.verification.status
    yield "Scenarios", ", ".join(scenario for scenario in round_.scenarios if scenario in present) or "none"
    yield "Chip count", _chip_count(chips)


def _chip_count(chips: Chips) -> str:
    """`8 accelerators`; what they are where their number is not stated."""
    if not chips.number:
        return f"{chips.kind}s, number not stated" if chips.kind else ""
    return f"{chips.number} {chips.kind if chips.number == 1 else f'{chips.kind}s'}"


def _result(entry: Entry, result: Result, row: str) -> ComparedResult:
    round_, unit = entry.round, entry.unit_of(result)
    benchmark, metric = round_.benchmark(result.benchmark), round_.metric(unit)
    grounds = grounds_of(entry, result)
    return ComparedResult(
        row=row,
        benchmark=result.benchmark,
        title=benchmark.title if benchmark else result.benchmark,
        scenario=result.scenario,
        used_model=(result.used_model or result.benchmark) if entry.owns_models else "",
        value=str(result.value),
        unit=unit,
        better=metric.better if metric else "",
        quantity=quantity(metric) if metric else "value",
        status=entry.verification_of(result).status,
        off="" if grounds else off_boards(entry, result),
        grounds=tuple(map(_ground, grounds)),
        inferred_from=result.inferred_from or "",
        power=f"{result.power.value} {result.power.unit}" if result.power else "",
        accuracy=result.accuracy_in_words,
        precision=", ".join(result.precision.formats) or result.weight_data_types or "",
        id=entry.id_of(result) or "",
    )


def _ground(ground: Ground) -> tuple[Any, ...]:
    return ground.parts, ground.version, ground.round, ground.compatible


def _fact(key: str, value: Any) -> tuple[Any, ...]:
    row = fact(key, value)
    return (row.key, row.type, row.text, *((part.depth, part.key, part.type, part.text) for part in row.parts))
