"""State: what a build knew of every file, and beside it what builds with few edits know otherwise.

Writing down ten thousand files takes as long as making a hundred of them: a build that changed a few writes these only.
"""

import os
from collections.abc import Mapping
from time import time_ns
from typing import Any

from site_builder.cache.checked import read_checked, write_checked

FILES = ("inputs", "outputs")
# Beyond so many files that are others than in the state, it is written anew.
MOST_SINCE = 3000
NOTHING: Mapping[str, Any] = {
    **{"id": "", "at": 0, "made_at": 0, "rounds": "", "shelves": [], "report": None, "trail": None},
    **{name: {} for name in FILES},
}


class State:
    """The two files in a folder, of one builder."""

    def __init__(self, folder: str, builder: str) -> None:
        self._folder, self._builder = folder, builder
        known = read_checked(self._path("state"), builder)
        since = read_checked(self._path("since"), builder) if known else None
        self.known: dict[str, Any] = known or dict(NOTHING)
        self._since: dict[str, dict[str, Any]] = {name: {} for name in FILES}
        if known and since and since["id"] == known["id"]:
            self._since = {name: since.pop(name) for name in FILES}
            known.update(since, **_with(known, self._since))

    def write(self, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write all of it."""
        write_checked(self._path("state"), self._builder, {**state, "id": f"{time_ns()} {os.getpid()}"})
        return state

    def write_since(self, since: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write what is another now, files by their names and all else whole; give all that is known."""
        now = {**self.known, **since, **_with(self.known, since)}
        changed = _with(self._since, since)
        if sum(map(len, changed.values())) > MOST_SINCE:
            return self.write(now)
        write_checked(self._path("since"), self._builder, {**since, **changed, "id": self.known["id"]})
        return now

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, f"{name}.json")


def _with(known: Mapping[str, Any], since: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The files as they are now."""
    return {name: {**known[name], **since[name]} for name in FILES}
