"""Which facts a description of a round has: what a skeleton of a new one asks for, in the order to fill it in."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.models import READ_KEYS, USUAL_SECTIONS, Catalog, Entry, Round


class DescriptionKeys(NamedTuple):
    """The keys of a round's descriptions, all of them, in two parts: the first is enough for most."""

    usual: tuple[str, ...]  # what the round's own headings name, and what at least half of the descriptions have
    rare: tuple[str, ...]  # what fewer have, the most frequent first


def description_keys(catalog: Catalog, round_: Round) -> DescriptionKeys:
    """Every key that a description of this round has.

    A round without entries is described as the newest of its family that has some, and a first one of its family
    without headings of its own by what this builder reads.
    """
    headed = [key for section in round_.sections or USUAL_SECTIONS for key in section.keys if not key.endswith("*")]
    siblings = _siblings(catalog, round_)
    counts = Counter(key for entry in siblings for key in _stated(entry, headed))
    own = headed if round_.sections else [] if siblings else [*READ_KEYS, *headed]
    frequent = [key for key, count in counts.items() if 2 * count >= len(siblings)]
    usual = tuple(dict.fromkeys([*own, *frequent]))
    return DescriptionKeys(usual, tuple(key for key, _ in counts.most_common() if key not in usual))


def _siblings(catalog: Catalog, round_: Round) -> list[Entry]:
    """The entries of the round; if it has none, those of the newest of its family that has some."""
    of_family = [entry for entry in catalog.entries if entry.round.family == round_.family]
    rounds = {entry.round.id for entry in of_family}
    nearest = round_.id if round_.id in rounds else next(iter(entry.round.id for entry in of_family), None)
    return [entry for entry in of_family if entry.round.id == nearest]


def _stated(entry: Entry, headed: list[str]) -> Iterator[str]:
    """Its keys, and those that were left out on import where a heading of cards shows that they are facts of systems.

    The others that were left out are of results: how weights were made, say.
    """
    yield from entry.system.description
    yield from (key for key in entry.file.omitted if key in headed and key not in entry.system.description)
