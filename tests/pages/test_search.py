"""What can be found: every system, board, term, article and page, with the values it is found by, and no score."""

import re
from pathlib import Path

import pytest

from site_builder.config import Site
from site_builder.models import Number
from site_builder.pages import plan_site
from site_builder.pages.search_records import Found, SearchRecord
from site_builder.sources import read_data
from tests.builders import a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder


def found_in(folder: Path) -> tuple[Found, ...]:
    return plan_site(Site(format=Number("1"), title="Acme"), read_data(str(folder)).catalog).finds


def named(site: SiteFolder, kind: str) -> dict[str, SearchRecord]:
    return {item.record.title: item.record for item in found_in(site.data) if item.record.kind == kind}


def test_everything_can_be_found_by_kind(site: SiteFolder) -> None:
    site.write(
        "articles/terms.md", '+++\ntitle = "Terms"\nglossary = true\n+++\n\n### Offline, batch\n\nAll at once.\n'
    )
    site.write("articles/rules.md", '+++\ntitle = "Rules"\n+++\n\n## Ranks\n\nBy value.\n')
    records = [item.record for item in found_in(site.data)]
    assert [(record.kind, record.title, record.href) for record in records] == [
        ("system", "Rocket 9 (8x T1000)", "../sprint-v1/closed/Acme/rocket/index.html"),
        ("board", "Sprint v1 Closed Datacenter resnet Offline", records[1].href),
        ("article", "Rules", "../articles/rules/index.html"),
        ("article", "Rules: Ranks", "../articles/rules/index.html#ranks"),
        ("article", "Terms", "../articles/terms/index.html"),
        ("term", "Offline, batch", "../articles/terms/index.html#offline-batch"),
        ("page", "Sprint v1", "../sprint-v1/index.html"),
        ("page", "Acme", "../submitters/Acme/index.html"),
        ("page", "T1000", "../accelerators/T1000/index.html"),
    ]
    assert records[5].names == ("Offline", "batch")


def test_a_system_is_found_by_its_own_values_and_its_rows_by_theirs(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(weight_data_types="int8", id="1-0007")]))
    data = plan_site(Site(format=Number("1"), title="Acme"), read_data(str(site.data)).catalog)
    (page,) = [page for page in data.pages if page.url == "search/records.js"]
    values = [(value.facet, value.text) for value in page.context.values]
    (system,) = named(site, "system").values()
    assert {values[number] for number in system.values} == {
        ("submitter", "Acme"),
        ("round", "Sprint v1"),
        ("division", "Closed"),
        ("availability", "Available"),
        ("verification", "unverified"),
        ("accelerator", "T1000"),
        ("chips", "8"),
        ("category", "Datacenter"),
    }
    (row,) = system.rows
    assert {values[number] for number in row.values} == {
        ("benchmark", "resnet"),
        ("scenario", "Offline"),
        ("category", "Datacenter"),
        ("precision", "int8"),
    }
    assert (system.names, row.rank) == (("1-0007",), 1)


def test_a_system_without_accelerators_is_found_by_its_processor(site: SiteFolder) -> None:
    system = a_system(accelerators_per_node="0", host_processors_per_node="2")
    site.write("results/acme/rocket.json", an_entry(system=system))
    (record,) = named(site, "system").values()
    assert record.detail == "Acme · Sprint v1 Closed Datacenter · Available · 2x Quad 7"


def test_each_system_says_its_state(site: SiteFolder) -> None:
    site.write(
        "results/acme/old.json", an_entry(verification={"status": "withdrawn"}, system=a_system(system_name="Old"))
    )
    assert {title: record.state for title, record in named(site, "system").items()} == {
        "Rocket 9 (8x T1000)": "unverified",
        "Old": "withdrawn",
    }


def test_the_name_keeps_its_mark(site: SiteFolder) -> None:
    site.write("rounds/sprint-v1.json", a_round(title="MLPerf Sprint v1", messaging="mlperf"))
    bare = [item for item in found_in(site.data) if re.search("MLPerf(?!®)", f"{item.record}{item.text}")]
    assert bare == []


def test_no_score_of_the_shipped_rounds_can_be_read_in_the_search() -> None:
    catalog = read_data(str(ROOT / "data")).catalog
    scores = {str(result.value) for entry in catalog.entries for result in entry.results if "." in str(result.value)}
    assert len(scores) > 500
    said = {
        word for item in found_in(ROOT / "data") for word in re.findall(r"[0-9]+\.[0-9]+", f"{item.record}{item.text}")
    }
    # Versions of software have such numbers as well: those of more than two decimals are none.
    assert {score for score in scores & said if len(score.partition(".")[2]) > 2} == set()


@pytest.mark.parametrize("name", ["search/index.html", "index.html"])
def test_only_the_search_page_may_run_wasm(site: SiteFolder, name: str) -> None:
    site.build()
    policy = (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
        if name.startswith("search")
        else "default-src 'self'"
    )
    assert f'content="{policy}"' in site.page(name)


def test_what_the_index_follows_from_is_known_without_reading_an_entry(site: SiteFolder) -> None:
    (before,) = [item.basis for item in found_in(site.data) if item.record.kind == "system"]
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=7)]))
    (other_value,) = [item.basis for item in found_in(site.data) if item.record.kind == "system"]
    site.write("results/acme/rocket.json", an_entry(system=a_system(stack={"driver": ["550"]})))
    (other_text,) = [item.basis for item in found_in(site.data) if item.record.kind == "system"]
    assert before == other_value != other_text
