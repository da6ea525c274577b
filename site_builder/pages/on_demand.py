"""Pages on demand: the pages of a plan that are made one by one, each when somebody asks for its address."""

from collections.abc import Iterator

from site_builder.config import Site
from site_builder.models import Catalog
from site_builder.pages import downloads
from site_builder.pages.page import Page
from site_builder.pages.plan import PAGE_TYPES, contents_of

# The downloads say how large files are that only a whole build makes.
ALONE = tuple(kind for kind in PAGE_TYPES if kind is not downloads)


class PagesOnDemand:
    """The pages of one state of the data; not for several threads at once.

    `types` says which page type had an address before, so that the others need not be made to find it; it is filled in
    here, and worth keeping for the next state.
    """

    def __init__(self, site: Site, catalog: Catalog, types: dict[str, str], *, draft: bool = False) -> None:
        contents = contents_of(site, catalog, draft=draft)
        self._types = types
        self._made: dict[str, Page] = {}
        # Each is left where its last page was found, and taken up again for the next address.
        self._unmade: dict[str, Iterator[Page]] = {kind.__name__: iter(kind.pages(contents)) for kind in ALONE}

    def page(self, url: str) -> Page | None:
        """The page at this address, if the site has one."""
        if url in self._made:
            return self._made[url]
        likely = self._types.get(url)
        for kind in sorted(self._unmade, key=lambda name: name != likely):
            for page in self._unmade[kind]:
                self._made[page.url] = page
                self._types[page.url] = kind
                if page.url == url:
                    return page
            del self._unmade[kind]
        return None
