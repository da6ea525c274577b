"""Outside bytes to models; one format a file."""

from site_builder.sources import mlperf_inference, mlperf_summary, published_card
from site_builder.sources.archive import Files, Progress
from site_builder.sources.data_files import printable
from site_builder.sources.data_folder import DataFolder, read_data, read_rounds
from site_builder.sources.entry_draft import entry_of
from site_builder.sources.entry_files import Change, EntryFiles, file_name
from site_builder.sources.gathering import SourceFormat, take_all
from site_builder.sources.json_text import json_text
from site_builder.sources.located_json import Document
from site_builder.sources.reading import Draft, LeftOut, Note, Reading
from site_builder.sources.round_of_source import round_of

# Looked at in this order: a tree with its summary beside it is a tree.
SOURCES: tuple[SourceFormat, ...] = (mlperf_inference, mlperf_summary, published_card)

__all__ = [
    "SOURCES",
    "Change",
    "DataFolder",
    "Document",
    "Draft",
    "EntryFiles",
    "Files",
    "LeftOut",
    "Note",
    "Progress",
    "Reading",
    "SourceFormat",
    "entry_of",
    "file_name",
    "json_text",
    "printable",
    "read_data",
    "read_rounds",
    "round_of",
    "take_all",
]
