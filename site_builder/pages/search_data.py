"""The file of records for the search page's script: whatever can be found, and by which words.

A script that calls one function, and no JSON: a page that was opened from a file may not fetch, and may run scripts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Page
from site_builder.pages.search_records import SearchRecord
from site_builder.pages.search_values import SearchValue

TEMPLATE = "data/search_data.js"


@dataclass(frozen=True, slots=True)
class SearchData:
    """The whole file."""

    values: Annotated[tuple[SearchValue, ...], "Words that narrow a search; records name them by their place here"]
    records: Annotated[tuple[SearchRecord, ...], "Whatever can be found, in the order in which it was indexed"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one file."""
    found = contents.finds
    yield Page(urls.SEARCH_DATA, TEMPLATE, SearchData(found.values, tuple(item.record for item in found.found)))
