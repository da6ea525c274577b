"""Submitter pages: everything that one submitter has, over all rounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.listing import by_system
from site_builder.pages.page import Frame, Page
from site_builder.pages.portrait import Portrait, portrait, rounds_of


@dataclass(frozen=True, slots=True)
class SubmitterPage:
    """Everything that a submitter's page says."""

    frame: Annotated[Frame, "What stands around it"]
    portrait: Annotated[Portrait, "All systems and results of the submitter"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page of each submitter."""
    for key, name in contents.submitters.items():
        url = urls.submitter(name.part)
        frame = contents.framing.frame(
            url,
            title=f"{name.title} · Submitters",
            description=f"Systems and results of {name.title}, over all rounds.",
            crumbs=(("Submitters", urls.SUBMITTERS),),
            rounds=rounds_of(name),
        )
        listed, series = by_system(name.entries, contents, url, name.title), contents.submitter_histories.get(key, ())
        yield Page(url, "pages/submitter.html", SubmitterPage(frame, portrait(name, listed, series, contents, url)))
