"""The page for an address that does not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Frame, Page


@dataclass(frozen=True, slots=True)
class NotFound:
    """Everything that it says."""

    frame: Annotated[Frame, "What stands around it"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one page, at the name that static hosts look for."""
    frame = contents.framing.frame(urls.NOT_FOUND, "Page not found", "There is no page at this address.")
    yield Page(urls.NOT_FOUND, "pages/not_found.html", NotFound(frame))
