"""Footnotes: the text that must stand with results of MLPerf, where everybody sees it; and the trademark legend.

Source: MLPerf results messaging guidelines, on footnotes and on the legend.
"""

from collections.abc import Iterator

from site_builder.checks.page import Page
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Element
from site_builder.models import LEGEND, MIXED_RESULTS, RESULT_UNVERIFIED

RULES = {
    "footnote-missing": Rule(
        "A page shows results, and no footnote that names their round and where they were retrieved.",
        "Whoever quotes them has to name these.",
    ),
    "footnote-hidden": Rule(
        "A footnote is folded away, hidden, or part of a picture.",
        "It has to be as easy to read as the results.",
    ),
    "unverified-unsaid": Rule(
        f'A page shows unverified results without the sentence "{RESULT_UNVERIFIED}" in its footnote; or unverified '
        "and verified ones together without the sentence that is prescribed for that.",
        "Readers would take them for results that MLCommons reviewed.",
    ),
    "legend-missing": Rule(
        "A page with results of MLPerf lacks the trademark legend.",
        "MLPerf's rules ask for it wherever its name stands.",
    ),
    "legend-altered": Rule(
        "The trademark legend is not word for word the prescribed one.", "Its wording is prescribed."
    ),
}
BEGINNING = " ".join(LEGEND.split()[:6])
FOLDS = frozenset(["details", "svg", "template", "noscript"])


def of_page(page: Page) -> Iterator[Found]:
    """Footnotes and legends that are missing, hidden or altered."""
    if not page.is_bound:
        yield from _hidden(page)
        return
    notes = [note for note in page.root.find(of_class="footnote") if note.text]
    if not notes:
        what, fix = "results stand here without a footnote", "add the footnote that names round and retrieval"
        yield Found(page.start, "footnote-missing", what, "a footnote", fix)
    yield from _hidden(page)
    yield from _unverified(page, notes)
    yield from _legend(page)


def _hidden(page: Page) -> Iterator[Found]:
    for note in page.root.find(of_class="footnote"):
        hiding = next((e for e in (*note.walk(), *note.ancestors()) if e.name in FOLDS or e.is_hidden), None)
        if hiding is not None:
            message = f"the footnote stands in <{hiding.name}>, where it is not seen"
            yield Found(note.place, "footnote-hidden", message, "a footnote in plain sight", "move it out")


def _unverified(page: Page, notes: list[Element]) -> Iterator[Found]:
    said = " ".join(note.text for note in notes)
    if page.has_unverified and RESULT_UNVERIFIED not in said:
        yield _unsaid(page, RESULT_UNVERIFIED)
    is_mixed = page.has_unverified and not all(shown.is_told_unverified for shown in page.shown)
    if is_mixed and MIXED_RESULTS not in said:
        yield _unsaid(page, MIXED_RESULTS)


def _unsaid(page: Page, sentence: str) -> Found:
    message = "the footnote lacks a sentence on unverified results"
    return Found(page.start, "unverified-unsaid", message, f'"{sentence}"', "write it into the footnote")


def _legend(page: Page) -> Iterator[Found]:
    if LEGEND in page.text:
        return
    altered = next((e for e in page.root.find("p", "footer", "small", "div") if BEGINNING in e.text), None)
    kind, message = "legend-missing", "results of MLPerf stand here without the trademark legend"
    if altered is not None:
        kind, message = "legend-altered", "the trademark legend is not the prescribed one"
    yield Found(altered.place if altered else page.start, kind, message, f'"{LEGEND}"', "write it word for word")


CHECK = Check(RULES, of_page=of_page)
