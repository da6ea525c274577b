"""Which pages exist, at which address, saying what."""

from site_builder.pages.page import Page
from site_builder.pages.plan import NAMED_TYPES, PAGE_TYPES, SitePlan, plan_site

__all__ = ["NAMED_TYPES", "PAGE_TYPES", "Page", "SitePlan", "plan_site"]
