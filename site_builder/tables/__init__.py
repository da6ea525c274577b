"""Models to rows: who may be ranked with whom, and in which order."""

from site_builder.tables.comparison import (
    REASONS,
    Ground,
    comparable,
    compatible_rounds,
    grounds_of,
    off_boards,
    quantity,
    ratio,
)
from site_builder.tables.leaderboard import BoardKey, Ranking, Standing, keys_of, rankings
from site_builder.tables.readings import Chips, Counts, chips_of, per_chip, per_watt
from site_builder.tables.tables import Placing, Tables

__all__ = [
    "REASONS",
    "BoardKey",
    "Chips",
    "Counts",
    "Ground",
    "Placing",
    "Ranking",
    "Standing",
    "Tables",
    "chips_of",
    "comparable",
    "compatible_rounds",
    "grounds_of",
    "keys_of",
    "off_boards",
    "per_chip",
    "per_watt",
    "quantity",
    "rankings",
    "ratio",
]
