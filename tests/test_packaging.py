"""What is installed from a wheel, far from this repository, works: the tutorial's commands and every packaged file."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
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
    """A fresh environment with the wheel in it; its dependencies are those of this one, pinned by the same lock."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    install = [sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    # A plain line is a folder to look in; what is editable there (this checkout) stays out of reach.
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (site_packages / "dependencies.pth").write_text(ours + "\n")
    return folder / "bin"


def run(installed: Path, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of that environment, with nothing of this checkout in sight."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment["PATH"] = f"{installed}:{environment['PATH']}"
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=120)


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
        ".github/workflows",
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
