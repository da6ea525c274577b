"""Memory: what one kind of build of one site remembers of the last one, entry by entry and file by file."""

import os
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from time import time_ns
from typing import Any, NamedTuple

from site_builder.cache.checked import read_checked, write_checked
from site_builder.cache.entry_records import entry_from, plain_entry
from site_builder.cache.glance import Glance, Last
from site_builder.cache.problem_records import plain_problem
from site_builder.cache.seen import Seen, hash_of, is_file, is_proof, look, look_at_all
from site_builder.problems import Problem
from site_builder.sources import EntryRead

# Names for people, each with a digest of what something was made of.
Parts = tuple[tuple[str, str], ...]


class Made(NamedTuple):
    """A file of the site: what is in it, as the manifest says it, and what it was made of, where that is known."""

    url: str
    sha256: str
    parts: Parts | None
    is_hash: bool = True  # or the manifest names what the file was made from


class Memory:
    """Remembers in the folder of a glance, and believes what that one saw."""

    def __init__(self, glance: Glance) -> None:
        self.glance = glance
        self.inputs, self.output, self.trust_times = glance.inputs, glance.output, glance.trust_times
        self._hashes: dict[str, str] = {}

    @cached_property
    def _state(self) -> dict[str, Any]:
        return self._read("state.json")

    @cached_property
    def _entries(self) -> dict[str, Any]:
        return self._read("entries.json")

    def _read(self, name: str) -> dict[str, Any]:
        return read_checked(os.path.join(self.glance.place, name), self.glance.builder) or {}

    def last_report(self) -> Last | None:
        """What the last build told, if all that it read and all that it made holds what it held, however it looks."""
        state = self._state
        if not state or len(state["inputs"]) != len(self.inputs) or self.glance.is_being_built():
            return None
        if not all(self._is_same_input(path) for path in self.inputs):
            return None
        if not all(self._is_untouched(url) for url in state["outputs"]):
            return None
        return self.glance.remembered()

    def _is_same_input(self, path: str) -> bool:
        """Whether a file of the data or the templates is what it was."""
        old = self._state.get("inputs", {}).get(path)
        if old is None:
            return False
        *seen, sha = old
        now = self.inputs[path]
        if not is_file(now):
            return tuple(seen) == now
        if self.trust_times and tuple(seen) == now and is_proof(now, self._state["at"]):
            return True
        return bool(sha) and self.hash(path) == sha

    def _is_untouched(self, url: str) -> bool:
        """Whether a file of the site is as it was when we had written it."""
        known = self._state.get("outputs", {}).get(url)
        if known is None:
            return False
        *seen, sha = known
        now = self._looks[url]
        if self.trust_times and tuple(seen) == now and is_proof(now, self._state["made_at"]):
            return True
        return bool(sha) and is_file(now) and hash_of(os.path.join(self.output, url)) == sha

    @cached_property
    def _looks(self) -> dict[str, Seen]:
        """How the files of the site look that the last build made."""
        urls = list(self._state["outputs"])
        return dict(zip(urls, look_at_all([f"{self.output}/{url}" for url in urls]), strict=True))

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

    def edits(self, read: Iterable[EntryRead]) -> list[tuple[EntryRead, EntryRead]] | None:
        """What was read of each edited entry then and now; None where anything else is another, or of another build."""
        then = self._state.get("inputs", {})
        edited = {path for path in self.inputs if not self._is_same_input(path)}
        if then.keys() != self.inputs.keys() or self._entries.get("at") != self._state["at"]:
            return None
        pairs = [(self._entries["entries"].get(one.file), one) for one in read if one.file in edited]
        if len(pairs) < len(edited):
            return None
        return [(entry_from(plain), one) for plain, one in pairs if plain]

    def part(self, url: str, name: str) -> str | None:
        """The digest that a part of a file had when it was made last."""
        made = self._state["pages"].get(url)
        return dict(map(tuple, made[1])).get(name) if made else None

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
        plain = {path: plain_entry(read) for path, read in known.items()}
        self._write("entries.json", {"at": self.glance.at, "rounds": rounds, "entries": plain})
        files = tuple(made)
        hashes = {path: self._sure_hash(path, seen, known.get(path)) for path, seen in self.inputs.items()}
        shas = {item.url: item.sha256 if item.is_hash else self._hash_there(item.url) for item in files}
        shas[manifest] = self._hash_there(manifest)
        looks = dict(zip(shas, look_at_all([f"{self.output}/{url}" for url in shas]), strict=True))
        at, made_at = self.glance.at, time_ns()
        state = {
            "at": at,
            "made_at": made_at,
            "inputs": {path: (*seen, hashes[path]) for path, seen in self.inputs.items()},
            "outputs": {url: (*seen, shas[url]) for url, seen in looks.items()},
            "pages": {item.url: (item.sha256, item.parts) for item in files if item.parts is not None},
        }
        self._write("state.json", state)
        doubtful = [
            *((path, hashes[path]) for path, seen in self.inputs.items() if is_file(seen) and not is_proof(seen, at)),
            *((f"{self.output}/{url}", shas[url]) for url, seen in looks.items() if not is_proof(seen, made_at)),
        ]
        self.glance.keep(looks, doubtful, list(map(plain_problem, warnings)), has_base_url=has_base_url)

    def _write(self, name: str, value: object) -> None:
        write_checked(os.path.join(self.glance.place, name), self.glance.builder, value)

    def _hash_there(self, url: str) -> str:
        return hash_of(os.path.join(self.output, url))

    def _sure_hash(self, path: str, seen: Seen, read: EntryRead | None) -> str:
        """The sha256 of what was read; empty where the file changed since it was looked at."""
        if not is_file(seen):
            return ""
        sha = read.sha256 if read is not None else self.hash(path)
        return sha if look(path) == seen else ""
