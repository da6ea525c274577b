"""Successors: what counts in another's place is another one, and no way from one to the next leads back."""

from collections.abc import Iterable, Iterator

from site_builder.models import WEB, Entry, Row, Succession
from site_builder.problems import Finding, JsonPath, Problem, shortened
from site_builder.sources.data_files import document
from site_builder.sources.located_json import Document
from site_builder.sources.whole import Named

FIX = "write the address of the one that replaced it, or say that it is withdrawn"
EXPECTED = "another entry, or a web address"


def own_successors(named: Iterable[Named]) -> Iterator[Problem]:
    """Results that count elsewhere, by a link that leads to their own entry."""
    for item in named:
        yield from _told(item, [_own(item, at, link) for at, link in item.links if item.means_itself(link)])


def circles(named: Iterable[Named]) -> Iterator[Problem]:
    """Results that count elsewhere, by links that lead from entry to entry and back."""
    every = tuple(named)
    linked = [item for item in every if any(not link.startswith(WEB) for _, link in item.links)]
    succession = Succession(item.entry for item in (every if linked else ()))
    for item in linked:
        yield from _told(item, [_circle(item, at, succession) for at, _ in item.links])


def _told(item: Named, findings: Iterable[Finding | None]) -> Iterator[Problem]:
    for finding in filter(None, findings):
        # The texts of 100 000 entries are more than memory holds: those that have a fault are read once more.
        text = document(item.file, lambda _: None) or Document(item.path, b"")
        yield text.problem(finding)


def _own(item: Named, at: JsonPath, link: str) -> Finding | None:
    status = item.leading(at)
    if status is None:
        return None
    message = f'it is {status}, and link is "{shortened(link)}", which is this entry itself'
    return Finding(at, "superseded-by-itself", message, EXPECTED, FIX)


def _circle(item: Named, at: JsonPath, succession: Succession) -> Finding | None:
    status = item.leading(at)
    if status is None:
        return None
    for row in _rows(item.entry, at):
        way = succession.way(item.entry, row)
        if len(way) > 2 and way[-1].link == item.entry.link:
            message = f"it is {status}, and the link leads back to it by {' and '.join(_in_words(way[1:-1]))}"
            return Finding(at, "superseded-in-a-circle", message, EXPECTED, FIX)
    return None


def _rows(entry: Entry, at: JsonPath) -> list[Row]:
    """The rows that a state speaks for: that of its result, or the whole and all that have none of their own."""
    if at[0] == "results":
        result = entry.results[int(at[1])]
        return [(result.benchmark, result.scenario)]
    return [None, *((each.benchmark, each.scenario) for each in entry.results if each.verification is None)]


def _in_words(way: list[Entry]) -> list[str]:
    links = [entry.link for entry in way]
    return links if len(links) < 4 else [links[0], f"{len(links) - 2} others", links[-1]]
