"""Alike: rows of tables that two versions of a page have in common, left out before either is read.

Most of a card that changed says what it said. Its rows are found by their tags alone, so that ten thousand cards that
changed in a value, or a table of as many rows, cost little more than those values; what this cannot be sure of is read
whole.
"""

import re

BEFORE_A_ROW = re.compile(r"(?=<tr[\s>])")
ROW_END = "</tr>"
# Headings and heads of tables: where they changed, all that stands below them tells what they were renamed to.
FRAME = re.compile(r"<(h[1-6]|thead)[\s>].*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^!][^>]*+>")
CELL = re.compile(r"<t[dh][\s>]")
FIRST_CELL = re.compile(r".*?</t[dh]>", re.DOTALL)
HEAD_ROWS = 2
RESULTS_TABLE = "accuracy target"  # its rows name what other pages speak of
STATE = "state-of"  # what became of a result, which a policy asks for


def without_alike(old: str, new: str) -> tuple[str, str]:
    """Both pages without the rows that they share, each at the same place; whole where that could hide a difference."""
    one, two = BEFORE_A_ROW.split(old), BEFORE_A_ROW.split(new)
    if len(one) != len(two) or not _same_frame(old, new):
        return old, new
    goes = _shared_rows(one, two)
    if goes is None or _around(one) != _around(two):
        return old, new
    return _rest(one, goes), _rest(two, goes)


def _same_frame(old: str, new: str) -> bool:
    return [found[0] for found in FRAME.finditer(old)] == [found[0] for found in FRAME.finditer(new)]


def _shared_rows(one: list[str], two: list[str]) -> list[bool] | None:
    """Which pieces begin with a row that may go: the same in both, of several cells, below the heads of its table.

    None where a row has another name, came or went: what stands elsewhere about a result has its name too, and
    rows of one name are numbered.
    """
    goes: list[bool] = []
    above, is_of_results = HEAD_ROWS, True  # rows of the table that were passed; what stands before the first is kept
    for old, new in zip(one, two, strict=True):
        if above < HEAD_ROWS:
            is_of_results = is_of_results or RESULTS_TABLE in old.casefold()
        if old != new and goes and (_named(old) != _named(new) or (is_of_results and above < HEAD_ROWS)):
            return None
        goes.append(old == new and above >= HEAD_ROWS and not is_of_results and _may_go(old))
        above += 1
        if "<table" in old or "<table" in new:
            above, is_of_results = 0, False
    return goes


def _around(pieces: list[str]) -> list[list[str]]:
    """The tags that stand around rows, which may hide them all."""
    before, *rows = pieces
    between = [row.partition(ROW_END)[2] for row in rows]
    return [TAG.findall(text) for text in (before.partition("<body")[2] or before, *between)]


def _named(row: str) -> str:
    """What a row begins with: its tag with its anchor, and its first cell."""
    found = FIRST_CELL.match(row)
    return found[0] if found else row


def _may_go(piece: str) -> bool:
    row, end, _ = piece.partition(ROW_END)
    return bool(end) and "<table" not in row and STATE not in row and len(CELL.findall(row)) > 1


def _rest(pieces: list[str], goes: list[bool]) -> str:
    return "".join(piece.partition(ROW_END)[2] if gone else piece for piece, gone in zip(pieces, goes, strict=True))
