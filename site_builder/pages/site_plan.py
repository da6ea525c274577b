"""SitePlan: pages and files of a site, each at an address of its own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.models import Article
from site_builder.pages.export import Export
from site_builder.pages.page import Page
from site_builder.problems import Problem, SiteBuilderError

if TYPE_CHECKING:
    from site_builder.pages.search_records import Found


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Pages and files for machines, sorted by address; two at one address, case aside, cannot be planned."""

    pages: tuple[Page, ...]
    exports: tuple[Export, ...] = ()
    finds: "tuple[Found, ...]" = ()  # what the full-text index is made of
    shared: str = ""  # a digest of what stands around every page

    def __post_init__(self) -> None:
        folders: set[str] = set()
        files: dict[str, str] = {}
        for address in [page.url for page in self.pages] + [export.url for export in self.exports]:
            url = address.casefold()
            if url in files:
                raise _clash(files[url], address)
            files[url] = address
            parts = url.split("/")
            folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
        for url in folders & set(files):
            raise _clash(files[url], f"{files[url]}/")

    def dead_links(self, articles: Collection[Article]) -> tuple[Problem, ...]:
        """What links of articles lead nowhere, where this is the plan of a whole site."""
        from site_builder.pages.article_links import dead_page_links  # which few builds ask for

        return tuple(dead_page_links(articles, {page.url for page in self.pages}))


def _clash(one: str, other: str) -> SiteBuilderError:
    return SiteBuilderError(f'two pages would stand at "{one}" and "{other}"', "rename the round or the entry")
