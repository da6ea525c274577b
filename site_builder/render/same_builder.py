"""Same builder: what the bytes of a page follow from besides its plan and its templates, on this machine or another."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

from site_builder import __version__
from site_builder.surroundings import PACKAGE

NONE = "none"


@lru_cache(maxsize=1)  # as it was when this process began to build: what is installed later, it does not run
def builder_facts(packages: tuple[str, ...]) -> Mapping[str, str]:
    """Our own version and source, Python's version, and those of these packages, by names for people."""
    own = {"site-builder": __version__, "Python": "{}.{}".format(*sys.version_info), "the source": _source_digest()}
    return {**own, **{name: _version(name) for name in packages}}


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """What another machine has otherwise, in words."""
    return [f"{name} is {there.get(name, NONE)}, here {fact}" for name, fact in here.items() if there.get(name) != fact]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # loads what no other build asks for

    try:
        return version(name)
    except PackageNotFoundError:
        return NONE


def _source_digest() -> str:
    told = sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        told.update(f"{path.relative_to(PACKAGE).as_posix()} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()[:12]
