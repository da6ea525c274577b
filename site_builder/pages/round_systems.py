"""The systems of a round: every card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.framing import Framing
from site_builder.pages.frozen import frozen
from site_builder.pages.page import Frame, Later, Link, Page, digest
from site_builder.pages.round_views import RoundHead, round_head


@frozen
class SystemRow:
    """One card in the round's list."""

    system: Annotated[Link, "The system's name, leading to its card"]
    submitter: Annotated[str, "Who submitted it"]
    division: Annotated[str, "Closed"]
    category: Annotated[str, "Datacenter, Edge"]
    availability: Annotated[str, "Available; may be empty"]
    accelerators: Annotated[str, "How many of which, for one node; may be empty"]
    results: Annotated[int, "How many results it has"]
    status: Annotated[str, "verified, unverified, superseded ..."]


@dataclass(frozen=True, slots=True)
class RoundSystems:
    """Everything that the list of systems says."""

    frame: Annotated[Frame, "What stands around it"]
    head: Annotated[RoundHead, "What all pages of the round say first"]
    systems: Annotated[tuple[SystemRow, ...], "The round's cards, by their names"]


def pages(contents: Contents) -> Iterator[Page]:
    """The list of each round that has cards."""
    for round_ in contents.catalog.rounds.values():
        url = urls.round_systems(round_.id)
        entries, head = contents.catalog.entries_of(round_), round_head(url, round_, contents)
        if not entries:
            continue
        basis = (("its systems", digest(list(map(_facts, entries)))), ("the round as a whole", digest(head)))
        said = Later(_round_systems, (contents.framing, round_, head, entries, url))
        yield Page(url, "pages/round_systems.html", said, basis=basis)


def _round_systems(
    framing: Framing, round_: Round, head: RoundHead, entries: tuple[Entry, ...], url: str
) -> RoundSystems:
    frame = framing.frame(
        url,
        title=f"Systems · {head.round}",
        description=f"Every system of {head.round}, with its card.",
        crumbs=((head.round, urls.round_page(round_.id)),),
        rounds=(round_,),
    )
    return RoundSystems(frame, head, tuple(_system_row(entry, url) for entry in sorted(entries, key=_by_name)))


def _by_name(entry: Entry) -> tuple[str, str, str]:
    """As readers look a name up, whatever its case; the link breaks ties, or rows would swap from build to build."""
    return entry.gist.name.casefold(), entry.submitter.casefold(), entry.link


def _facts(entry: Entry) -> tuple[object, ...]:
    """All that a row follows from: few edits of an entry change it."""
    gist, known = entry.gist, (entry.link, entry.submitter, entry.division, entry.categories, entry.availability)
    return (*known, gist.name, gist.status, gist.accelerator, gist.accelerators, len(gist.results))


def _system_row(entry: Entry, url: str) -> SystemRow:
    round_ = entry.round
    return SystemRow(
        system=Link(entry.gist.name, urls.relative(url, urls.result_card(entry))),
        submitter=entry.submitter,
        division=round_.divisions[entry.division].title,
        category=", ".join(round_.categories[category].title for category in entry.categories),
        availability=round_.availabilities[entry.availability].title if entry.availability else "",
        accelerators=accelerators_in_words(entry),
        results=len(entry.gist.results),
        status=entry.gist.status,
    )


def accelerators_in_words(entry: Entry) -> str:
    """How many accelerators of which model one node has: `2x NVIDIA L40S`; what is not stated is left out."""
    name = entry.gist.accelerator
    if name.strip().casefold() in ("", "n/a", "none", "-"):
        return ""
    count = entry.gist.accelerators
    return f"{count}x {name}" if count else name
