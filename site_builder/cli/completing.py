"""What the Tab key offers beyond commands and options: names that the data has, folders, files."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from site_builder.models import Catalog, Round

__all__ = [
    "benchmarks",
    "cards",
    "categories",
    "divisions",
    "files",
    "folders",
    "page_types",
    "results",
    "rounds",
    "submitters",
    "systems",
]

Offered = list["CompletionItem"]


def folders(_: click.Context, __: click.Parameter, incomplete: str) -> Offered:
    """Folders, which the shell itself looks for."""
    return [_item(incomplete, kind="dir")]


def files(_: click.Context, __: click.Parameter, incomplete: str) -> Offered:
    """Files and folders, which the shell itself looks for."""
    return [_item(incomplete, kind="file")]


def systems(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Ids of systems, and addresses of their cards once there is a slash."""
    names = {
        entry.link if "/" in incomplete else entry.id: f"{entry.submitter}: {entry.gist.name}"
        for entry in _catalog(context).entries
    }
    return _matching(names, incomplete)


def cards(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Addresses of cards: round/division/submitter/system."""
    names = {entry.link: f"{entry.submitter}: {entry.gist.name}" for entry in _catalog(context).entries}
    return _matching(names, incomplete)


def results(context: click.Context, parameter: click.Parameter, incomplete: str) -> Offered:
    """Addresses of cards; behind a # the benchmarks that this one has results of, and each with its scenario."""
    link, hash_, _ = incomplete.partition("#")
    if not hash_:
        return cards(context, parameter, incomplete)
    names: dict[str, str] = {}
    for entry in _catalog(context).entries:
        for result in entry.results if entry.link == link else ():
            names |= {f"{link}#{result.benchmark}": "", f"{link}#{result.benchmark}/{result.scenario}": ""}
    return _matching(names, incomplete)


def submitters(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Who has submitted."""
    return _matching({entry.submitter: "" for entry in _catalog(context).entries}, incomplete)


def rounds(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Ids of rounds, the newest first."""
    return _matching({round_.id: round_.title for round_ in _catalog(context).rounds.values()}, incomplete)


def divisions(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Divisions of the round that is meant."""
    names = {name: division.title for round_ in _meant(context) for name, division in round_.divisions.items()}
    return _matching(names, incomplete)


def categories(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Categories of the round that is meant."""
    names = {name: category.title for round_ in _meant(context) for name, category in round_.categories.items()}
    return _matching(names, incomplete, several=True)


def benchmarks(context: click.Context, _: click.Parameter, incomplete: str) -> Offered:
    """Benchmarks of the round that is meant."""
    names = {benchmark.id: "" for round_ in _meant(context) for benchmark in round_.benchmarks}
    return _matching(names, incomplete)


def page_types(_: click.Context, __: click.Parameter, incomplete: str) -> Offered:
    """What `build --only` names, one behind another."""
    from site_builder.exports import NAMED_EXPORTS
    from site_builder.pages import NAMED_TYPES

    return _matching(dict.fromkeys((*NAMED_TYPES, *NAMED_EXPORTS), ""), incomplete, several=True)


def _catalog(context: click.Context) -> "Catalog":
    """The data as it is, faults and all: what can be read of it is offered."""
    from site_builder.sources import read_data

    return read_data(context.params.get("data") or "data").catalog


def _meant(context: click.Context) -> Iterator["Round"]:
    """The round that was named before, else the newest."""
    known = _catalog(context).rounds
    named = str(context.params.get("round_"))
    yield from [known[named]] if named in known else list(known.values())[:1]


def _matching(names: Mapping[str, str], incomplete: str, *, several: bool = False) -> Offered:
    """Those that begin so, whatever the case; of several between commas, it is the last that is not complete.

    A name that cannot stand on a line is left out: it would be read as two, or as a command to the terminal.
    """
    before, comma, begun = incomplete.rpartition(",") if several else ("", "", incomplete)
    said = set(before.split(","))
    return [
        _item(f"{before}{comma}{name}", help_)
        for name, help_ in names.items()
        if name.casefold().startswith(begun.casefold()) and name not in said and name.isprintable()
    ]


def _item(value: str, help_: str = "", kind: str = "plain") -> "CompletionItem":
    from click.shell_completion import CompletionItem

    return CompletionItem(value, type=kind, help=help_ or None)
