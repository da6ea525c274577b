"""robots.txt: where the list of all pages is; of a draft search engines are to read nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urljoin

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Page

TEMPLATE = "data/robots.txt"


@dataclass(frozen=True, slots=True)
class Robots:
    """What search engines are told."""

    disallowed: Annotated[str, "The part of the site that they may not read; empty where they may read all of it"]
    sitemap: Annotated[str, "Absolute address of the sitemap; empty where there is none"]


def pages(contents: Contents) -> Iterator[Page]:
    """The file, where the site is a draft, and where it is known where it stands."""
    base = contents.framing.base_url
    if contents.framing.draft:
        yield Page(urls.ROBOTS, TEMPLATE, Robots(disallowed="/", sitemap=""))
    elif base is not None:
        yield Page(urls.ROBOTS, TEMPLATE, Robots(disallowed="", sitemap=urljoin(base, urls.SITEMAP)))
