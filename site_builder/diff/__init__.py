"""Two built sites to what they say differently; they know finished HTML only."""

from site_builder.diff.as_text import text_lines
from site_builder.diff.changes import Differences
from site_builder.diff.compare import differences
from site_builder.diff.report import Report, report
from site_builder.diff.sides import side

__all__ = ["Differences", "Report", "differences", "report", "side", "text_lines"]
