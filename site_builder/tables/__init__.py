"""Models to rows: who may be ranked with whom, and in which order."""

from site_builder.tables.leaderboard import BoardKey, Ranking, Standing, keys_of, rankings
from site_builder.tables.readings import Chips, Counts, chips_of, per_chip, per_watt
from site_builder.tables.tables import Placing, Tables

__all__ = [
    "BoardKey",
    "Chips",
    "Counts",
    "Placing",
    "Ranking",
    "Standing",
    "Tables",
    "chips_of",
    "keys_of",
    "per_chip",
    "per_watt",
    "rankings",
]
