"""Results tables: an entry's results as the rows and scenario columns of the published card."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, NamedTuple

from site_builder.models import Entry, address_part
from site_builder.pages.anchors import free_anchor
from site_builder.pages.frozen import frozen


@frozen
class Cell:
    """What a row shows for one scenario; all empty where there is no result."""

    accuracy: Annotated[str, "Accuracy reached: F1: 90.235; shown in divisions with own models only"]
    metric: Annotated[str, "The unit"]
    performance: Annotated[str, "The value, digits as written"]
    with_power: Annotated[bool, "Whether the run measured power too: it is ranked apart"]
    better: Annotated[str, "Which values are better: higher or lower; empty where the round does not say"]
    in_use: Annotated[bool, "Whether some row has a result in this scenario"]


NO_RESULT = Cell("", "", "", False, "", True)
UNUSED = Cell("", "", "", False, "", False)


@frozen
class ResultRow:
    """A benchmark, or a submitter's own model, across the scenarios."""

    id: Annotated[str, "Anchor of the row, from its benchmark or model and never from its position"]
    model: Annotated[str, "Benchmark, or the submitter's own model"]
    backing: Annotated[str, "Anchor of what backs it, in `About these results`"]
    accuracy_target: Annotated[str, "F1: 89.9653"]
    cells: Annotated[tuple[Cell, ...], "One for each scenario column"]
    states: Annotated[str, "unverified, or what became of single results: Server withdrawn; may be empty"]


@frozen
class ScenarioColumn:
    """A scenario that the category has, or that one of its results has all the same."""

    scenario: Annotated[str, "Offline"]
    used: Annotated[bool, "Whether some row has a result in it"]


@frozen
class ResultsTable:
    """The results of one category."""

    category: Annotated[str, "The category's title; empty where the round has none"]
    caption: Annotated[str, "Whose results these are, in one line"]
    columns: Annotated[tuple[ScenarioColumn, ...], "The scenarios, in the round's order"]
    with_accuracy: Annotated[bool, "Whether each scenario has an accuracy column"]
    with_states: Annotated[bool, "Whether some row says that a result is unverified, withdrawn ..."]
    rows: Annotated[tuple[ResultRow, ...], "In the order of the data"]


class Row(NamedTuple):
    """The results of one row: its anchor, its label, and the position of each result by its scenario."""

    id: str
    label: str
    by_scenario: dict[str, int]


class Rows(NamedTuple):
    """The rows of an entry in each of its categories; no two of them on the page have one anchor."""

    tables: tuple[tuple[str | None, tuple[Row, ...]], ...]
    ids: Mapping[int, str]  # the anchor of the row that shows each result, by its position; the first category's row


def results_tables(entry: Entry, rows: Rows, caption: str, backings: Mapping[int, str]) -> tuple[ResultsTable, ...]:
    """One table for each category of the entry; one in all where the round has no categories.

    `backings` has the anchor of what backs a result, by the result's position.
    """
    cells = _cells(entry)
    return tuple([_table(entry, category, found, caption, backings, cells) for category, found in rows.tables])


def row_ids(entry: Entry) -> Mapping[int, str]:
    """The anchor of the row that shows each result, by the result's position; the first category's row."""
    return rows_of(entry).ids


def rows_of(entry: Entry) -> Rows:
    """The rows of an entry's card."""
    results, owns_models = entry.gist.results, entry.owns_models
    shown = [
        (result.benchmark, (result.used_model if owns_models else None) or result.benchmark, result.scenario)
        for result in results
    ]
    where = tuple([entry.categories_of(result) for result in results])
    return _grouped(entry.categories or (None,), tuple(shown), where)


@lru_cache(maxsize=4096)
def _grouped(
    categories: tuple[str | None, ...],
    shown: tuple[tuple[str, str, str], ...],
    where: tuple[tuple[str | None, ...], ...],
) -> Rows:
    """The same of benchmarks, labels and scenarios, and of the categories that show each: most entries share them."""
    taken: dict[str, int] = {}
    found: list[tuple[str | None, tuple[Row, ...]]] = []
    anchors: dict[int, str] = {}
    for category in categories:
        rows = _rows([place for place, of in enumerate(where) if category in of], shown)
        start = f"result-{address_part(category)}" if category and len(categories) > 1 else "result"
        ids = [free_anchor(f"{start}-{_name(benchmark, label)}", taken) for benchmark, label, _ in rows]
        found.append((category, tuple(Row(id_, label, by) for id_, (_, label, by) in zip(ids, rows, strict=True))))
        for row in found[-1][1]:
            for index in row.by_scenario.values():
                anchors.setdefault(index, row.id)
    return Rows(tuple(found), anchors)


