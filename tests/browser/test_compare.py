"""The compare page in a real browser, on the real round and a few made-up neighbours."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from site_builder.models import Entry, Result
from site_builder.pages.messaging import LEGEND, MIXED, UNVERIFIED
from site_builder.sources import read_data
from site_builder.tables import comparable, ratio
from tests.browser.conftest import Visit
from tests.browser.tools import axe, served
from tests.builders import a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.rich_site import HOSTILE, NESTED

Open = Callable[..., Visit]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
V41 = "inference-v4.1"
SUPERMICRO = f"{V41}/closed/Supermicro/SYS_421GE_TNHR2_LCC_H100_SXM_80GBx8_TRT"
DELL = f"{V41}/closed/Dell/XE9680_H200_SXM_141GBx8_TRT"
NVIDIA = f"{V41}/closed/NVIDIA/H200-SXM-141GBx8_TRT"
POWER = f"{V41}/closed/NVIDIA/H200-SXM-141GBx8_TRT_MaxQ"
OPEN = f"{V41}/open/NVIDIA/H200-SXM-141GBx1_TRT_LCM"
OPEN_MANY = f"{V41}/open/NeuralMagic/GO_2xRTX4090-reference-cpu-pytorch-v2.2.1-default_config"
EDGE = f"{V41}/closed/Lenovo/Lenovo_2xL40S_TRT"
EDGE_PREVIEW = f"{V41}/closed/UntetherAI/h13_u2_preview"
SUPERSEDED = f"{V41}/closed/Lenovo/ThinkEdge_SE455_V3_as_published"
NEXT = "inference-v5.0/closed/Made-Up/next"
UNVERIFIED_ONE = f"{V41}/closed/Hostile/mine"
SPRINT = "sprint-v1/closed/Acme/rocket"

STORIES = {
    "two boxes": (SUPERMICRO, DELL),
    "three": (EDGE, EDGE_PREVIEW, f"{V41}/closed/NVIDIA/Orin_TRT"),
    "six of all kinds": (NVIDIA, OPEN, POWER, EDGE, SUPERSEDED, UNVERIFIED_ONE),
    "open and closed": (NVIDIA, OPEN),
    "open among themselves": (OPEN_MANY, OPEN, f"{V41}/open/NVIDIA/H200-SXM-141GBx1_TRT_Sparse"),
    "datacenter and edge": (NVIDIA, EDGE),
    "power and plain": (POWER, NVIDIA),
    "verified and not": (NVIDIA, UNVERIFIED_ONE),
    "two rounds": (NVIDIA, NEXT),
}
WORDS = {
    "open and closed": "Another division: nothing states what sets open results apart from closed ones.",
    "datacenter and edge": "Another category: edge is not compared with datacenter.",
    "power and plain": "Power runs are compared with power runs only.",
    "two rounds": "Another version: v5.0 is not declared compatible with v4.1 for this benchmark.",
    "six of all kinds": "A result that is superseded is compared with nothing.",
}

# What each table of results shows, row by row.
READ = """[...document.querySelectorAll('.results > .scroll table')].map(table => ({
  heads: [...table.tHead.rows[0].cells].map(cell => cell.textContent),
  missing: table.querySelector('.missing')?.textContent ?? '',
  rows: [...table.querySelectorAll('tbody tr:not(.missing)')].map(row => ({
    letter: row.querySelector('.letter').textContent,
    row: row.querySelector('a').getAttribute('href').split('#')[1],
    value: row.querySelector('.number').textContent,
    ratio: row.querySelector('.ratio b')?.textContent ?? '',
    words: row.querySelector('.ratio').textContent,
  })),
  caption: table.caption.textContent,
}))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The shipped data, with a later round's system, an unverified one of hostile text, and another suite."""
    made = SiteFolder(tmp_path_factory.mktemp("compare"))
    shutil.copytree(ROOT / "data", made.data)
    (nvidia,) = made.data.glob(f"results/{NVIDIA}.json")
    real = json.loads(nvidia.read_text("utf-8"))
    described = {**real["system"], "submitter": "Made-Up", "system_name": "Next box"}
    results = [
        {"benchmark": benchmark, "scenario": "Offline", "value": value, "id": "v5.0-0001"}
        for benchmark, value in (("resnet", 800000.5), ("llama2-70b-99", 40000), ("retinanet", 15000.75))
    ]
    source = {"url": "https://example.org/v5.0", "retrieved": "2025-05-01"}
    verified = {"verification": {"status": "verified", "date": "2025-04-02"}, "source": source}
    made.write("made/next.json", {"round": "inference-v5.0", **verified, "system": described, "results": results})
    hostile = {**described, "submitter": "Hostile", "system_name": f"=1+1 {HOSTILE}", "other_software_stack": NESTED}
    hostile |= {HOSTILE: HOSTILE, "__proto__": "a key like others", "cooling": None}
    del hostile["framework"]
    results = [a_result(value=1e5), a_result(benchmark="bert-99", scenario="Server", value=0.001)]
    made.write("made/mine.json", {"round": V41, "system": hostile, "results": results})
    for name in (V41, "inference-v5.0"):  # what neither of them says is not so
        round_ = json.loads((made.data / f"rounds/{name}.json").read_text("utf-8"))
        del round_["compatible"]["datacenter"]["retinanet"]
        made.write(f"rounds/{name}.json", round_)
    made.write("rounds/sprint-v1.json", a_round())
    made.write("made/rocket.json", an_entry(system=a_system()))
    made.build()
    return made


