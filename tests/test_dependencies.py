"""What the package imports is what it says that it needs; else it works only where something else brought it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]


def plain(name: str) -> str:
    """The name of a distribution as every index spells it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ;]", name)[0]).lower()


def imported() -> dict[str, list[str]]:
    """Each third-party module that the package names in an import, wherever it stands, with the files that do."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "site_builder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [str(node.module)]
            for name in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"site_builder"}:
                found.setdefault(name, []).append(str(path.relative_to(ROOT)))
    return found


def modules_of(requirements: list[str]) -> set[str]:
    """The modules that may be imported because of these requirements, without what they need themselves."""
    names = {plain(text) for text in requirements}
    return {module for module, of in packages_distributions().items() if names & {plain(name) for name in of}}


def test_each_import_is_of_a_declared_dependency_and_each_dependency_is_imported() -> None:
    extras = [name for extra in PROJECT["optional-dependencies"].values() for name in extra]
    declared = {plain(name) for name in [*PROJECT["dependencies"], *extras]}
    distributions = packages_distributions()
    needed = {plain(distributions.get(module, [module])[0]): files for module, files in imported().items()}
    assert {name: files for name, files in needed.items() if name not in declared} == {}
    # s3fs is asked for by fsspec, by the name that an address begins with.
    assert declared - set(needed) == {"s3fs"}


def test_each_dependency_is_pinned() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    assert {plain(name) for group in groups for name in group} - pinned == set()
