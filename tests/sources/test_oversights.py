"""Oversights: an entry in the folder of another submitter, and a card without a result."""

import pytest

from site_builder.authoring import rename
from tests.builders import ROUND, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

HALF = "folder-of-another-submitter"


def kinds(site: SiteFolder, name: str, **changes: object) -> list[str]:
    """The kinds of Problem with this entry beside the usual one."""
    site.write(name, an_entry(**changes))
    return [kind for place, kind in site.problems() if place.startswith(name)]


@pytest.mark.parametrize(
    ("folder", "submitter", "told"),
    [
        (f"results/{ROUND}/closed/Acme", "Acme Inc.", [HALF]),
        (f"results/{ROUND}/closed/Rival", "Rival", []),
        (f"results/{ROUND}/closed/rival", "RIVAL", []),
        (f"results/{ROUND}/closed/Rival-Inc", "Rival Inc", []),
        (f"results/{ROUND}/open/Acme", "Rival", []),
        (f"results/{ROUND}/closed", "Rival", []),
        (f"results/{ROUND}/closed/Acme/old", "Rival", []),
        ("results", "Rival", []),
        ("mine/Acme", "Rival", []),
    ],
)
def test_a_folder_that_says_another_submitter_is_told_where_the_layout_is_ours(
    site: SiteFolder, folder: str, submitter: str, told: list[str]
) -> None:
    assert kinds(site, f"{folder}/comet.json", system=a_system(submitter=submitter)) == told


def test_what_overrules_the_description_is_told_at_its_own_place(site: SiteFolder) -> None:
    name = f"results/{ROUND}/closed/Acme/comet.json"
    site.write(name, an_entry(submitter="Rival"))
    (place,) = [place for place, kind in site.problems() if kind == HALF]
    assert place == f"{name}:25:16"


def test_a_rename_leaves_nothing_to_tell(site: SiteFolder) -> None:
    site.write(f"results/{ROUND}/closed/Acme/comet.json", an_entry(system=a_system(system_name="Comet")))
    rename(str(site.data), f"{ROUND}/closed/Acme/comet", "Rival/comet")
    assert site.problems() == []


def test_an_entry_without_results_is_told_unless_something_became_of_it(site: SiteFolder) -> None:
    gone = {"status": "withdrawn", "date": "2024-06-01", "reason": "Asked for."}
    assert kinds(site, "a.json", results=[]) == ["no-results"]
    assert kinds(site, "a.json", results=[], verification=gone) == []


def test_a_site_of_our_own_has_no_oversight(site: SiteFolder) -> None:
    for folder in ("data", "examples/kiln/data", "docs/site"):
        site.data = ROOT / folder
        assert [kind for _, kind in site.problems() if kind in (HALF, "no-results")] == []
