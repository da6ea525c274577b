"""Said: what a page says, and where: the language in which two sites are compared."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["card", "board", "page"]
KINDS: tuple[Kind, ...] = ("card", "board", "page")

# The section of a card's results, whatever the layout calls it; no heading of a page is written so.
RESULTS = "results of the card"
# The section of a card that says what its results are: ours, and that of no published card.
ABOUT = "About these results"
# What stands in the head of the document.
HEAD = "Head of the page"
# What a row of a card is called, in the table of results and in the one of what backs them: of interest where it
# leads elsewhere, for a row that comes or goes has its name already.
NAMED = ("Model", "Result")
# The folder of pages that somebody wrote: no word of theirs repeats a card.
ARTICLES = "articles/"
# The links above every page, as our templates call them.
MENU = "Site"
# What stands on a page and no reader sees.
HIDDEN = "Not shown to readers"
# What only those are told who hear the page.
HEARD = "For who hears the page"
# What runs on a page.
CODE = "Code of the page"
# Where a text of a chart would lead, were it a link: the scale that the chart is drawn by.
SCALE = "scale of a chart"


class Said(NamedTuple):
    """A text, and what it means beside its words: the JSON type of a fact, or where a link leads."""

    text: str
    more: str = ""


class Place(NamedTuple):
    """Where something is said: below which heading, in which row, in which column."""

    section: str
    row: str = ""
    column: str = ""


# Where a page leads that only leads on.
LEADS_ON = Place(HEAD, "leads on to")


class State(NamedTuple):
    """What became of a card or a result; empty where the page does not say."""

    status: str = ""
    date: str = ""
    reason: str = ""


@dataclass(slots=True)
class Outline:
    """All that one page says, each text at its place."""

    address: str
    kind: Kind = "page"
    name: str = ""
    facts: dict[Place, Said] = field(default_factory=dict)
    lines: dict[str, list[Said]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    better: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    leads_to: str = ""

    def say(self, place: Place, said: Said) -> Place:
        """Keep what is said; a place that is taken already gets a number. Where it was kept."""
        free, number = place, 1
        while free in self.facts:
            number += 1
            free = place._replace(row=f"{place.row} ({number})") if place.row else place._replace(section=f"{place.section} ({number})")  # fmt: skip  # noqa: E501
        self.facts[free] = said
        return free

    def say_line(self, section: str, said: Said) -> None:
        """Keep a line of running text."""
        self.lines.setdefault(section, []).append(said)


def free_key(key: str, taken: dict[str, int]) -> str:
    """The key, numbered where it was taken before."""
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key} ({taken[key]})"
