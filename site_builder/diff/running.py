"""Running text: the lines of two pages, each held against the one at the same place or most like it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from site_builder.diff.changes import Change
from site_builder.diff.runs import runs
from site_builder.diff.said import Outline, Place, Said

LIKE = 0.6  # of the words of two lines, for one to be the other changed
LIKE_THERE = 0.3  # where it begins what stands in place of the other
MOST_LIKENED = 250_000  # pairs of lines: beyond it each is held against the next one only
MOVED = "stands below"  # another heading: in place of the name of a column
TOP = "the top of the page"


def changed_lines(old: Outline, new: Outline) -> list[Change]:
    """Lines that changed, came, went, or stand below another heading now."""
    return list(_with_moved(list(_lines(old, new))))


def order_of_lines(old: Outline, new: Outline) -> Change | None:
    """The same lines in another order: the first section of which this is so."""
    for section, after in new.lines.items():
        before = old.lines.get(section, [])
        if before != after:
            pairs = ((one, two) for one, two in zip(before, after, strict=False) if one != two)
            if first := next(pairs, None):
                return Change(Place(section, "", "order"), "", *first)
    return None


def _lines(old: Outline, new: Outline) -> Iterator[Change]:
    for section in dict.fromkeys((*new.lines, *old.lines)):
        before, after = old.lines.get(section, []), new.lines.get(section, [])
        if before == after:
            continue
        for number, (one, two) in enumerate(_paired(before, after), 1):
            yield Change(Place(section, "", f"text {number}" if number > 1 else "text"), "", one, two)


def _with_moved(changes: list[Change]) -> Iterator[Change]:
    """Tell a line that stands below another heading now as that: what it says may mean something else there."""
    gone: dict[Said | None, list[Change]] = defaultdict(list)
    for change in changes:
        if change.new is None:
            gone[change.old].append(change)
    moved: set[int] = set()
    told: list[Change] = []
    for change in changes:
        if change.old is None and change.new is not None and gone[change.new]:
            was = gone[change.new].pop(0)
            moved.add(id(was))
            told.append(_moved_line(change.new, was.place.section, change.place.section))
        else:
            told.append(change)
    return (change for change in told if id(change) not in moved)


def _moved_line(line: Said, before: str, after: str) -> Change:
    """The headings above a line, before and after."""
    return Change(
        Place(after, line.text, MOVED), line.text, Said(before or TOP, line.more), Said(after or TOP, line.more)
    )


def _paired(before: list[Said], after: list[Said]) -> Iterator[tuple[Said | None, Said | None]]:
    """What came and what went; what stands where another line stood, or is like one that went, is that line changed."""
    gone: list[int] = []
    come: list[int] = []
    facing: dict[int, int] = {}  # the first line of what more lines, or fewer, stand in place of: the first of these
    for what, a, b, c, d in runs(before, after):
        if what == "replace" and b - a == d - c:
            yield from (pair for pair in zip(before[a:b], after[c:d], strict=True) if pair[0] != pair[1])
        elif what != "equal":
            gone += range(a, b)
            come += range(c, d)
            facing |= {a: c} if what == "replace" else {}
    now = _like([(at, before[at]) for at in gone], [(at, after[at]) for at in come])
    taken = set(now.values())
    left = {at: there for at, there in facing.items() if at not in now and there not in taken}
    now |= {at: there for at, there in left.items() if _likeness(before[at], after[there]) >= LIKE_THERE}
    for at in gone:
        other = after[now[at]] if at in now else None
        if other != before[at]:  # one that only stands elsewhere is told where nothing else is
            yield before[at], other
    yield from ((None, after[at]) for at in come if at not in now.values())


def _like(gone: list[tuple[int, Said]], come: list[tuple[int, Said]]) -> dict[int, int]:
    """Of lines that went, by their numbers, the one that came and is most like it, where one is like it."""
    free = list(come)
    found: dict[int, int] = {}
    for at, line in gone:
        likely = free if len(gone) * len(come) <= MOST_LIKENED else free[:1]
        like = max(likely, key=lambda other: _likeness(line, other[1]), default=None)
        if like is not None and _likeness(line, like[1]) >= LIKE:
            found[at] = like[0]
            free.remove(like)
    return found


def _likeness(one: Said, two: Said) -> float:
    """How many of their words two lines share, from 0 to 1."""
    if one == two:
        return 2.0
    words, others = Counter(one.text.split()), Counter(two.text.split())
    return 2 * (words & others).total() / max(1, words.total() + others.total())