@pytest.fixture(scope="module")
def entries(site: SiteFolder) -> dict[str, Entry]:
    return {entry.link: entry for entry in read_data(str(site.data)).catalog.entries}


@pytest.fixture(scope="module")
def at(site: SiteFolder) -> Iterator[str]:
    with served(site.output, "some/where") as address:
        yield f"{address}compare/index.html"


def query(*links: str, **more: str) -> str:
    return (
        "?"
        + "&".join([f"{letter}={link}" for letter, link in zip("abcdef", links, strict=False)])
        + "".join(f"&{name}={value}" for name, value in more.items())
    )


def shown(page: Page) -> list[dict[str, Any]]:
    page.wait_for_selector("section.results")
    return list(page.evaluate(READ))


def expected(systems: list[Entry], basis: int = 0) -> list[list[tuple[str, str, str, set[str]]]]:
    """Each table's rows: letter, value, ratio, and what may be said instead; worked out without the page's script."""
    groups: dict[tuple[str, str], list[tuple[int, Result]]] = {}
    for index, entry in enumerate(systems):
        for result in entry.results:
            groups.setdefault((result.benchmark, result.scenario), []).append((index, result))
    tables = []
    for members in groups.values():
        present = {index for index, _ in members}
        if len(present) > 1:
            first = basis if basis in present else min(present)
            bases = [result for index, result in members if index == first]
            tables.append([_row(systems, first, bases, index, result) for index, result in members])
    return tables


def _row(
    systems: list[Entry], first: int, bases: list[Result], index: int, result: Result
) -> tuple[str, str, str, set[str]]:
    letter, value = "ABCDEF"[index], str(result.value)
    if index == first:
        return letter, value, "", {"basis"}
    reasons = [comparable(systems[first], base, systems[index], result) for base in bases]
    if None in reasons:
        return letter, value, ratio(result.value, bases[reasons.index(None)].value), set()
    return letter, value, "", {reason for reason in reasons if reason}


def agree(tables: list[dict[str, Any]], wanted: list[list[tuple[str, str, str, set[str]]]]) -> bool:
    assert len(tables) == len(wanted) > 0
    for table, rows in zip(tables, wanted, strict=True):
        assert [(row["letter"], row["ratio"]) for row in table["rows"]] == [(row[0], row[2]) for row in rows]
        for told, (_, value, number, words) in zip(table["rows"], rows, strict=True):
            assert told["value"].startswith(value)
            if number:
                assert f"has {number} times the " in told["words"]
                assert told["words"].endswith("is better; derived and unverified.")
            else:
                assert told["words"] in words
    return True


