"""Entry shelves: what was read of all entries, in files of a few hundred each, so that an edit writes one of them anew.

Which bytes belong to one build is told by its state, which names the digest of each shelf: what a build that was killed
left half done is not there.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

from site_builder.cache.checked import read_checked, write_checked
from site_builder.cache.entry_records import entries_from, plain_entries
from site_builder.sources import EntryRead

ON_A_SHELF = 200


class EntryShelves:
    """The shelves in a folder, of one builder, with these digests."""

    def __init__(self, folder: str, builder: str, digests: Sequence[str]) -> None:
        self._folder, self._builder, self._digests = folder, builder, digests
        self._read: dict[int, dict[str, EntryRead]] = {}

    def get(self, file: str) -> EntryRead | None:
        """What was read of this file."""
        count = len(self._digests)
        return self._shelf(_place(file, count)).get(file) if count else None

    def _shelf(self, number: int) -> Mapping[str, EntryRead]:
        found = self._read.get(number)
        if found is None:
            plain: Any = read_checked(self._path(number), self._builder, self._digests[number])
            found = self._read[number] = {read.file: read for read in entries_from(plain)} if plain else {}
        return found

    def put(self, reads: Iterable[EntryRead]) -> list[str]:
        """Write what was read, but for shelves that have it; their digests."""
        every = list(reads)
        count = 1 + len(every) // ON_A_SHELF
        shelves: list[dict[str, EntryRead]] = [{} for _ in range(count)]
        for read in every:
            shelves[_place(read.file, count)][read.file] = read
        return [self._digest(number, shelf, count) for number, shelf in enumerate(shelves)]

    def replace(self, reads: Collection[EntryRead]) -> list[str]:
        """Write what was read of a few files that were there before; the digests of all shelves."""
        digests, count = list(self._digests), len(self._digests)
        for number in {_place(read.file, count) for read in reads}:
            new = {read.file: read for read in reads if _place(read.file, count) == number}
            shelf = {**self._shelf(number), **new}
            digests[number] = write_checked(self._path(number), self._builder, plain_entries(shelf.values()))
        return digests

    def _digest(self, number: int, shelf: dict[str, EntryRead], count: int) -> str:
        old = self._read.get(number, {}) if count == len(self._digests) else {}
        if old and old.keys() == shelf.keys() and all(old[file] is read for file, read in shelf.items()):
            return self._digests[number]
        return write_checked(self._path(number), self._builder, plain_entries(shelf.values()))

    def _path(self, number: int) -> str:
        return os.path.join(self._folder, f"entries-{number}.json")


def _place(file: str, count: int) -> int:
    return crc32(file.encode("utf-8", "surrogateescape")) % count
