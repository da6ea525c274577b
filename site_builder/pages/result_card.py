"""Result cards: one page for each entry, the published card's DOM and what stands beside it."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from site_builder.models import Entry
from site_builder.pages import urls
from site_builder.pages.about_results import (
    AboutResult,
    Provenance,
    State,
    about_results,
    backings,
    folder_of_logs,
    provenance_of,
    state_of,
)
from site_builder.pages.around import Around, LateAround, around, around_digest, told_now
from site_builder.pages.contents import Contents
from site_builder.pages.facts import Fact, FactsTable, described, facts_tables
from site_builder.pages.formulas import ResultFormula, formulas
from site_builder.pages.framing import Framing
from site_builder.pages.frozen import frozen
from site_builder.pages.messaging import citation_of_card, footnote_of, marked, unverified_among
from site_builder.pages.page import Footnote, Frame, Later, Link, Page
from site_builder.pages.related import Related
from site_builder.pages.results_table import ResultsTable, results_tables, rows_of


@frozen
class Header:
    """The published card's header: labels and values as they were printed."""

    title: Annotated[str, "`MLPerf Inference v4.1`"]
    copyright: Annotated[str, "The line below the title"]
    submitter: Annotated[str, "Who submitted it"]
    system: Annotated[str, "The system's name"]
    family: Annotated[str, "The suite, as the labels of category and division begin"]
    category: Annotated[str, "Datacenter, Edge"]
    division: Annotated[str, "Closed"]
    availability: Annotated[str, "Available as of Aug 2024; may be empty"]


@frozen
class ResultCard:
    """Everything that a card says."""

    frame: Annotated[Frame, "What stands around it"]
    address: Annotated[str, "round/division/submitter/system: how other entries link to this card"]
    platform: Annotated[str, "The system's id"]
    division: Annotated[str, "The division's id"]
    round: Annotated[str, "The round's id"]
    header: Annotated[Header, "The published header"]
    facts: Annotated[tuple[FactsTable, ...], "The system description in its groups"]
    omitted: Annotated[tuple[str, ...], "Keys of the description that were left out on import"]
    described: Annotated[tuple[Fact, ...], "What the header prints in the round's words, as the description has it"]
    results: Annotated[tuple[ResultsTable, ...], "One results table for each category"]
    terms: Annotated[tuple[Link, ...], "Words of the card that the glossary explains; may be empty"]
    related: Annotated[Related, "Where the card leads on"]
    state: Annotated[State, "Whether the results were verified"]
    provenance: Annotated[Provenance | None, "Where the entry was read"]
    logs: Annotated[str, "The folder, ending in /, of all files that results were read in; empty where they share none"]
    formulas: Annotated[tuple[ResultFormula, ...], "Which fields of a log results were made of, and how"]
    about: Annotated[tuple[AboutResult, ...], "What backs each result"]
    compare: Annotated[str, "Link to the comparison that begins with this system"]
    citation: Annotated[str, "What somebody may paste who quotes the card's results; empty where none counts"]
    footnote: Annotated[Footnote, "What must stand with the results"]


TEMPLATE = "pages/result_card.html"
AROUND = "what stands around it"
WITH_THEM = "values, what backs them, and its description"


class MadeOf(NamedTuple):
    """What a card is made of."""

    entry: Entry
    framing: Framing
    around: Around | LateAround
    url: str


def pages(contents: Contents) -> Iterator[Page]:
    """The card of every entry."""
    for place, entry in enumerate(contents.catalog.entries):
        url = urls.result_card(entry)
        known = contents.settled(entry, url, AROUND)
        found = around(entry, contents, url) if known is None else LateAround(entry, contents, url)
        yield card_page(MadeOf(entry, contents.framing, found, url), known or around_digest(told_now(found)), place)


def card_page(made_of: MadeOf, around_known: str, place: int) -> Page:
    """The card that is made of this; its entry has a place in the catalog."""
    basis = (("its entry", made_of.entry.sha256), (AROUND, around_known))
    return Page(made_of.url, TEMPLATE, Later(result_card, made_of), place, basis)


def result_card(entry: Entry, framing: Framing, late: Around | LateAround, url: str) -> ResultCard:
    """What the card of one entry says."""
    found = told_now(late)
    round_ = entry.round
    categories = ", ".join(round_.categories[category].title for category in entry.categories)
    division = round_.divisions[entry.division].title
    title = marked(round_.title, round_)
    scope = " ".join(filter(None, (title, division)))
    whole_scope = f"{scope} {categories}".rstrip()
    states = [result.status for result in entry.gist.results]
    rows, logs = rows_of(entry), folder_of_logs(entry)
    about = about_results(entry, found, rows, logs)
    return ResultCard(
        frame=framing.frame(
            url,
            title=f"{entry.system.name} · {entry.submitter} · {scope}",
            # Without the system's name, which the title says beside it.
            description=f"{whole_scope} results of one system{unverified_among(states)}: {WITH_THEM}.",
            crumbs=((title, urls.round_page(round_.id)),),
            rounds=(round_,),
            data=(urls.beside(url, "index.json"), urls.beside(url, "results.csv")),
        ),
        address=entry.link,
        platform=entry.id,
        division=entry.division,
        round=round_.id,
        header=_header(entry, categories, division),
        facts=facts_tables(entry),
        omitted=entry.file.omitted,
        described=described(entry),
        results=results_tables(entry, rows, f"{entry.submitter}, {entry.system.name}: {scope}", backings(rows, about)),
        terms=found.terms,
        related=found.related,
        state=state_of(entry.file.verification, found),
        provenance=provenance_of(entry.file.source),
        logs=logs,
        formulas=formulas(entry),
        about=about,
        compare=f"{urls.relative(url, urls.compare())}?a={entry.link}",
        citation=citation_of_card(entry, whole_scope),
        footnote=footnote_of(whole_scope, entry.gist.found, states, (round_,)),
    )


def _header(entry: Entry, categories: str, division: str) -> Header:
    round_ = entry.round
    availability = round_.availabilities[entry.availability].title if entry.availability else ""
    if availability and round_.availability_as_of:
        availability = f"{availability} as of {round_.availability_as_of}"
    return Header(
        title=round_.title,
        copyright=round_.copyright,
        submitter=entry.submitter,
        system=entry.system.name,
        family=round_.family,
        category=categories,
        division=division,
        availability=availability,
    )
