"""Fitting: which lines of a report stand in a text of limited size: results first, then the rest in its order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from site_builder.diff.lines import Line, Subject, counted

MOST_LINES = 60
# What must stand before anything else does, the first of these before the second.
FIRST: tuple[Subject, ...] = ("result", "beside")
ROOM = len("  - … and 100 000 more lines\n".encode())


@dataclass(slots=True)
class Slot:
    """An entry as it is written, line by line, and what of it is shown: nothing at first, not its head either."""

    head: str
    lines: Sequence[str]
    subjects: Sequence[Subject]
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

    def of(self, subject: Subject) -> list[int]:
        """Which of its lines are of this."""
        return [at for at, its in enumerate(self.subjects) if its == subject]

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
    return Slot(head, written, [line.subject for line in lines])


def fit(causes: Sequence[Slot], followers: Sequence[Slot], free: int) -> None:
    """Choose what is shown in so many bytes.

    Of each entry what it says of results; then what else stands beside these; then of what was edited the first line of
    each entry, and the other lines; then the same of what follows from it. What comes first and finds no place leaves
    none to anything less.
    """
    for subject in FIRST:
        for each in (*causes, *followers):
            if wanted := each.of(subject):
                free -= each.add(wanted, free)
                if not each.shown.issuperset(wanted):
                    return
    for slots in (causes, followers):
        for each in slots:
            if not each.has_head:
                free -= each.add(range(min(1, len(each.lines))), free)
        for each in slots:
            if each.has_head:
                free -= each.add(range(min(MOST_LINES, len(each.lines))), free)
