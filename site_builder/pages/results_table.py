"""Results tables: an entry's results as the rows and scenario columns of the published card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry, Result, address_part


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row shows for one scenario; all empty where there is no result."""

    accuracy: Annotated[str, "Accuracy reached: F1: 90.235; shown in divisions with own models only"]
    metric: Annotated[str, "The unit"]
    performance: Annotated[str, "The value, digits as written"]


NO_RESULT = Cell("", "", "")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A benchmark, or a submitter's own model, across the scenarios."""

    id: Annotated[str, "Anchor of the row, from its benchmark or model and never from its position"]
    model: Annotated[str, "Benchmark, or the submitter's own model"]
    accuracy_target: Annotated[str, "F1: 89.9653"]
    cells: Annotated[tuple[Cell, ...], "One for each scenario column"]
    unverified: Annotated[str, "The word unverified, where one of its results is"]


@dataclass(frozen=True, slots=True)
class ScenarioColumn:
    """A scenario that the category has, or that one of its results has all the same."""

    scenario: Annotated[str, "Offline"]
    used: Annotated[bool, "Whether some row has a result in it"]


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """The results of one category."""

    category: Annotated[str, "The category's title; empty where the round has none"]
    caption: Annotated[str, "Whose results these are, in one line"]
    columns: Annotated[tuple[ScenarioColumn, ...], "The scenarios, in the round's order"]
    with_accuracy: Annotated[bool, "Whether each scenario has an accuracy column"]
    with_unverified: Annotated[bool, "Whether some row says that it is unverified"]
    rows: Annotated[tuple[ResultRow, ...], "In the order of the data"]


def results_tables(entry: Entry, caption: str) -> tuple[ResultsTable, ...]:
    """One table for each category of the entry; one in all where the round has no categories."""
    categories: tuple[str | None, ...] = entry.categories or (None,)
    return tuple(_table(entry, category, caption, several=len(categories) > 1) for category in categories)


def row_ids(entry: Entry) -> dict[int, str]:
    """The anchor of the row that shows each result, by the result's position; the first category's row."""
    categories: tuple[str | None, ...] = entry.categories or (None,)
    found: dict[int, str] = {}
    for category in categories:
        for row_id, _, by_scenario in _rows(entry, category, several=len(categories) > 1):
            for index in by_scenario.values():
                found.setdefault(index, row_id)
    return found


def _table(entry: Entry, category: str | None, caption: str, *, several: bool) -> ResultsTable:
    rows = tuple(_rows(entry, category, several=several))
    present = {scenario for _, _, by_scenario in rows for scenario in by_scenario}
    columns = entry.round.columns(category)
    # A published card may hold a scenario that its category lacks: warned about, and shown.
    scenarios = tuple(s for s in entry.round.scenarios if s in columns or s in present)
    made = tuple(_row(entry, row_id, label, by_scenario, scenarios) for row_id, label, by_scenario in rows)
    title = entry.round.categories[category].title if category else ""
    return ResultsTable(
        category=title,
        caption=f"{caption} {title}".rstrip(),
        columns=tuple(ScenarioColumn(scenario, scenario in present) for scenario in scenarios),
        with_accuracy=entry.owns_models,
        with_unverified=any(row.unverified for row in made),
        rows=made,
    )


def _rows(entry: Entry, category: str | None, *, several: bool) -> Iterator[tuple[str, str, dict[str, int]]]:
    """Anchor, label and results by scenario of each row, in the order of the data.

    Results of one benchmark share a row. Where a scenario is taken already (two own models of one
    benchmark), the next row takes it: no cell hides another.
    """
    rows: list[tuple[str, str, dict[str, int]]] = []
    for index, result in enumerate(entry.results):
        if category not in entry.categories_of(result):
            continue
        label = (result.used_model if entry.owns_models else None) or result.benchmark
        for benchmark, name, by_scenario in rows:
            if (benchmark, name) == (result.benchmark, label) and result.scenario not in by_scenario:
                by_scenario[result.scenario] = index
                break
        else:
            rows.append((result.benchmark, label, {result.scenario: index}))
    taken: set[str] = set()
    for benchmark, label, by_scenario in rows:
        anchor = "-".join(filter(None, ("result", category if several else None, _name(benchmark, label))))
        yield _free(anchor, taken), label, by_scenario


def _name(benchmark: str, label: str) -> str:
    return address_part(benchmark if label == benchmark else f"{benchmark}-{label}")


def _free(anchor: str, taken: set[str]) -> str:
    """The anchor, told apart from one that other characters also led to."""
    free, number = anchor, 2
    while free.casefold() in taken:
        free, number = f"{anchor}-{number}", number + 1
    taken.add(free.casefold())
    return free


def _row(entry: Entry, row_id: str, label: str, by_scenario: dict[str, int], scenarios: tuple[str, ...]) -> ResultRow:
    results = {scenario: entry.results[index] for scenario, index in by_scenario.items()}
    benchmark = entry.round.benchmark(next(iter(results.values())).benchmark)
    states = {entry.verification_of(result).status for result in results.values()}
    return ResultRow(
        id=row_id,
        model=label,
        accuracy_target=benchmark.target_in_words if benchmark else "",
        cells=tuple(_cell(entry, results.get(scenario)) for scenario in scenarios),
        unverified="unverified" if "unverified" in states else "",
    )


def _cell(entry: Entry, result: Result | None) -> Cell:
    if result is None:
        return NO_RESULT
    accuracy = ", ".join(reached.in_words() for reached in result.accuracies)
    return Cell(accuracy if entry.owns_models else "", entry.unit_of(result), str(result.value))
