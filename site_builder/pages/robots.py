"""robots.txt of a draft: search engines are to read none of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Page

TEMPLATE = "data/robots.txt"


@dataclass(frozen=True, slots=True)
class Robots:
    """What search engines are told."""

    disallowed: Annotated[str, "The part of the site that they may not read"]


def pages(contents: Contents) -> Iterator[Page]:
    """The file, where the site is a draft."""
    if contents.framing.draft:
        yield Page(urls.ROBOTS, TEMPLATE, Robots(disallowed="/"))
