"""Records: every result as one flat row, with columns that are documented once for all file formats."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from site_builder.models import Benchmark, Entry, Metric, Number, Precision, Result, Source
from site_builder.tables.readings import PER_CHIP, PER_WATT, Chips, chips_of, per_chip, per_watt, short
from site_builder.tables.tables import Placing, Tables

Value = str | int | Number | None
Record = tuple[Value, ...]
Kind = Literal["text", "number", "integer", "date"]
Found = TypeVar("Found")


class once(Generic[Found]):
    """A property that is worked out once; `functools.cached_property` takes a lock each time, up to Python 3.11."""

    def __init__(self, work_out: Callable[[Any], Found]) -> None:
        self.work_out, self.__doc__ = work_out, work_out.__doc__

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, reading: Any, _: type | None = None) -> Found:
        found = reading.__dict__[self.name] = self.work_out(reading)
        return found


@dataclass(frozen=True)
class ResultReading:
    """One result with all that its row is read from; of one category where a board asks for it."""

    entry: Entry
    position: int
    tables: Tables
    category: str | None = None

    @once
    def result(self) -> Result:
        """The result itself."""
        return self.entry.results[self.position]

    @once
    def categories(self) -> tuple[str, ...]:
        """The category that was asked for, else all whose table shows the result."""
        found = (self.category,) if self.category else self.entry.categories_of(self.result)
        return tuple(filter(None, found))

    @once
    def placing(self) -> Placing | None:
        """Its place on a board: none where it is on no board, or on several and none was asked for."""
        found = self.tables.placings(self.entry, self.position)
        if self.category:
            found = tuple(placing for placing in found if placing.ranking.key.category == self.category)
        return found[0] if len(found) == 1 else None

    @once
    def benchmark(self) -> Benchmark | None:
        """What the round says of the benchmark."""
        return self.entry.round.benchmark(self.result.benchmark)

    @once
    def metric(self) -> Metric | None:
        """Its unit with the direction, where the round declares it."""
        return self.entry.round.metric(self.entry.unit_of(self.result))

    @once
    def chips(self) -> Chips:
        """The system's chips."""
        return chips_of(self.entry)

    @once
    def source(self) -> Source | None:
        """Where it was read."""
        return self.entry.source_of(self.result)

    def derived(self, figure: Callable[["ResultReading", Metric], Decimal | None]) -> Number | None:
        """A derived figure to four digits; None where it means nothing here."""
        value = figure(self, self.metric) if self.metric else None
        return None if value is None else Number(short(value))

    @once
    def per_chip(self) -> Number | None:
        """Throughput of one accelerator."""
        return self.derived(lambda r, metric: per_chip(r.result.value, metric, r.chips))

    @once
    def per_watt(self) -> Number | None:
        """Throughput for each measured watt."""
        return self.derived(lambda r, metric: per_watt(r.result.value, metric, r.result.power))

    @once
    def formulas(self) -> str:
        """How its derived figures were worked out; empty where it has none."""
        used = ((self.per_chip, PER_CHIP), (self.per_watt, PER_WATT))
        return "; ".join(formula for figure, formula in used if figure)


class Column(NamedTuple):
    """One column: its name, the kind of its values, what they mean, and in which unit they are."""

    name: str
    kind: Kind
    description: str
    read: Callable[[ResultReading], Value]
    unit: str = ""  # a unit, or the name of the column that has it
    exact: bool = False  # digits as measured: where a format keeps doubles only, the text stands beside them


def _host_memory(entry: Entry) -> int | None:
    return entry.system.host.memory.capacity.bytes


