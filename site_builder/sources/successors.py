"""Successors: what counts in another's place is another one, and never the entry that says so."""

from collections.abc import Iterable, Iterator

from site_builder.models import LEADING
from site_builder.problems import Finding, JsonPath, Problem, shortened
from site_builder.sources.data_files import document
from site_builder.sources.located_json import Document
from site_builder.sources.whole import Named


def own_successors(named: Iterable[Named]) -> Iterator[Problem]:
    """Results that count elsewhere, by a link that leads to their own entry."""
    for item in named:
        own = {item.entry.link, *item.entry.gist.was}
        found = [_finding(item, at, link) for at, link in item.links if link in own]
        for finding in filter(None, found):
            # The texts of 100 000 entries are more than memory holds: those that have a fault are read once more.
            text = document(item.file, lambda _: None) or Document(item.path, b"")
            yield text.problem(finding)


def _finding(item: Named, at: JsonPath, link: str) -> Finding | None:
    file = item.entry.file
    state = file.verification if at[0] != "results" else file.results[int(at[1])].verification
    if state is None or state.status not in LEADING:
        return None
    message = f'it is {state.status}, and link is "{shortened(link)}", which is this entry itself'
    fix = "write the address of the one that replaced it, or say that it is withdrawn"
    return Finding(at, "superseded-by-itself", message, "another entry, or a web address", fix)
