"""Memory: what one kind of build of one site remembers of the last one."""

import os
from collections.abc import Collection, Iterable
from functools import cached_property
from hashlib import sha256
from time import time_ns
from typing import Any, NamedTuple

from site_builder.cache.builder import builder_digest
from site_builder.cache.checked import read_checked, write_checked
from site_builder.cache.entry_records import entry_from, plain_entry, plain_problem, problem_from
from site_builder.cache.seen import Seen, everything_in, hash_of, is_file, is_proof, look
from site_builder.problems import Problem
from site_builder.sources import EntryRead

# Names for people, each with a digest of what something was made of.
Parts = tuple[tuple[str, str], ...]


class Remembered(NamedTuple):
    """The last report, where nothing was edited since."""

    kept: tuple[str, ...]
    warnings: tuple[Problem, ...]
    has_base_url: bool


class Made(NamedTuple):
    """A file of the site: what is in it, as the manifest says it, and what it was made of, where that is known."""

    url: str
    sha256: str
    parts: Parts | None
    is_hash: bool = True  # or the manifest names what the file was made from


class Memory:
    """Remembers in a folder that anybody may delete; `about` tells one kind of build from all others."""

    def __init__(
        self, folder: str, about: Collection[object], inputs: Iterable[str], output: str, *, trust_times: bool
    ) -> None:
        self.builder = builder_digest()
        self.place = os.path.join(folder, sha256(repr(tuple(about)).encode("utf-8", "replace")).hexdigest()[:16])
        self.output, self.trust_times = output, trust_times
        self.at = time_ns()
        self.inputs = everything_in(inputs, apart=folder)
        self._hashes: dict[str, str] = {}

    @cached_property
    def _state(self) -> dict[str, Any]:
        return read_checked(os.path.join(self.place, "state.json"), self.builder) or {}

    @cached_property
    def _entries(self) -> dict[str, Any]:
        return read_checked(os.path.join(self.place, "entries.json"), self.builder) or {}

    def last_report(self) -> Remembered | None:
        """What the last build told, if neither anything that it read nor anything that it made is another now."""
        state = self._state
        if not state or len(state["inputs"]) != len(self.inputs) or self._is_being_built():
            return None
        if not all(self._is_same_input(path) for path in self.inputs):
            return None
        if not all(self._is_untouched(url) for url in state["outputs"]):
            return None
        warnings = tuple(map(problem_from, state["warnings"]))
        return Remembered(tuple(state["kept"]), warnings, state["has_base_url"])

    def _is_being_built(self) -> bool:
        """Whether another build stands beside the site, or what a killed one left."""
        folder, name = os.path.split(self.output)
        return os.path.lexists(os.path.join(folder, f".{name}.building"))

    def _is_same_input(self, path: str) -> bool:
        """Whether a file of the data or the templates is what it was."""
        old = self._state.get("inputs", {}).get(path)
        if old is None:
            return False
        seen, sha = tuple(old[:5]), old[5]
        now = self.inputs[path]
        if not is_file(now):
            return seen == now
        if self.trust_times and seen == now and is_proof(now, self._state["at"]):
            return True
        return bool(sha) and self.hash(path) == sha

    def _is_untouched(self, url: str) -> bool:
        """Whether a file of the site is as it was when we had written it."""
        known = self._state.get("outputs", {}).get(url)
        if known is None:
            return False
        seen, now = tuple(known[:5]), look(os.path.join(self.output, url))
        if self.trust_times and seen == now and is_proof(now, self._state["made_at"]):
            return True
        return bool(known[5]) and is_file(now) and hash_of(os.path.join(self.output, url)) == known[5]

    def hash(self, path: str) -> str:
        """The sha256 of an input, worked out once."""
        if path not in self._hashes:
            self._hashes[path] = hash_of(path)
        return self._hashes[path]

    def hash_of_all(self, paths: Iterable[str]) -> str:
        """One digest of several inputs with their names."""
        return sha256(repr([(path, self.hash(path)) for path in sorted(paths)]).encode("utf-8", "replace")).hexdigest()

    def entry(self, path: str, rounds: str) -> EntryRead | None:
        """What was read of an entry, if neither its file nor the rounds are others now."""
        if self._entries.get("rounds") != rounds or not self._is_same_input(path):
            return None
        plain = self._entries["entries"].get(path)
        return entry_from(plain) if plain else None

    def is_as_made(self, url: str, parts: Parts, sha: str | None) -> bool:
        """Whether a file of the old site is the very one that would be made of these parts."""
        made = self._state.get("pages", {}).get(url)
        return made is not None and made == [sha, [list(part) for part in parts]] and self._is_untouched(url)

    def why(self, url: str, parts: Parts | None) -> str:
        """What of a file's parts is another than when it was last made."""
        if parts is None:
            return "files of this type are made anew after each edit"
        made = self._state.get("pages", {}).get(url)
        if made is None:
            return "it was not made before, or nothing is known of the last build"
        old = dict(map(tuple, made[1]))
        changed = [name for name, digest in parts if old.get(name) != digest]
        if changed:
            return f"{' and '.join(changed)} changed"
        return "the file in the output folder was touched"

    def save(
        self,
        entries: Iterable[EntryRead],
        rounds: str,
        made: Iterable[Made],
        manifest: str,
        warnings: Iterable[Problem],
        *,
        has_base_url: bool,
    ) -> None:
        """Remember this build, once its site stands where it belongs."""
        known = {read.file: read for read in entries}
        inputs = {path: (*seen, self._sure_hash(path, seen, known.get(path))) for path, seen in self.inputs.items()}
        files = tuple(made)
        outputs = {item.url: self._output(item.url, item.sha256 if item.is_hash else None) for item in files}
        outputs[manifest] = self._output(manifest, None)
        state = {
            "at": self.at,
            "made_at": time_ns(),
            "inputs": inputs,
            "outputs": outputs,
            "pages": {item.url: (item.sha256, item.parts) for item in files if item.parts is not None},
            "kept": [item.url for item in files],
            "warnings": [plain_problem(problem) for problem in warnings],
            "has_base_url": has_base_url,
        }
        plain = {path: plain_entry(read) for path, read in known.items()}
        write_checked(os.path.join(self.place, "entries.json"), self.builder, {"rounds": rounds, "entries": plain})
        write_checked(os.path.join(self.place, "state.json"), self.builder, state)

    def _output(self, url: str, sha: str | None) -> tuple[Any, ...]:
        path = os.path.join(self.output, url)
        return (*look(path), sha or hash_of(path))

    def _sure_hash(self, path: str, seen: Seen, read: EntryRead | None) -> str:
        """The sha256 of what was read; empty where the file changed since it was looked at."""
        if not is_file(seen):
            return ""
        sha = read.sha256 if read is not None else self.hash(path)
        return sha if look(path) == seen else ""
