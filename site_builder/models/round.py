"""Round: one publication of a suite, as data: its words, benchmarks, scenarios, units and targets."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field

from site_builder.models.address import is_an_address
from site_builder.models.base import Day, Model, SomeText, WebAddress
from site_builder.models.findings import no_address, unknown_word
from site_builder.models.formula import Formula, formula_of
from site_builder.models.frozen import NOTHING, FrozenMapping
from site_builder.models.log_rules import LogRules
from site_builder.models.metric import Metric
from site_builder.models.number import Number, shortest_at_most
from site_builder.models.section import Section
from site_builder.problems import Finding, JsonPath, shortened


class Word(Model):
    """One word of the round's vocabulary: how pages print it, and how sources spell it."""

    title: SomeText = Field(description="As pages print it: Datacenter")
    spellings: tuple[str, ...] = Field(default=(), description="Other spellings in sources, in any case")


class Division(Word):
    """A division of the round; `own_models` where submitters bring their own (the open division)."""

    own_models: bool = Field(default=False, description="Whether rows are named by the submitter's own model")


class AccuracyTarget(Model):
    """What a result must reach in one accuracy metric, in the unit of the reference's accuracy script."""

    metric: SomeText = Field(description="The metric as accuracy scripts name it: F1, ROUGE1")
    minimum: Number = Field(description="The least accuracy that counts")
    maximum: Number | None = Field(default=None, description="An upper limit, where the rules give one")
    scenarios: tuple[str, ...] = Field(default=(), description="Only in these scenarios; all where empty")

    def in_words(self) -> str:
        """As a card prints it: `F1: 89.9653`, rounded to four decimals."""
        return f"{self.metric}: {shortest_at_most(self.minimum, 4)}"

    def is_reached_by(self, value: Decimal) -> bool:
        """Whether a result counts that reached this accuracy."""
        # Some scripts print percent where the target is a share of one, and some the other way round.
        if self.minimum.decimal <= 1 < value <= 100:
            value /= 100
        elif 0 < value <= 1 < self.minimum.decimal <= 100:
            value *= 100
        return value >= self.minimum.decimal and (self.maximum is None or value <= self.maximum.decimal)


# What a round without categories writes in their place, as the one does that `init` writes.
ANY = "any"
WITH_CATEGORIES = f'write the scenarios of each category below its name: "{ANY}" is for rounds that have no categories'


class Benchmark(Model):
    """A task with its reference network and accuracy target: `bert-99`."""

    id: SomeText = Field(description="As submission folders spell it: bert-99")
    title: SomeText = Field(description="For readers: BERT, 99 %")
    task: SomeText = Field(description="What it does, in a few words")
    accuracy_targets: tuple[AccuracyTarget, ...] = Field(default=(), description="In the order they are printed")
    units: FrozenMapping[str, SomeText] = Field(description="The unit of each scenario's value")
    scenarios: FrozenMapping[str, tuple[SomeText, ...]] = Field(description="Required scenarios by category")
    optional_scenarios: FrozenMapping[str, tuple[SomeText, ...]] = Field(
        default=NOTHING, description="Scenarios by category that may be left out"
    )
    joint_scenarios: tuple[SomeText, ...] = Field(
        default=(), description="Further ones that only a system of several categories together may have"
    )

    def missed(self, scenario: str, accuracy: Mapping[str, Number]) -> Iterator[AccuracyTarget]:
        """The targets that a result of this scenario is told to have missed."""
        for target in self.accuracy_targets:
            reached = accuracy.get(target.metric) if scenario in (target.scenarios or (scenario,)) else None
            if reached is not None and not target.is_reached_by(reached.decimal):
                yield target

    def scenarios_in(self, category: str) -> tuple[str, ...]:
        """Every scenario that a result of this category may have, required ones first."""
        return (*self.scenarios.get(category, ()), *self.optional_scenarios.get(category, ()))

    @cached_property
    def all_scenarios(self) -> frozenset[str]:
        """Every scenario that some category has, or several together."""
        groups = (*self.scenarios.values(), *self.optional_scenarios.values(), self.joint_scenarios)
        return frozenset(scenario for group in groups for scenario in group)

    @cached_property
    def target_in_words(self) -> str:
        """The card's Accuracy Target: `ROUGE1: 42.5566, ROUGE2: 19.9223`."""
        return ", ".join(dict.fromkeys(target.in_words() for target in self.accuracy_targets))


