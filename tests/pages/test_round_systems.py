"""The list of a round's systems."""

from bs4 import BeautifulSoup

from tests.builders import ROUND, a_system, an_entry
from tests.conftest import SiteFolder


def test_systems_are_listed_by_name_whatever_case_id_and_submitter(site: SiteFolder) -> None:
    (site.data / "results/acme/rocket.json").unlink()
    for stem, name, submitter in [
        ("z", "alpha", "Zeta"),
        ("A", "Beta", "Acme"),
        ("m", "alpha", "acme"),
        ("b", "Gamma", "Acme"),
    ]:
        site.write(f"results/{stem}.json", an_entry(system=a_system(system_name=name, submitter=submitter)))
    site.build(only=("round",))
    rows = BeautifulSoup(site.page(f"{ROUND}/systems/index.html"), "html.parser").select("tbody tr")
    listed = [(row.select("th")[0].get_text(), row.select("td")[0].get_text()) for row in rows]
    assert listed == [("alpha", "acme"), ("alpha", "Zeta"), ("Beta", "Acme"), ("Gamma", "Acme")]
