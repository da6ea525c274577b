"""Plan: every page of a site, of every type."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from site_builder.config import Site
from site_builder.models import Catalog
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
from site_builder.pages.contents import Contents, Settled
from site_builder.pages.export import Export
from site_builder.pages.framing import Framing
from site_builder.pages.page import Page
from site_builder.pages.site_plan import SitePlan
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
