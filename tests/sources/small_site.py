"""The site of the fixture `site`: its files, the address of its entry, and every Problem of its data."""

from site_builder.problems import Problem
from site_builder.sources import read_data
from tests.builders import ROUND
from tests.conftest import SiteFolder

ENTRY, ROUND_FILE = "results/acme/rocket.json", f"rounds/{ROUND}.json"
LINK = "sprint-v1/closed/Acme/rocket"


def problems(site: SiteFolder) -> tuple[Problem, ...]:
    """Every Problem, whole."""
    return read_data(str(site.data)).problems


def superseded(link: str) -> dict[str, str]:
    """A verification that names another entry."""
    return {"status": "superseded", "date": "2024-10-01", "reason": "a later one stands for it", "link": link}
