"""Keeping: what of the last build holds for this one, as far as the cache can prove it."""

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from site_builder.cache import Made, Memory, Parts
from site_builder.models import Entry, Gist
from site_builder.pages import Contents, Export, Page, Settled, SitePlan, moved_by
from site_builder.problems import Problem
from site_builder.publish import MANIFEST, Spare, Stage, Stored, digest_of_manifest
from site_builder.render import templates_digest
from site_builder.sources import DataFolder, EntryRead, Recall, nothing_known
from site_builder.trail import left_by

Edit = tuple[EntryRead, EntryRead]
NO_LOOK = (-1, -1, -1)  # nobody saw it written: what is in it tells


def _is_fact(edit: Edit) -> bool:
    """Whether it is the same entry as before in all that says which one it is, and whole both times."""
    before, now = edit
    return before.known is not None and before.known == now.known and before.whole and now.whole


def _of_entries(edits: Iterable[Edit], contents: Contents) -> Iterator[tuple[Gist, Entry]]:
    """The gists before, each with the entry now."""
    before = {tuple(now.known.values())[:4]: old.gist for old, now in edits if now.known is not None}
    for entry in contents.catalog.entries:
        gist = before.get((entry.id, entry.round.id, entry.division, entry.submitter))
        if gist is not None:
            yield gist, entry


def _lines(parts: Iterable[tuple[str, str]]) -> Parts:
    return "".join([f"{name}\t{digest}\n" for name, digest in parts])


@dataclass(slots=True)
class Keeper:
    """Decides file by file, and remembers what it decided; without a memory it keeps nothing."""

    memory: Memory | None
    data: str
    templates: str | None
    shared: str = ""  # digest of the site and its frame
    rounds: str = ""  # digest of the files of the rounds, as they were read
    _shared: dict[str, Parts] = field(default_factory=dict)  # what pages of one template share
    _parts: dict[str, Parts] = field(default_factory=dict)
    _contents: Contents | None = None  # what the plan is made of

    @property
    def spare(self) -> Spare | None:
        """Where the site before this one is kept, for builds with few edits."""
        return Spare(os.path.join(self.memory.glance.place, "spare")) if self.memory is not None else None

    def recalling(self, rounds: Mapping[str, str]) -> Recall:
        """What tells what was read of an entry, where it would be read so again with these files of rounds.

        Their hashes are those of the bytes that were read: a file may have been another when it was looked at.
        """
        self.rounds = sha256(repr(sorted(rounds.items())).encode("utf-8", "replace")).hexdigest()
        return partial(self.memory.entry, rounds=self.rounds) if self.memory is not None else nothing_known

    def settle(self, data: DataFolder, contents: Contents) -> Settled:
        """What parts of pages cannot be others than they were, by what was edited since."""
        self._contents = contents
        is_of_rounds = self.memory is not None and self.memory.rounds == self.rounds
        edits = self.memory.edits(data.entries) if self.memory is not None and is_of_rounds else None
        of_others = moved_by(_of_entries(edits, contents), contents) if edits and all(map(_is_fact, edits)) else None

        def settled(entry: Entry, url: str, name: str) -> str | None:
            if self.memory is None or of_others is None or entry.link in of_others:
                return None
            return self.memory.part(url, name)

        return settled

    def begin(self, plan: SitePlan) -> None:
        """Take up a plan: what its pages share, and what each is made of."""
        if self.memory is None:
            return
        self.shared = plan.shared
        planned: list[Page | Export] = [*plan.pages, *plan.exports]
        self._parts = {one.url: self._parts_of(one) for one in planned if one.basis is not None}

    def _parts_of(self, one: Page | Export) -> Parts:
        name = one.template if isinstance(one, Page) else ""
        shared = self._shared.get(name)
        if shared is None:
            digest = templates_digest(name, self.templates) if name else ""
            known = (("its templates", digest), ("the site", self.shared), ("a round", self.rounds))
            shared = self._shared[name] = _lines(known)
        return shared + _lines(one.basis or ())

    def kept(self, one: Page | Export, stage: Stage) -> Stored | None:
        """The old site's file, linked into the new one, if making it anew would give the same bytes."""
        parts, old = self._parts.get(one.url), stage.old.get(one.url)
        if self.memory is None or parts is None or old is None:
            return None
        look = self.memory.as_made(one.url, parts, old)
        return stage.keep(one.url, look) if look else None

    def reasons(self, planned: Iterable[Page | Export]) -> dict[str, str]:
        """Why each of these is made anew."""
        if self.memory is None:
            return {}
        return {one.url: self.memory.why(one.url, self._parts.get(one.url)) for one in planned}

    def made(self, stored: Iterable[Stored], named: Container[str] = ()) -> list[Made]:
        """The files as they are remembered; the manifest names what some of them are made from."""
        return [Made(one.url, one.sha256, self._parts.get(one.url), one.look, one.url not in named) for one in stored]

    def remember(
        self,
        data: DataFolder,
        stored: Iterable[Stored],
        plan: SitePlan,
        warnings: Iterable[Problem],
        *,
        based: bool,
        is_traced: bool,
    ) -> None:
        """Remember this build for the next one, while no other one can exchange its site; with its trail if asked."""
        if self.memory is None:
            return
        every = list(stored)
        named = {one.url for one in plan.exports if one.made_from}
        made = self.made(every, named)
        digest = digest_of_manifest({item.url: item.sha256 for item in every})
        made.append(Made(MANIFEST, digest, None, NO_LOOK))
        leave = partial(left_by, plan, self._contents, data.entries) if is_traced and self._contents else None
        self.memory.save(data.entries, self.rounds, made, warnings, leave, based=based)
