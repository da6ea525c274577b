"""What the words mean: frozen models; no files, no HTML, no pandas."""

from site_builder.models.address import LONGEST_PART, address_part, is_an_address, named_card, names_a_round
from site_builder.models.article import Article, ArticleHead, ArticleLink
from site_builder.models.base import DAY, SOMETHING, WEB, Day, Model, SomeLink, SomeText, WebAddress, is_blank, made
from site_builder.models.catalog import Catalog
from site_builder.models.entry import Entry, LateEntry
from site_builder.models.entry_file import EntryFile
from site_builder.models.entry_rules import broken_without_round, follows
from site_builder.models.entry_words import read_entry
from site_builder.models.findings import no_address, unknown_word, wrong_type
from site_builder.models.formula import AS_WRITTEN, DETAIL_LOG, NANOSECONDS, SUMMARY_LOG, Formula, is_log
from site_builder.models.frozen import FrozenDict
from site_builder.models.gist import Gist, ResultGist
from site_builder.models.json_text import json_text
from site_builder.models.known_words import KnownWords
from site_builder.models.log_rules import LogRules
from site_builder.models.messaging import LEGEND, MIXED_RESULTS, RESULT_UNVERIFIED, RESULT_VERIFIED
from site_builder.models.metric import Metric
from site_builder.models.number import JSON_NUMBER, JsonValue, Number, fits_a_double, number_of, shortest_at_most
from site_builder.models.precision import Precision
from site_builder.models.result import (
    ERRATA,
    LEADING,
    STATUSES,
    UNRANKED,
    Accuracy,
    Power,
    Result,
    Source,
    Verification,
)
from site_builder.models.round import AccuracyTarget, Benchmark, Round
from site_builder.models.section import USUAL_SECTIONS, Section
from site_builder.models.succession import Row, Succession
from site_builder.models.system import READ_KEYS, System
from site_builder.models.theme import Theme
from site_builder.models.units import LARGEST_WHOLE, Capacity, Count

__all__ = [
    "AS_WRITTEN",
    "DAY",
    "DETAIL_LOG",
    "ERRATA",
    "JSON_NUMBER",
    "LARGEST_WHOLE",
    "LEADING",
    "LEGEND",
    "LONGEST_PART",
    "MIXED_RESULTS",
    "NANOSECONDS",
    "READ_KEYS",
    "RESULT_UNVERIFIED",
    "RESULT_VERIFIED",
    "SOMETHING",
    "STATUSES",
    "SUMMARY_LOG",
    "UNRANKED",
    "USUAL_SECTIONS",
    "WEB",
    "Accuracy",
    "AccuracyTarget",
    "Article",
    "ArticleHead",
    "ArticleLink",
    "Benchmark",
    "Capacity",
    "Catalog",
    "Count",
    "Day",
    "Entry",
    "EntryFile",
    "Formula",
    "FrozenDict",
    "Gist",
    "JsonValue",
    "KnownWords",
    "LateEntry",
    "LogRules",
    "Metric",
    "Model",
    "Number",
    "Power",
    "Precision",
    "Result",
    "ResultGist",
    "Round",
    "Row",
    "Section",
    "SomeLink",
    "SomeText",
    "Source",
    "Succession",
    "System",
    "Theme",
    "Verification",
    "WebAddress",
    "address_part",
    "broken_without_round",
    "fits_a_double",
    "follows",
    "is_an_address",
    "is_blank",
    "is_log",
    "json_text",
    "made",
    "named_card",
    "names_a_round",
    "no_address",
    "number_of",
    "read_entry",
    "shortest_at_most",
    "unknown_word",
    "wrong_type",
]
