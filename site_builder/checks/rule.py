"""Rule, Check, Found: what every check is made of."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks.tree import Place
from site_builder.problems import Severity

if TYPE_CHECKING:
    from site_builder.checks.page import Page, SiteFacts


class Rule(NamedTuple):
    """What a check holds pages to, in words for whoever reads its findings."""

    what: str
    why: str


class Found(NamedTuple):
    """A breach of a rule on a page that is known from elsewhere."""

    place: Place
    kind: str
    message: str
    expected: str
    fix: str
    severity: Severity = "error"


class Check(NamedTuple):
    """One file of this room: its rules, and what looks for breaches in each page, or in the site as a whole."""

    rules: Mapping[str, Rule]
    of_page: "Callable[[Page], Iterator[Found]] | None" = None
    of_site: "Callable[[SiteFacts], Iterator[tuple[str, Found]]] | None" = None
