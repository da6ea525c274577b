"""Memory: what one kind of build of one site remembers of the last one, entry by entry and file by file."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from time import time_ns
from typing import Any

from site_builder.cache.builder import builder_digest
from site_builder.cache.entry_shelves import EntryShelves
from site_builder.cache.glance import Glance, Last, told
from site_builder.cache.made import Known, Made, Parts, as_left, known_from, plain
from site_builder.cache.problem_records import plain_problem, problem_from
from site_builder.cache.seen import NEVER, Seen, hash_of, is_file, is_proof, is_still, look_at_all
from site_builder.cache.shelves import Shelves
from site_builder.cache.state import State
from site_builder.problems import Problem
from site_builder.sources import EntryRead

Plain = Mapping[str, Any]


class Memory:
    """Remembers in the folder of a glance, and believes what that one saw."""

    def __init__(self, glance: Glance) -> None:
        self.glance = glance
        self.inputs, self.output, self.trust_times = glance.inputs, glance.output, glance.trust_times
        self._hashes: dict[str, str] = {}
        self._looked_at = 0  # at the files of the site
        self._now: dict[str, Seen] = {}  # how all of them looked then

    @property
    def _state(self) -> dict[str, Any]:
        return self._states.known

    @cached_property
    def _states(self) -> State:
        return State(self.glance.place, self.glance.builder)

    @cached_property
    def _shelves(self) -> EntryShelves:
        return EntryShelves(self.glance.place, self.glance.builder, self._state["shelves"])

    def last_report(self) -> Last | None:
        """What the last build told, if all that it read and all that it made holds what it held, however it looks."""
        outputs, report = self._state["outputs"], self._state["report"]
        if not outputs or not report or self._edited or self.glance.is_being_built():
            return None
        if len(self._untouched) < len(outputs):
            return None
        self._tell(self._states.write(self._seen_anew()))  # else each build hashed all of it again
        return told(list(outputs), **report)

    def _seen_anew(self) -> dict[str, Any]:
        """The state, with everything as it looks now."""
        then = self._state["inputs"]
        return {
            **self._state,
            "at": self.glance.at,
            "made_at": self._looked_at,
            "inputs": {path: (*seen, then[path][-1]) for path, seen in self.inputs.items()},
            "outputs": {url: plain(known) for url, known in self._untouched.items()},
        }

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
        then, made_at = self._state["outputs"], self._state["made_at"]
        self._looked_at = time_ns()
        looks = look_at_all([f"{self.output}/{url}" for url in then])
        found: dict[str, Known] = {}
        for (url, record), now in zip(then.items(), looks, strict=True):
            known = known_from(record)
            is_as_it_was = self.trust_times and known.seen == now and is_proof(now, made_at)
            if is_as_it_was or (known.sha256 and is_file(now) and hash_of(f"{self.output}/{url}") == known.sha256):
                found[url] = known._replace(seen=now)
        return found

    def hash(self, path: str) -> str:
        """The sha256 of an input, worked out once."""
        if path not in self._hashes:
            self._hashes[path] = hash_of(path)
        return self._hashes[path]

    def last_hash(self, path: str) -> str:
        """The sha256 that an input had at the last build; empty where it was none."""
        known = self._state["inputs"].get(path)
        return str(known[-1]) if known else ""

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

    def few_edits(self, most: int) -> list[EntryRead] | None:
        """What was read of entries that were edited since, where so few were and all else is as it was."""
        if self._state["trail"] is None or not 0 < len(self._edited) <= most:
            return None
        then = self._state["inputs"]
        before = [self._shelves.get(path) for path in sorted(self._edited) if path in then and path in self.inputs]
        known = [read for read in before if read is not None]
        return known if len(known) == len(self._edited) and self._is_site_as_left() else None

    def _is_site_as_left(self) -> bool:
        """Whether all files of the site are as they were when we had written them."""
        outputs, made_at = self._state["outputs"], self._state["made_at"]
        self._looked_at = time_ns()
        self._now = dict(zip(outputs, look_at_all([f"{self.output}/{url}" for url in outputs]), strict=True))
        return all(
            (self.trust_times and now == tuple(record[:5]) and is_proof(now, made_at))
            or (is_file(now) and hash_of(f"{self.output}/{url}") == record[5])
            for (url, record), now in zip(outputs.items(), self._now.values(), strict=True)
        )

    @property
    def trail(self) -> tuple[Shelves, Plain]:
        """What planning a few pages anew asks for, as it was left."""
        return self._trail_shelves(), self._state["trail"]

    @property
    def rounds(self) -> str:
        """The digest of the rounds' files."""
        return str(self._state["rounds"])

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was told of the data."""
        return tuple(map(problem_from, self._state["report"]["warnings"]))

    @property
    def is_based(self) -> bool:
        """Whether the site had a base URL."""
        return bool(self._state["report"]["has_base_url"])

    def looks(self) -> Iterator[tuple[str, str, tuple[int, int, int]]]:
        """The files of the site in their order, what the manifest said of each, and its size, mtime and inode now.

        Not those that it had: where another file with the right bytes has its place, whoever has its inode elsewhere
        may have other bytes in it.
        """
        for url, record in self._state["outputs"].items():
            size, mtime, _, inode, _ = self._now[url]
            yield url, record[6], (size, mtime, inode)

    def part(self, url: str, name: str) -> str | None:
        """The digest that a part of a file had when it was made last."""
        _, there, rest = self._parts(url).partition(f"\n{name}\t")  # not the first: all pages share that
        return rest.partition("\n")[0] if there else None

    def _parts(self, url: str) -> Parts:
        found = self._state["outputs"].get(url)
        return found[-1] or "" if found else ""

    def as_made(self, url: str, parts: Parts, told: str | None) -> tuple[int, int, int] | None:
        """Size, mtime and inode of a file of the old site, if it is the very one that would be made of these parts."""
        known = self._untouched.get(url)
        if known is None or known.parts != parts or known.told != told:
            return None
        size, mtime, _, inode, _ = known.seen
        return size, mtime, inode

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
        read: Iterable[EntryRead],
        rounds: str,
        made: Iterable[Made],
        warnings: Iterable[Problem],
        leave_trail: Callable[[Shelves], Plain] | None,
        *,
        based: bool,
    ) -> None:
        """Remember this build, once its site stands where it belongs; the manifest is the last that was made.

        `leave_trail` writes what planning a few pages anew asks for.

        Where something was edited while we built, nobody knows whether that is on the pages, and nothing of this build
        can be believed; but for entries, of which it is known what was read.
        """
        entries = list(read)
        hashes = self._hashes_of_inputs({one.file: one.sha256 for one in entries})
        edited = self.glance.edited_since()
        known = {one.file for one in entries} & self.inputs.keys()
        if any(path not in known and self.glance.is_read(path) for path in edited) or self._is_built_anew():
            return
        made_at, outputs = as_left(list(made), self.output)
        is_calm = not edited and all(item.seen != NEVER for item in outputs.values())
        state = {
            "at": self.glance.at,
            "made_at": made_at,
            "rounds": rounds,
            "shelves": self._shelves.put(entries),
            "inputs": {
                path: (*(NEVER if path in edited else seen), hashes[path]) for path, seen in self.inputs.items()
            },
            "outputs": {url: plain(item) for url, item in outputs.items()},
            "report": {"warnings": list(map(plain_problem, warnings)), "has_base_url": based} if is_calm else None,
            "trail": leave_trail(self._trail_shelves()) if leave_trail and is_calm else None,
        }
        self._tell(self._states.write(state))

    def save_few(
        self,
        read: Collection[EntryRead],
        made: Iterable[Made],
        leave_trail: Callable[[], Plain],
        linked: Collection[str],
    ) -> None:
        """Remember a build that read these entries and made these files; of the others, what is known of the last.

        Where anything was edited while we built, what an earlier build remembered stays. Files that were linked look
        other than before.
        """
        if self.glance.edited_since() or self._is_built_anew():
            return
        state = self._state
        outputs, (made_at, new) = state["outputs"], as_left(list(made), self.output)
        again = [url for url in linked if url not in new]
        if len(again) + len(new) < len(outputs):
            made_at = self._looked_at  # when the others were looked at: what changed since then, looks other than then
        looks = look_at_all([f"{self.output}/{url}" for url in again])
        moved = {url: now for url, now in self._now.items() if now != tuple(outputs[url][:5])}
        moved.update((url, _still(seen, self._now[url])) for url, seen in zip(again, looks, strict=True))
        kept = {url: [*seen, *outputs[url][5:]] for url, seen in moved.items() if url not in new}
        hashes = {one.file: one.sha256 for one in read}
        is_calm = all(record[:5] != [*NEVER] for record in (*kept.values(), *map(plain, new.values())))
        since = {
            "at": self.glance.at,
            "made_at": made_at,
            "shelves": self._shelves.replace(read),
            "inputs": {
                path: (*self.inputs[path], hashes.get(path) or then)
                for path, (*seen, then) in state["inputs"].items()
                if path in hashes or tuple(seen) != self.inputs[path]
            },
            "outputs": {**kept, **{url: plain(item) for url, item in new.items()}},
            "report": state["report"] if is_calm else None,
            "trail": leave_trail() if is_calm else None,
        }
        self._tell(self._states.write_since(since))

    def _trail_shelves(self) -> Shelves:
        trail = self._state["trail"]
        return Shelves(self.glance.place, self.glance.builder, trail["digests"] if trail else {})

    def _is_built_anew(self) -> bool:
        """Whether the builder itself was exchanged while it ran."""
        return builder_digest() != self.glance.builder

    def _tell(self, state: Plain) -> None:
        """Remember what tells at a glance that nothing changed."""
        if state["report"]:
            outputs = {url: tuple(record[:5]) for url, record in state["outputs"].items()}
            self.glance.keep(outputs, self._doubtful(state), **state["report"])

    def _doubtful(self, state: Plain) -> list[tuple[str, str]]:
        """Files that may have changed unseen after they were looked at, with the sha256 that they had."""
        at, made_at = state["at"], state["made_at"]
        inputs = [
            (path, sha) for path, (*seen, sha) in state["inputs"].items() if is_file(seen) and not is_proof(seen, at)
        ]
        outputs = state["outputs"].items()
        return inputs + [(f"{self.output}/{url}", known[5]) for url, known in outputs if not is_proof(known, made_at)]

    def _hashes_of_inputs(self, read: dict[str, str]) -> dict[str, str]:
        """The sha256 of what was read of each; empty where it is no file."""
        return {path: read.get(path) or self.hash(path) if is_file(seen) else "" for path, seen in self.inputs.items()}


def _still(seen: Seen, then: Seen) -> Seen:
    """How a file looks that nobody touched since; as no file looks where somebody did."""
    return seen if is_still(seen, (then[0], then[1], then[3])) else NEVER


def _by_name(parts: Parts) -> dict[str, str]:
    """Digests by the names of their parts."""
    return {name: digest for line in parts.splitlines() for name, _, digest in [line.partition("\t")]}
