"""upgrade: there is one format so far, and it says so."""

import pytest

from site_builder.authoring import upgrade
from site_builder.problems import ProblemsFound
from tests.builders import a_site, an_entry
from tests.conftest import SiteFolder


def test_todays_format_is_left_as_it_is(site: SiteFolder) -> None:
    before = {path: path.read_bytes() for path in site.data.rglob("*.json")}
    assert upgrade(str(site.data)) == 1
    assert {path: path.read_bytes() for path in site.data.rglob("*.json")} == before


def test_faults_elsewhere_are_not_its_matter(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(round="none"))
    assert upgrade(str(site.data)) == 1


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (a_site(format=2), "format is 2, and this builder knows 1: update site-builder"),
        ({"title": "T"}, 'format is missing: add "format"'),
    ],
)
def test_a_format_that_is_not_known_is_told(site: SiteFolder, document: object, told: str) -> None:
    site.write("site.json", document)
    with pytest.raises(ProblemsFound) as found:
        upgrade(str(site.data))
    assert [f"{problem.message}: {problem.fix}" for problem in found.value.problems] == [told]
