"""Formulas: which fields of its log each result of a card was made of, and how; said once for all that share it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from site_builder.models import AS_WRITTEN, Entry, Formula, Result, is_log


@dataclass(frozen=True, slots=True)
class ResultFormula:
    """How results of a card were made from what was read."""

    of: Annotated[str, "Which results: scenarios with their units, and benchmarks where others differ in them"]
    fields: Annotated[tuple[str, ...], "Fields of the log; empty where no log was read"]
    words: Annotated[str, "What was done with them: as it is; / 10⁶ for Latency (ms)"]


_Shown = tuple[str, str, str | None, str, Formula]  # scenario, unit, what it was inferred from, benchmark, and how


def formulas(entry: Entry) -> tuple[ResultFormula, ...]:
    """The formulas of an entry's results, in the order of the data; none of results of which no source is known."""
    shown: list[_Shown] = []
    for known, result in zip(entry.gist.results, entry.results, strict=True):
        formula = _formula(entry, result)
        if formula:
            shown.append((known.scenario, known.unit, result.inferred_from, known.benchmark, formula))
    return _said(tuple(shown))


def _formula(entry: Entry, result: Result) -> Formula | None:
    own, whole = result.source, entry.file.source
    if own is None and whole is None:
        return None
    path = (own.path if own else None) or (whole.path if whole else None)
    if path is None or not is_log(path):
        return AS_WRITTEN
    return entry.round.formula(result.benchmark, result.scenario, result.inferred_from)


def _scope(scenario: str, unit: str, inferred_from: str | None) -> str:
    inferred = f" inferred from {inferred_from}" if inferred_from else ""
    return f"{scenario}{inferred}, {unit}".removesuffix(", ")


@lru_cache(maxsize=4096)
def _said(shown: tuple[_Shown, ...]) -> tuple[ResultFormula, ...]:
    """The same of plain words: most entries share them."""
    ways: dict[str, set[Formula]] = {}
    of: dict[Formula, dict[str, dict[str, None]]] = {}
    for scenario, unit, inferred_from, benchmark, formula in shown:
        scope = _scope(scenario, unit, inferred_from)
        ways.setdefault(scope, set()).add(formula)
        of.setdefault(formula, {}).setdefault(scope, {})[benchmark] = None
    return tuple(
        ResultFormula(
            "; ".join(
                scope if len(ways[scope]) == 1 else f"{scope} ({', '.join(benchmarks)})"
                for scope, benchmarks in scopes.items()
            ),
            *formula,
        )
        for formula, scopes in of.items()
    )
