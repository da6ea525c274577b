"""Leaderboards: one page for what may be ranked together, and what must be told beside it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from site_builder.charts import ScatterChart
from site_builder.models import Round
from site_builder.pages import urls
from site_builder.pages.accuracy_chart import accuracy_chart
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import availability_of, power_of, submitter_link
from site_builder.pages.messaging import footnote, marked, unverified_among
from site_builder.pages.page import Footnote, Frame, Link, Page
from site_builder.tables import (
    PER_CHIP,
    PER_WATT,
    BoardKey,
    Ranking,
    Standing,
    chips_of,
    per_chip,
    per_watt,
    quantity,
    short,
)

FROM_LEADER = "times the leader's = result / best result of the same table"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One result on a board, with all that must be told beside it."""

    rank: Annotated[str, "1 comes first; ties share a rank; empty where the table is not ranked"]
    system: Annotated[Link, "The system's name, leading to the result's row on its card"]
    system_id: Annotated[str, "The system's id where another of its submitter has the same name; else empty"]
    card: Annotated[str, "round/division/submitter/system: what compare is asked for"]
    submitter: Annotated[Link, "Who submitted it, leading to its page"]
    value: Annotated[str, "Digits as written"]
    bar: Annotated[str, "Its share of the longest bar of the table, 0 to 100; empty where nothing is ranked"]
    gap: Annotated[str, "Its rank, and how far it is from the leader, in words; empty where nothing is ranked"]
    availability: Annotated[str, "Available; may be empty"]
    chips: Annotated[str, "8x NVIDIA H100"]
    chip_count: Annotated[str, "How many; empty where it is not known"]
    chip_model: Annotated[str, "Which"]
    precision: Annotated[str, "Number formats of the weights, read; as written where they cannot be read"]
    accuracy: Annotated[str, "Accuracy reached; may be empty"]
    inferred_from: Annotated[str, "The scenario that was measured instead; may be empty"]
    result_id: Annotated[str, "Public result ID; may be empty"]
    power: Annotated[str, "Measured power with its unit; on power boards"]
    per_chip: Annotated[str, "Value for each accelerator: derived; may be empty"]
    per_watt: Annotated[str, "Value for each watt: derived; may be empty"]
    unverified: Annotated[bool, "Whether the word unverified stands beside the value"]


