"""Portrait: what the pages of a submitter and of an accelerator model say alike, over all rounds."""

from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Round
from site_builder.pages.contents import Contents
from site_builder.pages.history import FORMULA, Histories, histories
from site_builder.pages.listing import ListedRound, scope_of_rounds
from site_builder.pages.messaging import footnote
from site_builder.pages.page import Footnote
from site_builder.tables import Name, Series


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything that one submitter, or the systems with one accelerator, have."""

    name: Annotated[str, "As most entries spell it"]
    spellings: Annotated[tuple[str, ...], "Other spellings, in case or space; may be empty"]
    systems: Annotated[int, "How many cards there are"]
    results: Annotated[int, "How many results they have"]
    rounds: Annotated[tuple[ListedRound, ...], "The results, newest round first"]
    histories: Annotated[Histories, "Its leading results over rounds"]
    footnote: Annotated[Footnote, "What must stand with the results"]


def portrait(
    name: Name, listed: tuple[ListedRound, ...], series: tuple[Series, ...], contents: Contents, url: str
) -> Portrait:
    """What the page at this address says of somebody or something with this name."""
    shown = [(entry, result) for entry in name.entries for result in entry.results]
    over_rounds = histories(series, contents, url, name.title)
    derived = (FORMULA,) if over_rounds.charts else ()
    return Portrait(
        name=name.title,
        spellings=name.spellings[1:],
        systems=len(name.entries),
        results=len(shown),
        rounds=listed,
        histories=over_rounds,
        footnote=footnote(scope_of_rounds(name.entries), shown, rounds_of(name), derived),
    )


def rounds_of(name: Name) -> tuple[Round, ...]:
    """The rounds that its entries stand in."""
    return tuple({entry.round.id: entry.round for entry in name.entries}.values())
