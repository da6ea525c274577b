"""Reading: one file into the facts that checks of the whole site need, with what is wrong with it alone."""

import re
from collections.abc import Iterator, Mapping

from site_builder.checks.page import Card, Claim, Ground, OnCard, Page
from site_builder.checks.results import BOARD, CARD, Shown
from site_builder.checks.tree import Element

OWN_STATE = re.compile(r"(\S+) ([a-z-]+)")


def canonical_of(page: Page) -> str:
    """The absolute address that it says is its own."""
    links = (link for link in page.root.find("link") if "canonical" in link.get("rel").split())
    return next((link.get("href") for link in links), "")


def anchors_of(page: Page) -> frozenset[str]:
    """What a link to a place in it can name: an id, or the name that an anchor had before there were ids."""
    ids = (element.get("id") for element in page.root.walk() if "id" in element.attributes)
    return frozenset([*ids, *(name for anchor in page.root.find("a") if (name := anchor.get("name")))])


def card_of(page: Page) -> Card | None:
    """The page as a result card; None where it is none."""
    if page.root.first(of_class="resultpage") is None:
        return None
    title = page.root.first("h1")
    state = page.root.first(of_class="state-of-card")
    status = state.first(of_class="state") if state else None
    whole = status.text if status else ""
    own = dict(_own_states(page))
    values = {
        (shown.row.get("id"), shown.scenario): OnCard(
            shown.label, shown.value, shown.unit, _status(shown, own, whole), shown.with_power
        )
        for table in page.tables
        if table.kind == CARD
        for shown in page.shown
        if shown.table is table.table
    }
    return Card(title.text if title else "", _by_id(page, "test_date_val"), _by_id(page, "license_num_val"), values)


def claims_of(page: Page) -> Iterator[Claim]:
    """The values of cards that it shows."""
    boards = {id(found.table): number for number, found in enumerate(page.tables) if found.kind == BOARD}
    for shown in page.shown:
        if shown.link:
            number = boards.get(id(shown.table))
            ground = None if number is None else _ground(number, shown.table)
            unverified = shown.is_told_unverified
            yield Claim(shown.place, shown.link, shown.scenario, shown.value, shown.unit, unverified, ground)


def _ground(number: int, table: Element) -> Ground:
    names = ("data-round", "data-division", "data-category", "data-benchmark")
    round_, division, category, benchmark = (table.get(name) for name in names)
    return Ground(number, round_, division, category, benchmark, "data-power" in table.attributes)


def _own_states(page: Page) -> Iterator[tuple[tuple[str, str], str]]:
    """What "About these results" says of single results that differ from their card, by row and scenario."""
    for state in page.root.find(of_class="state-of-result"):
        row = next((above for above in state.ancestors() if above.name == "tr"), None)
        link, word = (row.first("a") if row else None), state.first(of_class="state")
        if link and word:
            yield from (((link.get("href").lstrip("#"), part), word.text) for part in link.text.split())


def _status(shown: Shown, own: Mapping[tuple[str, str], str], whole: str) -> str:
    """What the card says of a value: of it alone; of its row, one word or each scenario with its own; of all."""
    if said := own.get((shown.row.get("id"), shown.scenario)):
        return said
    cell = shown.row.first("td", of_class="state")
    told = cell.text if cell else ""
    if told and " " not in told:
        return told
    by_scenario: dict[str, str] = dict(OWN_STATE.findall(told))
    return by_scenario.get(shown.scenario, whole)


def _by_id(page: Page, name: str) -> str:
    found = (element for element in page.root.walk() if element.get("id") == name)
    return next((element.text for element in found), "")
