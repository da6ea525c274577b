"""What tests of exports recompute: the facts of a data folder, read with the standard library alone."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any


class Digits(str):
    """A number of a JSON file, as it is written there."""


def digits(content: bytes) -> Any:
    """A JSON document whose numbers are the text that they were written as."""
    return json.loads(content, parse_float=Digits, parse_int=Digits)


def results_in(data: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Stem, entry and result of everything below `results/`."""
    for path in sorted((data / "results").rglob("*.json")):
        entry = digits(path.read_bytes())
        for result in entry["results"]:
            yield path.stem, entry, result


def units_of(data: Path) -> dict[tuple[str, str, str], str]:
    """The unit of each round, benchmark and scenario."""
    return {
        (path.stem, benchmark["id"], scenario): unit
        for path in (data / "rounds").glob("*.json")
        for benchmark in json.loads(path.read_bytes())["benchmarks"]
        for scenario, unit in benchmark["units"].items()
    }


def exact(text: str) -> Decimal:
    """The exact value of digits."""
    return Decimal(text)
