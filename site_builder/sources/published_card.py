"""Published cards: a system and its results as an old generator printed them, HTML in both layouts.

Source: facts about MLPerf Inference rounds, and the quirks of the published cards.
"""

import ast
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from site_builder.models import JSON_NUMBER, Benchmark, Number, Round, address_part
from site_builder.sources.benchmark_names import (
    accuracy_in_words,
    benchmark_aimed_at,
    benchmark_named,
    scenario_named,
)
from site_builder.sources.card_html import Card, CardPage, Cell, Row
from site_builder.sources.forward_reader import Stream
from site_builder.sources.reading import (
    Draft,
    FoundResult,
    JsonObject,
    Reading,
    Unusable,
    as_numbers,
    without_none,
)
from site_builder.sources.tree_path import DIVISIONS

KIND = "published-card"
LARGEST = 20_000_000
NO_CARD = 'it is no published card: nothing in it has the class "resultpage"'
# File names that say nothing of the system whose card they hold.
NAMELESS = ("index", "summary", "card", "result", "results")


def matches(path: str) -> bool:
    """Whether it is a page."""
    return path.casefold().endswith((".html", ".htm"))


def take(path: str, stream: Stream, _patterns: Iterable[str]) -> CardPage | Unusable:
    """The page, if it may show a card, or why it shows none."""
    data = stream.read(LARGEST) or b""
    if b"resultpage" in data:
        return CardPage(path, data)
    if b"\0" in data:
        return Unusable(path, "unreadable-card", "it is no text")
    return Unusable(path, "unreadable-card", NO_CARD if data.strip() else "it is empty")


def is_given(taken: Iterable[Any]) -> bool:
    """Whether what was taken holds a card."""
    return any(isinstance(fact, CardPage) and fact.card is not None for fact in taken)


def read(taken: Iterable[Any], round_: Round) -> Reading:
    """The entries that the cards show."""
    reading = Reading(KIND)
    for fact in taken:
        card = fact.card if isinstance(fact, CardPage) else None
        if card is not None and (card.rows or card.details):
            _read_card(fact, card, round_, reading)
        elif isinstance(fact, CardPage):
            reading.found += 1
            reading.leave_out(fact.path, "unreadable-card", NO_CARD if card is None else "its card shows no system")
    return reading


def _read_card(page: CardPage, card: Card, round_: Round, reading: Reading) -> None:
    place = _place(page.path, card, round_)
    own_models = round_.divisions[place.division].own_models if place.division in round_.divisions else False
    results = []
    for row in card.rows:
        for cell in row.cells:
            reading.found += 1
            where = f"{page.path}#{row.model}/{cell.scenario}"
            found = _result(row, cell, round_, own_models)
            if isinstance(found, tuple):
                reading.leave_out(where, *found)
            else:
                results.append(FoundResult(where, found))
    if not any(row.cells for row in card.rows):
        reading.note(page.path, "card-without-results", "its results table is empty")
    if results or not any(row.cells for row in card.rows):
        source = {"path": page.path, "sha256": page.sha256}
        described = _described(card)
        reading.drafts.append(
            Draft(place.system, place.division, place.submitter, described, page.path, results, source=source)
        )


class _Place(NamedTuple):
    division: str
    submitter: str
    system: str


def _place(path: str, card: Card, round_: Round) -> _Place:
    """Where the card belongs: its folders decide, what it prints stands in."""
    printed = round_.division(card.division) or card.division
    parts = path.split("/")
    stem = re.sub(r"\.html?$", "", parts[-1], flags=re.IGNORECASE)
    fallback = card.platform or (address_part(card.system) if stem.casefold() in NAMELESS else stem)
    at = next((index for index, part in enumerate(parts[:-1]) if part.casefold() in DIVISIONS), None)
    if at is None:
        return _Place(printed, card.submitter, fallback)
    folders = [part for part in parts[at + 1 : -1] if part != "results"]
    submitter = folders[0] if folders else card.submitter
    return _Place(parts[at].casefold(), submitter, folders[1] if len(folders) > 1 else fallback)


def _result(row: Row, cell: Cell, round_: Round, own_models: bool) -> JsonObject | tuple[str, str]:
    benchmark = benchmark_named(row.model, round_, {}) or benchmark_aimed_at(row.target, round_)
    scenario, value = scenario_named(cell.scenario, round_), cell.value.replace(",", "")
    if benchmark is None and not own_models:
        return "unknown-benchmark", f"{row.model} is no benchmark of {round_.title}"
    if scenario is None:
        return "unknown-scenario", f"{cell.scenario} is no scenario of {round_.title}"
    if not JSON_NUMBER.fullmatch(value):
        return "unreadable-value", f"the card prints {cell.value}"
    return without_none({
        "benchmark": benchmark.id if benchmark else row.model,
        "scenario": scenario,
        "value": Number(value),
        "unit": cell.unit or _unit(benchmark, scenario),
        "used_model": row.model if own_models and not (benchmark and benchmark.id == row.model) else None,
        "accuracy_target": None if benchmark else row.target or None,
        "accuracy": as_numbers(accuracy_in_words(cell.accuracy, round_)),
        "power": _power(cell.power, scenario, round_),
    })  # fmt: skip


def _unit(benchmark: Benchmark | None, scenario: str) -> str | None:
    return benchmark.units.get(scenario) if benchmark else None


def _power(text: str, scenario: str, round_: Round) -> JsonObject | None:
    found = re.match(r"[0-9.,]+", text)
    value = found[0].replace(",", "") if found else ""
    unit = round_.power_units.get(scenario)
    return {"value": Number(value), "unit": unit} if JSON_NUMBER.fullmatch(value) and unit else None


def _described(card: Card) -> JsonObject:
    """The description as far as a card shows it; a blank cell stays an empty text."""
    value: JsonObject = {
        "system_name": card.system,
        "submitter": card.submitter,
        "division": card.division,
        "system_type": card.category,
        "status": re.split(r"\s+as of\b", card.availability, maxsplit=1)[0],
    }
    for key, text in card.details:
        value.setdefault(key, _unprinted(text))
    return value


def _unprinted(text: str) -> Any:
    """The old generator printed nested facts as Python objects; here they are objects again."""
    if text[:1] + text[-1:] not in ("{}", "[]"):
        return text
    try:
        return _as_json(ast.literal_eval(text))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_json(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_as_json, value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Number(repr(value))
    return value if isinstance(value, str | bool) or value is None else str(value)
