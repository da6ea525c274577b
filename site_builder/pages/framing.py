"""Framing: makes the frame of each page of one site."""

from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from site_builder.config import Site
from site_builder.models import WEB, Catalog, Round
from site_builder.pages import urls
from site_builder.pages.messaging import legend, marked
from site_builder.pages.page import Alternate, DataFile, Dataset, Frame, Link, digest
from site_builder.tables import has_accelerators

ROUNDS_IN_MENU = 3
FOOT = (("Downloads", urls.DOWNLOADS), ("API", urls.API_PAGE))
# Name and media type of what stands beside pages for machines, by the ending of its address.
FORMATS = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
    "xml": ("Atom feed", "application/atom+xml"),
}
# What a frame does not follow from: what it remembers, and the cards, which are told with what names them.
NO_PART = ("_cards", "_known_links")
FEEDS = ("xml",)  # which tell what is new, and are no data set


# Titles with site addresses or web addresses.
SiteAddresses = tuple[tuple[str, str], ...]


class SiteLinks(NamedTuple):
    """What is on every page because of what the site holds."""

    menu: SiteAddresses
    foot: SiteAddresses
    is_indexed: bool


class _Links(NamedTuple):
    """Links that stand on every page."""

    home: str
    assets: str
    search: str
    menu: tuple[Link, ...]
    foot: tuple[Link, ...]
    theme: str
    logo: str
    logo_dark: str


