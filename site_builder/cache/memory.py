"""Memory: what one kind of build of one site remembers of the last one, entry by entry and file by file."""

import os
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from time import time_ns
from typing import Any, NamedTuple

from site_builder.cache.checked import read_checked, write_checked
from site_builder.cache.entry_shelves import EntryShelves
from site_builder.cache.glance import Glance, Last
from site_builder.cache.problem_records import plain_problem
from site_builder.cache.seen import Seen, hash_of, is_file, is_proof, look_at_all
from site_builder.problems import Problem
from site_builder.sources import EntryRead

# What something was made of: a line for each part, its name for people, a tab, and a digest.
Parts = str


class Made(NamedTuple):
    """A file of the site: what is in it, as the manifest says it, and what it was made of, where that is known."""

    url: str
    sha256: str
    parts: Parts | None
    is_hash: bool = True  # or the manifest names what the file was made from


class Known(NamedTuple):
    """A file of the site as it was when it had been written."""

    seen: Seen
    sha256: str
    told: str  # what the manifest said of it
    parts: Parts | None


class Memory:
    """Remembers in the folder of a glance, and believes what that one saw."""

    def __init__(self, glance: Glance) -> None:
        self.glance = glance
        self.inputs, self.output, self.trust_times = glance.inputs, glance.output, glance.trust_times
        self._hashes: dict[str, str] = {}

    @cached_property
    def _state(self) -> dict[str, Any]:
        nothing = {"at": 0, "made_at": 0, "rounds": "", "inputs": {}, "outputs": {}, "shelves": []}
        return read_checked(os.path.join(self.glance.place, "state.json"), self.glance.builder) or nothing

    @cached_property
    def _shelves(self) -> EntryShelves:
        return EntryShelves(self.glance.place, self.glance.builder, self._state["shelves"])

    def last_report(self) -> Last | None:
        """What the last build told, if all that it read and all that it made holds what it held, however it looks."""
        outputs = self._state["outputs"]
        if not outputs or self._edited or self.glance.is_being_built() or len(self._untouched) < len(outputs):
            return None
        return self.glance.remembered()

    @cached_property
    def _edited(self) -> set[str]:
        """The inputs that are not what they were: other ones, new ones, and those that are gone."""
        then = self._state["inputs"]
        edited = {path for path, now in self.inputs.items() if not self._is_same(path, now, then.get(path))}
        return edited.union(path for path in then if path not in self.inputs)

    def _is_same(self, path: str, now: Seen, then: list[Any] | None) -> bool:
        if then is None:
            return False
        *seen, sha = then
        if tuple(seen) == now and (not is_file(now) or (self.trust_times and is_proof(now, self._state["at"]))):
            return True
        return bool(sha) and is_file(now) and self.hash(path) == sha

    @cached_property
    def _untouched(self) -> dict[str, Known]:
        """The files of the site that are as they were when we had written them."""
        outputs, made_at = self._state["outputs"], self._state["made_at"]
        looks = look_at_all([f"{self.output}/{url}" for url in outputs])
        found: dict[str, Known] = {}
        for (url, (*seen, sha, told, parts)), now in zip(outputs.items(), looks, strict=True):
            is_as_it_was = self.trust_times and tuple(seen) == now and is_proof(now, made_at)
            if is_as_it_was or (sha and is_file(now) and hash_of(os.path.join(self.output, url)) == sha):
                found[url] = Known(now, sha, told, parts)
        return found

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
        if self._state["rounds"] != rounds or path in self._edited:
            return None
        return self._shelves.get(path)

    def edits(self, read: Iterable[EntryRead]) -> list[tuple[EntryRead, EntryRead]] | None:
        """What was read of each edited entry then and now; None where anything else is another than it was."""
        now = {one.file: one for one in read if one.file in self._edited}
        pairs = [(then, now[path]) for path in self._edited if path in now and (then := self._shelves.get(path))]
        return pairs if len(pairs) == len(self._edited) else None

    def part(self, url: str, name: str) -> str | None:
        """The digest that a part of a file had when it was made last."""
        _, there, rest = self._parts(url).partition(f"\n{name}\t")  # not the first: all pages share that
        return rest.partition("\n")[0] if there else None

    def _parts(self, url: str) -> Parts:
        found = self._state["outputs"].get(url)
        return found[-1] or "" if found else ""

    def is_as_made(self, url: str, parts: Parts, told: str | None) -> bool:
        """Whether a file of the old site is the very one that would be made of these parts."""
        known = self._untouched.get(url)
        return known is not None and known.parts == parts and known.told == told

    def why(self, url: str, parts: Parts | None) -> str:
        """What of a file's parts is another than when it was last made."""
        if parts is None:
            return "files of this type are made anew after each edit"
        old = _by_name(self._parts(url))
        if not old:
            return "it was not made before, or nothing is known of the last build"
        changed = [name for name, digest in _by_name(parts).items() if old.get(name) != digest]
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
        read = list(entries)
        shelves = self._shelves.put(read)
        hashes = self._hashes_of_inputs({one.file: one.sha256 for one in read})
        files = [*made, Made(manifest, "", None, is_hash=False)]
        looks = look_at_all([f"{self.output}/{item.url}" for item in files])
        shas = [item.sha256 if item.is_hash else self._hash_there(item.url) for item in files]
        at, made_at = self.glance.at, time_ns()
        state = {
            "at": at,
            "made_at": made_at,
            "rounds": rounds,
            "shelves": shelves,
            "inputs": {path: (*seen, hashes[path]) for path, seen in self.inputs.items()},
            "outputs": {
                item.url: (*seen, sha, item.sha256, item.parts)
                for item, seen, sha in zip(files, looks, shas, strict=True)
            },
        }
        write_checked(os.path.join(self.glance.place, "state.json"), self.glance.builder, state)
        outputs = {item.url: seen for item, seen in zip(files, looks, strict=True)}
        doubtful = [
            *((path, hashes[path]) for path, seen in self.inputs.items() if is_file(seen) and not is_proof(seen, at)),
            *(
                (f"{self.output}/{item.url}", sha)
                for item, seen, sha in zip(files, looks, shas, strict=True)
                if not is_proof(seen, made_at)
            ),
        ]
        self.glance.keep(outputs, doubtful, list(map(plain_problem, warnings)), has_base_url=has_base_url)

    def _hash_there(self, url: str) -> str:
        return hash_of(os.path.join(self.output, url))

    def _hashes_of_inputs(self, read: dict[str, str]) -> dict[str, str]:
        """The sha256 of what was read of each; empty where it is no file, or changed since it was looked at."""
        looks = look_at_all(list(self.inputs))
        return {
            path: (read[path] if path in read else self.hash(path)) if now == seen and is_file(seen) else ""
            for (path, seen), now in zip(self.inputs.items(), looks, strict=True)
        }


def _by_name(parts: Parts) -> dict[str, str]:
    """Digests by the names of their parts."""
    return {name: digest for line in parts.splitlines() for name, _, digest in [line.partition("\t")]}