def is_quiet(opened: Visit) -> bool:
    assert (opened.errors, opened.foreign) == ([], [])
    return True


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
    missing = {table["missing"] for table in shown(page)}
    assert "C has no Server result for resnet." in missing
    keys = [{(result.benchmark, result.scenario) for result in entries[link].results} for link in links]
    alone = sum(1 for own in keys for key in own if sum(key in other for other in keys) == 1)
    assert page.inner_text("details.alone summary") == f"{alone} results that only one of them has"
    assert not page.locator("details.alone table").is_visible()
    page.locator("details.alone summary").press("Enter")
    assert page.locator("details.alone tbody tr").count() == alone


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


def test_an_address_says_the_same_elsewhere_and_the_browsers_back_goes_back(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, EDGE, DELL)).page
    shown(page)
    page.get_by_role("button", name="Earlier: Dell").click()
    page.get_by_role("button", name="Remove: ThinkEdge").click()
    page.get_by_role("button", name="Basis of the ratios: Dell").click()
    assert page.url == at + query(NVIDIA, DELL, basis="b")
    elsewhere = visit(page.url, width=390, scheme="dark").page
    assert shown(elsewhere) == shown(page)
    for _ in range(3):
        page.go_back()
    page.get_by_role("button", name="Remove: ThinkEdge").wait_for()
    assert page.url == at + query(NVIDIA, EDGE, DELL)


@pytest.mark.parametrize(
    "text", [f"?a={V41}/closed/NVIDIA/none", "?a=../../x/y&b=1", "?a=a/b/../d", f"?a=%22{HOSTILE}"]
)
def test_an_address_without_a_system_is_told(at: str, visit: Open, text: str) -> None:
    opened = visit(at + text)
    opened.page.get_by_text("There is no system at").first.wait_for()
    assert opened.foreign == []
    assert opened.page.locator("#start").is_visible()


def test_everything_can_be_done_with_the_keyboard(at: str, visit: Open) -> None:
    opened = visit(at)
    page, keys = opened.page, opened.page.keyboard
    for _ in range(20):
        keys.press("Tab")
        if page.evaluate("document.activeElement.id") == "search":
            break
    for words in ("dell xe9680 h200", "supermicro 421ge-tnhr2 h100"):
        keys.type(words)
        page.locator("#choice-0").wait_for()
        keys.press("ArrowDown")
        keys.press("ArrowUp")
        assert page.locator("#choice-0").get_attribute("aria-selected") == "true"
        assert page.locator("#search").get_attribute("aria-activedescendant") == "choice-0"
        keys.press("Enter")
        page.wait_for_function("document.getElementById('search').value === ''")
    shown(page)
    assert "a=inference-v4.1/closed/Dell/" in page.url
    assert page.evaluate("document.activeElement.id") == "search"
    keys.type("nvidia")
    page.locator("#choice-0").wait_for()
    keys.press("Escape")
    assert page.locator("#choices").is_hidden()
    first = page.url
    for _ in range(20):
        keys.press("Shift+Tab")
        if "Earlier" in (page.evaluate("document.activeElement.ariaLabel") or ""):
            break
    keys.press("Enter")
    page.wait_for_function("address => location.href !== address", arg=first)
    assert "b=inference-v4.1/closed/Dell/" in page.url
    assert "SYS-421GE" in page.evaluate("document.activeElement.ariaLabel")  # the focus went with the system
    assert is_quiet(opened)


def test_a_system_can_be_found_with_the_mouse_and_six_are_enough(at: str, visit: Open) -> None:
    page = visit(at + query(*STORIES["six of all kinds"][:5])).page
    shown(page)
    page.locator("#search").click()
    page.locator("#choice-3").click()
    page.locator("#chosen-systems li:nth-child(6)").wait_for()
    assert page.locator("#picker").is_hidden()


