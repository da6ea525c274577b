"""Embargo: rounds with results that may not be shown yet, on the day that the site speaks for.

Source: MLPerf results messaging guidelines, on publication: nothing of a round before its official publication, and
what MLCommons did not review not before two weeks after it. The two weeks bind rounds of these guidelines alone:
whoever publishes a suite of their own has nobody to wait for.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from site_builder.models import Entry, Round
from site_builder.problems import Finding, Problem

EMBARGOED = "embargoed-round"
WEEKS_OF_THE_UNVERIFIED = timedelta(days=14)
AT = ("published",)
EXPECTED = "nothing of a round before its publication"
EXPECTED_OF_MLPERF = f"{EXPECTED}, and unverified results not before two weeks after it"
DRAFT = "or build a draft: site-builder build --draft"


def embargo(round_: Round, entries: Iterable[Entry], as_of: str | None) -> Iterator[Finding]:
    """Why results of the round may not be published yet; nothing where they may, or where there are none.

    Without a day that the site speaks for, a date of publication counts as past. A warning: only a build that is no
    draft stops at it.
    """
    shown = tuple(entries)
    if not shown:
        return
    if round_.published is None:
        fix = f'write the day of its publication into "published", {DRAFT}'
        yield _finding(round_, f"{_counted(shown)} of a round that has no day of publication", fix)
    elif as_of is not None and as_of < round_.published:
        fix = f'write a later "as_of" into site.json once that day has come, {DRAFT}'
        yield _finding(round_, f"published is {round_.published}, after the site's as_of {as_of}", fix)
    elif _waits_for_review(round_) and as_of is not None and as_of < (first := _two_weeks_after(round_.published)):
        unverified = tuple(entry for entry in shown if _has_unverified(entry))
        if unverified:
            what = (
                f"{_counted(unverified)} with unverified results, which may be shown from {first} on; as_of is {as_of}"
            )
            yield _finding(round_, what, f'write a later "as_of" into site.json once that day has come, {DRAFT}')


def binding(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems as they stand for whoever publishes something and makes no draft: an embargo stops it."""
    return tuple(
        problem.model_copy(update={"severity": "error"}) if problem.kind == EMBARGOED else problem
        for problem in problems
    )


def _finding(round_: Round, message: str, fix: str) -> Finding:
    expected = EXPECTED_OF_MLPERF if _waits_for_review(round_) else EXPECTED
    return Finding(AT, EMBARGOED, message, expected, fix, "warning")


def _waits_for_review(round_: Round) -> bool:
    return round_.messaging == "mlperf"


def _two_weeks_after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + WEEKS_OF_THE_UNVERIFIED).isoformat()
    except OverflowError:  # two weeks before the end of the calendar
        return day


def _has_unverified(entry: Entry) -> bool:
    states = {result.status for result in entry.gist.results} or {entry.gist.status}
    return "unverified" in states


def _counted(entries: tuple[Entry, ...]) -> str:
    return f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
