"""Messaging: what MLPerf's rules make a page say, where a round file asks for it.

Source: MLPerf results messaging guidelines; the sentences in capitals are prescribed and used as they are.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from site_builder.models import (
    LEGEND,
    MIXED_RESULTS,
    RESULT_UNVERIFIED,
    RESULT_VERIFIED,
    UNRANKED,
    Entry,
    Result,
    Round,
)
from site_builder.pages.page import Footnote, Retrieval

UNVERIFIED, VERIFIED, MIXED = RESULT_UNVERIFIED, RESULT_VERIFIED, MIXED_RESULTS
DERIVED = "Figures marked derived are worked out here, are unverified, and rank nothing: {}."


def marked(text: str, round_: Round) -> str:
    """The text with the mark that belongs to the name; strings of the published card stay bare."""
    return _marked(text) if round_.messaging == "mlperf" else text


@lru_cache(maxsize=1024)
def _marked(text: str) -> str:
    return re.sub("MLPerf(?!®)", "MLPerf®", text)


def legend(*rounds: Round) -> str:
    """The trademark legend, where one of these rounds is bound by it."""
    return LEGEND if any(round_.messaging == "mlperf" for round_ in rounds) else ""


def unverified_among(statuses: Iterable[str]) -> str:
    """What a sentence about results must add, where they or some of them were not verified; begins with a comma."""
    found = {status == "unverified" for status in statuses}
    return (", some of them unverified" if False in found else ", unverified") if True in found else ""


def footnote(
    scope: str, results: Iterable[tuple[Entry, Result]], rounds: Iterable[Round], derived: Sequence[str] = ()
) -> Footnote:
    """The footnote of a page that shows these results; `derived` are the formulas of derived figures.

    Source: messaging guidelines, on what a footnote names; each row of a page carries its own result ID.
    """
    shown = list(results)
    found = [entry.found_at(result) for entry, result in shown]
    states = {entry.verification_of(result).status for entry, result in shown}
    return footnote_of(scope, found, states, rounds, derived)


def footnote_of(
    scope: str,
    found: Iterable[tuple[str, str]],
    statuses: Iterable[str],
    rounds: Iterable[Round],
    derived: Sequence[str] = (),
) -> Footnote:
    """The same of results of which it is known where they were found, and in which states they are."""
    states = {status == "unverified" for status in statuses}
    bound = any(round_.messaging == "mlperf" for round_ in rounds)
    sentences = [UNVERIFIED] if bound and True in states else []
    if bound and states == {True, False}:
        sentences.append(MIXED)
    if derived:
        sentences.append(DERIVED.format("; ".join(derived)))
    retrievals = tuple(Retrieval(url, date) for url, date in dict.fromkeys(found) if url or date)
    return Footnote(scope, retrievals, tuple(sentences))


def citation(entry: Entry, positions: Sequence[int], scope: str) -> str:
    """What somebody may paste who quotes these results of an entry: one formatter for all pages.

    Source: messaging guidelines, on footnotes: suite, version, division, benchmark, source, date, result ID, legend.
    """
    shown = [entry.gist.results[position] for position in positions]
    names: dict[str, dict[str, None]] = {}
    for result in shown:
        own = result.used_model if entry.owns_models and result.used_model != result.benchmark else None
        names.setdefault(f"{result.benchmark} ({own})" if own else result.benchmark, {})[result.scenario] = None
    measured = "; ".join([f"{name} {', '.join(scenarios)}" for name, scenarios in names.items()])
    ids = dict.fromkeys([result.id for result in shown if result.id])
    states = {result.status for result in shown}
    note = footnote_of(scope, _found_at(entry, positions), states, (entry.round,))
    parts = [f"{scope}: {measured}", f"{entry.submitter}, {entry.gist.name}"]
    parts += [f"Retrieved from {r.url}{f' on {r.date}' if r.date else ''}" for r in note.retrievals if r.url]
    if ids:
        parts.append(f"{'Result ID' if len(ids) == 1 else 'Result IDs'} {', '.join(ids)}")
    text = ". ".join(parts) + "."
    if entry.round.messaging != "mlperf":
        return text
    verified = [VERIFIED] if states and states <= {"verified", "corrected"} else []
    return " ".join((text, *verified, *note.sentences, LEGEND))


def citation_of_card(entry: Entry, scope: str) -> str:
    """The same of all results of an entry that count; empty where none does."""
    citable = [position for position, result in enumerate(entry.gist.results) if result.status not in UNRANKED]
    return citation(entry, citable, scope) if citable else ""


def _found_at(entry: Entry, positions: Sequence[int]) -> Iterable[tuple[str, str]]:
    """Where these results were found, and when."""
    if len(entry.gist.found) == 1 or len(positions) == len(entry.gist.results):
        return entry.gist.found
    return [entry.found_at(entry.results[position]) for position in positions]
