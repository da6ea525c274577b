"""Files for an author to fill in: a new site, a new entry."""

from site_builder.authoring.new_entry import NewEntry, Wanted, new_entry
from site_builder.authoring.new_site import new_site

__all__ = ["NewEntry", "Wanted", "new_entry", "new_site"]
