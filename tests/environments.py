"""An environment that has what the wheel says that it needs, and nothing else that happens to be installed here."""

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed(requirements: Iterable[str]) -> dict[str, Distribution]:
    """Everything that requirements reach on this machine, by its name as indexes spell it, as it is installed here.

    PackageNotFoundError where something is not installed, AssertionError where it is not the version that is asked for.
    """
    found: dict[str, Distribution] = {}
    followed: set[tuple[str, str]] = set()
    waiting = [(text, "") for text in requirements]
    while waiting:
        text, extra = waiting.pop()
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        here = found.setdefault(name, distribution(name))
        assert wanted.specifier.contains(here.version, prereleases=True), f"{text}: {here.version} is installed"
        more = {(name, extra) for extra in {"", *wanted.extras}} - followed
        followed |= more
        waiting += [(inner, extra) for _, extra in more for inner in here.requires or ()]
    return found


def link(distributions: Iterable[Distribution], site_packages: Path) -> None:
    """Put the files of distributions that their RECORDs name into another environment, as links: nothing is large."""
    for installed in distributions:
        for file in installed.files or ():
            if ".." in file.parts or "__pycache__" in file.parts:  # commands of theirs; what Python compiled
                continue
            target = site_packages / PurePosixPath(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(Path(str(file.locate())).resolve())


def environment(wheel: Path, folder: Path) -> Path:
    """Make an environment with a wheel and what it requires, without a network; return its folder of commands."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    install = [sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    (metadata,) = site_packages.glob("site_builder-*.dist-info")
    link(needed(Distribution.at(metadata).requires or ()).values(), site_packages)
    return folder / "bin"
