"""The shipped data folder read with nothing but Python: what boards must hold, for tests that recompute pages."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

FIRST, SECOND = "inference-v4.1", "inference-v5.0"
COUNTS = {"verified", "unverified", "corrected"}


class Plain:
    """The data folder as plain dictionaries, with a second round in which every value has moved by a quarter."""

    def __init__(self, data: Path) -> None:
        self.rounds = {name: self._json(data / f"rounds/{name}.json") for name in (FIRST, SECOND)}
        self.entries = [self._json(path) for path in sorted((data / "results").rglob("*.json"))]
        self.entries += [later for entry in self.entries if (later := self._later(entry))["results"]]

    def _json(self, path: Path) -> dict[str, Any]:
        read = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
        return {**read, "stem": path.stem} if "system" in read else read

    def _later(self, entry: dict[str, Any]) -> dict[str, Any]:
        kept = [
            {**result, "value": str(Decimal(result["value"]) * 5 / 4)}
            for result in entry["results"]
            if self.categories(entry | {"round": SECOND}, result)
        ]
        return {**entry, "round": SECOND, "results": kept}

    def benchmark(self, entry: dict[str, Any], result: dict[str, Any]) -> dict[str, Any] | None:
        found = [b for b in self.rounds[entry["round"]]["benchmarks"] if b["id"] == result["benchmark"]]
        return found[0] if found else None

    def categories(self, entry: dict[str, Any], result: dict[str, Any]) -> list[str]:
        own = str(entry.get("category") or entry["system"]["system_type"]).lower()
        named = [category for category in ("datacenter", "edge") if category in own]
        known = self.benchmark(entry, result) or {}
        groups = [known.get(group, {}) for group in ("scenarios", "optional_scenarios")]
        fitting = [c for c in named if any(result["scenario"] in group.get(c, ()) for group in groups)]
        return fitting if entry["round"] == SECOND else fitting or named

    def boards(self) -> dict[tuple[Any, ...], list[tuple[Decimal, dict[str, Any]]]]:
        """Values and entries by all that must be shared to be ranked together."""
        found: dict[tuple[Any, ...], list[tuple[Decimal, dict[str, Any]]]] = defaultdict(list)
        for entry in self.entries:
            for result in entry["results"]:
                state = (result.get("verification") or entry.get("verification", {})).get("status", "unverified")
                division = str(entry.get("division") or entry["system"]["division"]).lower()
                model = (result.get("used_model") or result["benchmark"]) if division == "open" else None
                known = self.benchmark(entry, result)
                assert known is not None
                unit = result.get("unit") or known["units"][result["scenario"]]
                for category in self.categories(entry, result) if state in COUNTS else ():
                    shared = (entry["round"], division, category, result["benchmark"], result["scenario"])
                    key = (*shared, unit, bool(result.get("power")), state == "unverified", model)
                    found[key].append((Decimal(result["value"]), entry))
        return found
