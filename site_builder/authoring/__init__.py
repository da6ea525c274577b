"""Files for an author to fill in: a new site, a new entry; and schemas for the editor they are filled in with."""

from site_builder.authoring.new_entry import NewEntry, Wanted, new_entry
from site_builder.authoring.new_site import new_site
from site_builder.authoring.schema import schema_text, write_editor_settings, write_schemas
from site_builder.authoring.upgrade import upgrade

__all__ = [
    "NewEntry",
    "Wanted",
    "new_entry",
    "new_site",
    "schema_text",
    "upgrade",
    "write_editor_settings",
    "write_schemas",
]
