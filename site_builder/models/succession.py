"""Succession: which entry counts in the place of which, as a whole or in one of its rows."""

from collections.abc import Iterable

from site_builder.models.entry import Entry
from site_builder.models.result import LEADING

# Benchmark and scenario; None is the entry as a whole.
Row = tuple[str, str] | None


class Succession:
    """Where the links of what is superseded, or was moved to the open division, lead from entry to entry."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_link = {link: entry for entry in entries for link in (*entry.gist.was, entry.link)}

    def way(self, entry: Entry, row: Row) -> list[Entry]:
        """The entry, what counts in its place, and so on: to one that counts or is not known, or stood there before."""
        way, passed = [entry], {entry.link}
        while (then := self._successor(way[-1], row)) is not None:
            way.append(then)
            if then.link in passed:
                break
            passed.add(then.link)
        return way

    def _successor(self, entry: Entry, row: Row) -> Entry | None:
        if not entry.gist.links:  # its file need not be read
            return None
        of_row = [
            entry.verification_of(result) for result in entry.results if (result.benchmark, result.scenario) == row
        ]
        states = of_row or [entry.file.verification]
        if any(state.status not in LEADING for state in states):
            return None
        return self._by_link.get(states[0].link or "")
