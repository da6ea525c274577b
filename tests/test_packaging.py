"""What is installed from a wheel, far from this repository, works: the tutorial's commands and every packaged file."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, of_a_checkout
from tests.environments import environment
from tests.test_dependencies import PROJECT, PYPROJECT, imported, modules_of
from tests.walkthrough import Reader

pytestmark = pytest.mark.long


def built(kind: str, source: Path, folder: Path) -> Path:
    """Build a wheel or a source archive, with what is installed here and no network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it requires: what else is installed here cannot be imported there."""
    return environment(wheel, tmp_path_factory.mktemp("environment"))


def run(installed: Path, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of that environment, with nothing of this checkout in sight."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    variables["PATH"] = f"{installed}:{variables['PATH']}"
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=True, timeout=120)


# Import every module, and say which there are; all that the modules import on top is loaded with them.
EVERY_MODULE = """
import pkgutil, importlib, site_builder
for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        print(module.name)
"""
# Say which of these a program could import.
ANY_OF = "import sys; from importlib.util import find_spec; print(*(name for name in sys.argv[1:] if find_spec(name)))"


def test_every_module_and_every_import_in_a_function_finds_what_the_wheel_requires(
    installed: Path, tmp_path: Path
) -> None:
    modules = run(installed, tmp_path, "python", "-W", "error", "-c", EVERY_MODULE).stdout.split()
    assert {"site_builder.cli.program", "site_builder.render.compiling", "site_builder.exports.bulk"} <= set(modules)
    named = set(imported())
    found = set(run(installed, tmp_path, "python", "-c", ANY_OF, *named).stdout.split())
    assert named - found == named & modules_of(PROJECT["optional-dependencies"]["cluster"])


def test_what_only_this_checkout_needs_cannot_be_imported_there(installed: Path, tmp_path: Path) -> None:
    """Else the tests here would pass with a requirement that is missing."""
    others = modules_of(PYPROJECT["dependency-groups"]["dev"])
    assert {"pytest", "hypothesis", "openpyxl", "playwright"} <= others
    assert run(installed, tmp_path, "python", "-c", ANY_OF, *others).stdout.split() == []


def test_a_new_site_is_made_and_built_far_from_the_repository(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "python", "-c", "import site_builder; print(site_builder.__file__)").stdout
    assert where.startswith(str(installed.parent))
    run(installed, tmp_path, "site-builder", "init", "mine", "--submitter", "Lab 5")
    folder = tmp_path / "mine"
    assert run(installed, folder, "site-builder", "validate").stderr == "no problems\n"
    run(installed, folder, "python", "-m", "site_builder", "build", "--quiet")
    assert (folder / "output/assets/site.css").is_file()
    assert "Lab 5" in (folder / "output/example-v1/standard/Lab-5/example-system/index.html").read_text("utf-8")
    assert run(installed, folder, "site-builder", "--version").stdout.startswith("site-builder, version ")


def test_the_tutorial_works_as_it_is_written_from_the_wheel_on(installed: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path, str(installed))
    reader.follow((ROOT / "docs/site/articles/tutorial.md").read_text("utf-8"))
    assert 1 + reader.commands < 10  # with the one that installs the wheel
    assert "Box 7" in (tmp_path / "lab/data/results/example-v1/standard/Our Lab/Box-7.json").read_text("utf-8")


@of_a_checkout
def test_the_wheel_has_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "site_builder"):
        files = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        prefix = "site_builder/" if folder == "templates" else ""
        assert {prefix + name for name in files.splitlines()} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"site_builder"}


def test_the_source_archive_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = built("sdist", ROOT, tmp_path)
    with tarfile.open(archive) as source:
        source.extractall(tmp_path, filter="data")
    unpacked = archive.with_name(archive.name.removesuffix(".tar.gz"))
    again = built("wheel", unpacked, tmp_path / "again")
    ours, theirs = (zipfile.ZipFile(path) for path in (wheel, again))
    assert {name: ours.read(name) for name in ours.namelist()} == {
        name: theirs.read(name) for name in theirs.namelist()
    }
    for name in (
        ".editorconfig",
        ".gitattributes",
        ".github/workflows",
        ".gitignore",
        "action.yml",
        "tests",
        "examples",
        "docs",
        "data",
        "bench",
        "Makefile",
        "SECURITY.md",
        "requirements.lock",
    ):
        assert (unpacked / name).exists(), name
