"""Page and SiteFacts: what checks look at: one page as a tree, and of all pages what must be known of the others."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from site_builder.checks.leading import Link
from site_builder.checks.quotes import is_mixed, is_quotation, own_matches, quoted
from site_builder.checks.results import ResultTable, Shown, named_round, result_tables, shown_in
from site_builder.checks.tree import Element, Place, Tree
from site_builder.problems import Problem

HOME = "index.html"
NOT_FOUND = "404.html"


class OnCard(NamedTuple):
    """A value as its card has it."""

    label: str
    value: str
    unit: str
    status: str  # empty where the card says nothing of it
    with_power: bool


class Card(NamedTuple):
    """What a result card says in its header, and its values by row and scenario."""

    round: str
    division: str
    categories: str
    values: Mapping[tuple[str, str], OnCard]


class Ground(NamedTuple):
    """What a board says that all its results share; `table` tells the boards of one page apart."""

    table: int
    round: str
    division: str
    category: str
    benchmark: str
    with_power: bool


class Claim(NamedTuple):
    """A value that a page shows of a card: what it says of it, and the ground of a board that ranks it."""

    place: Place
    link: str
    scenario: str
    value: str
    unit: str
    is_unverified: bool
    board: Ground | None


class PageFacts(NamedTuple):
    """What other pages' checks must know of a page, and what is wrong with it alone."""

    url: str
    size: int
    anchors: frozenset[str]
    links: tuple[Link, ...]
    is_redirect: bool
    canonical: str
    card: Card | None
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


class SiteFacts(NamedTuple):
    """Every page of a site by its address, and the size of each file."""

    pages: Mapping[str, PageFacts]
    files: Mapping[str, int]
    base: str  # the path below which the site stands, as its home page says


class Page:
    """One page: its address, its tree, and what several checks ask of it."""

    def __init__(self, url: str, tree: Tree) -> None:
        self.url, self.tree, self.root = url, tree, tree.root

    @cached_property
    def text(self) -> str:
        """All that it says."""
        body = self.root.first("body")
        return (body or self.root).text

    @cached_property
    def tables(self) -> tuple[ResultTable, ...]:
        """Its tables of results."""
        return tuple(result_tables(self.root))

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """The results that it shows."""
        return tuple(shown for table in self.tables for shown in shown_in(table))

    @property
    def is_bound(self) -> bool:
        """Whether it shows results of MLPerf, whose messaging rules then bind it; to name another round is not to."""
        if not self.shown:
            return False
        titles = list(self.root.find("h1"))
        headings = [title.text for title in titles if title.text and not is_quotation(title)]
        names = [title.text for title in titles if is_quotation(title)]
        said = (*headings, *(named_round(found, headings, names) for found in self.tables))
        return any("MLPerf" in text for text in said)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The names that it has from its data."""
        return quoted(self.root) | {shown.label for shown in self.shown if shown.label}

    def own_match(self, pattern: re.Pattern[str], element: Element, text: str) -> re.Match[str] | None:
        """The first match in an element's text that is none of a name from the data."""
        if pattern.search(text) is None or is_quotation(element):
            return None
        return next(own_matches(pattern, text, self.quoted if is_mixed(element) else frozenset()), None)

    @cached_property
    def has_unverified(self) -> bool:
        """Whether some result on it is told to be unverified."""
        return any(shown.is_told_unverified for shown in self.shown)

    @property
    def start(self) -> Place:
        """Where something stands that is missing from the page as a whole."""
        main = self.root.first("main") or self.root.first("body")
        return main.place if main else Place(1, 1)
