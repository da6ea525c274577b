"""Builder: a digest of the code that makes a site; another one may make other bytes of the same data."""

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from site_builder import __version__

PACKAGE = os.path.dirname(os.path.dirname(__file__))
# Packages on which bytes of the site depend.
USED = (
    "jinja2",
    "markupsafe",
    "pydantic",
    "pydantic_core",
    "jiter",
    "markdown",
    "nh3",
    "pandas",
    "pyarrow",
    "pagefind",
)


def builder_digest() -> str:
    """A digest of version, Python, our own files and the packages that we use, as the disk knows them."""
    words = [__version__, sys.version]
    for path in (*sorted(_own(PACKAGE)), *_used()):
        found = os.stat(path)
        words.append(f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ino}")
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogateescape")).hexdigest()


def _own(folder: str) -> Iterator[str]:
    with os.scandir(folder) as items:
        for item in items:
            if item.name.endswith(".py"):
                yield item.path
            elif item.name != "__pycache__" and item.is_dir():
                yield from _own(item.path)


def _used() -> Iterator[str]:
    """The first file of each package; installing another version writes it anew."""
    for name in USED:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            yield spec.origin
