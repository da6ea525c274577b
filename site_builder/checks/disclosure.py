"""Disclosure: what must stand beside results: of which round, division, category, scenario and unit they are.

Source: MLPerf results messaging guidelines, on what a use of results names, and which differences are told.
"""

from collections.abc import Iterator

from site_builder.checks.page import Page
from site_builder.checks.results import BOARD, CARD, EXPLORER, ResultTable, caption_of, heads_of
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Element

RULES = {
    "scope-missing": Rule(
        "A table of results does not say of which round, division, category, benchmark, scenario or unit they are: a "
        "card in its header and head rows, a board in its caption, the explorer in its columns.",
        "A number without these can be quoted as what it is not.",
    ),
    "column-missing": Rule(
        "A board or the explorer has no column Availability or Chips, or hides it.",
        "Results that differ in these may be compared only where the difference is told.",
    ),
    "own-model-missing": Rule(
        "A board of a division with own models does not say which model its results used.",
        "There a benchmark's name does not stand for the model.",
    ),
    "derived-unlabelled": Rule(
        "A column of derived figures (per accelerator, per watt) does not say that they are derived and unverified, or "
        "no footnote says how they are worked out.",
        "They look like results, and are none.",
    ),
}
HEADER = {"test_date_val": "division", "tester_val": "submitter"}
CATEGORY = "license_num_val"
OF_EXPLORER = ("System", "Submitter", "Benchmark", "Scenario", "Value", "Unit", "Division", "Verification")
OF_BOARD = ("data-round", "data-division", "data-category", "data-benchmark", "data-scenario")
DISCLOSED = ("Availability", "Chips")
DERIVED = ("per accelerator", "per chip", "per watt", "per core", "per node")


def of_page(page: Page) -> Iterator[Found]:
    """What is not told beside the results of a page."""
    for found in page.tables:
        yield from _scope(page, found)
        if found.kind in (BOARD, EXPLORER):
            yield from _columns(found)
        if found.kind == BOARD:
            yield from _own_model(found)
    if page.shown:
        yield from _derived(page)


def _scope(page: Page, found: ResultTable) -> Iterator[Found]:
    if found.kind == CARD:
        yield from map(_missing(found.table), _unsaid_by_card(page, found.table))
    elif found.kind == EXPLORER:
        heads = heads_of(found.table)
        yield from map(_missing(found.table), (f"column {name}" for name in OF_EXPLORER if name not in heads))
    elif found.kind == BOARD:
        caption = caption_of(found.table)
        words = [(name, found.table.get(name)) for name in OF_BOARD]
        unsaid = [name for name, word in words if (not word and name != "data-category") or word not in caption]
        yield from map(_missing(found.table), (f"{name.removeprefix('data-')} in its caption" for name in unsaid))
    elif not caption_of(found.table):
        yield _missing(found.table)("caption with round, division and category")
    for shown in page.shown:
        if shown.table is found.table and not (shown.unit and shown.scenario and shown.label):
            what = "unit" if not shown.unit else "scenario" if not shown.scenario else "benchmark"
            fix = f"write the {what} beside it"
            yield Found(shown.place, "scope-missing", f"{shown.value} has no {what}", f"a {what}", fix)


def _unsaid_by_card(page: Page, table: Element) -> Iterator[str]:
    title = page.root.first("h1")
    if title is None or not title.text:
        yield "round"
    texts = {
        element.get("id"): element.text for element in page.root.walk() if element.get("id") in (*HEADER, CATEGORY)
    }
    yield from (what for name, what in HEADER.items() if not texts.get(name))
    # Our tables say whether the round has categories; every published one has.
    if table.attributes.get("data-category") != "" and not texts.get(CATEGORY):
        yield "category"
    if table.get("data-category") and not page.root.first(of_class="headerbar"):
        yield "system"


def _missing(table: Element) -> "_Missing":
    return _Missing(table)


class _Missing:
    """Makes the Found for something that a table leaves unsaid."""

    def __init__(self, table: Element) -> None:
        self.table = table

    def __call__(self, what: str) -> Found:
        message, fix = f"a table of results names no {what}", "name it beside the table"
        return Found(self.table.place, "scope-missing", message, f"the {what}", fix)


def _columns(found: ResultTable) -> Iterator[Found]:
    heads = {head.text: head for head in found.table.find("th") if head.text in DISCLOSED}
    for name in DISCLOSED:
        if name not in heads or any(e.is_hidden for e in (heads[name], *heads[name].ancestors())):
            message, fix = f'the column "{name}" is not shown', "show it, always"
            yield Found(found.table.place, "column-missing", message, f'a column "{name}"', fix)


def _own_model(found: ResultTable) -> Iterator[Found]:
    if "data-own-models" in found.table.attributes:
        model = found.table.get("data-model")
        if not model or model not in caption_of(found.table):
            message = "a board of own models does not name the model in its caption"
            yield Found(found.table.place, "own-model-missing", message, "the used model", "name it in the caption")


def _derived(page: Page) -> Iterator[Found]:
    # The head of a row is what somebody called a system or an accelerator.
    heads = [h for h in page.root.find("th") if not h.get("scope").startswith("row") and any(w in h.text for w in DERIVED)]  # fmt: skip  # noqa: E501
    for head in heads:
        if "derived" not in head.text or "unverified" not in head.text:
            message, fix = (
                f'the column "{head.text}" does not say what it is',
                'write "derived, unverified" into its head',
            )
            yield Found(head.place, "derived-unlabelled", message, "derived, unverified", fix)
    if heads and not any("derived" in note.text for note in page.root.find(of_class="footnote")):
        message, fix = "no footnote says how derived figures are worked out", "write the formula into the footnote"
        yield Found(heads[0].place, "derived-unlabelled", message, "their formula", fix)


CHECK = Check(RULES, of_page=of_page)
