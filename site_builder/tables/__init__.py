"""Models to rows: who may be ranked with whom, and in which order."""

from site_builder.tables.columns import Columns, listed
from site_builder.tables.comparison import (
    REASONS,
    Ground,
    comparable,
    grounds_of,
    off_boards,
    quantity,
    ratio,
)
from site_builder.tables.compatibility import compatible_rounds, may_be_compared, oldest_first
from site_builder.tables.frame import DTYPES, results_frame
from site_builder.tables.history import Point, Scope, Series, accelerator_histories, submitter_histories
from site_builder.tables.leaderboard import (
    BoardKey,
    Ranking,
    Standing,
    keys_of,
    keys_of_gist,
    rankings,
)
from site_builder.tables.namesakes import Name, accelerators, folded, has_accelerators, submitters
from site_builder.tables.readings import PER_CHIP, PER_WATT, Chips, Counts, chips_of, per_chip, per_watt, short
from site_builder.tables.records import (
    COLUMNS,
    Column,
    Record,
    ResultReading,
    Value,
    record,
    records,
    with_digits,
)
from site_builder.tables.relatives import OtherHost, OtherPrecision, Relatives, processors_of
from site_builder.tables.tables import Placing, Tables

__all__ = [
    "COLUMNS",
    "DTYPES",
    "PER_CHIP",
    "PER_WATT",
    "REASONS",
    "BoardKey",
    "Chips",
    "Column",
    "Columns",
    "Counts",
    "Ground",
    "Name",
    "OtherHost",
    "OtherPrecision",
    "Placing",
    "Point",
    "Ranking",
    "Record",
    "Relatives",
    "ResultReading",
    "Scope",
    "Series",
    "Standing",
    "Tables",
    "Value",
    "accelerator_histories",
    "accelerators",
    "chips_of",
    "comparable",
    "compatible_rounds",
    "folded",
    "grounds_of",
    "has_accelerators",
    "keys_of",
    "keys_of_gist",
    "listed",
    "may_be_compared",
    "off_boards",
    "oldest_first",
    "per_chip",
    "per_watt",
    "processors_of",
    "quantity",
    "rankings",
    "ratio",
    "record",
    "records",
    "results_frame",
    "short",
    "submitter_histories",
    "submitters",
    "with_digits",
]
