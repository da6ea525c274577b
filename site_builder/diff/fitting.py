"""Fitting: which lines of a report stand in a text of limited size: numbers first, then the rest in its order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from site_builder.diff.lines import Line, counted

MOST_LINES = 60
# What a line of a result's number says of it: its own tone, or one of our notes.
TONES = frozenset({"better", "worse", "refused"})
NUMBER = re.compile(r"[+-][0-9.]+ %|another unit|the same number|new result|result gone")
ROOM = len("  - … and 100 000 more lines\n".encode())


@dataclass(slots=True)
class Slot:
    """An entry as it is written, line by line, and what of it is shown: nothing at first, not its head either."""

    head: str
    lines: Sequence[str]
    numbers: frozenset[int]
    shown: set[int] = field(default_factory=set)
    has_head: bool = False

    def add(self, wanted: Iterable[int], free: int) -> int:
        """Show the head and these lines, up to the first that does not fit. The bytes that they take."""
        lines = [at for at in wanted if at not in self.shown]
        used = 0 if self.has_head else len(self.head.encode()) + (ROOM if len(self.lines) > 1 else 0)
        if used + (len(self.lines[lines[0]].encode()) if lines else 0) > free:
            return 0
        self.has_head = True
        for at in lines:
            size = len(self.lines[at].encode())
            if used + size > free:
                break
            self.shown.add(at)
            used += size
        return used

    @property
    def left_out(self) -> int:
        """How many of its lines are not shown."""
        return len(self.lines) - len(self.shown)

    @property
    def text(self) -> str:
        """What is shown of it, and how much is not."""
        more = f"  - … and {counted(self.left_out, 'more line')}\n" if self.left_out else ""
        return "".join((self.head, *(self.lines[at] for at in sorted(self.shown)), more))


def slot(head: str, lines: Sequence[Line], written: Sequence[str]) -> Slot:
    """An entry that waits for its place."""
    numbers = {at for at, line in enumerate(lines) if line.tone in TONES or NUMBER.match(line.note)}
    return Slot(head, written, frozenset(numbers))


def fit(causes: Sequence[Slot], followers: Sequence[Slot], free: int) -> None:
    """Choose what is shown in so many bytes.

    Each number of each entry; then of what was edited the first line of each entry, and the other lines; then the same
    of what follows from it. A number that finds no place leaves none to anything less.
    """
    for each in (*causes, *followers):
        if each.numbers:
            free -= each.add(sorted(each.numbers), free)
            if not each.numbers <= each.shown:
                return
    for slots in (causes, followers):
        for each in slots:
            if not each.has_head:
                free -= each.add(range(min(1, len(each.lines))), free)
        for each in slots:
            if each.has_head:
                free -= each.add(range(min(MOST_LINES, len(each.lines))), free)
