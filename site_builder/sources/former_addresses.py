"""Former addresses: what entries were called before (`was`), none of which may be another page's."""

from collections.abc import Iterable, Iterator

from site_builder.models import address_part, is_an_address
from site_builder.problems import Finding, Problem, shortened
from site_builder.sources.data_files import document
from site_builder.sources.located_json import Document
from site_builder.sources.whole import Named

EXPECTED = "round/division/submitter/system, as it stood in the address of a page that is no more"


def former_addresses(named: Iterable[Named]) -> Iterator[Problem]:
    """Former addresses that cannot have been one, or that are taken: by a card, or by what another one was."""
    entries = tuple(named)
    taken = {item.entry.link.casefold(): item.path for item in entries}
    for item in entries:
        was = item.entry.gist.was
        found = (_fault(item, was, index, taken) for index in range(len(was)))
        for finding, also in filter(None, found):
            # The texts of 100 000 entries are more than memory holds: those that have a fault are read once more.
            text = document(item.file, lambda _: None) or Document(item.path, b"")
            yield text.problem(finding).model_copy(update={"also": also})


def _fault(
    item: Named, was: tuple[str, ...], index: int, taken: dict[str, str]
) -> tuple[Finding, tuple[str, ...]] | None:
    """What is wrong with one former address, and which other file it is about; it is taken from now on."""
    link, at = was[index], ("was", index)
    other = taken.setdefault(link.casefold(), item.path)
    if not _is_a_link(link):
        message, fix = f'was[{index}] is "{shortened(link)}"', "write the whole address of the card as it was"
        return Finding(at, "name-cannot-be-an-address", message, EXPECTED, fix), ()
    # Where upper and lower case are one, so are two addresses that differ in nothing else.
    own = {each.casefold() for each in (item.entry.link, *was[:index])}
    if other == item.path and link.casefold() not in own:
        return None
    message = f'was[{index}] is "{shortened(link)}", which is taken by {other}'
    also = (other,) if other != item.path else ()
    return Finding(at, "former-address-taken", message, EXPECTED, "remove it here"), also


def _is_a_link(link: str) -> bool:
    parts = link.split("/")
    return len(parts) == 4 and all(is_an_address(part) and address_part(part) == part for part in parts)
