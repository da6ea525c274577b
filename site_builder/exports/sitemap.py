"""Sitemap: the absolute address of every page, for search engines. Source: the protocol of sitemaps.org."""

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from site_builder.exports.xml import document, element, text
from site_builder.pages import Contents, Export, urls

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_ADDRESSES = 50_000  # of one file; a larger site has several, and an index of them


def sitemaps(contents: Contents, addresses: Sequence[str]) -> Iterator[Export]:
    """`sitemap.xml`, where it is known where the site stands."""
    base = contents.framing.base_url
    if base is None:
        return
    pages = sorted(urljoin(base, url) for url in addresses if url.endswith(".html") and url != urls.NOT_FOUND)
    if len(pages) <= MOST_ADDRESSES:
        yield Export(urls.SITEMAP, sitemap_bytes, tuple(pages))
        return
    starts = range(0, len(pages), MOST_ADDRESSES)
    for number, start in enumerate(starts, 1):
        yield Export(urls.sitemap_part(number), sitemap_bytes, tuple(pages[start : start + MOST_ADDRESSES]))
    listed = tuple(urljoin(base, urls.sitemap_part(number)) for number in range(1, len(starts) + 1))
    yield Export(urls.SITEMAP, index_bytes, listed)


def sitemap_bytes(pages: Sequence[str]) -> bytes:
    """The pages of one file."""
    return document(element("urlset", *(element("url", text("loc", page)) for page in pages), xmlns=NAMESPACE))


def index_bytes(files: Sequence[str]) -> bytes:
    """The files of a site that has too many pages for one."""
    listed = (element("sitemap", text("loc", file)) for file in files)
    return document(element("sitemapindex", *listed, xmlns=NAMESPACE))
