"""Records: whatever a search can find, with the values that it is found by, and the text that is looked through.

No record holds a score: what a search shows quotes no result, and says of each system whether it is verified.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from site_builder.models import Article, Benchmark, Entry, Precision, ResultGist, Round
from site_builder.pages import urls
from site_builder.pages.article_html import html_of
from site_builder.pages.contents import Contents
from site_builder.pages.leaderboard import scope_of
from site_builder.pages.messaging import marked
from site_builder.pages.results_table import row_ids
from site_builder.pages.search_values import SearchValue, Values
from site_builder.tables import BoardKey, chips_of

LONGEST_DETAIL = 160


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One result of a system."""

    anchor: Annotated[str, "Anchor of its row on the card"]
    name: Annotated[str, "bert-99 Offline"]
    rank: Annotated[
        int, "Its lowest number among ranks on boards; 0 where it has none. Orders what is found, and is not shown"
    ]
    values: Annotated[tuple[int, ...], "Numbers of its values: benchmark, scenario, category, precision"]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that can be found."""

    kind: Annotated[str, "system, board, term, article, page"]
    href: Annotated[str, "Link to it from the search page"]
    title: Annotated[str, "What it is called"]
    detail: Annotated[str, "What stands below; may be empty"]
    state: Annotated[str, "Verification of a system; empty for anything else"]
    values: Annotated[tuple[int, ...], "Numbers of its values"]
    names: Annotated[tuple[str, ...], "Other words that it is called by: terms of a heading, result IDs"]
    rows: Annotated[tuple[SearchRow, ...], "Results of a system; else empty"]


class Found(NamedTuple):
    """A record and the text that stands for it in the index; that of a system is left in its entry."""

    record: SearchRecord
    said: str  # the text, or a digest of an entry's
    entry: Entry | None = None

    @property
    def text(self) -> str:
        """The text itself: asked for only where an index is made."""
        return _words_of(self.entry, self.record) if self.entry else self.said

    @property
    def basis(self) -> tuple[object, ...]:
        """All that the index follows from, plain and in the same words as long as it is the same."""
        rows = tuple(row.name for row in self.record.rows)
        return self.record.title, self.record.names, self.record.detail, self.record.state, rows, self.said


class Finds(NamedTuple):
    """All records of a site, and the values that they name by number."""

    values: tuple[SearchValue, ...]
    found: tuple[Found, ...]


def finds(contents: Contents) -> Finds:
    """Whatever can be found on this site."""
    values = Values()
    found = (
        *_systems(contents, values),
        *_boards(contents, values),
        *(item for article in contents.catalog.articles for item in _article(article)),
        *_pages(contents, values),
    )
    return Finds(values.all(), found)


def _link(there: str) -> str:
    return urls.relative(urls.SEARCH, there)


def _benchmark(benchmark: Benchmark | None, id_: str, values: Values) -> tuple[int, ...]:
    return values.number("benchmark", id_, benchmark.title if benchmark else "")


def _round(round_: Round, values: Values) -> tuple[int, ...]:
    return values.number("round", marked(round_.title, round_), round_.version, round_.version.lstrip("v"))


def _systems(contents: Contents, values: Values) -> Iterator[Found]:
    for entry in contents.catalog.entries:
        rows = tuple(_rows(entry, contents, values))
        round_ = entry.round
        division = round_.divisions[entry.division].title
        availability = round_.availabilities[entry.availability].title if entry.availability else ""
        categories = [round_.categories[category].title for category in entry.categories]
        chips = chips_of(entry)
        status = entry.gist.status
        scope = " ".join((marked(round_.title, round_), division, *categories))
        record = SearchRecord(
            kind="system",
            href=_link(urls.result_card(entry)),
            title=entry.gist.name,
            detail=" · ".join(filter(None, (entry.submitter, scope, availability, chips.in_words()))),
            state=status,
            values=(
                *values.number("submitter", entry.submitter),
                *_round(round_, values),
                *values.number("division", division),
                *values.number("availability", availability),
                *values.number("verification", status),
                *values.number(chips.kind, chips.model),
                *values.number("chips", str(chips.number or "")),
                *(number for category in categories for number in values.number("category", category)),
            ),
            names=tuple(dict.fromkeys(filter(None, (result.id for result in entry.gist.results)))),
            rows=rows,
        )
        yield Found(record, entry.gist.said, entry)


def _rows(entry: Entry, contents: Contents, values: Values) -> Iterator[SearchRow]:
    anchors = row_ids(entry)
    for index, result in enumerate(entry.gist.results):
        ranks = [placing.rank for placing in contents.tables.placings(entry, index)]
        yield SearchRow(
            anchor=anchors[index],
            name=f"{result.benchmark} {result.scenario}",
            rank=min(ranks, default=0),
            values=tuple(_row_values(entry, result, values)),
        )


def _row_values(entry: Entry, result: ResultGist, values: Values) -> Iterator[int]:
    round_ = entry.round
    yield from _benchmark(round_.benchmark(result.benchmark), result.benchmark, values)
    yield from values.number("scenario", result.scenario)
    for category in entry.categories_of(result):
        yield from values.number("category", round_.categories[category].title if category else "")
    for name in Precision.of(result.weights).formats:
        yield from values.number("precision", name)


def _words_of(entry: Entry, record: SearchRecord) -> str:
    """What stands for a system in the index, its name aside; reads its file."""
    measured = dict.fromkeys(row.name for row in record.rows)
    return "\n".join((record.detail, record.state, *record.names, *measured, *entry.system.texts))


def _boards(contents: Contents, values: Values) -> Iterator[Found]:
    keys: dict[str, BoardKey] = {}
    for ranking in contents.tables.listed:
        keys.setdefault(urls.leaderboard(ranking.key), ranking.key)
    for url, key in keys.items():
        round_ = contents.catalog.rounds[key.round]
        benchmark = round_.benchmark(key.benchmark)
        detail = " · ".join(filter(None, (benchmark.title, benchmark.task))) if benchmark else ""
        record = SearchRecord(
            kind="board",
            href=_link(url),
            title=scope_of(key, round_),
            detail=detail,
            state="",
            values=(
                *_round(round_, values),
                *values.number("division", round_.divisions[key.division].title),
                *values.number("category", round_.categories[key.category].title if key.category else ""),
                *_benchmark(benchmark, key.benchmark, values),
                *values.number("scenario", key.scenario),
            ),
            names=(),
            rows=(),
        )
        yield Found(record, detail)


def _article(article: Article) -> Iterator[Found]:
    """An article, and each of its sections: terms where it is a glossary."""
    url, made, head = urls.article(article.id), html_of(article), article.head
    yield _prose("article", url, head.title, head.description, f"{head.description}\n{made.opening}")
    for section in made.sections:
        kind = "term" if head.glossary else "article"
        title = section.title if head.glossary else f"{head.title}: {section.title}"
        names = tuple(filter(None, map(str.strip, section.title.split(",")))) if head.glossary else ()
        if section.text:
            yield _prose(kind, f"{url}#{section.id}", title, section.text, section.text, names)


def _prose(kind: str, url: str, title: str, detail: str, text: str, names: tuple[str, ...] = ()) -> Found:
    short = detail if len(detail) <= LONGEST_DETAIL else f"{detail[:LONGEST_DETAIL].rpartition(' ')[0]} ..."
    return Found(SearchRecord(kind, _link(url), title, short, "", (), names, ()), text)


def _pages(contents: Contents, values: Values) -> Iterator[Found]:
    """Pages of rounds, submitters and accelerators."""
    for round_ in contents.catalog.rounds.values():
        title = marked(round_.title, round_)
        yield _page(urls.round_page(round_.id), title, "Every result of the round", _round(round_, values))
    for name in contents.submitters.values():
        number = values.number("submitter", name.title)
        yield _page(urls.submitter(name.part), name.title, "Submitter, over all rounds", number)
    for name in contents.accelerators.values():
        number = values.number("accelerator", name.title)
        yield _page(urls.accelerator(name.part), name.title, "Accelerator, over all rounds", number)


def _page(url: str, title: str, detail: str, numbers: tuple[int, ...]) -> Found:
    return Found(SearchRecord("page", _link(url), title, detail, "", numbers, (), ()), detail)
