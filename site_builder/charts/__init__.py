"""Numbers to scales, ticks and marks; templates draw them."""

from site_builder.charts.history import HistoryChart, HistoryLine, HistoryPoint, history_chart
from site_builder.charts.marks import Look, looks_of
from site_builder.charts.scatter import ScatterChart, ScatterPoint, scatter_chart

__all__ = [
    "HistoryChart",
    "HistoryLine",
    "HistoryPoint",
    "Look",
    "ScatterChart",
    "ScatterPoint",
    "history_chart",
    "looks_of",
    "scatter_chart",
]