def _rows(places: Iterable[int], shown: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, dict[str, int]]]:
    """Benchmark, label and results by scenario of each row, in the order of the data.

    Results of one benchmark share a row. Where a scenario is taken already (two own models of one
    benchmark), the next row takes it: no cell hides another.
    """
    rows: list[tuple[str, str, dict[str, int]]] = []
    of_label: dict[tuple[str, str], list[dict[str, int]]] = {}
    taken: Counter[tuple[str, str, str]] = Counter()
    for index in places:
        benchmark, label, scenario = shown[index]
        same = of_label.setdefault((benchmark, label), [])
        # So many rows of this label have a result in this scenario: the first ones, each in turn.
        number = taken[benchmark, label, scenario]
        taken[benchmark, label, scenario] += 1
        if number == len(same):
            same.append({})
            rows.append((benchmark, label, same[number]))
        same[number][scenario] = index
    return rows


def _name(benchmark: str, label: str) -> str:
    return address_part(benchmark if label == benchmark else f"{benchmark}-{label}")


def _table(
    entry: Entry,
    category: str | None,
    found: tuple[Row, ...],
    caption: str,
    backings: Mapping[int, str],
    cells: Sequence[Cell],
) -> ResultsTable:
    round_ = entry.round
    present = {scenario for row in found for scenario in row.by_scenario}
    columns = round_.columns(category)
    # A published card may hold a scenario that its category lacks: warned about, and shown.
    scenarios = columns if present.issubset(columns) else [s for s in round_.scenarios if s in columns or s in present]
    nothing = [NO_RESULT if scenario in present else UNUSED for scenario in scenarios]
    empty = list(zip(scenarios, nothing, strict=True))
    rows = tuple([_row(entry, row, empty, backings, cells) for row in found])
    title = round_.categories[category].title if category else ""
    return ResultsTable(
        category=title,
        caption=f"{caption} {title}".rstrip(),
        columns=tuple([ScenarioColumn(scenario, scenario in present) for scenario in scenarios]),
        with_accuracy=entry.owns_models and bool(scenarios),
        with_states=any(row.states for row in rows),
        rows=rows,
    )


def _row(
    entry: Entry,
    row: Row,
    empty: Sequence[tuple[str, Cell]],
    backings: Mapping[int, str],
    cells: Sequence[Cell],
) -> ResultRow:
    """A row; `empty` has each scenario with the cell of a row without a result in it."""
    by_scenario = row.by_scenario
    first = next(iter(by_scenario.values()))
    benchmark = entry.round.benchmark(entry.results[first].benchmark)
    return ResultRow(
        id=row.id,
        model=row.label,
        backing=backings[first],
        accuracy_target=benchmark.target_in_words if benchmark else entry.results[first].accuracy_target or "",
        cells=tuple([cells[by_scenario[name]] if name in by_scenario else nothing for name, nothing in empty]),
        states=_states(entry, by_scenario),
    )


def _states(entry: Entry, by_scenario: Mapping[str, int]) -> str:
    """What must be told of a row's results: one word where all share it, else each scenario with its own.

    A state of the whole card other than unverified stands above it, and not in its rows.
    """
    is_told = entry.file.verification.status == "unverified"
    told = {
        scenario: entry.gist.results[index].status
        for scenario, index in by_scenario.items()
        if is_told or entry.results[index].verification
    }
    if not told:
        return ""
    told = {scenario: status for scenario, status in told.items() if status != "verified"}
    if len(told) == len(by_scenario) and len(set(told.values())) == 1:
        return next(iter(told.values()))
    return ", ".join([f"{scenario} {status}" for scenario, status in told.items()])


def _cells(entry: Entry) -> list[Cell]:
    """The cell of each result, by its position."""
    results, better = entry.gist.results, entry.round.metrics.get
    reached = [result.accuracy_in_words for result in entry.results] if entry.owns_models else [""] * len(results)
    return [
        Cell(accuracy, known.unit, known.value, known.with_power, better(known.unit, ""), True)
        for known, accuracy in zip(results, reached, strict=True)
    ]
