"""Files for an author: a new site, a new entry, schemas for the editor; and edits that must lose nothing."""

from site_builder.authoring.life import Edited, Told, rename, withdraw
from site_builder.authoring.new_entry import NewEntry, Wanted, new_entry
from site_builder.authoring.new_site import new_site
from site_builder.authoring.schema import schema_text, write_editor_settings, write_schemas
from site_builder.authoring.upgrade import upgrade
from site_builder.authoring.writing import write_over

__all__ = [
    "Edited",
    "NewEntry",
    "Told",
    "Wanted",
    "new_entry",
    "new_site",
    "rename",
    "schema_text",
    "upgrade",
    "withdraw",
    "write_editor_settings",
    "write_over",
    "write_schemas",
]
