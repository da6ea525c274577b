"""Moved: a page at each address that an entry had before, and that its submitter had, which leads on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked
from site_builder.pages.page import Frame, Link, Page
from site_builder.tables import Name, folded


@dataclass(frozen=True, slots=True)
class Moved:
    """Everything that it says."""

    frame: Annotated[Frame, "What stands around it"]
    what: Annotated[str, "What stood here: card, submitter"]
    there: Annotated[Link, "Where it is, and what it is called now"]


def pages(contents: Contents) -> Iterator[Page]:
    """One for each former address of a card, and for each of a submitter that no other has now."""
    for entry in contents.catalog.entries:
        for link in entry.gist.was:
            url, name = urls.entry_at(link), f"{entry.submitter} {entry.gist.name}"
            crumb = marked(entry.round.title, entry.round), urls.round_page(entry.round.id)
            yield _page(contents, url, "card", name, urls.result_card(entry), crumb)
    for part, names in _renamed_submitters(contents):
        crumb = "Submitters", urls.SUBMITTERS
        # Whose systems went to several goes by no one name: the list has all of them.
        name, there = (names[0].title, urls.submitter(names[0].part)) if len(names) == 1 else crumb
        yield _page(contents, urls.submitter(part), "submitter", name, there, crumb)


def _page(contents: Contents, url: str, what: str, name: str, there: str, crumb: tuple[str, str]) -> Page:
    frame = contents.framing.frame(
        url,
        title=f"Moved: {name}",
        description=f"The {what} {name} has another address now.",
        crumbs=(crumb,),
        stands_for=there,
    )
    return Page(url, "pages/moved.html", Moved(frame, what, Link(name, urls.relative(url, there))))


def _renamed_submitters(contents: Contents) -> Iterator[tuple[str, list[Name]]]:
    """Folders of submitters that former addresses name, and no submitter has; with those who have the systems now."""
    taken = {name.part.casefold() for name in contents.submitters.values()}
    parts: dict[str, str] = {}
    now: dict[str, dict[str, Name]] = {}
    for entry in contents.catalog.entries:
        for link in entry.gist.was:
            part = link.split("/")[2]
            if part.casefold() not in taken:
                key = folded(entry.submitter)
                now.setdefault(parts.setdefault(part.casefold(), part), {})[key] = contents.submitters[key]
    yield from ((part, list(names.values())) for part, names in sorted(now.items()))
