"""The same facts for machines: which files exist, at which address, made of what."""

from collections.abc import Collection, Iterator

from site_builder.exports import api, board, bulk, card
from site_builder.exports.search_index import FOLDER as SEARCH_INDEX
from site_builder.exports.search_index import search_index
from site_builder.exports.whole import FORMATS, all_results
from site_builder.pages import Contents, Export

# Every build makes these.
EXPORTS = (card, board, api, bulk)
# What `build --only` names, with the modules that make it.
NAMED_EXPORTS = {"exports": EXPORTS}

__all__ = ["EXPORTS", "FORMATS", "NAMED_EXPORTS", "SEARCH_INDEX", "all_results", "exports", "search_index"]


def exports(contents: Contents, only: Collection[str] = ()) -> Iterator[Export]:
    """Every file for machines of a site; those of the named types where there are names."""
    modules = [module for name in only for module in NAMED_EXPORTS.get(name, ())] if only else EXPORTS
    return (export for module in modules for export in module.exports(contents))
