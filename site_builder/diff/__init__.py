"""Two built sites to what they say differently; they know finished HTML only."""

from site_builder.diff.changes import Differences
from site_builder.diff.compare import differences
from site_builder.diff.formats import told
from site_builder.diff.plain import plain_lines
from site_builder.diff.sides import side

__all__ = ["Differences", "differences", "plain_lines", "side", "told"]
