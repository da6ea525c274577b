"""Shelves: JSON in several files, so that an edit reads and writes few of them.

Which bytes belong to one build is told by its state, which names the digest of each file: what a build that was killed
left half done is not there.
"""

import os
from collections.abc import Mapping
from typing import Any

from site_builder.cache.checked import read_checked, write_checked


class Shelves:
    """Files in a folder, of one builder, by their names and with these digests."""

    def __init__(self, folder: str, builder: str, digests: Mapping[str, str]) -> None:
        self._folder, self._builder = folder, builder
        self.digests = dict(digests)

    def get(self, name: str) -> Any:
        """What stands in one of them; None where it is not there."""
        digest = self.digests.get(name)
        return read_checked(self._path(name), self._builder, digest) if digest else None

    def put(self, name: str, value: object) -> None:
        """Write one of them, unless that is what stands there."""
        self.digests[name] = write_checked(self._path(name), self._builder, value, self.digests.get(name, ""))

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, f"{name}.json")