def test_a_search_for_nothing_says_so(at: str, visit: Open) -> None:
    page = visit(at).page
    page.fill("#search", "no such thing")
    page.get_by_text("No system has all of these words.").wait_for()


def test_without_javascript_the_page_says_so_and_links_to_the_lists(at: str, visit: Open) -> None:
    opened = visit(at, javascript=False)
    assert "Comparing needs JavaScript" in opened.page.inner_text("main")
    assert opened.page.locator(".lists a").first.is_visible()
    assert not opened.page.locator("#search").is_visible()
    assert is_quiet(opened)


def test_it_works_from_a_file(site: SiteFolder, at: str, visit: Open) -> None:
    usual = visit(at + query(NVIDIA, EDGE))
    opened = visit((site.output / "compare/index.html").as_uri() + query(NVIDIA))
    opened.page.locator("#chosen-systems li").wait_for()
    opened.page.fill("#search", "2x NVIDIA L40S edge ThinkEdge")
    opened.page.locator("#choice-0").click()
    assert shown(opened.page) == shown(usual.page)
    assert is_quiet(opened)


def test_hostile_text_is_text(at: str, visit: Open) -> None:
    opened = visit(at + query(UNVERIFIED_ONE, NVIDIA))
    shown(opened.page)
    assert f"=1+1 {HOSTILE}" in opened.page.locator("#chosen-systems").text_content()
    assert opened.page.evaluate("document.querySelectorAll('main script, main img').length") == 0
    assert opened.page.title().startswith(f"=1+1 {' '.join(HOSTILE.split())}")
    assert is_quiet(opened)


def test_the_table_is_saved_without_formulas(at: str, visit: Open, tmp_path: Path, entries: dict[str, Entry]) -> None:
    page = visit(at + query(NVIDIA, UNVERIFIED_ONE, EDGE)).page
    tables = shown(page)
    with page.expect_download() as download:
        page.click("#save-csv")
    download.value.save_as(tmp_path / "comparison.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "comparison.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == sum(len(entries[link].results) for link in (NVIDIA, UNVERIFIED_ONE, EDGE))
    assert {row["system"] for row in rows if row["letter"] == "B"} == {f"'=1+1 {HOSTILE}"}
    saved = [row["ratio_derived_unverified"] for row in rows if row["ratio_derived_unverified"]]
    assert sorted(saved) == sorted(row["ratio"] for table in tables for row in table["rows"] if row["ratio"])
    assert {row["verification"] for row in rows if row["letter"] == "B"} == {"unverified"}
    assert all(cell[:1] not in "=+-@\t\r" or not cell for row in rows for cell in row.values())


def test_the_citation_names_all_that_the_rules_ask_for(at: str, visit: Open) -> None:
    page = visit(at + query(NVIDIA, DELL)).page
    shown(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#copy-citation")
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    for words in (
        "MLPerf® Inference v4.1 Closed Datacenter. NVIDIA, NVIDIA H200",
        "resnet Server, Offline;",
        "Retrieved from https://github.com/mlcommons/inference_results_v4.1 on 2024-09-02.",
        "Result ID v4.1-0021.",
        "Result verified by MLCommons Association.",
        page.url,
        LEGEND,
    ):
        assert words in copied


@pytest.mark.parametrize("story", ["", "two boxes", "six of all kinds"])
def test_it_breaks_no_rule_of_accessibility_and_fits_its_window(at: str, visit: Open, story: str) -> None:
    opened = visit(at + query(*STORIES[story]) if story else at)
    page = opened.page
    if story:
        shown(page)
        for summary in page.locator("summary").all():
            summary.click()
    if story != "six of all kinds":  # the list of choices stays open
        page.locator("#search").press("x")
        page.locator("#choice-0").wait_for()
    for width, scheme in product((390, 1280), SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert (width, scheme, axe(page)) == (width, scheme, [])
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert is_quiet(opened)
