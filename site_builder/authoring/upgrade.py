"""Upgrade: data of an older format to today's. There has been one format so far, and so nothing is rewritten."""

import os

from site_builder.config import FORMAT
from site_builder.problems import ProblemsFound
from site_builder.sources import printable, read_data


def upgrade(data: str) -> int:
    """Bring the data folder to today's format, and give its number.

    Raises: ProblemsFound if there is no site.json that says which format it has, or one that is newer than we know.
    """
    site = printable(os.path.join(data, "site.json"))
    read = read_data(data)
    unclear = [problem for problem in read.errors if problem.at.path in (site, printable(data))]
    if unclear:
        raise ProblemsFound(unclear)
    return FORMAT
