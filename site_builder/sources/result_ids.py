"""Result IDs: what others cite results by, so that one ID may not stand for the results of two systems."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from site_builder.models import UNRANKED, Entry
from site_builder.problems import Finding, JsonPath, shortened


class Claim(NamedTuple):
    """Results of one entry, and of one own model where its division has those, under one ID."""

    round: str
    id: str
    verified: bool  # who numbers results that nobody reviewed may begin with the same number
    owner: tuple[str, str]  # the entry's link; the own model, empty where the division has none
    path: str  # of the entry's file
    at: JsonPath  # where the ID stands first


def claims_of(entry: Entry, path: str, told: Callable[[JsonPath], bool]) -> tuple[Claim, ...]:
    """The IDs of an entry's results in force; `told` says of a place that it has a fault of its own."""
    if told(("verification",)):
        return ()
    found: dict[tuple[str, bool, str], Claim] = {}
    for index, result in enumerate(entry.results):
        id_, status = entry.id_of(result), entry.verification_of(result).status
        if id_ is None or status in UNRANKED or told(("results", index)):
            continue
        model = (result.used_model or result.benchmark) if entry.owns_models else ""
        key = (id_, status != "unverified", model)
        if key not in found:
            at: JsonPath = ("results", index, "id") if result.id else ("id",)
            found[key] = Claim(entry.round.id, *key[:2], (entry.link, model), path, at)
    return tuple(found.values())


def reused_ids(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim, Finding]]:
    """Every claim to an ID of the round that other results have already, with the first claim to it.

    Source: MLPerf results messaging guidelines, on footnotes: a result is cited by its ID.
    """
    first: dict[tuple[str, str, bool], dict[tuple[str, str], Claim]] = defaultdict(dict)
    for claim in claims:
        owners = first[claim[:3]]
        if owners and claim.owner not in owners:
            earliest = next(iter(owners.values()))
            yield claim, earliest, _finding(claim, earliest)
        owners.setdefault(claim.owner, claim)


def _finding(claim: Claim, earliest: Claim) -> Finding:
    alone = claim.path == earliest.path
    others = f"its results of {shortened(earliest.owner[1])} have" if alone else f"{earliest.path} has"
    message = f'id is "{shortened(claim.id)}", and {others} the same one'
    expected = "an ID that no other system of the round has, and no other own model"
    return Finding(claim.at, "duplicate-result-id", message, expected, "write the ID that this result was given")
