"""Related: where a card leads on, to everything of its submitter and accelerator and to what is nearly the same."""

from collections.abc import Iterator
from typing import Annotated

from site_builder.models import Entry
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import submitter_link
from site_builder.pages.frozen import frozen
from site_builder.pages.messaging import marked
from site_builder.pages.page import Link
from site_builder.tables import chips_of, folded

MOST_PRECISIONS = 4


@frozen
class NearlyTheSame:
    """A card that differs from this one in one thing."""

    difference: Annotated[str, "What differs: other processors, another round, fewer bits of one result"]
    card: Annotated[Link, "Submitter and system, leading to the card or to the result's row on it"]


@frozen
class Related:
    """Where a card leads on."""

    submitter: Annotated[Link, "The submitter, leading to its page"]
    accelerator: Annotated[Link | None, "The accelerator, leading to its page; none where there is none"]
    others: Annotated[tuple[NearlyTheSame, ...], "Cards that differ from this one in one thing; may be empty"]


def related(entry: Entry, contents: Contents, url: str) -> Related:
    """Where the card of an entry leads on."""
    return Related(
        submitter_link(entry, contents, url), _accelerator(entry, contents, url), tuple(_others(entry, contents, url))
    )


def _accelerator(entry: Entry, contents: Contents, url: str) -> Link | None:
    chips = chips_of(entry)
    if chips.kind != "accelerator":
        return None
    part = contents.accelerators[folded(chips.model)].part
    return Link(chips.model, urls.relative(url, urls.accelerator(part)))


def _others(entry: Entry, contents: Contents, url: str) -> Iterator[NearlyTheSame]:
    relatives = contents.relatives
    for host in relatives.other_hosts(entry):
        link = Link(_name(host.entry, contents), urls.relative(url, urls.result_card(host.entry)))
        yield NearlyTheSame(f"with {host.processors}", link)
    for there in relatives.other_rounds(entry):
        link = Link(_name(there, contents), urls.relative(url, urls.result_card(there)))
        yield NearlyTheSame(f"in {marked(there.round.title, there.round)}", link)
    named: dict[str, NearlyTheSame] = {}
    for found in relatives.lower_precisions(entry):
        result, fewer = entry.gist.results[found.position], found.standing
        what = f"{result.benchmark} {result.scenario} with weights in {found.there}, not {found.here}"
        link = Link(_name(fewer.entry, contents), contents.result(url, fewer.entry, fewer.position))
        named.setdefault(what, NearlyTheSame(what, link))
    yield from list(named.values())[:MOST_PRECISIONS]


def _name(entry: Entry, contents: Contents) -> str:
    id_ = contents.id_among_namesakes(entry)
    return ", ".join(filter(None, (entry.submitter, entry.gist.name, id_)))
