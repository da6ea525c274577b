"""What the cards of some data say, worked out from the data alone: no page, template or diff is asked."""

import json
from collections.abc import Iterator
from typing import Any

from tests.builders import a_round
from tests.diff.random_sites import SCENARIOS, Entry, systems_of
from tests.diff.sites import DIGITS, Files
from tests.hostile import HEADER_KEYS

Place = tuple[str, str]  # row and column
ROUND_ = a_round()
ORDER: list[str] = ROUND_["scenarios"]
TARGETS = {"resnet": "acc: 75.6954", "bert-99": "F1: 89.9653"}


def folded(text: str) -> str:
    """As a page shows it."""
    return " ".join(text.split())


def plain(content: Any) -> Any:
    """The data with its numbers as they are written."""
    return json.loads(DIGITS.sub(r'"\1"', json.dumps(content)))


def cards(files: Files) -> dict[str, dict[Place, str]]:
    """What each card says of its own, by its address."""
    site = plain(files)
    return {f"{name[len('results/') : -len('.json')]}/index.html": dict(_card(site[name])) for name in systems_of(site)}


def _card(entry: Entry) -> Iterator[tuple[Place, str]]:
    system = entry["system"]
    yield ("System", ""), folded(system["system_name"])
    yield ("Submitter", ""), system["submitter"]
    yield ("Availability", ""), f"{system['status'].title()} as of May 2024"
    for key, text in system.items():
        if key not in HEADER_KEYS:
            yield (key, ""), folded(str(text))
    yield ("Verification", ""), _state(entry.get("verification", {"status": "unverified"}))
    if "source" in entry:
        yield ("Source", ""), f"{entry['source']['url']} {entry['source']['retrieved']}"
    categories = system["system_type"].split(",")
    for category in categories:
        yield from _table(entry, category, f" ({category.title()})" if len(categories) > 1 else "")


def _table(entry: Entry, category: str, note: str) -> Iterator[tuple[Place, str]]:
    """The results of one category, by model; what backs a result stands with the first table that shows it."""
    shown = [result for result in entry["results"] if result["scenario"] in SCENARIOS[category]]
    models = list(dict.fromkeys(result["benchmark"] for result in shown))
    for result in sorted(shown, key=lambda one: (models.index(one["benchmark"]), ORDER.index(one["scenario"]))):
        model = f"{result.get('used_model', result['benchmark'])}{note}"
        yield (model, "Accuracy target"), TARGETS[result["benchmark"]]
        row = f"{model} {result['scenario']}"
        benchmark = next(one for one in ROUND_["benchmarks"] if one["id"] == result["benchmark"])
        yield (row, "Value"), result["value"]
        yield (row, "Unit"), result.get("unit", benchmark["units"][result["scenario"]])
        if "used_model" in result and "accuracy" in result:
            yield (row, "Accuracy reached"), _accuracy(result)
        categories = entry["system"]["system_type"].split(",")
        if category == next(one for one in categories if result["scenario"] in SCENARIOS[one]):
            yield from _backing(entry, result, row)


def _backing(entry: Entry, result: dict[str, Any], row: str) -> Iterator[tuple[Place, str]]:
    if "id" in entry:
        yield (row, "Result ID"), entry["id"]
    if "weight_data_types" in result:
        yield (row, "Weights"), result["weight_data_types"]
    if "power" in result:
        yield (row, "Power"), f"{result['power']['value']} {result['power']['unit']}"
    if "accuracy" in result:
        yield (row, "Accuracy reached"), _accuracy(result)
    if "verification" in result:
        yield (row, "State"), _state(result["verification"])


def _accuracy(result: dict[str, Any]) -> str:
    return ", ".join(f"{metric}: {value}" for metric, value in result["accuracy"].items())


def _state(verification: dict[str, str]) -> str:
    since = f" since {verification['date']}" if "date" in verification else ""
    return folded(f"{verification['status']}{since}. {verification.get('reason', '')}")
