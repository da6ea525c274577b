"""Links inside the data: what leads nowhere is told with the nearest address, and no broken entry is blamed."""

from typing import Any

import pytest

from site_builder.models import Entry, Verification
from site_builder.sources import read_data
from site_builder.sources.whole import Known, Named, dead_links
from tests.builders import ROUND, a_result, a_round, a_site, an_entry
from tests.conftest import SiteFolder
from tests.sources.small_site import ENTRY, LINK, ROUND_FILE, problems, superseded


def linked(entry: Entry, link: str) -> Entry:
    """The entry, superseded by another one."""
    verification = Verification(status="superseded", link=link)
    return entry.model_copy(update={"file": entry.file.model_copy(update={"verification": verification})})


def test_a_link_to_an_entry_that_is_not_there_is_a_warning_with_the_nearest_one(site: SiteFolder) -> None:
    site.write("comet.json", an_entry(verification=superseded(f"{LINK}s")))
    (problem,) = problems(site)
    assert (problem.kind, problem.severity, problem.fix) == ("link-to-nothing", "warning", f'write "{LINK}"')


def test_the_nearest_one_is_found_among_many(site: SiteFolder) -> None:
    for number in range(60):
        site.write(f"{number}.json", an_entry())
    dead = {"15x": "15", "rocke": "rocket"}
    for name in dead:
        site.write(f"to-{name}.json", an_entry(verification=superseded(f"sprint-v1/closed/acme/{name}")))
    assert [problem.fix for problem in problems(site)] == [
        *(f'write "sprint-v1/closed/Acme/{near}"' for near in dead.values())
    ]


def test_many_dead_links_take_no_minutes(site: SiteFolder) -> None:
    links = [f"sprint-v1/closed/Acme/gone-{number}" for number in range(400)]
    entries = frozenset(f"sprint-v1/closed/Acme/rocket-{number}" for number in range(2000))
    entry = read_data(str(site.data)).catalog.entries[0]
    dead = [Named(linked(entry, link), "x.json", ((("verification", "link"), link),), whole=True) for link in links]
    assert len(list(dead_links(dead, Known(frozenset(), entries, frozenset())))) == 400


@pytest.mark.parametrize("broken", ["{", "[]", an_entry(results=[a_result(value="7")]), an_entry(round="sprint-v0")])
def test_a_link_to_a_broken_entry_is_not_blamed(site: SiteFolder, broken: Any) -> None:
    site.write("comet.json", an_entry(verification=superseded(LINK)))
    site.write(ENTRY, broken)
    assert [path.partition(":")[0] for path, _ in site.problems()] == [ENTRY]


def test_what_counts_elsewhere_names_no_entry_of_its_own(site: SiteFolder) -> None:
    own = [{"status": "moved-to-open", "date": "2024-10-01", "reason": "a slip", "link": LINK}]
    results = [a_result(verification=state) for state in own]
    site.write(ENTRY, an_entry(verification=superseded(f"{LINK}-9"), results=results, was=[f"{LINK}-9"]))
    told = problems(site)
    assert [(problem.kind, problem.severity) for problem in told] == [("superseded-by-itself", "error")] * 2
    assert [problem.message.partition(",")[0] for problem in told] == ["it is moved-to-open", "it is superseded"]
    assert "say that it is withdrawn" in (told[0].fix or "")
    site.write(ENTRY, an_entry(verification={**superseded(LINK), "status": "withdrawn"}))
    assert problems(site) == ()


@pytest.mark.parametrize("link", [LINK.upper(), f"{LINK}/", f"{LINK}#resnet/Offline", f"{LINK}-9/"])
def test_its_own_address_all_but_as_it_is_written_is_no_other_entrys(site: SiteFolder, link: str) -> None:
    site.write("results/acme/rocket-2.json", an_entry())
    site.write(ENTRY, an_entry(verification=superseded(link), was=[f"{LINK}-9"]))
    (problem,) = problems(site)
    assert (problem.kind, problem.expected) == ("superseded-by-itself", "another entry, or a web address")
    site.write(ENTRY, an_entry(verification={**superseded(link), "status": "withdrawn"}, was=[f"{LINK}-9"]))
    (problem,) = problems(site)
    assert (problem.kind, problem.fix) == ("link-to-nothing", f'write "{LINK}"')


@pytest.mark.parametrize("count", [2, 3, 6])
def test_no_way_from_one_that_counts_instead_to_the_next_leads_back(site: SiteFolder, count: int) -> None:
    links = [LINK, *(f"sprint-v1/closed/Acme/nova-{number}" for number in range(1, count))]
    site.write(ENTRY, an_entry(verification=superseded(links[1])))
    for number in range(1, count):
        site.write(f"nova-{number}.json", an_entry(verification=superseded(links[(number + 1) % count])))
    site.write("into-it.json", an_entry(verification=superseded(LINK)))
    told = problems(site)
    assert [(problem.kind, problem.severity) for problem in told] == [("superseded-in-a-circle", "error")] * count
    assert told[-1].at.path.endswith(ENTRY) and f"leads back to it by {links[1]}" in told[-1].message
    site.write(ENTRY, an_entry())
    assert problems(site) == ()


def test_a_circle_is_one_of_the_same_row(site: SiteFolder) -> None:
    there, back = superseded("sprint-v1/closed/Acme/nova"), superseded(LINK)
    other = a_result(scenario="Server", verification=back)
    site.write(ENTRY, an_entry(results=[a_result(verification=there), a_result(scenario="Server")]))
    site.write("nova.json", an_entry(results=[a_result(), other]))
    assert problems(site) == ()
    site.write("nova.json", an_entry(results=[a_result(), other], verification=back))
    assert [problem.kind for problem in problems(site)] == ["superseded-in-a-circle"] * 2
    site.write("nova.json", an_entry(results=[other], verification=back))  # no such row: the whole speaks for it
    assert [problem.kind for problem in problems(site)] == ["superseded-in-a-circle"]


def test_links_to_web_addresses_and_to_what_is_there_are_fine(site: SiteFolder) -> None:
    site.write("comet.json", an_entry(verification=superseded(LINK)))
    site.write("nova.json", an_entry(verification=superseded("https://example.org/why")))
    assert site.problems() == []


def test_links_of_rounds_and_of_the_menu_are_followed(site: SiteFolder) -> None:
    site.write(ROUND_FILE, a_round(compatible={"edge": {"resnet": ["sprint-v0", ROUND]}}))
    menu = [{"title": "a", "link": "sprint-v2"}, {"title": "b", "link": ROUND}, {"title": "c", "link": "https://b.org"}]
    site.write("site.json", a_site(menu=menu))
    assert site.problems() == [(f"{ROUND_FILE}:119:9", "link-to-nothing"), ("site.json:7:15", "link-to-nothing")]
