"""Result IDs: what others cite results by, so that one ID may not stand for the results of two systems."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from site_builder.models import UNRANKED, Entry
from site_builder.problems import Finding, JsonPath, shortened

Key = tuple[str, str, bool]


class Claim(NamedTuple):
    """Results of one entry, and of one own model where its division has those, under one ID."""

    id: str
    owner: tuple[str, str]  # the entry's link; the own model, empty where the division has none
    path: str  # of the entry's file
    position: int  # of the first result that has the ID

    def place(self, value: Any) -> JsonPath:
        """Where the ID stands in what the file says: in the result, else in the entry."""
        try:
            has_its_own = value["results"][self.position].get("id") is not None
        except (LookupError, TypeError, AttributeError):  # the file was changed meanwhile
            has_its_own = False
        return ("results", self.position, "id") if has_its_own else ("id",)


class Claims:
    """Who has which ID; entries are told one after the other."""

    def __init__(self) -> None:
        self._first: dict[Key, Claim] = {}
        self._others: Mapping[Key, set[tuple[str, str]]] = defaultdict(set)

    def reused(self, entry: Entry, path: str, unsure: Collection[int]) -> Iterator[tuple[Claim, Claim]]:
        """What an entry claims of IDs that other results in force have already, each with the first claim to it.

        Who numbers results that nobody reviewed may begin with the same number. `unsure` are the positions of results
        that have faults of their own.
        """
        round_, link, owns_models = entry.round.id, entry.link, entry.owns_models
        for position, result in enumerate(entry.gist.results):
            if result.id is None or result.status in UNRANKED or position in unsure:
                continue
            key = round_, result.id, result.status != "unverified"
            owner = link, (result.used_model or result.benchmark) if owns_models else ""
            first = self._first.get(key)
            if first is None:
                self._first[key] = Claim(result.id, owner, path, position)
            elif first.owner != owner and owner not in self._others[key]:
                self._others[key].add(owner)
                yield Claim(result.id, owner, path, position), first


def reused_id(claim: Claim, earliest: Claim, value: Any) -> Finding:
    """The Finding of a claim to an ID that another one has, where its file says this.

    Source: MLPerf results messaging guidelines, on footnotes: a result is cited by its ID.
    """
    alone = claim.path == earliest.path
    others = f"its results of {shortened(earliest.owner[1])} have" if alone else f"{earliest.path} has"
    message = f'id is "{shortened(claim.id)}", and {others} the same one'
    expected = "an ID that no other system of the round has, and no other own model"
    fix = "write the ID that this result was given"
    return Finding(claim.place(value), "duplicate-result-id", message, expected, fix)
