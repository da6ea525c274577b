"""The page on compatible rounds: which results may be compared across rounds, as the round files say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Benchmark, Catalog, Round, address_part
from site_builder.pages import urls
from site_builder.pages.anchors import free_anchor
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked
from site_builder.pages.page import Frame, Link, Page
from site_builder.tables import may_be_compared, oldest_first


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One benchmark in one round."""

    present: Annotated[bool, "Whether the round has the benchmark in this category"]
    others: Annotated[str, "Versions that its results may be compared with; empty where there is none"]
    joined: Annotated[bool, "Whether they may be compared with the next column that has the benchmark"]
    crossed: Annotated[bool, "Whether a line between two such columns passes through this one, which lacks it"]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One benchmark over the rounds."""

    benchmark: Annotated[str, "As submission folders spell it"]
    title: Annotated[str, "For readers"]
    words: Annotated[str, "v4.1 to v5.1; v6.0 with no other round"]
    cells: Annotated[tuple[MatrixCell, ...], "One for each round, oldest first"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One family and category: benchmarks down, rounds across."""

    id: Annotated[str, "Anchor of its heading"]
    heading: Annotated[str, "`MLPerf Inference Datacenter`"]
    rounds: Annotated[tuple[Link, ...], "The columns: versions, each leading to its round"]
    rows: Annotated[tuple[MatrixRow, ...], "In the order of the rounds"]


@dataclass(frozen=True, slots=True)
class Compatibility:
    """Everything that the page says."""

    frame: Annotated[Frame, "What stands around it"]
    matrices: Annotated[tuple[Matrix, ...], "Newest family first"]
    sources: Annotated[tuple[str, ...], "Where compatibility is decided, as the round files say; may be empty"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one page, where there is a round."""
    catalog = contents.catalog
    if not catalog.rounds:
        return
    rounds = tuple(catalog.rounds.values())
    frame = contents.framing.frame(
        urls.COMPATIBILITY,
        "Compatible rounds",
        "Which results may be compared across rounds, for each benchmark.",
        rounds=rounds,
    )
    sources = tuple(dict.fromkeys(round_.compatible_source for round_ in rounds if round_.compatible_source))
    yield Page(urls.COMPATIBILITY, "pages/compatibility.html", Compatibility(frame, tuple(_matrices(catalog)), sources))


def _matrices(catalog: Catalog) -> Iterator[Matrix]:
    taken: dict[str, int] = {}
    for family in dict.fromkeys(round_.family for round_ in catalog.rounds.values()):
        rounds = oldest_first(catalog, family)
        titles = {id_: word.title for round_ in rounds for id_, word in round_.categories.items()}
        categories: list[str | None] = [*titles]
        if any(not round_.categories for round_ in rounds):
            categories.append(None)
        for category in categories:
            heading = f"{marked(family, rounds[-1])} {titles[category] if category else ''}".rstrip()
            yield Matrix(
                id=free_anchor(f"rounds-{address_part(family)}-{address_part(category or 'all')}", taken),
                heading=heading,
                rounds=tuple(Link(r.version, urls.relative(urls.COMPATIBILITY, urls.round_page(r.id))) for r in rounds),
                rows=tuple(_rows(rounds, category)),
            )


def _rows(rounds: Sequence[Round], category: str | None) -> Iterator[MatrixRow]:
    titles = {b.id: b.title for round_ in rounds for b in round_.benchmarks if _has(round_, b, category)}
    for benchmark, title in titles.items():
        having = [r for r in rounds if (known := r.benchmark(benchmark)) and _has(r, known, category)]
        spans = _spans(having, category, benchmark)
        inside = {r.id for span in spans for r in rounds[rounds.index(span[0]) : rounds.index(span[-1])]}
        yield MatrixRow(
            benchmark=benchmark,
            title=title,
            words=_in_words(spans),
            cells=tuple(_cell(round_, having, category, benchmark, round_.id in inside) for round_ in rounds),
        )


def _has(round_: Round, benchmark: Benchmark, category: str | None) -> bool:
    if category is None:
        return not round_.categories
    return bool(benchmark.scenarios_in(category))


def _spans(having: Sequence[Round], category: str | None, benchmark: str) -> list[list[Round]]:
    """The rounds that have the benchmark, in spans within which each may be compared with the one before it."""
    spans: list[list[Round]] = []
    for round_ in having:
        if spans and may_be_compared(spans[-1][-1], round_, category, benchmark):
            spans[-1].append(round_)
        else:
            spans.append([round_])
    return spans


def _in_words(spans: Sequence[Sequence[Round]]) -> str:
    """`v4.1 to v5.1; v6.0 and v6.1 with no other round`."""
    joined = [_joined(span) for span in spans if len(span) > 1]
    alone = [span[0].version for span in spans if len(span) == 1]
    listed = " and ".join(filter(None, (", ".join(alone[:-1]), *alone[-1:])))
    return "; ".join([*joined, *([f"{listed} with no other round"] if alone else [])])


def _joined(span: Sequence[Round]) -> str:
    return f"{span[0].version} {'and' if len(span) == 2 else 'to'} {span[-1].version}"


def _cell(round_: Round, having: Sequence[Round], category: str | None, benchmark: str, inside: bool) -> MatrixCell:
    present = any(round_.id == other.id for other in having)
    others = [r.version for r in having if r.id != round_.id and may_be_compared(round_, r, category, benchmark)]
    return MatrixCell(present, ", ".join(others) if present else "", present and inside, inside and not present)
