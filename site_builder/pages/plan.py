"""SitePlan: every page of a site, each at an address of its own."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.config import Site
from site_builder.models import Article, Catalog
from site_builder.pages import (
    accelerator,
    accelerators,
    api,
    article,
    articles,
    badge_images,
    badge_snippets,
    badges,
    compare,
    compare_data,
    compare_systems,
    compatibility,
    downloads,
    home,
    leaderboard,
    leaderboards,
    moved,
    not_found,
    result_card,
    robots,
    round,
    round_benchmarks,
    round_rows,
    round_systems,
    search,
    search_data,
    submitter,
    submitters,
    theme,
)
from site_builder.pages.article_links import dead_page_links
from site_builder.pages.contents import Contents, Settled
from site_builder.pages.export import Export
from site_builder.pages.framing import Framing
from site_builder.pages.page import Page
from site_builder.pages.search_records import Found
from site_builder.problems import Problem, SiteBuilderError
from site_builder.tables import Tables

# What every build makes, by the names of `build --only`: what one name stands for is rewritten together.
USUAL_TYPES = {
    "home": (home,),
    "round": (round, round_rows, round_systems, round_benchmarks),
    "result_card": (result_card, moved),
    "leaderboard": (leaderboards, leaderboard),
    "submitter": (submitters, submitter),
    "accelerator": (accelerators, accelerator),
    "compare": (compatibility, compare, compare_systems, compare_data),
    "search": (search, search_data),
    "article": (articles, article),
    "not_found": (not_found, robots, theme),
    "exports": (api, downloads),
}
# What a build makes on demand only; the next whole one leaves it out again.
ON_DEMAND = {"badges": (badges, badge_snippets, badge_images)}
NAMED_TYPES = {**USUAL_TYPES, **ON_DEMAND}
PAGE_TYPES = tuple(module for modules in USUAL_TYPES.values() for module in modules)
ALL_TYPES = tuple(module for modules in NAMED_TYPES.values() for module in modules)


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Pages and files for machines, sorted by address; two at one address, case aside, cannot be planned."""

    pages: tuple[Page, ...]
    exports: tuple[Export, ...] = ()
    finds: tuple[Found, ...] = ()  # what the full-text index is made of
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
        return tuple(dead_page_links(articles, {page.url for page in self.pages}))


def _clash(one: str, other: str) -> SiteBuilderError:
    return SiteBuilderError(f'two pages would stand at "{one}" and "{other}"', "rename the round or the entry")


# What makes the files beside the pages: of these contents, of these named types, and of a site with these addresses.
Exports = Callable[[Contents, Collection[str], Callable[[], Sequence[str]]], Iterable[Export]]


def _nothing(_: Contents, __: Collection[str], ___: Callable[[], Sequence[str]]) -> Iterable[Export]:
    return ()


def contents_of(site: Site, catalog: Catalog, *, draft: bool = False, is_indexed: bool = True) -> Contents:
    """All that pages and exports are made of."""
    return Contents(catalog, Tables.of(catalog), Framing(site, catalog, draft=draft, is_indexed=is_indexed))


def plan_site(
    site: Site,
    catalog: Catalog,
    only: Collection[str] = (),
    exports: Exports = _nothing,
    *,
    draft: bool = False,
    is_indexed: bool = True,
    settle: Callable[[Contents], Settled] | None = None,
) -> SitePlan:
    """Which pages the site has, what each says, and the files beside them; of the named types where there are names.

    Each page of a draft says that it is one. `settle` says of what it is known that it is as it was.
    """
    contents = contents_of(site, catalog, draft=draft, is_indexed=is_indexed)
    if settle is not None:
        contents = replace(contents, settled=settle(contents))
    modules = [module for name in only for module in NAMED_TYPES.get(name, ())] if only else PAGE_TYPES
    pages = _pages_of(contents, modules)

    def addresses() -> list[str]:
        """Of all pages of the site but those that only say where a card is now."""
        every = _pages_of(contents, PAGE_TYPES) if only else pages
        elsewhere = {page.url for page in moved.pages(contents)}
        return [page.url for page in (*every, *downloads.pages(contents)) if page.url not in elsewhere]

    files = sorted(exports(contents, only, addresses), key=lambda export: export.url)
    if downloads in modules:
        pages += downloads.pages(replace(contents, sizes={file.url: file.size for file in files if file.size}))
    found = contents.finds.found if contents.framing.is_indexed and (not only or "search" in only) else ()
    return SitePlan(tuple(sorted(pages, key=lambda page: page.url)), tuple(files), found, contents.framing.digest)


def _pages_of(contents: Contents, modules: Iterable[Any]) -> list[Page]:
    """The pages of these modules but the downloads' own, which says how large the files beside the pages are."""
    return [page for module in modules if module is not downloads for page in module.pages(contents)]