class Round(Model):
    """A round file, with its id: the file's stem.

    Source: the submission rules of the round, as facts in `data/rounds/<round>.json`.
    """

    id: SomeText = Field(description="The file's stem: inference-v4.1", exclude=True)
    family: SomeText = Field(description="The suite's name: MLPerf Inference")
    version: SomeText = Field(description="Its number or year within the suite: v4.1")
    title: SomeText = Field(description="What cards print on top: MLPerf Inference v4.1")
    copyright: str = Field(default="", description="The line below the title")
    published: Day | None = Field(default=None, description="When its results became public")
    availability_as_of: str = Field(default="", description="Printed after the availability: Aug 2024")
    source: WebAddress | None = Field(default=None, description="Where its results were published")
    messaging: Literal["mlperf", "none"] = Field(default="none", description="Which messaging rules bind pages")
    divisions: FrozenMapping[str, Division] = Field(description="Its divisions by id, in reading order")
    categories: FrozenMapping[str, Word] = Field(
        default=NOTHING, description="Its categories by id, in reading order; may be empty"
    )
    availabilities: FrozenMapping[str, Word] = Field(
        default=NOTHING, description="Its words for availability by id, in reading order"
    )
    scenarios: tuple[SomeText, ...] = Field(description="All scenarios, in the order of a card's columns")
    metrics: FrozenMapping[str, Literal["higher", "lower"]] = Field(description="Each unit, and which way is better")
    power_units: FrozenMapping[str, SomeText] = Field(default=NOTHING, description="The unit of power by scenario")
    benchmarks: tuple[Benchmark, ...] = Field(description="Its benchmarks, in reading order")
    compatible: FrozenMapping[str, FrozenMapping[str, tuple[str, ...]]] = Field(
        default=NOTHING, description="Rounds whose results may be compared, by category and benchmark"
    )
    compatible_source: WebAddress | None = Field(default=None, description="Where that is decided")
    sections: tuple[Section, ...] = Field(default=(), description="Groups of facts on a card; empty: the usual ones")
    logs: LogRules | None = Field(default=None, description="How to read submitted logs")

    @cached_property
    def _by_id(self) -> dict[str, Benchmark]:
        return {benchmark.id: benchmark for benchmark in self.benchmarks}

    def benchmark(self, name: str) -> Benchmark | None:
        """The benchmark of this id, if the round has it."""
        return self._by_id.get(name)

    def unit(self, benchmark: str, scenario: str) -> str | None:
        """The unit of a result, if the round has it."""
        known = self._by_id.get(benchmark)
        return known.units.get(scenario) if known else None

    def log_unit(self, benchmark: str, scenario: str) -> str:
        """The unit of a value; where open division's scenarios go beyond the benchmark's own, that of its like."""
        units = self._by_id[benchmark].units if benchmark in self._by_id else NOTHING
        if scenario in units:
            return units[scenario]
        counts_tokens = "Tokens/s" in units.values()
        like = [other.units[scenario] for other in self.benchmarks if scenario in other.units]
        return next((unit for unit in like if counts_tokens == (unit == "Tokens/s")), like[0] if like else "")

    def formula(self, benchmark: str, scenario: str, inferred_from: str | None = None) -> Formula:
        """How a log gives a result."""
        asked = benchmark, scenario, inferred_from
        known = self._formulas.get(asked)
        if known is None:
            known = self._formulas[asked] = self._formula(*asked)
        return known

    @cached_property
    def _formulas(self) -> dict[tuple[str, str, str | None], Formula]:
        return {}

    def _formula(self, benchmark: str, scenario: str, inferred_from: str | None) -> Formula:
        field = self.logs.field_of(benchmark, scenario) if self.logs and not inferred_from else ""
        return formula_of(field, scenario, self.log_unit(benchmark, scenario), inferred_from)

    def metric(self, unit: str) -> Metric | None:
        """The unit with its direction, if the round declares it."""
        return self._metrics.get(unit)

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        return {unit: Metric(unit=unit, better=better) for unit, better in self.metrics.items()}

    def division(self, spelling: str) -> str | None:
        """The id of the division that is spelled so."""
        return _read(spelling, self._division_spellings)

    def availability(self, spelling: str) -> str | None:
        """The id of the availability that is spelled so."""
        return _read(spelling, self._availability_spellings)

    def category(self, spelling: str) -> str | None:
        """The id of the category that is spelled so."""
        return _read(spelling, self._category_spellings)

    @cached_property
    def _division_spellings(self) -> dict[str, str]:
        return _spellings(self.divisions)

    @cached_property
    def _availability_spellings(self) -> dict[str, str]:
        return _spellings(self.availabilities)

    @cached_property
    def _category_spellings(self) -> dict[str, str]:
        return _spellings(self.categories)

    def columns(self, category: str | None) -> tuple[str, ...]:
        """The scenario columns of a card in this category: all that some benchmark has there."""
        if category not in self._columns:
            if category is None:
                present = {s for b in self.benchmarks for s in b.all_scenarios}
            else:
                present = {s for b in self.benchmarks for s in b.scenarios_in(category)}
            self._columns[category] = tuple(scenario for scenario in self.scenarios if scenario in present)
        return self._columns[category]

    @cached_property
    def _columns(self) -> dict[str | None, tuple[str, ...]]:
        return {}

    def findings(self) -> Iterator[Finding]:
        """What is wrong inside the file, though every value has its type."""
        yield from _collisions(self.divisions, "divisions")
        yield from _collisions(self.categories, "categories")
        yield from _collisions(self.availabilities, "availabilities")
        yield from self._names_without_address()
        yield from self._stray_words()
        seen: dict[str, int] = {}
        for index, benchmark in enumerate(self.benchmarks):
            at = ("benchmarks", index)
            if (first := seen.setdefault(benchmark.id.casefold(), index)) != index:
                yield Finding(
                    (*at, "id"),
                    "duplicate-benchmark",
                    f'"{benchmark.id}" is benchmarks[{first}] too',
                    "each benchmark once",
                    "remove one of the two, or rename it",
                )
            yield from self._benchmark_findings(benchmark, at)

    def _names_without_address(self) -> Iterator[Finding]:
        """Divisions, categories, benchmarks and scenarios are folders of the site."""
        names: list[tuple[JsonPath, str]] = [(("divisions", name), name) for name in self.divisions]
        names += [(("categories", name), name) for name in self.categories]
        names += [(("scenarios", index), name) for index, name in enumerate(self.scenarios)]
        names += [(("benchmarks", index, "id"), known.id) for index, known in enumerate(self.benchmarks)]
        for at, name in names:
            if not is_an_address(name):
                yield no_address(at, f'"{shortened(name)}" cannot be a folder of the site', on_key=len(at) == 2)

    def _stray_words(self) -> Iterator[Finding]:
        """Words outside the benchmarks: scenarios once each, and nothing that names what is not there."""
        first: dict[str, int] = {}
        for index, scenario in enumerate(self.scenarios):
            if (other := first.setdefault(scenario.casefold(), index)) != index:
                message, fix = f'"{shortened(scenario)}" is scenarios[{other}] too', "remove one of the two"
                yield Finding(("scenarios", index), "ambiguous-word", message, "each scenario once", fix)
        for category, benchmarks in self.compatible.items():
            if self.categories and category not in self.categories:
                yield unknown_word(("compatible", category), "category", category, self.categories, on_key=True)
            for name in benchmarks:
                if name not in self._by_id:
                    yield unknown_word(("compatible", category, name), "benchmark", name, self._by_id, on_key=True)
        for scenario in self.power_units:
            if scenario not in self.scenarios:
                yield unknown_word(("power_units", scenario), "scenario", scenario, self.scenarios, on_key=True)

    def _benchmark_findings(self, benchmark: Benchmark, at: JsonPath) -> Iterator[Finding]:
        for number, target in enumerate(benchmark.accuracy_targets):
            for index, scenario in enumerate(target.scenarios):
                if scenario not in self.scenarios:
                    path = (*at, "accuracy_targets", number, "scenarios", index)
                    yield unknown_word(path, "scenario", scenario, self.scenarios)
        for group in ("scenarios", "optional_scenarios"):
            for category, scenarios in getattr(benchmark, group).items():
                if self.categories and category not in self.categories:
                    found = unknown_word((*at, group, category), "category", category, self.categories, on_key=True)
                    yield found._replace(fix=WITH_CATEGORIES) if category == ANY else found
                for index, scenario in enumerate(scenarios):
                    if scenario not in self.scenarios:
                        yield unknown_word((*at, group, category, index), "scenario", scenario, self.scenarios)
        for index, scenario in enumerate(benchmark.joint_scenarios):
            if scenario not in self.scenarios:
                yield unknown_word((*at, "joint_scenarios", index), "scenario", scenario, self.scenarios)
        for scenario, unit in benchmark.units.items():
            if scenario not in self.scenarios:
                yield unknown_word((*at, "units", scenario), "scenario", scenario, self.scenarios, on_key=True)
            if unit not in self.metrics:
                yield unknown_word((*at, "units", scenario), "unit", unit, self.metrics)
        for scenario in sorted(benchmark.all_scenarios.intersection(self.scenarios) - set(benchmark.units)):
            yield Finding(
                (*at, "units"),
                "missing-field",
                f'{benchmark.id} has no unit for "{scenario}"',
                "a unit for each of its scenarios",
                f'add "{scenario}": "<unit>" to its units',
                on_key=True,
            )


def _spellings(words: Mapping[str, Word]) -> dict[str, str]:
    known: dict[str, str] = {}
    for word_id, word in words.items():
        for spelling in (word_id, word.title, *word.spellings):
            known.setdefault(_folded(spelling), word_id)
    return known


def _read(spelling: str, known: dict[str, str]) -> str | None:
    return known.get(spelling) or known.get(_folded(spelling))


def _folded(spelling: str) -> str:
    return " ".join(spelling.casefold().split())


def _collisions(words: Mapping[str, Word], field: str) -> Iterator[Finding]:
    """One spelling that two words claim would make the reading depend on their order."""
    claimed: dict[str, str] = {}
    for word_id, word in words.items():
        for spelling in dict.fromkeys(map(_folded, (word_id, word.title, *word.spellings))):
            if (other := claimed.setdefault(spelling, word_id)) != word_id:
                yield Finding(
                    (field, word_id),
                    "ambiguous-word",
                    f'"{spelling}" means "{other}" already',
                    "each spelling under one word",
                    f'remove "{spelling}" from one of the two',
                    on_key=True,
                )
