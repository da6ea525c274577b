"""Runs: which parts of two sequences are the same, in a time that no text can make long.

difflib compares each item with all that equal it: forty thousand equal lines, which somebody may have written to stop a
reviewer's machine, would take it an hour.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

MOST = 2_000_000  # pairs of equal items: about a second

Run = tuple[str, int, int, int, int]  # what, and from where to where in both, as difflib says it


def runs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Run]:
    """What stays and what does not; beyond what can be compared, all between the first and the last difference."""
    most = min(len(before), len(after))
    start = sum(1 for _ in takewhile(lambda at: before[at] == after[at], range(most)))
    end = sum(1 for _ in takewhile(lambda at: before[-1 - at] == after[-1 - at], range(most - start)))
    one, two = before[start : len(before) - end], after[start : len(after) - end]
    return [
        *([("equal", 0, start, 0, start)] if start else []),
        *((what, a + start, b + start, c + start, d + start) for what, a, b, c, d in _between(one, two)),
        *([("equal", len(before) - end, len(before), len(after) - end, len(after))] if end else []),
    ]


def _between(one: Sequence[Hashable], two: Sequence[Hashable]) -> Sequence[Run]:
    if not one and not two:
        return []
    often, others = Counter(one), Counter(two)
    if sum(number * others[item] for item, number in often.items()) > MOST:
        return [("replace", 0, len(one), 0, len(two))]
    return SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
