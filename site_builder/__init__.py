"""A static site generator for benchmark results: JSON in, reviewable HTML out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(data: str = "data") -> "pd.DataFrame":
    """All results below a data folder as one pandas table: `site_builder.load("data")`.

    Shape: one row per result; columns, types and units are those of `tables.results_frame`.
    Raises: ProblemsFound if the data has errors, or results that are under embargo.
    """
    from site_builder.problems import ProblemsFound
    from site_builder.sources import binding, read_data
    from site_builder.tables import results_frame

    read = read_data(data)
    problems = binding(read.problems)  # what was loaded is not called back
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems)
    return results_frame(read.catalog)
