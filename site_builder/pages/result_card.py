"""Result cards: one page for each entry, the published card's DOM and what stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Entry, Result, Source, Verification
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.facts import FactsTable, facts_tables
from site_builder.pages.framing import Framing
from site_builder.pages.messaging import UNVERIFIED, marked
from site_builder.pages.page import Frame, Link, Page
from site_builder.pages.results_table import ResultsTable, results_tables, row_ids

PLACES = {
    "submission-tree": "submission tree",
    "summary": "summary of results",
    "published-card": "published card",
}


@dataclass(frozen=True, slots=True)
class Header:
    """The published card's header: labels and values as they were printed."""

    title: Annotated[str, "MLPerf Inference v4.1"]
    copyright: Annotated[str, "The line below the title"]
    submitter: Annotated[str, "Who submitted it"]
    system: Annotated[str, "The system's name"]
    family: Annotated[str, "The suite, as the labels of category and division begin"]
    category: Annotated[str, "Datacenter, Edge"]
    division: Annotated[str, "Closed"]
    availability: Annotated[str, "Available as of Aug 2024; may be empty"]


@dataclass(frozen=True, slots=True)
class State:
    """Whether the card's results were verified, and what became of them."""

    status: Annotated[str, "verified, unverified, superseded ..."]
    date: Annotated[str, "Since when; may be empty"]
    reason: Annotated[str, "Why; may be empty"]
    link: Annotated[Link | None, "What replaced it, or what is written about it"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where something was read."""

    place: Annotated[str, "The kind of source in words; may be empty"]
    path: Annotated[str, "The file inside the source; may be empty"]
    sha256: Annotated[str, "Of that file; may be empty"]
    url: Annotated[str, "Where the source was found; may be empty"]
    retrieved: Annotated[str, "When; may be empty"]


NOTHING_KNOWN = Provenance("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class AboutResult:
    """What backs one result, beside the published cells."""

    row: Annotated[str, "Anchor of its row in the results table"]
    name: Annotated[str, "Benchmark, own model where there is one, and scenario"]
    result_id: Annotated[str, "Public result ID; may be empty"]
    accuracy: Annotated[str, "Accuracy reached; may be empty"]
    power: Annotated[str, "Measured power with its unit; may be empty"]
    precision: Annotated[str, "Weight data types as written; may be empty"]
    inferred_from: Annotated[str, "The scenario that was measured instead; may be empty"]
    state: Annotated[State | None, "Its own state, where it differs from the card's"]
    provenance: Annotated[Provenance | None, "Its own source, where it has one"]


@dataclass(frozen=True, slots=True)
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
    results: Annotated[tuple[ResultsTable, ...], "One results table for each category"]
    state: Annotated[State, "Whether the results were verified"]
    provenance: Annotated[Provenance | None, "Where the entry was read"]
    about: Annotated[tuple[AboutResult, ...], "What backs each result; only those of which something is known"]
    scope: Annotated[str, "Round, division and category in one line, for footnotes"]
    unverified_sentence: Annotated[str, "What must be said of unverified results; may be empty"]


def pages(contents: Contents) -> Iterator[Page]:
    """The card of every entry."""
    for entry in contents.catalog.entries:
        url = urls.result_card(entry)
        yield Page(url, "pages/result_card.html", result_card(entry, contents, url))


def result_card(entry: Entry, contents: Contents, url: str) -> ResultCard:
    """What the card of one entry says."""
    round_, framing = entry.round, contents.framing
    categories = ", ".join(round_.categories[category].title for category in entry.categories)
    division = round_.divisions[entry.division].title
    title = marked(round_.title, round_)
    scope = " ".join(filter(None, (title, division)))
    unverified = any(entry.verification_of(result).status == "unverified" for result in entry.results)
    return ResultCard(
        frame=framing.frame(
            url,
            title=f"{entry.system.name} · {entry.submitter} · {scope}",
            description=f"{scope} results of {entry.submitter} {entry.system.name}.",
            crumbs=((title, urls.round_page(round_.id)),),
            rounds=(round_,),
        ),
        address=entry.link,
        platform=entry.id,
        division=entry.division,
        round=round_.id,
        header=_header(entry, categories, division),
        facts=facts_tables(entry),
        omitted=entry.file.omitted,
        results=results_tables(entry, f"{entry.submitter}, {entry.system.name}: {scope}"),
        state=_state(entry.file.verification, framing, url),
        provenance=_provenance(entry.file.source),
        about=tuple(_about_results(entry, framing, url)),
        scope=f"{scope} {categories}".rstrip(),
        unverified_sentence=UNVERIFIED if unverified and round_.messaging == "mlperf" else "",
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


def _state(verification: Verification, framing: Framing, url: str) -> State:
    link = framing.card_or_web(url, verification.link) if verification.link else None
    return State(verification.status, verification.date or "", verification.reason or "", link)


def _provenance(source: Source | None) -> Provenance | None:
    if source is None:
        return None
    place = PLACES[source.kind] if source.kind else ""
    found = Provenance(place, source.path or "", source.sha256 or "", source.url or "", source.retrieved or "")
    return None if found == NOTHING_KNOWN else found


def _about_results(entry: Entry, framing: Framing, url: str) -> Iterator[AboutResult]:
    rows = row_ids(entry)
    for index, result in enumerate(entry.results):
        about = _about(entry, result, rows[index], framing, url)
        if any((about.result_id, about.accuracy, about.power, about.precision, about.inferred_from)) or (
            about.state or about.provenance
        ):
            yield about


def _about(entry: Entry, result: Result, row: str, framing: Framing, url: str) -> AboutResult:
    own = result.used_model if result.used_model != result.benchmark else None
    return AboutResult(
        row=row,
        name=" ".join(filter(None, (result.benchmark, f"({own})" if own else None, result.scenario))),
        result_id=entry.id_of(result) or "",
        accuracy=", ".join(reached.in_words() for reached in result.accuracies),
        power=f"{result.power.value} {result.power.unit}" if result.power else "",
        precision=result.weight_data_types or "",
        inferred_from=result.inferred_from or "",
        state=_state(result.verification, framing, url) if result.verification else None,
        provenance=_provenance(result.source),
    )
