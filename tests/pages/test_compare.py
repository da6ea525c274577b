"""The compare page, and the data that its script is given."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.pages import Page, compare_systems, plan_site
from site_builder.pages.messaging import MIXED, UNVERIFIED
from site_builder.render import render
from site_builder.sources import read_data
from site_builder.tables import REASONS
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import SiteFolder
from tests.rich_site import HOSTILE

CALL = re.compile(r"(\w+)\(\[\n(.*)\]\);\n", re.DOTALL)


def pages_of(data: Path) -> dict[str, Page]:
    """The site's pages below compare/, by address."""
    read = read_data(str(data))
    assert read.site is not None
    return {page.url: page for page in plan_site(read.site, read.catalog).pages if page.url.startswith("compare/")}


def given(page: Page) -> tuple[str, Any]:
    """The function that a file of data calls, and what it is called with."""
    call = CALL.fullmatch(render(page).decode())
    assert call is not None
    return call[1], json.loads("[" + re.sub(r",(\s*[\]}])", r"\1", call[2]).rstrip().rstrip(",") + "]")


def test_each_submitter_of_a_division_has_a_file_found_from_the_address(site: SiteFolder) -> None:
    site.write("results/open.json", an_entry(system=a_system(division="open")))
    site.write("results/other.json", an_entry(system=a_system(submitter="Ünï")))
    assert sorted(pages_of(site.data)) == [
        f"compare/data/{ROUND}/closed/acme.js",
        f"compare/data/{ROUND}/closed/uni.js",
        f"compare/data/{ROUND}/open/acme.js",
        "compare/index.html",
        f"compare/systems/{ROUND}-1.js",
    ]


def test_a_system_is_given_with_its_differences_results_and_facts(site: SiteFolder) -> None:
    result = a_result(value=7.790, id="1-1", power={"value": 812.40, "unit": "Watts"}, inferred_from="Server")
    system = a_system(nested={"a": [1]}, empty="", nothing=None)
    site.write("results/acme/rocket.json", an_entry(system=system | {"nothing": None}, results=[result]))
    name, (found,) = given(pages_of(site.data)[f"compare/data/{ROUND}/closed/acme.js"])
    assert name == "compareData"
    assert found["address"] == f"{ROUND}/closed/Acme/rocket"
    assert found["card"] == f"../{ROUND}/closed/Acme/rocket/index.html"
    assert found["differences"] == [
        ["Version", "Sprint v1"],
        ["Division", "Closed"],
        ["Category", "Datacenter"],
        ["Availability", "Available"],
        ["Verification", "unverified"],
        ["Scenarios", "Offline"],
        ["Chip count", "8 accelerators"],
    ]
    (told,) = found["results"]
    assert (told["value"], told["power"], told["inferredFrom"], told["id"]) == ("7.79", "812.4 Watts", "Server", "1-1")
    parts = ["Sprint", "closed", "datacenter", "resnet", "Offline", "", "measured with power"]
    assert told["grounds"] == [[[*parts, "Samples/s, higher is better"], "v1", ROUND, []]]
    facts = {fact[0]: fact[1:] for fact in found["facts"]}
    assert (facts["empty"], facts["nothing"]) == (["string", ""], ["null", ""])
    assert facts["nested"] == ["object", "", [1, "a", "array", ""], [2, None, "number", "1"]]


def test_a_result_off_the_boards_says_why(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(verification={"status": "withdrawn"}))
    _, (found,) = given(pages_of(site.data)[f"compare/data/{ROUND}/closed/acme.js"])
    (told,) = found["results"]
    assert (told["off"], told["grounds"]) == ("A result that is withdrawn is compared with nothing.", [])


def test_chips_that_are_not_counted_are_not_one(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(system=a_system(number_of_nodes=None)))
    _, (found,) = given(pages_of(site.data)[f"compare/data/{ROUND}/closed/acme.js"])
    assert found["differences"][-1] == ["Chip count", "accelerators, number not stated"]


def test_text_cannot_end_a_script(site: SiteFolder) -> None:
    system = a_system(system_name=HOSTILE, **{HOSTILE: "</script>\u2028]]>", "__proto__": "x"})
    site.write("results/acme/rocket.json", an_entry(system=system))
    for url, page in pages_of(site.data).items():
        if url.endswith(".js"):
            text = render(page).decode()
            assert "<" not in text
            assert text.isascii()
            assert given(page)[1][0]["name"] == HOSTILE


def test_the_list_of_systems_comes_in_parts(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_systems, "SYSTEMS_OF_A_PART", 2)
    for number in range(4):
        site.write(f"results/{number}.json", an_entry())
    found = pages_of(site.data)
    lists = [f"compare/systems/{ROUND}-{number}.js" for number in (1, 2, 3)]
    assert [len(given(found[url])[1]) for url in lists] == [2, 2, 1]
    html = BeautifulSoup(render(found["compare/index.html"]), "html.parser")
    assert str(html.select("#compare")[0]["data-lists"]).split() == [url.removeprefix("compare/") for url in lists]


def test_the_page_carries_the_words_that_its_script_prints(site: SiteFolder) -> None:
    html = BeautifulSoup(render(pages_of(site.data)["compare/index.html"]), "html.parser")
    assert html.select("#mixed")[0].get_text() == html.select("#unverified")[0].get_text() == ""
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf"))
    html = BeautifulSoup(render(pages_of(site.data)["compare/index.html"]), "html.parser")
    assert [words.get_text() for words in html.select("#words .reason")] == list(REASONS.values())
    assert html.select("#mixed")[0].get_text() == MIXED
    assert html.select("#unverified")[0].get_text() == UNVERIFIED


def test_examples_are_the_best_of_different_submitters_on_the_longest_board(site: SiteFolder) -> None:
    for name, submitter, value in (("second", "Acme", 1100), ("slow", "Other", 5), ("slower", "Third", 4)):
        site.write(
            f"results/{name}.json", an_entry(system=a_system(submitter=submitter), results=[a_result(value=value)])
        )
    html = BeautifulSoup(render(pages_of(site.data)["compare/index.html"]), "html.parser")
    example, board = html.select(".examples a")
    assert example["href"] == f"index.html?a={ROUND}/closed/Acme/rocket&b={ROUND}/closed/Other/slow"
    assert example.get_text() == "Acme Rocket 9 (8x T1000) and Other Rocket 9 (8x T1000)"
    assert board["href"] == f"../{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
    assert [link["href"] for link in html.select("noscript a")] == [board["href"]]


def test_without_systems_the_page_says_so(site: SiteFolder) -> None:
    (site.data / "results/acme/rocket.json").unlink()
    site.write(f"rounds/{ROUND}.json", a_round())
    found = pages_of(site.data)
    assert list(found) == ["compare/index.html"]
    html = BeautifulSoup(render(found["compare/index.html"]), "html.parser")
    assert "No systems are published here yet" in html.get_text()
    assert html.select("#compare") == []