@dataclass(frozen=True, slots=True)
class BoardTable:
    """One ranking: everything in it may be ranked together."""

    id: Annotated[str, "Anchor of its heading"]
    caption: Annotated[str, "Version, division, category, benchmark and scenario, in one line"]
    heading: Annotated[str, "The own model or that none is stated, and the word unverified; empty where neither is so"]
    model: Annotated[str, "The own model of its results, or that none is stated; empty where the division has none"]
    unit: Annotated[str, "The unit of its values"]
    rows: Annotated[tuple[BoardRow, ...], "From rank 1 on"]
    with_power: Annotated[bool, "Whether it has power columns"]
    with_per_chip: Annotated[bool, "Whether some row has a value for each accelerator"]
    with_per_watt: Annotated[bool, "Whether some row has a value for each watt"]


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Everything that a leaderboard says."""

    frame: Annotated[Frame, "What stands around it"]
    round: Annotated[str, "The round's title"]
    division: Annotated[str, "Closed"]
    category: Annotated[str, "Datacenter; empty where the round has none"]
    benchmark: Annotated[str, "The benchmark's title"]
    benchmark_id: Annotated[str, "As submission folders spell it"]
    scenario: Annotated[str, "Offline"]
    task: Annotated[str, "What the benchmark does"]
    accuracy_target: Annotated[str, "F1: 89.9653; may be empty"]
    unit: Annotated[str, "The unit of all values; empty where its tables differ in unit"]
    better: Annotated[str, "higher or lower"]
    is_power: Annotated[bool, "Whether these results were measured together with power"]
    ranked_by_model: Annotated[bool, "Whether ranks count within one own model only"]
    tables: Annotated[tuple[BoardTable, ...], "The rankings, and last what is listed without a rank"]
    derived: Annotated[str, "What derived columns there are: per accelerator and per watt; empty where there are none"]
    chart: Annotated[ScatterChart | None, "Accuracy against speed, where submitters bring models of their own"]
    siblings: Annotated[tuple[Link, ...], "Boards of the same benchmark beside this one"]
    compare: Annotated[str, "Link to the page that compares systems"]
    terms: Annotated[tuple[Link, ...], "Words of this page that the glossary explains; may be empty"]
    footnote: Annotated[Footnote, "What must stand with the results"]


def pages(contents: Contents) -> Iterator[Page]:
    """Every leaderboard, and for each round the list of its own."""
    boards: dict[str, list[Ranking]] = defaultdict(list)
    for ranking in contents.tables.listed:
        boards[urls.leaderboard(ranking.key)].append(ranking)
    for url, found in boards.items():
        yield Page(url, "pages/leaderboard.html", _leaderboard(url, found, boards, contents))


def _leaderboard(url: str, found: list[Ranking], boards: dict[str, list[Ranking]], contents: Contents) -> Leaderboard:
    key = found[0].key
    round_ = contents.catalog.rounds[key.round]
    benchmark = round_.benchmark(key.benchmark)
    assert benchmark is not None  # an entry with an unknown benchmark is a Problem
    division, category = round_.divisions[key.division].title, _category(key, round_)
    scope = scope_of(key, round_)
    shown = [(standing.entry, standing.result) for ranking in found for standing in ranking.standings]
    states = ["verified" if ranking.key.verified else "unverified" for ranking in found]
    units = len({ranking.key.unit for ranking in found})
    wording = _Wording(url, contents, scope, units)
    tables = tuple(wording.table(number, ranking) for number, ranking in enumerate(found, 1))
    own_models = key.used_model is not None
    return Leaderboard(
        frame=contents.framing.frame(
            url,
            title=scope,
            description=f"{scope}: {len(shown)} results{unverified_among(states)}, ranked where they may be.",
            crumbs=(
                (marked(round_.title, round_), urls.round_page(round_.id)),
                ("Leaderboards", urls.leaderboards(round_.id)),
            ),
            rounds=(round_,),
            data=(urls.beside(url, "results.csv"),),
        ),
        round=marked(round_.title, round_),
        division=division,
        category=category,
        benchmark=benchmark.title,
        benchmark_id=benchmark.id,
        scenario=key.scenario,
        task=benchmark.task,
        accuracy_target=benchmark.target_in_words,
        unit=key.unit if units == 1 else "",
        better=found[0].metric.better,
        is_power=key.with_power,
        ranked_by_model=own_models,
        tables=tables,
        derived=" and ".join(formula.partition(" = ")[0] for formula in _derived(tables)),
        chart=accuracy_chart(found, benchmark, scope, wording.result) if own_models else None,
        siblings=tuple(_siblings(url, key, boards, round_)),
        compare=urls.relative(url, urls.compare()),
        terms=contents.terms.of(url, tuple(_words(found, division, category, tables))),
        footnote=footnote(scope, shown, (round_,), tuple(_formulas(tables))),
    )


def _words(found: list[Ranking], division: str, category: str, tables: tuple[BoardTable, ...]) -> Iterator[str]:
    """The words of a board that a glossary may explain."""
    key = found[0].key
    yield from (key.benchmark, key.scenario, division, category, *dict.fromkeys(r.key.unit for r in found))
    if key.with_power:
        yield "Power"
    yield from ("Rank", *dict.fromkeys(row.availability for table in tables for row in table.rows), "Chips")
    if any(not ranking.key.verified for ranking in found):
        yield "Unverified"
    if any(row.inferred_from for table in tables for row in table.rows):
        yield "Inferred"
    if any(_derived(tables)):
        yield "Derived"


def scope_of(key: BoardKey, round_: Round) -> str:
    """Version, division, category, benchmark and scenario, in one line."""
    words = (marked(round_.title, round_), round_.divisions[key.division].title, _category(key, round_))
    return " ".join(filter(None, (*words, key.benchmark, key.scenario, "with power" if key.with_power else "")))


def _category(key: BoardKey, round_: Round) -> str:
    return round_.categories[key.category].title if key.category else ""


def _derived(tables: tuple[BoardTable, ...]) -> Iterator[str]:
    """The formula of each derived column."""
    if any(table.with_per_chip for table in tables):
        yield PER_CHIP
    if any(table.with_per_watt for table in tables):
        yield PER_WATT


def _formulas(tables: tuple[BoardTable, ...]) -> Iterator[str]:
    """The formula of each derived figure, of those in words too."""
    yield from _derived(tables)
    if any(len(table.rows) > 1 and table.rows[0].rank for table in tables):
        yield FROM_LEADER


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words the tables of one board."""

    url: str
    contents: Contents
    scope: str
    units: int  # in how many its tables are

    def table(self, number: int, ranking: Ranking) -> BoardTable:
        """One ranking."""
        key = ranking.key
        longest = max(standing.result.value.decimal for standing in ranking.standings)
        rows = tuple(self._row(standing, ranking, longest) for standing in ranking.standings)
        # A unit that is not the benchmark's is a warning, and such results are ranked among themselves.
        model = key.used_model if key.is_ranked else "model not stated, not ranked"
        words = (model, None if key.verified else "unverified", f"in {key.unit}" if self.units > 1 else None)
        heading = ", ".join(filter(None, words))
        unit = "" if self.units > 1 else f", in {key.unit}"
        return BoardTable(
            id=f"ranking-{number}",
            caption=f"{self.scope}{f', {heading}' if heading else ''}{unit}",
            heading=heading,
            model=model or "",
            unit=key.unit,
            rows=rows,
            with_power=key.with_power,
            with_per_chip=any(row.per_chip for row in rows),
            with_per_watt=any(row.per_watt for row in rows),
        )

    def _row(self, standing: Standing, ranking: Ranking, longest: Decimal) -> BoardRow:
        entry, result = standing.entry, standing.result
        chips, metric = chips_of(entry), ranking.metric
        return BoardRow(
            rank=str(standing.rank or ""),
            system=Link(entry.system.name, self.result(standing)),
            system_id=self.contents.id_among_namesakes(entry),
            card=entry.link,
            submitter=submitter_link(entry, self.contents, self.url),
            value=str(result.value),
            bar=f"{100 * result.value.decimal / longest:.1f}" if ranking.key.is_ranked else "",
            gap=_gap(standing, ranking),
            availability=availability_of(entry),
            chips=chips.in_words(),
            chip_count=str(chips.number or ""),
            chip_model=chips.model,
            precision=", ".join(result.precision.formats) or result.weight_data_types or "",
            accuracy=result.accuracy_in_words,
            inferred_from=result.inferred_from or "",
            result_id=entry.id_of(result) or "",
            power=power_of(result),
            per_chip=short(per_chip(result.value, metric, chips)),
            per_watt=short(per_watt(result.value, metric, result.power)),
            unverified=not ranking.key.verified,
        )

    def result(self, standing: Standing) -> str:
        """The result's row on its card."""
        return self.contents.result(self.url, standing.entry, standing.position)


def _gap(standing: Standing, ranking: Ranking) -> str:
    """Where the result stands, as a sentence for who cannot see the bar; nothing where nothing is ranked."""
    if standing.rank is None:
        return ""
    place = f"rank {standing.rank} of {len(ranking.standings)}"
    leader = ranking.standings[0].result.value.decimal
    if standing.rank == 1:
        return place
    figure = short(standing.result.value.decimal / leader)
    return f"{place}, {figure} times the leader's {quantity(ranking.metric)} (derived)"


def _siblings(url: str, key: BoardKey, boards: dict[str, list[Ranking]], round_: Round) -> Iterator[Link]:
    """Boards of the same round and benchmark: another scenario, category or division, with or without power."""
    for there, found in boards.items():
        other = found[0].key
        if (other.round, other.benchmark) != (key.round, key.benchmark) or there == url:
            continue
        words = [round_.divisions[other.division].title, _category(other, round_), other.scenario]
        text = " ".join(filter(None, (*words, "with power" if other.with_power else "")))
        yield Link(text, urls.relative(url, there))
