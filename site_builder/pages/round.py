"""The explorer of a round: every result, a thousand to a page; a script filters and sorts them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from site_builder.models import UNRANKED, Round
from site_builder.pages import urls
from site_builder.pages.contents import ROWS_OF_A_PART, Contents, Part
from site_builder.pages.framing import Framing
from site_builder.pages.messaging import footnote_of, marked
from site_builder.pages.page import Footnote, Frame, Later, Link, Page, digest
from site_builder.pages.round_benchmarks import BenchmarkRow, benchmark_rows
from site_builder.pages.round_results import ExplorerSystem, rows_digest, systems_of
from site_builder.pages.round_views import RoundHead, round_head

TEMPLATE = "pages/round.html"
# Where a script will draw the table anew, laying out a thousand rows before would take most of a second.
ROWS_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything that a page of the explorer says."""

    frame: Annotated[Frame, "What stands around it"]
    head: Annotated[RoundHead, "What all pages of the round say first"]
    first: Annotated[int, "Which of the round's results stands first here, from 1"]
    last: Annotated[int, "Which stands last; less than the first where there are none"]
    blocks: Annotated[
        tuple[tuple[ExplorerSystem, ...], ...],
        "The rows by their systems: those that show while the script loads, the rest",
    ]
    base: Annotated[str, "Link to the round's folder, from which its files of rows lead on; may be empty"]
    parts: Annotated[tuple[str, ...], "Links to the round's files of rows, for the script"]
    compare: Annotated[str, "Link to the page that compares systems, for the script"]
    off: Annotated[tuple[str, ...], "States of results that no longer count, for the script"]
    turns: Annotated[tuple[Link, ...], "Links to the pages of the table; this one leads nowhere; empty for one page"]
    benchmarks: Annotated[tuple[BenchmarkRow, ...], "What the round measures, where it has no results"]
    footnote: Annotated[Footnote, "What must stand with the results"]


class MadeOf(NamedTuple):
    """What a page of the explorer is made of."""

    framing: Framing
    round: Round
    head: RoundHead
    number: int  # of the page, from 1
    part: Part
    pages: int
    note: Footnote
    benchmarks: tuple[BenchmarkRow, ...] = ()


def pages(contents: Contents) -> Iterator[Page]:
    """The explorer of every round; a round without results has one page, which says so."""
    for round_ in contents.catalog.rounds.values():
        parts = contents.parts(round_) or (Part(()),)
        # Of all results and not of one page's: the script shows any of them on any page.
        entries = contents.catalog.entries_of(round_)
        found = (place for entry in entries for place in entry.gist.found)
        states = {result.status for entry in entries for result in entry.gist.results}
        note = footnote_of(marked(round_.title, round_), found, states, (round_,))
        for number, part in enumerate(parts, 1):
            url = urls.round_page(round_.id, number)
            head = round_head(url, round_, contents)
            near = contents.places[part.rows[0][0].link] if part.rows else 0
            benchmarks = () if part.rows else benchmark_rows(url, round_, contents.terms)
            yield explorer_page(
                MadeOf(contents.framing, round_, head, number, part, len(parts), note, benchmarks), near
            )


def explorer_page(made_of: MadeOf, near: int) -> Page:
    """The page that is made of this; its first entry has this place in the catalog."""
    whole = digest((made_of.head, made_of.pages, made_of.note, made_of.benchmarks))
    basis = (("its rows", rows_digest(made_of.part)), ("the round as a whole", whole))
    url = urls.round_page(made_of.round.id, made_of.number)
    return Page(url, TEMPLATE, Later(_round_page, made_of), near, basis)


def _round_page(
    framing: Framing,
    round_: Round,
    head: RoundHead,
    number: int,
    part: Part,
    count: int,
    note: Footnote,
    benchmarks: tuple[BenchmarkRow, ...],
) -> RoundPage:
    url = urls.round_page(round_.id, number)
    first = (number - 1) * ROWS_OF_A_PART + 1
    return RoundPage(
        frame=_frame(url, round_, head, number, framing),
        head=head,
        first=first,
        last=first + len(part.rows) - 1,
        blocks=tuple(filter(None, (systems_of(url, part, 0, ROWS_AT_ONCE), systems_of(url, part, ROWS_AT_ONCE)))),
        base="" if number == 1 else "../",
        parts=tuple(urls.relative(url, urls.round_rows(round_.id, n)) for n in range(1, count + 1) if part.rows),
        compare=urls.relative(url, urls.compare()),
        off=tuple(sorted(UNRANKED)),
        turns=tuple(_turns(url, round_, count)),
        benchmarks=benchmarks,
        footnote=note,
    )


def _frame(url: str, round_: Round, head: RoundHead, number: int, framing: Framing) -> Frame:
    further = number > 1
    return framing.frame(
        url,
        title=f"{head.round}, page {number}" if further else head.round,
        description=f"Every result of {head.round}: filter, sort and compare.",
        crumbs=((head.round, urls.round_page(round_.id)),) if further else (),
        rounds=(round_,),
        data=(urls.api_round(round_.id, "results"),) if head.listed else (),
    )


def _turns(here: str, round_: Round, count: int) -> Iterator[Link]:
    for number in range(1, count + 1) if count > 1 else ():
        there = urls.round_page(round_.id, number)
        yield Link(str(number), "" if there == here else urls.relative(here, there))
