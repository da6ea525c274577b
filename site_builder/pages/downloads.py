"""Downloads: all results in one file of each format, and what their columns hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Frame, Page
from site_builder.tables import COLUMNS, Column, Counts

# Name, media type, what it is for: in the order in which readers will want them.
FILES = (
    ("results.csv", "text/csv", "For spreadsheets and everything else. UTF-8; an empty cell is not known"),
    ("results.json", "application/json", "The same rows as objects; numbers with their digits"),
    (
        "results.parquet",
        "application/vnd.apache.parquet",
        "Typed columns, with units and terms in the metadata. How large it is depends on the version of pyarrow",
    ),
    ("datapackage.json", "application/json", "The columns of the CSV for programs (Frictionless Data Package)"),
    ("README.txt", "text/plain", "Terms of use and columns, to keep with the files"),
)


@dataclass(frozen=True, slots=True)
class Download:
    """One file."""

    name: Annotated[str, "Its name"]
    href: Annotated[str, "Link to it"]
    type: Annotated[str, "Its media type"]
    size: Annotated[str, "How large it is; empty where that differs from machine to machine"]
    purpose: Annotated[str, "What it is for"]


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """One column of the files."""

    name: Annotated[str, "Its name"]
    type: Annotated[str, "text, number, integer or date"]
    unit: Annotated[str, "Its unit, or the column that has it; may be empty"]
    description: Annotated[str, "What it holds"]


@dataclass(frozen=True, slots=True)
class Downloads:
    """Everything that the page says."""

    frame: Annotated[Frame, "What stands around it"]
    rows: Annotated[int, "How many results the files have, with those that count no longer"]
    results: Annotated[int, "How many results count"]
    rounds: Annotated[int, "Of how many rounds"]
    files: Annotated[tuple[Download, ...], "The files"]
    columns: Annotated[tuple[ColumnWords, ...], "Their columns, in order"]
    api: Annotated[str, "Link to the page of the API"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page of the downloads, where there is something to load down."""
    entries, url = contents.catalog.entries, urls.DOWNLOADS
    if not entries:
        return
    rounds = {entry.round.id: entry.round for entry in entries}
    context = Downloads(
        frame=contents.framing.frame(
            url,
            title="Downloads",
            description="All results in one file: CSV, JSON, Parquet, with units and terms of use.",
            rounds=tuple(rounds.values()),
            data=tuple(urls.download(name) for name, _, _ in FILES if name.startswith("results.")),
        ),
        rows=sum(len(entry.results) for entry in entries),
        results=Counts.of(entries).results,
        rounds=len(rounds),
        files=tuple(_download(contents, *file) for file in FILES),
        columns=tuple(map(_words, COLUMNS)),
        api=urls.relative(url, urls.API_PAGE),
    )
    yield Page(url, "pages/downloads.html", context)


def _download(contents: Contents, name: str, kind: str, purpose: str) -> Download:
    there = urls.download(name)
    size = contents.sizes.get(there)
    href = urls.relative(urls.DOWNLOADS, there)
    return Download(name, href, kind, size_in_words(size) if size is not None else "", purpose)


def size_in_words(size: int) -> str:
    """`800 kB`, `1.5 MB`: two digits, lest each edit of a result be a difference of this page too."""
    rounded = int(Decimal(f"{size:.2g}"))
    if rounded < 1000:
        return f"{rounded} bytes"
    return f"{rounded / 1000:g} kB" if rounded < 1_000_000 else f"{rounded / 1_000_000:g} MB"


def _words(column: Column) -> ColumnWords:
    return ColumnWords(column.name, column.kind, column.unit, column.description)
