"""A site of any size, made from the shipped round: the same N always gives the same bytes.

Twice the same facts: `data/` as site-builder reads it, and `entries/` with `round.json` for generators that know
nothing of rounds: words looked up, numbers as text (their JSON readers would lose digits), keys of objects sorted.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from site_builder.models import USUAL_SECTIONS, Catalog, Round
from site_builder.pages.facts import IN_THE_HEADER, REST, of_section
from site_builder.sources import read_data

ROOT = Path(__file__).resolve().parents[1]
ROUND = "inference-v4.1"
SUBMISSIONS_OF_A_SUBMITTER = 4  # of each of its systems: more of them are another submitter's
VARIED = ("boot_firmware_version", "host_memory_capacity", "other_software_stack", "cooling", "host_storage_capacity")


def write_corpus(folder: Path, count: int) -> None:
    """Write `data/`, `entries/` and `round.json` into a folder that is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    read = read_data(str(ROOT / "data"))
    (folder / "data" / "rounds").mkdir(parents=True)
    (folder / "entries").mkdir()
    shutil.copy(ROOT / "data" / "site.json", folder / "data")
    for path in (ROOT / "data" / "rounds").glob("*.json"):
        shutil.copy(path, folder / "data" / "rounds")
    keys: set[str] = set()
    for number, (entry, facts) in enumerate(_entries(read.catalog, count)):
        place = folder / "data" / "results" / ROUND / facts["division"] / facts["submitter"].replace(" ", "-")
        place.mkdir(parents=True, exist_ok=True)
        _write(place / f"{facts['id']}.json", entry)
        _write(folder / "entries" / f"{number:06}.json", facts)
        keys.update(facts["system"])
    _write(folder / "round.json", _round(read.catalog.rounds[ROUND], keys))


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False), "utf-8")


def _entries(catalog: Catalog, count: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Entries for us, and the same for others: the shipped ones of one category and no special state, over and over."""
    shipped = [e for e in catalog.entries if e.round.id == ROUND and len(e.categories) == 1]
    models = [entry for entry in shipped if entry.file.verification.status == "verified"]
    for number in range(count):
        model, copy = models[number % len(models)], number // len(models)
        system = {key: _plain(value) for key, value in model.system.description.items()}
        system["system_name"] = f"{model.system.name} no. {copy}"
        system["submitter"] = f"{model.submitter} {copy // SUBMISSIONS_OF_A_SUBMITTER}"
        for key in VARIED:
            if isinstance(system.get(key), str):
                system[key] = f"{system[key]} rev. {copy % 89}"
        results = [_result(result, entry_id=model.id_of(result), copy=copy) for result in model.results]
        entry = {"round": ROUND, "division": model.division, "category": model.categories[0], "system": system}
        whole = model.file.model_dump(mode="python", include={"verification", "source"}, exclude_none=True)
        yield {**entry, **whole, "results": results}, _facts(entry, results, f"{model.id}-{copy}", model.availability)


def _result(result: Any, entry_id: str | None, copy: int) -> dict[str, Any]:
    """One result, a little quicker or slower for each copy."""
    found: dict[str, Any] = {
        "benchmark": result.benchmark,
        "scenario": result.scenario,
        "value": round(result.value.value * (1 + copy % 997 / 9973), 4),
        "unit": result.unit,
        "id": f"{entry_id}-{copy}",
        "weight_data_types": result.weight_data_types,
        "source": {"path": result.source.path, "sha256": result.source.sha256},
    }
    if result.used_model:
        found["used_model"] = result.used_model
    if result.accuracy:
        found["accuracy"] = {metric: value.value for metric, value in sorted(result.accuracy.items())}
    if result.power:
        found["power"] = {"value": result.power.value.value, "unit": result.power.unit}
    return found


def _plain(value: Any) -> Any:
    """A value of a description as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in sorted(value.items())}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.value if hasattr(value, "as_written") and "." in value.as_written else _whole(value)


def _whole(value: Any) -> Any:
    return int(value.as_written) if hasattr(value, "as_written") else value


def _facts(entry: dict[str, Any], results: list[dict[str, Any]], stem: str, availability: str | None) -> dict[str, Any]:
    """What a card prints of an entry, for generators without a data model."""
    shown = ("benchmark", "scenario", "value", "unit", "used_model", "accuracy")
    return {
        "id": stem,
        "submitter": entry["system"]["submitter"],
        "division": entry["division"],
        "category": entry["category"],
        "availability": availability or "",
        "system": _texts(entry["system"]),
        "results": [_texts({key: result[key] for key in shown if key in result}) for result in results],
    }


def _texts(value: Any) -> Any:
    """The same with every number and null as the text that a card prints."""
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _round(round_: Round, keys: set[str]) -> dict[str, Any]:
    """The words of the round, and which keys of a description stand in which group."""
    groups = [
        {"title": section.title, "keys": list(of_section(tuple(sorted(keys)), section))} for section in USUAL_SECTIONS
    ]
    grouped = {key for group in groups for key in group["keys"]}
    rest = sorted(keys - grouped - set(IN_THE_HEADER))
    return {
        "id": round_.id,
        "title": round_.title,
        "copyright": round_.copyright,
        "family": round_.family,
        "as_of": round_.availability_as_of,
        "divisions": {name: word.title for name, word in round_.divisions.items()},
        "own_models": [name for name, word in round_.divisions.items() if word.own_models],
        "categories": {name: word.title for name, word in round_.categories.items()},
        "availabilities": {name: word.title for name, word in round_.availabilities.items()},
        "columns": {category: list(round_.columns(category)) for category in round_.categories},
        "targets": {benchmark.id: benchmark.target_in_words for benchmark in round_.benchmarks},
        "groups": groups,
        "rest": {"title": REST, "keys": rest},
    }
