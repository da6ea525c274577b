"""The API's page: what there is for programs, where, and examples that run as they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import STATUSES, Round
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked
from site_builder.pages.page import Frame, Link, Page

ANYWHERE = "https://example.org/"


@dataclass(frozen=True, slots=True)
class ApiRound:
    """The documents of one round."""

    title: Annotated[str, "The round's title"]
    documents: Annotated[tuple[Link, ...], "Its words, its systems, its results"]


@dataclass(frozen=True, slots=True)
class Example:
    """What the examples ask for: something that this site has, each as Python writes a string."""

    base: Annotated[str, "Where the site stands; an example of it where no base URL is set"]
    round: Annotated[str, "Id of a round"]
    benchmark: Annotated[str, "Id of a benchmark"]
    scenario: Annotated[str, "A scenario"]


@dataclass(frozen=True, slots=True)
class Api:
    """Everything that the page says."""

    frame: Annotated[Frame, "What stands around it"]
    root: Annotated[Link, "Where programs begin"]
    rounds: Annotated[tuple[ApiRound, ...], "The documents of each round that has results"]
    schemas: Annotated[tuple[Link, ...], "The JSON Schemas"]
    states: Annotated[tuple[str, ...], "What the state of a result can be"]
    example: Annotated[Example | None, "What the examples ask for; none where the site has no result"]
    downloads: Annotated[str, "Link to the page of the downloads"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page that explains the API, where there are results that it tells."""
    url = urls.API_PAGE
    filled = {entry.round.id: entry.round for entry in contents.catalog.entries}
    if not filled:
        return
    context = Api(
        frame=contents.framing.frame(
            url,
            title="API",
            description="Rounds, systems and results as JSON at addresses that stay, with schemas and examples.",
            rounds=tuple(filled.values()),
        ),
        root=_link(urls.API),
        rounds=tuple(_round(round_) for round_ in filled.values()),
        schemas=tuple(_link(urls.api_schema(name)) for name in urls.SCHEMAS),
        states=STATUSES,
        example=_example(contents),
        downloads=urls.relative(url, urls.DOWNLOADS),
    )
    yield Page(url, "pages/api.html", context)


def _link(there: str) -> Link:
    return Link(there, urls.relative(urls.API_PAGE, there))


def _round(round_: Round) -> ApiRound:
    documents = (urls.api_round(round_.id), urls.api_round(round_.id, "systems"), urls.api_round(round_.id, "results"))
    return ApiRound(marked(round_.title, round_), tuple(map(_link, documents)))


def _example(contents: Contents) -> Example | None:
    """The largest board of the newest round: an example should have something to show."""
    place = {round_id: number for number, round_id in enumerate(contents.catalog.rounds)}
    rankings = contents.tables.rankings
    if not rankings:
        return None
    largest = min(rankings, key=lambda ranking: (place[ranking.key.round], -len(ranking.standings))).key
    base = contents.framing.base_url or ANYWHERE
    return Example(repr(base), repr(largest.round), repr(largest.benchmark), repr(largest.scenario))
