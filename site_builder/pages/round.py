"""Round pages: every card of a round, and what the round measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Benchmark, Catalog, Entry, Round, address_part
from site_builder.pages import urls
from site_builder.pages.anchors import free_anchor
from site_builder.pages.framing import Framing
from site_builder.pages.messaging import marked
from site_builder.pages.page import Frame, Link, Page


@dataclass(frozen=True, slots=True)
class SystemRow:
    """One card in the round's list."""

    system: Annotated[Link, "The system's name, leading to its card"]
    submitter: Annotated[str, "Who submitted it"]
    division: Annotated[str, "Closed"]
    category: Annotated[str, "Datacenter, Edge"]
    availability: Annotated[str, "Available; may be empty"]
    accelerators: Annotated[str, "How many of which, for one node; may be empty"]
    results: Annotated[int, "How many results it has"]
    status: Annotated[str, "verified, unverified, superseded ..."]


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One benchmark of the round."""

    anchor: Annotated[str, "Anchor of its row"]
    id: Annotated[str, "As submission folders spell it"]
    title: Annotated[str, "For readers"]
    task: Annotated[str, "What it does"]
    accuracy_target: Annotated[str, "F1: 89.9653; may be empty"]
    scenarios: Annotated[tuple[str, ...], "Scenarios with their unit, a line for each category"]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything that a round's page says."""

    frame: Annotated[Frame, "What stands around it"]
    title: Annotated[str, "MLPerf® Inference v4.1"]
    published: Annotated[str, "The day of publication; may be empty"]
    source: Annotated[str, "Where its results were published; may be empty"]
    systems: Annotated[tuple[SystemRow, ...], "Its cards; may be empty"]
    results: Annotated[int, "How many results they have together"]
    submitters: Annotated[int, "How many submitters"]
    benchmarks: Annotated[tuple[BenchmarkRow, ...], "What the round measures"]


def pages(catalog: Catalog, framing: Framing) -> Iterator[Page]:
    """The page of every round, with cards or without."""
    for round_ in catalog.rounds.values():
        url = urls.round_page(round_.id)
        entries = tuple(catalog.entries_of(round_))
        title = marked(round_.title, round_)
        taken: dict[str, int] = {}
        yield Page(
            url,
            "pages/round.html",
            RoundPage(
                frame=framing.frame(url, title, f"Systems and results of {title}.", rounds=(round_,)),
                title=title,
                published=round_.published or "",
                source=round_.source or "",
                systems=tuple(_system_row(entry, url) for entry in entries),
                results=sum(len(entry.results) for entry in entries),
                submitters=len({entry.submitter for entry in entries}),
                benchmarks=tuple(_benchmark_row(benchmark, round_, taken) for benchmark in round_.benchmarks),
            ),
        )


def _system_row(entry: Entry, url: str) -> SystemRow:
    round_ = entry.round
    return SystemRow(
        system=Link(entry.system.name, urls.relative(url, urls.result_card(entry))),
        submitter=entry.submitter,
        division=round_.divisions[entry.division].title,
        category=", ".join(round_.categories[category].title for category in entry.categories),
        availability=round_.availabilities[entry.availability].title if entry.availability else "",
        accelerators=accelerators_in_words(entry),
        results=len(entry.results),
        status=entry.file.verification.status,
    )


def accelerators_in_words(entry: Entry) -> str:
    """How many accelerators of which model one node has: `2x NVIDIA L40S`; what is not stated is left out."""
    accelerator = entry.system.accelerator
    name = accelerator.model_name
    if name.strip().casefold() in ("", "n/a", "none", "-"):
        return ""
    count = accelerator.per_node.value
    return f"{count}x {name}" if count else name


def _benchmark_row(benchmark: Benchmark, round_: Round, taken: dict[str, int]) -> BenchmarkRow:
    groups = [(word.title, benchmark.scenarios_in(category)) for category, word in round_.categories.items()]
    groups.append(
        (f"{' and '.join(word.title for word in round_.categories.values())} together", benchmark.joint_scenarios)
    )
    if not round_.categories:
        groups = [("", tuple(s for s in round_.scenarios if s in benchmark.all_scenarios))]
    return BenchmarkRow(
        anchor=free_anchor(f"benchmark-{address_part(benchmark.id)}", taken),
        id=benchmark.id,
        title=benchmark.title,
        task=benchmark.task,
        accuracy_target=benchmark.target_in_words,
        scenarios=tuple(
            ": ".join(filter(None, (title, ", ".join(f"{s} in {benchmark.units[s]}" for s in scenarios))))
            for title, scenarios in groups
            if scenarios
        ),
    )
