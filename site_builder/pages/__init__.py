"""Which pages exist, at which address, saying what."""

from site_builder.pages import urls
from site_builder.pages.around import moved_by
from site_builder.pages.contents import Contents, Settled
from site_builder.pages.export import Export
from site_builder.pages.framing import Framing, SiteLinks
from site_builder.pages.leaderboard import scope_of
from site_builder.pages.messaging import citation, citation_of_card, footnote, legend, marked
from site_builder.pages.named_results import named_results
from site_builder.pages.on_demand import PagesOnDemand
from site_builder.pages.page import Footnote, Later, Page, digest
from site_builder.pages.plan import (
    ALL_TYPES,
    NAMED_TYPES,
    ON_DEMAND,
    PAGE_TYPES,
    USUAL_TYPES,
    SitePlan,
    contents_of,
    plan_site,
)
from site_builder.pages.results_table import row_ids
from site_builder.pages.search_records import Found
from site_builder.pages.traces import (
    TRACED,
    CardAgain,
    PartTrace,
    card_again,
    rows_again,
    traces_of_cards,
    traces_of_parts,
)

__all__ = [
    "ALL_TYPES",
    "NAMED_TYPES",
    "ON_DEMAND",
    "PAGE_TYPES",
    "TRACED",
    "USUAL_TYPES",
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
    "traces_of_cards",
    "traces_of_parts",
    "urls",
]