COLUMNS: tuple[Column, ...] = (
    Column("round", "text", "Publication of a suite", lambda r: r.entry.round.id),
    Column("published", "date", "Day on which the round became public", lambda r: r.entry.round.published),
    Column("division", "text", "Division of the round", lambda r: r.entry.division),
    Column("category", "text", "Category; of a system of several, joined by commas", lambda r: ",".join(r.categories)),
    Column("submitter", "text", "Who submitted the system", lambda r: r.entry.submitter),
    Column("system", "text", "Name of the system", lambda r: r.entry.system.name),
    Column("system_id", "text", "Id of the system among its submitter's", lambda r: r.entry.id),
    Column("availability", "text", "Of the system: available, preview, rdi", lambda r: r.entry.availability),
    Column("benchmark", "text", "Benchmark, as submissions spell it", lambda r: r.result.benchmark),
    Column("scenario", "text", "Scenario that was run", lambda r: r.result.scenario),
    Column("used_model", "text", "Model that ran, where that is said", lambda r: r.result.used_model),
    Column("value", "number", "Performance that was measured", lambda r: r.result.value, "unit", exact=True),
    Column("unit", "text", "Unit of the value", lambda r: r.entry.unit_of(r.result)),
    Column("better", "text", "Which values are better: higher, lower", lambda r: r.metric.better if r.metric else None),
    Column(
        "verification",
        "text",
        "State of the result: verified, unverified, corrected, moved-to-open, withdrawn, invalid, noncompliant, "
        "superseded",
        lambda r: r.entry.verification_of(r.result).status,
    ),
    Column("verification_date", "date", "Since when", lambda r: r.entry.verification_of(r.result).date),
    Column("result_id", "text", "Public result ID, as written", lambda r: r.entry.id_of(r.result)),
    Column(
        "rank",
        "integer",
        "Rank among comparable results: 1 leads, ties share; empty on no board, and on the boards of two categories",
        lambda r: r.placing.rank if r.placing else None,
    ),
    Column(
        "ranked_with",
        "integer",
        "How many results the rank is among",
        lambda r: len(r.placing.ranking.standings) if r.placing else None,
        "results",
    ),
    Column("accuracy", "text", "Accuracy reached, by metric", lambda r: r.result.accuracy_in_words),
    Column(
        "accuracy_target",
        "text",
        "Accuracy to be reached, by metric",
        lambda r: r.benchmark.target_in_words if r.benchmark else r.result.accuracy_target,
    ),
    Column(
        "power",
        "number",
        "Power of the system, measured in the same run",
        lambda r: r.result.power.value if r.result.power else None,
        "power_unit",
        exact=True,
    ),
    Column("power_unit", "text", "Unit of the power", lambda r: r.result.power.unit if r.result.power else None),
    Column("weight_data_types", "text", "Precision of the weights, as written", lambda r: r.result.weight_data_types),
    Column(
        "precision",
        "text",
        "Number formats that this means, joined by commas",
        lambda r: ",".join(Precision.of(r.result.weight_data_types).formats),
    ),
    Column("inferred_from", "text", "Scenario that was measured instead", lambda r: r.result.inferred_from),
    Column(
        "chip_kind",
        "text",
        "What does most of the work: accelerator, processor; empty where unknown",
        lambda r: r.chips.kind or None,
    ),
    Column("chip_model", "text", "Model of these chips", lambda r: r.chips.model),
    Column(
        "chip_count",
        "integer",
        "How many in all nodes; empty where unknown",
        lambda r: r.chips.number,
        "chips",
    ),
    Column("nodes", "integer", "Nodes of the system", lambda r: r.entry.system.other.nodes.value, "nodes"),
    Column(
        "accelerator_memory",
        "integer",
        "Memory of one accelerator",
        lambda r: r.entry.system.accelerator.memory.bytes,
        "bytes",
    ),
    Column("processor", "text", "Host processor", lambda r: r.entry.system.host.processor.model_name),
    Column(
        "processors_per_node",
        "integer",
        "Host processors of one node",
        lambda r: r.entry.system.host.processor.per_node.value,
        "processors",
    ),
    Column("host_memory", "integer", "Memory of one host", lambda r: _host_memory(r.entry), "bytes"),
    Column("framework", "text", "Software framework", lambda r: r.entry.system.software.framework),
    Column(
        "operating_system",
        "text",
        "Operating system",
        lambda r: r.entry.system.software.operating_system,
    ),
    Column(
        "derived.per_accelerator",
        "number",
        "Value of one accelerator: derived and unverified, four digits",
        lambda r: r.per_chip,
        "unit per accelerator",
    ),
    Column(
        "derived.per_watt",
        "number",
        "Value for each measured watt: derived and unverified, four digits",
        lambda r: r.per_watt,
        "unit per watt",
    ),
    Column("derived.formula", "text", "How the derived figures were worked out", lambda r: r.formulas),
    Column("source_url", "text", "Where the result was found", lambda r: r.source.url if r.source else None),
    Column("retrieved", "date", "When it was found there", lambda r: r.source.retrieved if r.source else None),
    Column("source_path", "text", "File inside the source", lambda r: r.source.path if r.source else None),
    Column("source_sha256", "text", "SHA-256 of that file", lambda r: r.source.sha256 if r.source else None),
    Column(
        "card",
        "text",
        "Address of its card, from the root of the site",
        lambda r: f"{r.entry.link}/index.html",
    ),
)


# Columns that are the same for all results of an entry, whatever board asks for them.
OF_ENTRY = frozenset(
    {
        *("round", "published", "division", "submitter", "system", "system_id", "availability", "card"),
        *("chip_kind", "chip_model", "chip_count", "nodes", "accelerator_memory", "processor", "processors_per_node"),
        *("host_memory", "framework", "operating_system"),
    }
)
_OF_ENTRY = tuple((place, column.read) for place, column in enumerate(COLUMNS) if column.name in OF_ENTRY)
_OF_RESULT = tuple((place, column.read) for place, column in enumerate(COLUMNS) if column.name not in OF_ENTRY)


def record(reading: ResultReading) -> Record:
    """The row of one result, a value for each of `COLUMNS`; None where nothing is known."""
    facts = reading.tables.facts
    known = facts.get(reading.entry.link)
    if known is None:
        known = facts[reading.entry.link] = _row(reading, [None] * len(COLUMNS), _OF_ENTRY)
    return _row(reading, list(known), _OF_RESULT)


def _row(reading: ResultReading, row: list[Value], columns: Iterable[tuple[int, Callable[..., Value]]]) -> Record:
    for place, read in columns:
        value = read(reading)
        row[place] = None if value == "" else value  # a blank is nothing stated; a zero is
    return tuple(row)


def records(entry: Entry, tables: Tables) -> tuple[Record, ...]:
    """The rows of one entry, one for each result, in the order of the data."""
    return tuple([record(ResultReading(entry, position, tables)) for position in range(len(entry.results))])


def with_digits(columns: Sequence[Column], rows: Sequence[Record]) -> tuple[tuple[Column, ...], list[Record]]:
    """Columns and rows for a format that holds doubles only: beside each exact number the text as it was written."""
    places: list[tuple[int, bool]] = []  # of a column, and whether its text stands here
    found: list[Column] = []
    for index, column in enumerate(columns):
        places.append((index, False))
        found.append(column)
        if column.exact:
            places.append((index, True))
            words = f"The {column.name}, digit for digit as it was written"
            found.append(Column(f"{column.name}_as_written", "text", words, column.read, column.unit))
    return tuple(found), [tuple([_text(row[i]) if as_text else row[i] for i, as_text in places]) for row in rows]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
