"""Recomputed: what boards and lists say of a result is what its card says, and boards rank only what may be ranked.

Source: MLPerf results messaging guidelines, on comparing only compatible results, and on unverified ones.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from site_builder.checks.links import target_of
from site_builder.checks.page import Card, Claim, Ground, OnCard, Page, PageFacts, SiteFacts
from site_builder.checks.reading import card_of
from site_builder.checks.results import UNVERIFIED
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Place
from site_builder.models import UNRANKED, address_part

RULES = {
    "value-differs": Rule(
        "A page shows another value or unit for a result than its card, or one that its card does not have.",
        "One of the two is wrong.",
    ),
    "unverified-unmarked": Rule(
        "A result that its card tells to be unverified stands on a page, or in a row of the card, without this word.",
        "Readers would take it for a result that MLCommons reviewed.",
    ),
    "not-comparable": Rule(
        "A board ranks a result that its card tells to be of another round, division, category, benchmark or power "
        "measurement, or to count no longer; or unverified results among verified ones.",
        "What differs in these may not be ranked together.",
    ),
}

# What tells the anchors of two rows apart that would have the same one.
LIKE_ANOTHER = re.compile(r"-[0-9]+$")


def of_site(site: SiteFacts) -> Iterator[tuple[str, Found]]:
    """Claims of pages that cards do not bear out."""
    for url, page in site.pages.items():
        states: dict[Ground, set[bool]] = {}
        for claim in page.claims:
            card, value, anchor = _on_card(site, page, claim)
            if card is None:
                continue
            yield from ((url, found) for found in _compared(claim, card, value, anchor))
            if claim.board and value:
                states.setdefault(claim.board, set()).add(value.status == UNVERIFIED)
        for ground in (ground for ground, found in states.items() if len(found) > 1):
            yield url, _mixed(next(claim for claim in page.claims if claim.board == ground))


def _on_card(site: SiteFacts, page: PageFacts, claim: Claim) -> tuple[Card | None, OnCard | None, str]:
    """The card that a claim leads to, and the value that it has there."""
    parts = urlsplit(claim.link)
    target = None if parts.scheme or parts.netloc else target_of(site, page.url, parts.path)
    card = site.pages[target].card if target is not None and target in site.pages else None
    anchor = unquote(parts.fragment)
    return card, card.values.get((anchor, claim.scenario)) if card else None, anchor


def _compared(claim: Claim, card: Card, value: OnCard | None, anchor: str) -> Iterator[Found]:
    if value is None or (value.value, value.unit) != (claim.value, claim.unit):
        seen = f"{value.value} {value.unit}" if value else "no such result"
        message, expected = f"{claim.value} {claim.unit} stands here, and {seen} on the card", "the same on both"
        yield Found(claim.place, "value-differs", message, expected, "build the site anew")
        return
    if value.status == UNVERIFIED and not claim.is_unverified:
        yield _unmarked(claim.place, f"{claim.value} {claim.unit}")
    if claim.board:
        differs = ", ".join(_differences(claim.board, card, value, anchor))
        if differs:
            message, expected = f"the board ranks a result of another {differs}", "results that share all of these"
            yield Found(claim.place, "not-comparable", message, expected, "take it off the board")


def _differences(board: Ground, card: Card, value: OnCard, anchor: str) -> Iterator[str]:
    if _folded(board.round) != _folded(card.round):
        yield "round"
    if _folded(board.division) != _folded(card.division):
        yield "division"
    if board.category and _folded(board.category) not in map(_folded, card.categories.split(",")):
        yield "category"
    if not _is_of(board.benchmark, card, value, anchor):
        yield "benchmark"
    if board.with_power != value.with_power:
        yield "power measurement"
    if value.status in UNRANKED:
        yield f"state: {value.status}"


def _is_of(benchmark: str, card: Card, value: OnCard, anchor: str) -> bool:
    """Whether a card's row is of a benchmark: it is called so, or its anchor names the benchmark before the model."""
    if value.label == benchmark:
        return True
    name = address_part(f"{benchmark}-{value.label}")
    end = anchor if anchor.endswith(name) else LIKE_ANOTHER.sub("", anchor)
    # With several categories, the row's stands in front.
    return end == f"result-{name}" or ("," in card.categories and end.endswith(f"-{name}"))


def _mixed(first: Claim) -> Found:
    message = "one board ranks unverified results among verified ones"
    return Found(first.place, "not-comparable", message, "a board for each", "rank them apart")


def _folded(text: str) -> str:
    return " ".join(text.replace("®", "").casefold().split())


def of_page(page: Page) -> Iterator[Found]:
    """Rows of a card that leave out a state which the card tells elsewhere."""
    card = card_of(page)
    for shown in page.shown if card else ():
        value = card.values.get((shown.row.get("id"), shown.scenario)) if card else None
        if value is not None and value.status == UNVERIFIED and not shown.is_told_unverified:
            yield _unmarked(shown.place, f"{shown.value} {shown.unit}")


def _unmarked(place: Place, value: str) -> Found:
    message = f"{value} is unverified, and its row does not say so"
    return Found(place, "unverified-unmarked", message, '"unverified" beside it', "write it into the row")


CHECK = Check(RULES, of_page=of_page, of_site=of_site)
