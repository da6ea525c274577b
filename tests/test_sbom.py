"""The bill of materials: everything that is needed at run time, and nothing that only tests need."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def bom() -> dict[str, Any]:
    """What `make sbom` writes."""
    done = subprocess.run(
        [sys.executable, ROOT / ".ci/sbom.py"], cwd="/", capture_output=True, text=True, check=True
    ).stdout
    found: dict[str, Any] = json.loads(done)
    return found


def test_it_names_each_package_with_the_version_that_is_pinned(bom: dict[str, Any]) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for component in bom["components"]:
        assert re.search(rf"^{component['name']}(\[\w+\])?=={re.escape(component['version'])}\b", lock, re.M | re.I)
    names = {component["name"] for component in bom["components"]}
    assert {"pydantic", "pydantic-core", "jinja2", "markupsafe", "pagefind", "pagefind-bin"} <= names
    assert names & {"pytest", "mypy", "playwright", "distributed", "hatchling"} == set()


def test_each_package_has_its_licence_and_what_it_needs_itself(bom: dict[str, Any]) -> None:
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    assert [component["name"] for component in bom["components"] if "not stated" in str(component["licenses"])] == []
    refs = {component["bom-ref"] for component in bom["components"]}
    itself = bom["metadata"]["component"]["bom-ref"]
    assert {item["ref"] for item in bom["dependencies"]} == refs | {itself}
    needed = {ref for item in bom["dependencies"] for ref in item["dependsOn"]}
    assert needed == refs
