"""Two small sites, before and after an edit of the data, built by the real builder."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from site_builder.build import Options, build
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry

Files = dict[str, Any]
DIGITS = re.compile(r'"@([0-9.eE+-]+)@"')  # a number with digits of its own: "@1100.250@"
VERIFIED = {"status": "verified", "date": "2024-05-01"}
SOURCE = {"url": "https://example.org/round", "retrieved": "2024-05-02"}
CLOSED = f"results/{ROUND}/closed"
ACME, RIVAL, THIRD = (f"{CLOSED}/{name}/box.json" for name in ("Acme", "Rival", "Third"))


def an_entry_of(submitter: str, value: float, **changes: Any) -> dict[str, Any]:
    """A verified entry with three results of its own: higher is better twice, lower once."""
    results = [
        a_result(value=value, weight_data_types="int8", accuracy={"acc": 76.1}),
        a_result(scenario="Server", value=value / 2),
        a_result(benchmark="bert-99", value=value * 3),
    ]
    system = a_system(submitter=submitter, system_name=f"{submitter} Box")
    return verified(f"1-{int(value):04}", system=system, results=results) | changes


def verified(result_id: str, **changes: Any) -> dict[str, Any]:
    """An entry that was reviewed, with what proves it."""
    return an_entry(id=result_id, verification=VERIFIED, source=SOURCE) | changes


def base() -> Files:
    """The site before: three submitters, an edge system, an own model."""
    edge = verified(
        "1-0001",
        system=a_system(submitter="Acme", system_name="Edge Box", system_type="edge", accelerators_per_node="1"),
        results=[a_result(scenario="SingleStream", value=2.5), a_result(value=300)],
    )
    own = verified(
        "1-0002",
        system=a_system(submitter="Rival", system_name="Open Box", division="open"),
        results=[a_result(value=5000, used_model="tiny-resnet", accuracy={"acc": 70.5})],
    )
    return {
        "site.json": a_site(as_of="2024-07-01"),
        f"rounds/{ROUND}.json": a_round(),
        ACME: an_entry_of("Acme", 1200.5),
        RIVAL: an_entry_of("Rival", 1100.25),
        THIRD: an_entry_of("Third", 900),
        f"{CLOSED}/Acme/edge.json": edge,
        f"results/{ROUND}/open/Rival/own.json": own,
    }


def built(folder: Path, files: Mapping[str, Any], templates: Path | None = None) -> Path:
    """The site of these data files, built; its folder."""
    for name, content in files.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else DIGITS.sub(r"\1", json.dumps(content, indent=2))
        path.write_text(text, "utf-8")
    build(Options(str(folder / "data"), str(folder / "output"), str(templates) if templates else None))
    return folder / "output"


def edited(edit: Callable[[Files], None], files: Files | None = None) -> Files:
    """The files after an edit."""
    after = deepcopy(files or base())
    edit(after)
    return after


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, with nobody's configuration; what it says."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", **kept}
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=nobody).stdout
