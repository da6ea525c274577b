"""The same facts for machines: which files exist, at which address, made of what."""

from collections.abc import Callable, Collection, Iterator, Sequence

from site_builder.exports import api, board, bulk, card, feed
from site_builder.exports.seal import is_whole
from site_builder.exports.search_index import FOLDER as SEARCH_INDEX
from site_builder.exports.search_index import search_index
from site_builder.exports.sitemap import sitemaps
from site_builder.exports.whole import FORMATS, all_results
from site_builder.pages import Contents, Export

# Every build makes these.
EXPORTS = (card, board, api, bulk, feed)
# What `build --only` names, with the modules that make it.
NAMED_EXPORTS = {"exports": EXPORTS}

__all__ = ["EXPORTS", "FORMATS", "NAMED_EXPORTS", "SEARCH_INDEX", "all_results", "exports", "is_whole", "search_index"]


def exports(
    contents: Contents, only: Collection[str] = (), addresses: Callable[[], Sequence[str]] = tuple
) -> Iterator[Export]:
    """Every file for machines of a site; those of the named types where there are names.

    `addresses` gives those of all pages, which the sitemap lists.
    """
    modules = [module for name in only for module in NAMED_EXPORTS.get(name, ())] if only else EXPORTS
    for module in modules:
        yield from module.exports(contents)
    if modules and contents.framing.base_url:
        yield from sitemaps(contents, addresses())
