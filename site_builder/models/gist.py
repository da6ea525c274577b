"""Gist: what pages of many systems need of each, small enough to hold a hundred thousand, and plain enough to keep."""

from typing import NamedTuple


class ResultGist(NamedTuple):
    """What ranks one result."""

    benchmark: str
    scenario: str
    category: str | None  # as its own field says, where it means only one
    used_model: str | None
    unit: str  # its own, else the round's
    value: str  # digits as written
    with_power: bool
    status: str  # its own, else the entry's
    weights: str | None  # data types of the weights, as written
    id: str | None  # its public ID, its own or the entry's


class Gist(NamedTuple):
    """What is told of an entry on pages that tell of many."""

    name: str
    status: str  # of the entry as a whole
    accelerator: str
    accelerators: int | None  # of one node
    processor: str
    processors: int | None  # of one node
    nodes: int | None
    said: str  # a digest of the texts of its description
    found: tuple[tuple[str, str], ...]  # web addresses and days at which its results were found, each pair once
    links: tuple[str, ...]  # what it names as successors and explanations
    results: tuple[ResultGist, ...]
    was: tuple[str, ...] = ()  # addresses that it had before
