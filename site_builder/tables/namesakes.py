"""Namesakes: spellings of one name, and the one folder that stands for them."""

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_builder.models import Catalog, Entry, address_part, is_an_address
from site_builder.tables.readings import chips_of


@dataclass(frozen=True, slots=True)
class Name:
    """One name with every spelling of it, and its folder."""

    title: str  # the most frequent spelling
    spellings: tuple[str, ...]  # all of them, the title first
    part: str
    entries: tuple[Entry, ...]  # in the order of the catalog


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """What spellings share that differ in case, space and Unicode form only."""
    return "".join(unicodedata.normalize("NFC", name).casefold().split())


def submitters(catalog: Catalog) -> Mapping[str, Name]:
    """Every submitter by its folded name, in alphabetical order."""
    return _names(((entry.submitter, entry) for entry in catalog.entries), "submitter")


def accelerators(catalog: Catalog) -> Mapping[str, Name]:
    """Every accelerator model by its folded name, in alphabetical order; processors are not among them."""
    chips = ((chips_of(entry), entry) for entry in catalog.entries)
    return _names(((chip.model, entry) for chip, entry in chips if chip.kind == "accelerator"), "accelerator")


def has_accelerators(catalog: Catalog) -> bool:
    """Whether any system has one: a suite of processors alone has no list of them to offer."""
    return any(chips_of(entry).kind == "accelerator" for entry in catalog.entries)


def _names(spelled: Iterable[tuple[str, Entry]], kind: str) -> Mapping[str, Name]:
    groups: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for spelling, entry in spelled:
        groups[folded(spelling)].append((spelling, entry))
    parts = _parts(groups, kind)
    return {key: _name(groups[key], parts[key]) for key in sorted(groups)}


def _name(members: list[tuple[str, Entry]], part: str) -> Name:
    counts = Counter(spelling for spelling, _ in members)
    spellings = tuple(sorted(counts, key=lambda spelling: (-counts[spelling], spelling)))
    return Name(spellings[0], spellings, part, tuple(entry for _, entry in members))


def _parts(groups: Mapping[str, list[tuple[str, Entry]]], kind: str) -> dict[str, str]:
    """A folder for each name. Where two would share one (Müller, Möller), the older keeps it.

    Who came later carries a mark of its own name, so that no address moves when a third one comes.
    """
    parts: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(groups, key=lambda key: (_first_seen(groups[key]), key)):
        spelling = _first_seen(groups[key])[-1]
        part = address_part(spelling)
        if not is_an_address(spelling):
            part = f"{kind}-{_mark(key)}"
        elif part.casefold() in taken:
            part = f"{part}-{_mark(key)}"
        while part.casefold() in taken:  # somebody is called like another one's mark
            part = f"{part}-2"
        taken.add(part.casefold())
        parts[key] = part
    return parts


def _first_seen(members: list[tuple[str, Entry]]) -> tuple[str, str, int, str]:
    """When and how it was first spelled, mostly: a spelling that comes later moves no address either."""
    counts = Counter(spelling for spelling, _ in members)
    return min((entry.round.published or "9999", entry.round.id, -counts[name], name) for name, entry in members)


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:6]
