"""Where a number of a page comes from: from the page's row back to the log."""

from site_builder.explain.explained import Explanation, explain

__all__ = ["Explanation", "explain"]
