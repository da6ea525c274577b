"""Outside bytes to models; one format a file."""

from site_builder.sources.data_folder import DataFolder, read_data
from site_builder.sources.located_json import Document

__all__ = ["DataFolder", "Document", "read_data"]
