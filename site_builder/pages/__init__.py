"""Which pages exist, at which address, saying what."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from site_builder.pages import urls
from site_builder.pages.around import Around, moved_by
from site_builder.pages.contents import Contents, Settled
from site_builder.pages.export import Export
from site_builder.pages.framing import Framing, SiteLinks
from site_builder.pages.messaging import citation, citation_of_card, footnote, legend, marked
from site_builder.pages.named_results import named_results
from site_builder.pages.page import Footnote, Later, Page, digest
from site_builder.pages.results_table import row_ids
from site_builder.pages.site_plan import SitePlan
from site_builder.pages.traces import (
    TRACED,
    AroundTrace,
    CardAgain,
    PartTrace,
    around_cards,
    around_from,
    around_in_words,
    card_again,
    rows_again,
    traces_of_parts,
)

if TYPE_CHECKING:
    from site_builder.pages.leaderboard import scope_of
    from site_builder.pages.on_demand import PagesOnDemand
    from site_builder.pages.plan import (
        ALL_TYPES,
        NAMED_TYPES,
        ON_DEMAND,
        PAGE_TYPES,
        USUAL_TYPES,
        contents_of,
        plan_site,
    )
    from site_builder.pages.search_records import Found

# What knows pages of every type is loaded when it is asked for: after a few edits, pages of three types are made.
LATE = {
    "ALL_TYPES": "plan",
    "Found": "search_records",
    "NAMED_TYPES": "plan",
    "ON_DEMAND": "plan",
    "PAGE_TYPES": "plan",
    "PagesOnDemand": "on_demand",
    "USUAL_TYPES": "plan",
    "contents_of": "plan",
    "plan_site": "plan",
    "scope_of": "leaderboard",
}

__all__ = [
    "ALL_TYPES",
    "NAMED_TYPES",
    "ON_DEMAND",
    "PAGE_TYPES",
    "TRACED",
    "USUAL_TYPES",
    "Around",
    "AroundTrace",
    "CardAgain",
    "Contents",
    "Export",
    "Footnote",
    "Found",
    "Framing",
    "Later",
    "Page",
    "PagesOnDemand",
    "PartTrace",
    "Settled",
    "SiteLinks",
    "SitePlan",
    "around_cards",
    "around_from",
    "around_in_words",
    "card_again",
    "citation",
    "citation_of_card",
    "contents_of",
    "digest",
    "footnote",
    "legend",
    "marked",
    "moved_by",
    "named_results",
    "plan_site",
    "row_ids",
    "rows_again",
    "scope_of",
    "traces_of_parts",
    "urls",
]


def __getattr__(name: str) -> Any:
    """Load one of the late names."""
    if name not in LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATE[name]}"), name)
