"""Outside bytes to models; one format a file."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from site_builder.sources.all_or_none import complete, write_all
from site_builder.sources.data_files import PICTURES, printable
from site_builder.sources.data_folder import DataFolder, read_data, read_rounds, read_words
from site_builder.sources.embargo import EMBARGOED, binding
from site_builder.sources.entry_reading import EntryRead, EntryReader, Recall, nothing_known
from site_builder.sources.located_json import Document
from site_builder.sources.named_files import problems_of

if TYPE_CHECKING:
    from site_builder.sources.archive import Files, Progress
    from site_builder.sources.entry_draft import entry_of
    from site_builder.sources.entry_files import Change, EntryFiles, file_name
    from site_builder.sources.gathering import SourceFormat, is_another, kind_of, source_formats, take_all
    from site_builder.sources.import_words import NOTES
    from site_builder.sources.no_source import nothing_in, web_address
    from site_builder.sources.reading import Draft, LeftOut, Note, Reading, Unusable
    from site_builder.sources.round_of_source import round_named, round_of, unnamed_round, versions_in
    from site_builder.sources.writable_report import report_file

# The formats that can be imported, a file each, looked at in this order: a tree with its summary beside it is a tree.
SOURCES = ("mlperf_inference", "mlperf_summary", "published_card")

# Where what only an import needs stands. It is loaded when it is asked for: every other command starts sooner.
LATE = {
    "NOTES": "import_words",
    "Change": "entry_files",
    "Draft": "reading",
    "EntryFiles": "entry_files",
    "Files": "archive",
    "LeftOut": "reading",
    "Note": "reading",
    "Progress": "archive",
    "Reading": "reading",
    "SourceFormat": "gathering",
    "Unusable": "reading",
    "entry_of": "entry_draft",
    "file_name": "entry_files",
    "is_another": "gathering",
    "kind_of": "gathering",
    "nothing_in": "no_source",
    "report_file": "writable_report",
    "round_named": "round_of_source",
    "round_of": "round_of_source",
    "source_formats": "gathering",
    "take_all": "gathering",
    "unnamed_round": "round_of_source",
    "value_in_log": "log_again",
    "versions_in": "round_of_source",
    "web_address": "no_source",
}

__all__ = [
    "EMBARGOED",
    "NOTES",
    "PICTURES",
    "SOURCES",
    "Change",
    "DataFolder",
    "Document",
    "Draft",
    "EntryFiles",
    "EntryRead",
    "EntryReader",
    "Files",
    "LeftOut",
    "Note",
    "Progress",
    "Reading",
    "Recall",
    "SourceFormat",
    "Unusable",
    "binding",
    "complete",
    "entry_of",
    "file_name",
    "is_another",
    "kind_of",
    "nothing_in",
    "nothing_known",
    "printable",
    "problems_of",
    "read_data",
    "read_rounds",
    "read_words",
    "report_file",
    "round_named",
    "round_of",
    "source_formats",
    "take_all",
    "unnamed_round",
    "value_in_log",
    "versions_in",
    "web_address",
    "write_all",
]


def __getattr__(name: str) -> Any:
    """Load one of the late names."""
    if name not in LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATE[name]}"), name)
