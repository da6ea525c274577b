"""Moved: a page at each address that an entry had before, which leads on to its card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import marked
from site_builder.pages.page import Frame, Link, Page


@dataclass(frozen=True, slots=True)
class Moved:
    """Everything that it says."""

    frame: Annotated[Frame, "What stands around it"]
    card: Annotated[Link, "The card, and what it is called now"]


def pages(contents: Contents) -> Iterator[Page]:
    """One for each former address."""
    for entry in contents.catalog.entries:
        for link in entry.gist.was:
            url, name = urls.entry_at(link), f"{entry.submitter} {entry.gist.name}"
            card = Link(name, urls.relative(url, urls.result_card(entry)))
            frame = contents.framing.frame(
                url,
                title=f"Moved: {name}",
                description=f"The card of {name} has another address now.",
                crumbs=((marked(entry.round.title, entry.round), urls.round_page(entry.round.id)),),
                stands_for=urls.result_card(entry),
            )
            yield Page(url, "pages/moved.html", Moved(frame, card))
