"""Accelerator pages: every system with one accelerator model, over all rounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.accelerators import memory_of
from site_builder.pages.contents import Contents
from site_builder.pages.history import FORMULA, Histories, histories
from site_builder.pages.listing import ListedRound, by_benchmark, scope_of_rounds, submitter_link
from site_builder.pages.messaging import footnote
from site_builder.pages.page import Footnote, Frame, Link, Page
from site_builder.tables import Name, chips_of


@dataclass(frozen=True, slots=True)
class AcceleratorPage:
    """Everything that an accelerator's page says."""

    frame: Annotated[Frame, "What stands around it"]
    name: Annotated[str, "The model, as most systems spell it"]
    spellings: Annotated[tuple[str, ...], "Other spellings, in case or space; may be empty"]
    memory: Annotated[tuple[str, ...], "Its memory as systems state it; may be empty"]
    systems: Annotated[int, "How many systems have it"]
    results: Annotated[int, "How many results they have"]
    submitters: Annotated[tuple[Link, ...], "Who submitted them"]
    uncounted: Annotated[int, "How many systems do not state how many accelerators they have"]
    rounds: Annotated[tuple[ListedRound, ...], "Their results, newest round first"]
    histories: Annotated[Histories, "The best results over rounds, for each number of accelerators"]
    footnote: Annotated[Footnote, "What must stand with the results"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page of each accelerator model."""
    for key, name in contents.accelerators.items():
        url = urls.accelerator(name.part)
        yield Page(url, "pages/accelerator.html", _accelerator(url, key, name, contents))


def _accelerator(url: str, key: str, name: Name, contents: Contents) -> AcceleratorPage:
    rounds = tuple({entry.round.id: entry.round for entry in name.entries}.values())
    shown = [(entry, result) for entry in name.entries for result in entry.results]
    links = {link.href: link for link in (submitter_link(entry, contents, url) for entry in name.entries)}
    over_rounds = histories(contents.accelerator_histories.get(key, ()), contents, url, name.title)
    derived = (FORMULA,) if over_rounds.charts else ()
    return AcceleratorPage(
        frame=contents.framing.frame(
            url,
            title=f"{name.title} · Accelerators",
            description=f"Systems with {name.title} and their results, over all rounds.",
            crumbs=(("Accelerators", urls.ACCELERATORS),),
            rounds=rounds,
        ),
        name=name.title,
        spellings=name.spellings[1:],
        memory=memory_of(name.entries),
        systems=len(name.entries),
        results=len(shown),
        submitters=tuple(sorted(links.values(), key=lambda link: (link.text.casefold(), link.text))),
        uncounted=sum(chips_of(entry).number is None for entry in name.entries),
        rounds=by_benchmark(name.entries, contents, url, name.title),
        histories=over_rounds,
        footnote=footnote(scope_of_rounds(name.entries), shown, rounds, derived),
    )
