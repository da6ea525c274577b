"""Submitter pages: everything that one submitter has, over all rounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.history import FORMULA, Histories, histories
from site_builder.pages.listing import ListedRound, by_system, scope_of_rounds
from site_builder.pages.messaging import footnote
from site_builder.pages.page import Footnote, Frame, Page
from site_builder.tables import Name


@dataclass(frozen=True, slots=True)
class SubmitterPage:
    """Everything that a submitter's page says."""

    frame: Annotated[Frame, "What stands around it"]
    name: Annotated[str, "Who it is, as most of its entries spell it"]
    spellings: Annotated[tuple[str, ...], "Other spellings, in case or space; may be empty"]
    systems: Annotated[int, "How many cards it has"]
    results: Annotated[int, "How many results"]
    rounds: Annotated[tuple[ListedRound, ...], "Its results, newest round first"]
    histories: Annotated[Histories, "Its best results over rounds"]
    footnote: Annotated[Footnote, "What must stand with the results"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page of each submitter."""
    for key, name in contents.submitters.items():
        url = urls.submitter(name.part)
        yield Page(url, "pages/submitter.html", _submitter(url, key, name, contents))


def _submitter(url: str, key: str, name: Name, contents: Contents) -> SubmitterPage:
    rounds = tuple({entry.round.id: entry.round for entry in name.entries}.values())
    shown = [(entry, result) for entry in name.entries for result in entry.results]
    over_rounds = histories(contents.submitter_histories.get(key, ()), contents, url, name.title)
    derived = (FORMULA,) if over_rounds.charts else ()
    return SubmitterPage(
        frame=contents.framing.frame(
            url,
            title=f"{name.title} · Submitters",
            description=f"Systems and results of {name.title}, over all rounds.",
            crumbs=(("Submitters", urls.SUBMITTERS),),
            rounds=rounds,
        ),
        name=name.title,
        spellings=name.spellings[1:],
        systems=len(name.entries),
        results=len(shown),
        rounds=by_system(name.entries, contents, url, name.title),
        histories=over_rounds,
        footnote=footnote(scope_of_rounds(name.entries), shown, rounds, derived),
    )
