"""Glance: how everything looks that a build reads and has made, and whether that is how the last build left it.

One digest stands for the looks of all files: what it is compared with is small, and nothing that knows JSON, pages or
entries is loaded for it.
"""

import os
from array import array
from collections.abc import Collection, Iterable
from functools import cached_property
from hashlib import sha256
from itertools import chain
from time import time_ns
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.cache.builder import builder_digest
from site_builder.cache.checked import read_checked, write_checked
from site_builder.cache.seen import Seen, everything_in, hash_of, look_at_all

if TYPE_CHECKING:
    from site_builder.problems import Problem

# Files that may have changed again unseen after they were looked at, with the sha256 that they had then.
Doubtful = Iterable[tuple[str, str]]


class Last(NamedTuple):
    """What the last build told."""

    kept: tuple[str, ...]
    warnings: "tuple[Problem, ...]"
    has_base_url: bool


class Glance:
    """Looks at the inputs when it is made; `about` tells one kind of build from all others."""

    def __init__(
        self,
        folder: str,
        about: Collection[object],
        inputs: Iterable[str],
        templates: Iterable[str],
        output: str,
        *,
        trust_times: bool,
    ) -> None:
        self.builder = builder_digest()
        self.place = os.path.join(folder, sha256(repr(tuple(about)).encode("utf-8", "replace")).hexdigest()[:16])
        self.output, self.trust_times = output, trust_times
        self._folder, self._inputs, self._templates = folder, tuple(inputs), tuple(templates)
        self.at = time_ns()
        self.inputs = self._look()

    def _look(self) -> dict[str, Seen]:
        return everything_in(self._inputs, self._templates, apart=self._folder)

    def edited_since(self) -> set[str]:
        """The inputs that look other than they did then, those that came since, and those that are gone."""
        now = self._look()
        if now == self.inputs:
            return set()
        return {path for path in now.keys() | self.inputs if now.get(path) != self.inputs.get(path)}

    def is_read(self, path: str) -> bool:
        """Whether anything on a page may follow from this input: not from what is hidden in data, as editors do."""
        below = (path[len(folder) :] for folder in self._inputs if path.startswith(os.path.join(folder, "")))
        return not any(part.startswith(".") for part in next(below, "").split(os.sep))

    def last(self) -> Last | None:
        """What the last build told, if all that it read and all that it made looks as it left it."""
        if not self.trust_times or self.is_being_built():
            return None
        said = self._said
        if not said or said["inputs"] != _looks(self.inputs) or said["outputs"] != self._looks_of(said["files"]):
            return None
        if not all(sha and hash_of(path) == sha for path, sha in said["doubtful"]):
            return None
        return told(said["files"], said["warnings"], has_base_url=said["has_base_url"])

    def is_being_built(self) -> bool:
        """Whether another build stands beside the site, or what a killed one left."""
        folder, name = os.path.split(self.output)
        return os.path.lexists(os.path.join(folder, f".{name}.building"))

    def keep(self, outputs: dict[str, Seen], doubtful: Doubtful, warnings: list[Any], *, has_base_url: bool) -> None:
        """Remember how all of this looked; the last of the outputs is the manifest, which no report tells of."""
        said = {
            "inputs": _looks(self.inputs),
            "outputs": self._looks_of(list(outputs), outputs.values()),
            "files": list(outputs),
            "doubtful": list(doubtful),
            "warnings": warnings,
            "has_base_url": has_base_url,
        }
        write_checked(self._path, self.builder, said)

    @cached_property
    def _said(self) -> dict[str, Any]:
        return read_checked(self._path, self.builder) or {}

    @property
    def _path(self) -> str:
        return os.path.join(self.place, "last.json")

    def _looks_of(self, urls: list[str], seen: Iterable[Seen] | None = None) -> str:
        """One digest of how files of the site look, by default now."""
        if seen is None:
            seen = look_at_all([f"{self.output}/{url}" for url in urls])
        return _digest(urls, seen)


def told(files: list[str], warnings: list[Any], *, has_base_url: bool) -> Last:
    """What a build told, of what was written down of it; its manifest is the last of the files."""
    return Last(tuple(files[:-1]), _problems(warnings), has_base_url)


def _looks(seen: dict[str, Seen]) -> str:
    """One digest of how files look, whatever order a folder lists them in."""
    paths = sorted(seen)
    return _digest(paths, map(seen.__getitem__, paths))


def _digest(names: list[str], seen: Iterable[Seen]) -> str:
    looks = list(seen)
    try:
        numbers = array("q", chain.from_iterable(looks)).tobytes()  # a fifth of the time of writing them
    except OverflowError:  # some file systems have inodes beyond that
        numbers = repr(looks).encode()
    return sha256(repr(names).encode("utf-8", "surrogateescape") + numbers).hexdigest()


def _problems(plain: list[Any]) -> "tuple[Problem, ...]":
    """Problems know Pydantic: that is loaded where there is one."""
    if not plain:
        return ()
    from site_builder.cache.problem_records import problem_from

    return tuple(map(problem_from, plain))
