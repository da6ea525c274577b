"""Print which software an installed site-builder brings along: CycloneDX 1.6, as JSON.

python .ci/sbom.py > sbom.json

What is needed at run time stands in pyproject.toml, which versions in requirements.lock, and under which licences in
the metadata of the packages that are installed here. Nothing is asked of any other place, and no clock is read.
"""

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def locked() -> dict[str, str]:
    """Versions by name, as `make lock` pinned them."""
    found = re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", (ROOT / "requirements.lock").read_text(), re.M
    )
    return {canonicalize_name(name): version for name, version in found}


def needed(requirements: list[str], extras: set[str]) -> dict[str, set[str]]:
    """Names of packages that are needed here, each with the extras of it that are asked for."""
    found: dict[str, set[str]] = {}
    for text in requirements:
        wanted = Requirement(text)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            found.setdefault(canonicalize_name(wanted.name), set()).update(wanted.extras)
    return found


def graph(direct: dict[str, set[str]]) -> dict[str, list[str]]:
    """Every package that is needed, directly or not, with what it needs itself."""
    found: dict[str, list[str]] = {}
    waiting = dict(direct)
    while waiting:
        name, extras = waiting.popitem()
        inner = needed(metadata.requires(name) or [], extras)
        found[name] = sorted(inner)
        waiting |= {other: more for other, more in inner.items() if other not in found}
    return found


def licences(name: str) -> list[dict[str, Any]]:
    """Under which terms a package is, as it says itself."""
    said = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        return [{"expression": expression}]
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")
    ]
    first_line = (said.get("License") or "").strip().partition("\n")[0]
    return [{"license": {"name": words}} for words in classified or [first_line or "not stated"]]


def component(name: str, version: str) -> dict[str, Any]:
    """One package."""
    address = f"pkg:pypi/{name}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "licenses": licences(name),
    }


def bom() -> dict[str, Any]:
    """The whole of it. Raises: KeyError if a package that is needed is not in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    version = re.findall(r'__version__ = "(.+)"', (ROOT / "site_builder/__init__.py").read_text())[0]
    itself = f"pkg:pypi/site-builder@{version}"
    pinned = locked()
    direct = needed(project["dependencies"], set())
    every = graph(direct)
    refs = {name: f"pkg:pypi/{name}@{pinned[name]}" for name in every}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": "site-builder",
                "version": version,
                "purl": itself,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [component(name, pinned[name]) for name in sorted(every)],
        "dependencies": [
            {"ref": itself, "dependsOn": sorted(refs[name] for name in direct)},
            *({"ref": refs[name], "dependsOn": [refs[inner] for inner in every[name]]} for name in sorted(every)),
        ],
    }


if __name__ == "__main__":
    print(json.dumps(bom(), indent=2))
