"""Models to rows: who may be ranked with whom, and in which order."""

from site_builder.tables.compatibility import may_be_compared, oldest_first
from site_builder.tables.history import Point, Scope, Series, accelerator_histories, submitter_histories
from site_builder.tables.leaderboard import BoardKey, Ranking, Standing, keys_of, rankings
from site_builder.tables.namesakes import Name, accelerators, folded, submitters
from site_builder.tables.readings import Chips, chips_of, per_chip, per_watt
from site_builder.tables.tables import Placing, Tables

__all__ = [
    "BoardKey",
    "Chips",
    "Name",
    "Placing",
    "Point",
    "Ranking",
    "Scope",
    "Series",
    "Standing",
    "Tables",
    "accelerator_histories",
    "accelerators",
    "chips_of",
    "folded",
    "keys_of",
    "may_be_compared",
    "oldest_first",
    "per_chip",
    "per_watt",
    "rankings",
    "submitter_histories",
    "submitters",
]
