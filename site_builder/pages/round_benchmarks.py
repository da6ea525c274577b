"""The benchmarks of a round: what it measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Benchmark, Round, address_part
from site_builder.pages import urls
from site_builder.pages.anchors import free_anchor
from site_builder.pages.contents import Contents
from site_builder.pages.page import Frame, Page, digest
from site_builder.pages.round_views import RoundHead, round_head
from site_builder.pages.terms import Terms


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One benchmark of the round."""

    anchor: Annotated[str, "Anchor of its row"]
    id: Annotated[str, "As submission folders spell it"]
    title: Annotated[str, "For readers"]
    term: Annotated[str, "Link to where the glossary explains it; may be empty"]
    task: Annotated[str, "What it does"]
    accuracy_target: Annotated[str, "F1: 89.9653; may be empty"]
    scenarios: Annotated[tuple[str, ...], "Scenarios with their unit, a line for each category"]


@dataclass(frozen=True, slots=True)
class RoundBenchmarks:
    """Everything that the list of benchmarks says."""

    frame: Annotated[Frame, "What stands around it"]
    head: Annotated[RoundHead, "What all pages of the round say first"]
    benchmarks: Annotated[tuple[BenchmarkRow, ...], "What the round measures"]


def pages(contents: Contents) -> Iterator[Page]:
    """The list of each round, with results or without."""
    for round_ in contents.catalog.rounds.values():
        url = urls.round_benchmarks(round_.id)
        head = round_head(url, round_, contents)
        frame = contents.framing.frame(
            url,
            title=f"Benchmarks · {head.round}",
            description=f"What {head.round} measures: tasks, accuracy targets, scenarios and units.",
            crumbs=((head.round, urls.round_page(round_.id)),),
            rounds=(round_,),
        )
        rows = benchmark_rows(url, round_, contents.terms)
        basis = (("its benchmarks", digest(rows)), ("the round as a whole", digest(head)))
        yield Page(url, "pages/round_benchmarks.html", RoundBenchmarks(frame, head, rows), basis=basis)


def benchmark_rows(here: str, round_: Round, terms: Terms) -> tuple[BenchmarkRow, ...]:
    """What the round measures, in its own order."""
    taken: dict[str, int] = {}
    return tuple(
        _benchmark_row(benchmark, round_, taken, terms.href(here, benchmark.id)) for benchmark in round_.benchmarks
    )


def _benchmark_row(benchmark: Benchmark, round_: Round, taken: dict[str, int], term: str) -> BenchmarkRow:
    groups = [(word.title, benchmark.scenarios_in(category)) for category, word in round_.categories.items()]
    if not round_.categories:
        groups = [("", tuple(s for s in round_.scenarios if s in benchmark.all_scenarios))]
    together = " and ".join(word.title for word in round_.categories.values())
    groups.append((f"{together} together", benchmark.joint_scenarios))
    return BenchmarkRow(
        anchor=free_anchor(f"benchmark-{address_part(benchmark.id)}", taken),
        id=benchmark.id,
        title=benchmark.title,
        term=term,
        task=benchmark.task,
        accuracy_target=benchmark.target_in_words,
        scenarios=tuple(
            ": ".join(filter(None, (title, ", ".join(f"{s} in {benchmark.units[s]}" for s in scenarios))))
            for title, scenarios in groups
            if scenarios
        ),
    )
