"""Messaging: what MLPerf's rules make a page say, where a round file asks for it.

Source: MLPerf results messaging guidelines; the sentences in capitals are prescribed and used as they are.
"""

import re
from collections.abc import Iterable, Sequence

from site_builder.models import LEGEND, MIXED_RESULTS, RESULT_UNVERIFIED, RESULT_VERIFIED, Entry, Result, Round
from site_builder.pages.page import Footnote, Retrieval

UNVERIFIED, VERIFIED, MIXED = RESULT_UNVERIFIED, RESULT_VERIFIED, MIXED_RESULTS
DERIVED = "Figures marked derived are worked out here, are unverified, and rank nothing: {}."


def marked(text: str, round_: Round) -> str:
    """The text with the mark that belongs to the name; strings of the published card stay bare."""
    return re.sub("MLPerf(?!®)", "MLPerf®", text) if round_.messaging == "mlperf" else text


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


def citation(entry: Entry, results: Iterable[Result], scope: str) -> str:
    """What somebody may paste who quotes these results of an entry: one formatter for all pages.

    Source: messaging guidelines, on footnotes: suite, version, division, benchmark, source, date, result ID, legend.
    """
    shown = list(results)
    names: dict[str, list[str]] = {}
    for result in shown:
        own = result.used_model if entry.owns_models and result.used_model != result.benchmark else None
        names.setdefault(f"{result.benchmark} ({own})" if own else result.benchmark, []).append(result.scenario)
    measured = "; ".join(f"{name} {', '.join(dict.fromkeys(scenarios))}" for name, scenarios in names.items())
    ids = dict.fromkeys(filter(None, map(entry.id_of, shown)))
    note = footnote(scope, [(entry, result) for result in shown], (entry.round,))
    parts = [f"{scope}: {measured}", f"{entry.submitter}, {entry.system.name}"]
    parts += [f"Retrieved from {r.url}{f' on {r.date}' if r.date else ''}" for r in note.retrievals if r.url]
    if ids:
        parts.append(f"{'Result ID' if len(ids) == 1 else 'Result IDs'} {', '.join(ids)}")
    text = ". ".join(parts) + "."
    if entry.round.messaging != "mlperf":
        return text
    states = {entry.verification_of(result).status for result in shown}
    verified = [VERIFIED] if states and states <= {"verified", "corrected"} else []
    return " ".join((text, *verified, *note.sentences, LEGEND))