class Framing:
    """The site's own words, and its menu, worked out once."""

    def __init__(self, site: Site, catalog: Catalog, *, draft: bool = False, is_indexed: bool = True) -> None:
        self.site = site
        # Of a draft there is no feed, sitemap, badge or canonical link: nothing may lead to it, or quote it.
        self.draft = draft
        # Whether the full text can be searched: pagefind makes no index of nothing.
        self.is_indexed = is_indexed and bool(catalog.rounds or catalog.articles)
        # Of a site of articles there is nothing to load down.
        self._take_links(tuple(self._menu_items(catalog)), FOOT if catalog.entries else ())
        self._cards = {
            urls.entry_at(link): entry for entry in catalog.entries for link in (entry.link, *entry.gist.was)
        }

    @classmethod
    def remade(cls, site: Site, links: "SiteLinks", *, draft: bool) -> "Framing":
        """What makes the frames of a site whose links are known; of its cards nothing can be asked."""
        framing = cls.__new__(cls)
        framing.site, framing.draft, framing.is_indexed, framing._cards = site, draft, links.is_indexed, {}
        framing._take_links(links.menu, links.foot)
        return framing

    def _take_links(self, menu: SiteAddresses, foot: SiteAddresses) -> None:
        self._menu, self._foot = menu, foot
        addresses = [urls.SEARCH, urls.ASSETS, *(there for _, there in (*self._menu, *self._foot))]
        self._deepest = max(address.count("/") for address in addresses)
        self._known_links: dict[tuple[object, ...], _Links] = {}

    @property
    def links(self) -> "SiteLinks":
        """What of it follows from what the site holds."""
        return SiteLinks(self._menu, self._foot, self.is_indexed)

    @property
    def digest(self) -> str:
        """A digest of all that it puts around pages."""
        return digest([(name, value) for name, value in sorted(vars(self).items()) if name not in NO_PART])

    def _menu_items(self, catalog: Catalog) -> list[tuple[str, str]]:
        """Titles with site addresses or web addresses: what site.json says, else the newest rounds with results and
        the articles that have a place in it."""
        if self.site.menu:
            return [
                (item.title, there)
                for item in self.site.menu
                if (there := _menu_address(item.link, catalog)) is not None
            ]
        filled = {entry.round.id for entry in catalog.entries}
        rounds = [round_ for round_ in catalog.rounds.values() if round_.id in filled][:ROUNDS_IN_MENU]
        items = [(marked(round_.title, round_), urls.round_page(round_.id)) for round_ in rounds]
        if items:
            items.append(("Submitters", urls.SUBMITTERS))
            if has_accelerators(catalog):
                items.append(("Accelerators", urls.ACCELERATORS))
            items.append(("Compare", urls.compare()))
        items += [(a.head.title, urls.article(a.id)) for a in catalog.articles if a.head.order is not None]
        return items

    def frame(
        self,
        url: str,
        title: str,
        description: str,
        crumbs: tuple[tuple[str, str], ...] = (),
        rounds: tuple[Round, ...] = (),
        data: tuple[str, ...] = (),
        stands_for: str = "",
    ) -> Frame:
        """The frame of the page at this address; crumbs are texts with site addresses, data are site addresses."""
        site, theme, links = self.site, self.site.theme, self._links(url)
        return Frame(
            title=title if title == site.title else f"{title} · {site.title}",
            description=description,
            site_title=site.title,
            home=links.home,
            assets=links.assets,
            search=links.search,
            menu=links.menu,
            crumbs=tuple(Link(text, self._link(url, there)) for text, there in crumbs),
            canonical=self._canonical(stands_for or url),
            draft=self.draft,
            alternates=tuple(Alternate(*FORMATS[_ending(there)], self._link(url, there)) for there in data),
            dataset=self._dataset(url, title, description, rounds, data),
            foot=links.foot,
            theme=links.theme,
            logo=links.logo,
            logo_dark=links.logo_dark,
            logo_says_title=theme is not None and theme.logo_says_title and theme.logo is not None,
            licence=site.licence,
            legend=legend(*rounds),
        )

    def _links(self, url: str) -> "_Links":
        """The links that all pages have, which most pages of one depth share."""
        folders = url.split("/")[:-1]
        # Beyond so many folders, what a page's address says does not change a link that leads to these.
        near = tuple(folders[: self._deepest]), len(folders), url == urls.NOT_FOUND
        if near not in self._known_links:
            self._known_links[near] = self._new_links(url)
        return self._known_links[near]

    def _new_links(self, url: str) -> "_Links":
        theme = self.site.theme
        return _Links(
            home=self._link(url, urls.HOME),
            assets=self._link(url, urls.ASSETS),
            search=self._link(url, urls.SEARCH),
            menu=tuple(Link(text, self._link(url, there)) for text, there in self._menu),
            foot=tuple(Link(text, self._link(url, there)) for text, there in self._foot),
            theme=self._link(url, urls.THEME) if theme is not None and theme.sets_tokens else "",
            logo=self._picture(url, theme.logo if theme else None),
            logo_dark=self._picture(url, theme.logo_dark if theme else None),
        )

    @property
    def base_url(self) -> str | None:
        """Where the site stands, ending in /; none where that was not said, and of a draft: nothing may lead to it."""
        return _folder(self.site.base_url) if self.site.base_url and not self.draft else None

    def _dataset(
        self, url: str, title: str, description: str, rounds: tuple[Round, ...], data: tuple[str, ...]
    ) -> Dataset | None:
        base, files = self.base_url, [there for there in data if _ending(there) not in FEEDS]
        if base is None or not files:
            return None
        return Dataset(
            name=title,
            description=description,
            url=urljoin(base, url),
            publisher=self.site.title,
            published=max((round_.published or "" for round_ in rounds), default=""),
            licence=self.site.licence,
            notice=legend(*rounds),
            files=tuple(DataFile(FORMATS[_ending(there)][1], urljoin(base, there)) for there in files),
        )

    def _picture(self, here: str, name: str | None) -> str:
        return self._link(here, urls.ASSETS + name) if name else ""

    def _canonical(self, url: str) -> str | None:
        return urljoin(self.base_url, url) if self.base_url and url != urls.NOT_FOUND else None

    def card_or_web(self, here: str, link: str) -> Link:
        """The link that an entry names: a card by its system's name, or a web address; no href where nothing is."""
        if link.startswith(("https://", "http://")):
            return Link(link, link)
        there = urls.entry_at(link)
        entry = self._cards.get(there)
        if entry is None:
            return Link(link, "")
        return Link(f"{entry.submitter} {entry.gist.name}", self._link(here, urls.result_card(entry)))

    def _link(self, here: str, there: str) -> str:
        if there.startswith(("https://", "http://")):
            return there
        # The page for what is not found is served at any depth: only a base URL tells it where the site begins.
        if here == urls.NOT_FOUND and self.site.base_url:
            return _folder(urlsplit(self.site.base_url).path or "/") + there
        return urls.relative(here, there)


def _ending(address: str) -> str:
    return address.rpartition(".")[2]


def _folder(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"


def _menu_address(link: str, catalog: Catalog) -> str | None:
    """Where an item of site.json leads; None where nothing is, which was told when the data was read."""
    if link.startswith(WEB):
        return link
    if link in catalog.rounds:
        return urls.round_page(link)
    return next((there for a in catalog.articles if (there := urls.article(a.id)) == f"{link}/index.html"), None)
