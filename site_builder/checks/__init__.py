"""output/ to Problems: what is wrong with a built site; one subject a file."""

from site_builder.checks.reference import reference
from site_builder.checks.site import CHECKS, check_site, kinds

__all__ = ["CHECKS", "check_site", "kinds", "reference"]
