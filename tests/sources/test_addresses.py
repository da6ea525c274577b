"""Addresses that names give: those that cannot be, those that are taken, and two files that share one."""

import os

import pytest

from site_builder.models import names_a_round
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import SiteFolder
from tests.sources.small_site import ENTRY, problems


@pytest.mark.parametrize("name", ["😀", "a\nb", "a\u202eb", "a" * 201, os.fsdecode(b"a\xff"), "---", "index.html"])
def test_a_name_that_cannot_be_an_address_is_told(site: SiteFolder, name: str) -> None:
    site.write(f"{name}.json", an_entry())
    site.write(f"rounds/{name}.json", a_round())
    assert [kind for _, kind in site.problems()] == ["name-cannot-be-an-address"] * 2
    assert all(problem.model_dump_json() for problem in problems(site))


@pytest.mark.parametrize("submitter", ["漢字", "...", "a" * 201, "Index.html"])
def test_a_submitter_that_cannot_be_an_address_is_told_where_it_stands(site: SiteFolder, submitter: str) -> None:
    site.write(ENTRY, an_entry(system=a_system(submitter=submitter)))
    assert site.problems() == [(f"{ENTRY}:5:18", "name-cannot-be-an-address")]
    site.write(ENTRY, an_entry(submitter=submitter))
    assert site.problems() == [(f"{ENTRY}:25:16", "name-cannot-be-an-address")]


@pytest.mark.parametrize("name", ["Compare", "assets", "404.html"])
def test_a_round_cannot_stand_where_the_site_has_its_own_pages(site: SiteFolder, name: str) -> None:
    site.write(f"rounds/{name}.json", a_round())
    assert site.problems() == [(f"rounds/{name}.json", "name-cannot-be-an-address")]


def test_every_name_at_the_top_of_the_site_is_a_round_or_taken(site: SiteFolder) -> None:
    site.build()
    assert [path.name for path in site.output.iterdir() if names_a_round(path.name)] == [ROUND]


def test_two_entries_that_differ_in_case_name_both_files(site: SiteFolder) -> None:
    site.write("results/acme/Rocket.json", an_entry())
    (problem,) = problems(site)
    one, other = site.data / "results/acme/Rocket.json", site.data / ENTRY
    assert (problem.kind, problem.message) == ("two-entries-one-system", f"{one} and {other} have one address")


def test_one_submitter_in_two_unicode_forms_is_one_address(site: SiteFolder) -> None:
    site.write("a/comet.json", an_entry(submitter="Caf\u00e9"))
    site.write("b/comet.json", an_entry(submitter="Cafe\u0301"))
    assert site.problems() == [("a/comet.json", "two-entries-one-system")]


def test_a_fault_in_one_of_two_entries_does_not_hide_that_they_are_two(site: SiteFolder) -> None:
    site.write("old/rocket.json", an_entry(results=[a_result(value=-1, unit=5)]))
    assert [kind for _, kind in site.problems()] == ["two-entries-one-system", "impossible-value", "wrong-type"]


def test_two_rounds_at_one_address_name_both_files(site: SiteFolder) -> None:
    site.write("rounds/sprint v1.json", "{")
    assert site.problems() == [
        ("rounds/sprint v1.json", "two-rounds-one-address"),
        ("rounds/sprint v1.json:1:2", "broken-json"),
    ]
