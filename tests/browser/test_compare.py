"""What the compare page says in a real browser: ratios, refusals, differences and facts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.models import Entry
from site_builder.pages.messaging import MIXED, UNVERIFIED
from site_builder.sources import read_data
from tests.browser.compare_site import (
    DELL,
    EDGE,
    EDGE_PREVIEW,
    NEXT,
    NVIDIA,
    OPEN,
    SPRINT,
    STORIES,
    SUPERMICRO,
    UNVERIFIED_ONE,
    agree,
    compared_site,
    expected,
    query,
    shown,
)
from tests.browser.conftest import Visit
from tests.browser.rules import is_quiet
from tests.browser.tools import served
from tests.builders import ROUND, a_round, a_site, an_entry
from tests.conftest import SiteFolder
from tests.rich_site import HOSTILE

Open = Callable[..., Visit]
WORDS = {
    "open and closed": "Another division: nothing states what sets open results apart from closed ones.",
    "datacenter and edge": "Another category: edge is not compared with datacenter.",
    "power and plain": "Power runs are compared with power runs only.",
    "two rounds": "Another version: v5.0 is not declared compatible with v4.1 for this benchmark.",
    "six of all kinds": "A result that is superseded is compared with nothing.",
}


PLAIN = {
    "id": "resnet",
    "title": "ResNet",
    "task": "Images",
    "units": {"Offline": "Samples/s"},
    "scenarios": {"any": ["Offline"]},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return compared_site(tmp_path_factory.mktemp("compare"))


@pytest.fixture(scope="module")
def entries(site: SiteFolder) -> dict[str, Entry]:
    return {entry.link: entry for entry in read_data(str(site.data)).catalog.entries}


@pytest.fixture(scope="module")
def at(site: SiteFolder) -> Iterator[str]:
    with served(site.output, "some/where") as address:
        yield f"{address}compare/index.html"


@pytest.mark.parametrize("story", STORIES)
def test_ratios_and_refusals_are_those_that_python_finds(
    at: str, visit: Open, entries: dict[str, Entry], story: str
) -> None:
    opened = visit(at + query(*STORIES[story]))
    assert agree(shown(opened.page), expected([entries[link] for link in STORIES[story]]))
    assert WORDS.get(story, "") in opened.page.inner_text("section.results")
    assert is_quiet(opened)


def test_another_basis_divides_by_its_values(at: str, visit: Open, entries: dict[str, Entry]) -> None:
    links = (SUPERMICRO, DELL, EDGE)
    page = visit(at + query(*links)).page
    shown(page)
    page.get_by_role("button", name="Basis of the ratios: Dell").click()
    assert page.url.endswith("&basis=b")
    assert agree(shown(page), expected([entries[link] for link in links], basis=1))


def test_a_latency_says_that_lower_is_better(at: str, visit: Open) -> None:
    page = visit(at + query(EDGE, EDGE_PREVIEW)).page
    (table,) = (table for table in shown(page) if "resnet SingleStream" in table["caption"])
    assert "times A’s latency: lower is better" in table["rows"][1]["words"]
    assert "in resnet SingleStream; lower is better; derived and unverified." in table["rows"][1]["words"]


def test_results_of_compatible_rounds_have_ratios_and_say_both_versions(at: str, visit: Open) -> None:
    tables = shown(visit(at + query(NVIDIA, NEXT)).page)
    compared = {table["caption"].split(": ")[-1].split(";")[0] for table in tables if table["rows"][1]["ratio"]}
    assert compared == {"resnet Offline", "llama2-70b-99 Offline"}
    assert "MLPerf® Inference v4.1 Closed Datacenter and MLPerf® Inference v5.0 Closed" in tables[0]["caption"]


def test_the_strip_tells_what_differs_and_what_does_not(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, EDGE_PREVIEW)).page
    shown(page)
    rows = page.locator("table.differences tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["Category", "Datacenter", "Edge"],
        ["Availability", "Available", "Preview"],
        ["Scenarios", "Server, Offline", "SingleStream, MultiStream, Offline"],
        ["Chip count", "8 accelerators", "2 accelerators"],
    ]
    alike = "The same for all: Version MLPerf® Inference v4.1; Division Closed; Verification verified."
    assert page.inner_text(".alike") == alike


def test_gaps_are_said_and_results_of_one_alone_are_folded(at: str, visit: Open, entries: dict[str, Entry]) -> None:
    links = (NVIDIA, SUPERMICRO, EDGE)
    page = visit(at + query(*links)).page
    said = [line for table in shown(page) for line in table["said"]]
    assert "C has no Server result for resnet." in said
    keys = [{(result.benchmark, result.scenario) for result in entries[link].results} for link in links]
    alone = sum(1 for own in keys for key in own if sum(key in other for other in keys) == 1)
    assert page.inner_text("details.alone summary") == f"{alone} results that only one of them has"
    assert not page.locator("details.alone table").is_visible()
    page.locator("details.alone summary").press("Enter")
    assert page.locator("details.alone tbody tr").count() == alone


def test_accuracy_stands_beside_open_results(at: str, visit: Open, entries: dict[str, Entry]) -> None:
    links = (OPEN, NVIDIA)
    tables = shown(visit(at + query(*links)).page)
    (result,) = (r for r in entries[OPEN].results if r.benchmark == "stable-diffusion-xl")
    (table,) = (table for table in tables if "stable-diffusion-xl Offline" in table["caption"])
    assert table["said"] == [f"A reached {result.accuracy_in_words} with {result.used_model}."]


def test_facts_tell_missing_null_empty_and_left_out_apart(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, UNVERIFIED_ONE)).page
    shown(page)
    page.locator("details.agreed summary").click()
    cells = "[...document.querySelectorAll('.compared-facts tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    facts = {key: values for key, *values in page.evaluate(cells)}
    assert facts["framework"][1] == "missing"
    assert facts["cooling"][1] == "null"
    assert facts["boot_firmware_version"] == ["empty"]
    assert facts["__proto__"] == ["missing", "a key like others"]
    assert facts[HOSTILE] == ["missing", HOSTILE]
    assert "1.5" in facts["other_software_stack"][1]


def test_unverified_beside_verified_is_said_with_the_prescribed_sentences(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, UNVERIFIED_ONE)).page
    mine = [row for table in shown(page) for row in table["rows"] if row["letter"] == "B"]
    assert [row["value"].split(" ")[-1] for row in mine] == ["unverified"] * 2
    note = page.inner_text(".compare .footnote")
    assert [MIXED in note, UNVERIFIED in note, "Result IDs v4.1-0048" in note or "Result ID v4.1-0048" in note] == [
        True
    ] * 3
    assert "Retrieved from https://github.com/mlcommons/inference_results_v4.1 on 2024-09-02." in note
    alone = visit(at + query(NVIDIA, DELL)).page
    shown(alone)
    assert MIXED not in alone.inner_text("main")


def test_two_suites_are_refused(at: str, visit: Open) -> None:
    opened = visit(at + query(NVIDIA, SPRINT))
    opened.page.get_by_text("Another suite: Sprint is never compared with MLPerf® Inference.").wait_for()
    assert opened.page.locator("#comparison > *").count() == 0
    assert is_quiet(opened)


def test_nothing_is_said_of_what_no_system_states(tmp_path: Path, visit: Open) -> None:
    site = SiteFolder(tmp_path)
    site.write("site.json", a_site())
    site.write(f"rounds/{ROUND}.json", a_round(categories={}, availabilities={}, benchmarks=[PLAIN]))
    for name in ("a", "b"):
        site.write(
            f"results/{name}.json", an_entry(system={"system_name": name, "submitter": "Acme", "division": "closed"})
        )
    stated = {"system_name": "c", "submitter": "Acme", "division": "closed", "host_processor_model_name": "Quad 7"}
    site.write("results/c.json", an_entry(system=stated))
    site.build()
    with served(site.output, "some/where") as address:
        at, link = f"{address}compare/index.html", f"{ROUND}/closed/Acme/{{0}}"
        assert visit(at).page.inner_text("#status").strip() == "No system is chosen yet: search above."
        page = visit(at + query(link.format("a"), link.format("b"))).page
        shown(page)
        alike = "The same for all: Version Sprint v1; Division Closed; Verification unverified; Scenarios Offline."
        assert page.inner_text(".alike") == alike
        page = visit(at + query(link.format("a"), link.format("c"))).page
        shown(page)
        rows = page.locator("table.differences tbody tr").all_inner_texts()
        assert [row.split("\t") for row in rows] == [["Chip count", "not stated", "processors, number not stated"]]
