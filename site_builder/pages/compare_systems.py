"""The lists that the picker of the compare page searches: every system of a round, in parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Page
from site_builder.tables import chips_of

TEMPLATE = "data/compare_systems.js"
SYSTEMS_OF_A_PART = 2000  # some 400 KB, read when somebody begins to search


@dataclass(frozen=True, slots=True)
class SystemChoice:
    """One system that may be chosen."""

    address: Annotated[str, "round/division/submitter/system"]
    name: Annotated[str, "The system's name"]
    submitter: Annotated[str, "Who submitted it"]
    scope: Annotated[str, "Version, division, category and availability"]
    chips: Annotated[str, "8x NVIDIA H100"]
    state: Annotated[str, "unverified, superseded ...; empty for a verified one"]


@dataclass(frozen=True, slots=True)
class CompareSystems:
    """One part of a round's list."""

    systems: Annotated[tuple[SystemChoice, ...], "In the order of the round's cards"]


def pages(contents: Contents) -> Iterator[Page]:
    """The parts of every round that has systems."""
    for round_ in contents.catalog.rounds.values():
        for number, part in enumerate(_parts(round_, contents), 1):
            choices = tuple(map(_choice, part))
            yield Page(urls.compare_systems(round_.id, number), TEMPLATE, CompareSystems(choices))


def lists(contents: Contents) -> Iterator[str]:
    """The address of each part, newest round first."""
    for round_ in contents.catalog.rounds.values():
        for number, _ in enumerate(_parts(round_, contents), 1):
            yield urls.compare_systems(round_.id, number)


def _parts(round_: Round, contents: Contents) -> Iterator[tuple[Entry, ...]]:
    entries = tuple(contents.catalog.entries_of(round_))
    for start in range(0, len(entries), SYSTEMS_OF_A_PART):
        yield entries[start : start + SYSTEMS_OF_A_PART]


def _choice(entry: Entry) -> SystemChoice:
    round_, status = entry.round, entry.file.verification.status
    words = [round_.version, round_.divisions[entry.division].title]
    words += [round_.categories[category].title for category in entry.categories]
    words += [round_.availabilities[entry.availability].title] if entry.availability else []
    return SystemChoice(
        address=entry.link,
        name=entry.system.name,
        submitter=entry.submitter,
        scope=" ".join(words),
        chips=chips_of(entry).in_words(),
        state="" if status == "verified" else status,
    )
