"""Made-up rounds one after the other, compatible and not: what histories are drawn from."""

import json
from pathlib import Path
from typing import Any

from tests.builders import ROUND, a_result, a_round, a_system, an_entry

EARLIER = "sprint-v0"
VERIFIED = {"status": "verified", "date": "2024-05-01"}


def earlier_round(**changes: Any) -> dict[str, Any]:
    """The round before the builders' own, compatible with it for resnet alone."""
    compatible = {"datacenter": {"resnet": [ROUND]}}
    before = {"version": "v0", "title": "Sprint v0", "published": "2023-05-01", "compatible": compatible}
    return a_round(**before, **changes)


def an_earlier_entry(**changes: Any) -> dict[str, Any]:
    """An entry of that round."""
    return an_entry(**{"round": EARLIER, **changes})


def rich_histories() -> dict[str, Any]:
    """Files of a data folder: rounds that follow each other, spellings, systems that count nothing."""
    both = [a_result(), a_result(benchmark="bert-99", value=50.5), a_result(benchmark="gptj", value=7)]
    four = a_system(accelerators_per_node="4", accelerator_model_name="t1000", status="preview")
    powered = a_result(scenario="Server", value=700, power={"value": 812.4, "unit": "Watts"})
    entries = {
        "early": an_earlier_entry(results=[a_result(value=900), a_result(benchmark="bert-99", value=40)]),
        "early4": an_earlier_entry(system=four, results=[a_result(value=500), powered]),
        "late": an_entry(results=both, verification={"status": "unverified"}, id="1-0077"),
        "late4": an_entry(system=four | {"submitter": "Ac me"}, results=[a_result(value=600)]),
        "uncounted": an_entry(system=a_system(accelerators_per_node="eight")),
        "bare": an_entry(system=a_system(accelerator_model_name="N/A")),
        "idle": an_earlier_entry(results=[]),
    }
    source = {"compatible_source": "https://example.org/compatible?a=1&b=2"}
    return {
        f"rounds/{EARLIER}.json": earlier_round(**source),
        **{f"results/{name}.json": entry for name, entry in entries.items()},
    }


def later_rounds(data: Path) -> dict[str, Any]:
    """Invented entries of later rounds, from two submitters' shipped ones: values grow, latencies fall."""
    made: dict[str, Any] = {}
    for step, version in enumerate(("v5.0", "v5.1", "v6.0", "v6.1"), 1):
        known = {b["id"]: b for b in json.loads((data / f"rounds/inference-{version}.json").read_text())["benchmarks"]}
        for path in sorted(data.glob("results/**/*.json")):
            entry = json.loads(path.read_text())
            if path.parent.name not in ("NVIDIA", "Krai") or entry["verification"]["status"] != "verified":
                continue
            results = [_moved(r, known, step) for r in entry["results"] if _is_there(r, known, entry)]
            if results:
                name = f"results/later/{version}-{path.parent.name}-{path.stem}.json"
                made[name] = entry | {"round": f"inference-{version}", "results": results}
    return made


def _is_there(result: dict[str, Any], known: dict[str, Any], entry: dict[str, Any]) -> bool:
    benchmark = known.get(result["benchmark"], {})
    own = str(entry.get("category") or entry["system"]["system_type"]).lower()
    groups = [benchmark.get("scenarios", {}), benchmark.get("optional_scenarios", {})]
    return any(result["scenario"] in group.get(c, ()) for group in groups for c in own.replace(" ", "").split(","))


def _moved(result: dict[str, Any], known: dict[str, Any], step: int) -> dict[str, Any]:
    lower = "Latency" in known[result["benchmark"]]["units"][result["scenario"]]
    factor = 1 / (1 + 0.2 * step) if lower else 1 + 0.2 * step
    moved = {key: value for key, value in result.items() if key not in ("unit", "id")}
    return moved | {"value": round(result["value"] * factor, 3), "id": f"made-{step}-{result.get('id')}"}
