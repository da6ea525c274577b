"""The flat rows of `summary_results.json`, by the place in the tree that each stands for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from site_builder.models import Number, Round
from site_builder.sources.benchmark_names import accuracy_in_words
from site_builder.sources.json_words import NOT_IN_HTML
from site_builder.sources.reading import JsonObject
from site_builder.sources.run_value import measurable
from site_builder.sources.tree_path import tree_path

# Beyond this, two figures are not one figure printed twice.
SAME = Decimal("0.000001")
PERFORMANCE_FOLDER = re.compile(r"/performance(?:/run_[0-9]+)?/?$")


class SummaryFile(NamedTuple):
    """The rows of one file, as read, and how many others there are that state no result."""

    path: str
    sha256: str
    rows: tuple[Mapping[str, Any], ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One result of the round as its summary states it."""

    position: int
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A value as text; empty where it is missing."""
        value = self.values.get(key)
        return NOT_IN_HTML.sub(" ", str(value)).strip() if isinstance(value, str | Number) else ""

    def number(self, key: str) -> Number | None:
        """A value as a number, if it is one that can have been measured."""
        value = self.values.get(key)
        return value if isinstance(value, Number) and measurable(value.decimal) is not None else None

    @property
    def id(self) -> str | None:
        """The public result ID, as written."""
        return self.text("ID") or None

    @property
    def benchmark(self) -> str:
        """The benchmark; `MlperfModel` in some rounds."""
        return self.text("MlperfModel") or self.text("Model")

    @property
    def used_model(self) -> str:
        """The submitter's own model."""
        return self.text("UsedModel") or self.text("Model") or self.benchmark

    @property
    def system(self) -> tuple[str, str, str]:
        """Division, submitter and system: as folders spell them where the row says so."""
        parts = self._stated_location.split("/")
        if len(parts) > 3 and parts[2] == "results":
            return parts[0], parts[1], parts[3]
        return self.text("Category") or self.text("Division"), self.text("Submitter"), self.text("Platform")

    @property
    def location(self) -> str:
        """The folder in the tree that the row stands for."""
        stated = self._stated_location
        if stated.count("/") == 5:
            return stated
        division, submitter, system = self.system
        return "/".join((division, submitter, "results", system, self.used_model, self.text("Scenario")))

    @property
    def _stated_location(self) -> str:
        """`Location` from its division on, without the folders of the run."""
        location = PERFORMANCE_FOLDER.sub("", self.text("Location"))
        place = tree_path(f"{location}/any")
        return str(place).removesuffix("/any") if place else location

    @property
    def power(self) -> JsonObject | None:
        """Measured power, where the row has it."""
        value = self.number("Power_Result")
        unit = self.text("Power_Units")
        return {"value": value, "unit": unit} if value is not None and unit and value.decimal > 0 else None

    def accuracy(self, round_: Round) -> dict[str, Number]:
        """The reached accuracy, by the round's names of metrics."""
        return {name: Number(value) for name, value in accuracy_in_words(self.text("Accuracy"), round_).items()}

    def differences(self, found: Mapping[str, Any], round_: Round) -> Iterator[tuple[str, str]]:
        """What the tree and its summary state differently of one result."""
        pairs = [("value", found["value"], self.number("Performance_Result"))]
        own, stated = found.get("power"), self.power
        pairs.append(("power", own["value"] if own else None, stated["value"] if stated else None))
        accuracy, reached = self.accuracy(round_), found.get("accuracy", {})  # the open division may state none
        pairs += [(f"accuracy {name}", ours, accuracy.get(name)) for name, ours in reached.items()]
        for what, ours, theirs in pairs:
            if ours is None and theirs is None:
                continue
            if ours is None or theirs is None or not _same(ours.decimal, theirs.decimal):
                yield what, f"the tree states {ours or 'none'}, the summary {theirs or 'none'}"


def _same(ours: Decimal, theirs: Decimal) -> bool:
    return abs(ours - theirs) <= SAME * max(abs(ours), abs(theirs))


class SummaryRows:
    """All rows, found by place; remembers which were asked for."""

    def __init__(self, rows: Iterable[SummaryRow]) -> None:
        self._rows = list(rows)
        self._by_place = {row.location.casefold(): row for row in self._rows}
        self._used: set[int] = set()

    @classmethod
    def of(cls, taken: Iterable[Any]) -> "SummaryRows":
        """The rows of every summary among what was taken of a source."""
        values = [row for fact in taken if isinstance(fact, SummaryFile) for row in fact.rows]
        return cls(SummaryRow(position, row) for position, row in enumerate(values))

    def __bool__(self) -> bool:
        return bool(self._rows)

    def __iter__(self) -> Iterator[SummaryRow]:
        return iter(self._rows)

    def at(self, place: str) -> SummaryRow | None:
        """The row of a scenario folder, if the summary has it."""
        row = self._by_place.get(place.casefold())
        if row is not None:
            self._used.add(row.position)
        return row

    def unused(self) -> list[SummaryRow]:
        """The rows that nobody asked for."""
        return [row for row in self._rows if row.position not in self._used]

    def category_of(self, system: tuple[str, str, str]) -> str | None:
        """The category of a system, if the summary has it."""
        return self._categories.get(tuple(map(str.casefold, system)))

    @cached_property
    def _categories(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for row in self._rows:
            if category := row.text("Suite"):
                found.setdefault(tuple(map(str.casefold, row.system)), category)
        return found

    @property
    def version(self) -> str:
        """What the rows say which round they are of."""
        return next((row.text("version") for row in self._rows if row.text("version")), "")
