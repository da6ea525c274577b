"""The seed card's facts in our own words, and its parity with the published page."""

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import SiteFolder

CARD = "inference-v4.1/closed/Lenovo/ThinkEdge_SE455_V3_as_published/index.html"
HEADER = {
    "h1.title": "MLPerf Inference v4.1",
    ".copyright": "Copyright 2019-2024 MLCommons",
    ".headerbar p:nth-of-type(1)": "Lenovo",
    ".headerbar p:nth-of-type(2)": "ThinkEdge SE455 V3 (2x NVIDIA L40S, TensorRT)",
    "#license_num": "MLPerf Inference Category:",
    "#license_num_val": "Datacenter",
    "#test_date": "MLPerf Inference Division:",
    "#test_date_val": "Closed",
    "#tester_val": "Lenovo",
    "#sw_avail_val": "Available as of Aug 2024",
}
COUNTS = {
    "Accelerator Details": 9,
    "Processor and Memory Details": 8,
    "Other Hardware Details": 8,
    "Network and Interconnect Details": 8,
    "Software Details": 7,
}
STATED = {  # all other facts are blank
    "accelerator_host_interconnect": "N/A",
    "accelerator_interconnect": "N/a",
    "accelerator_memory_capacity": "48 GB",
    "accelerator_memory_configuration": "GDDR6",
    "accelerator_model_name": "NVIDIA L40S",
    "accelerators_per_node": "2",
    "cooling": "Air-cooled",
    "framework": "TensorRT 9.3.0, CUDA 12.3",
    "host_memory_capacity": "128 GB",
    "host_memory_configuration": "4x 32GB M321R4GA3BB6-CQKDS",
    "host_network_card_count": "2",
    "host_networking": "Gig Ethernet",
    "host_networking_topology": "N/A",
    "host_processor_core_count": "16",
    "host_processor_model_name": "AMD EPYC 8124P 16-Core Processor",
    "host_processors_per_node": "1",
    "operating_system": "Ubuntu 22.04.3",
    "other_software_stack": "TensorRT 9.3.0, CUDA 12.2, cuDNN 8.9.6, Driver 545.23.08, DALI 1.28.0",
}
RESULTS = [  # model, accuracy target, Server, Offline: in the published order
    ["gptj-99", "ROUGE1: 42.5566, ROUGE2: 19.9223, ROUGEL: 29.6882, GEN_LEN: 3615190.2", "", "", "Tokens/s", "1718.33"],
    ["bert-99", "F1: 89.9653", "", "", "Samples/s", "6502.66"],
    ["retinanet", "mAP: 37.1745", "", "", "Samples/s", "1629.08"],
    ["resnet", "acc: 75.6954", "", "", "Samples/s", "86304.6"],
    ["3d-unet-99", "DICE: 0.8531", "", "", "Samples/s", "7.79867"],
]


@pytest.fixture(scope="module")
def shipped(built_shipped: SiteFolder) -> Path:
    """The site that the repository's own data makes."""
    return built_shipped.output


@pytest.fixture(scope="module")
def card(shipped: Path) -> Tag:
    return BeautifulSoup((shipped / CARD).read_bytes(), "html5lib").select("article.resultpage")[0]


def rows(table: Tag) -> list[list[str]]:
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.select("tr")]


def test_the_header_says_what_was_published(card: Tag) -> None:
    assert {selector: [found.get_text() for found in card.select(selector)] for selector in HEADER} == {
        selector: [text] for selector, text in HEADER.items()
    }


def test_each_section_has_its_facts_in_alphabetical_order_blanks_included(card: Tag) -> None:
    tables = {section.select("h3")[0].get_text(): rows(section) for section in card.select("section.facts section")}
    assert {title: len(table) for title, table in tables.items()} == COUNTS
    assert list(tables) == list(COUNTS)
    assert all(table == sorted(table) for table in tables.values())
    assert {key: text for table in tables.values() for key, text in table if text} == STATED


def test_the_results_stand_in_the_published_order_with_their_own_digits(card: Tag) -> None:
    assert "Results Table" in [heading.get_text() for heading in card.find_all("h3")]
    (table,) = card.select("table.performance")
    assert rows(table) == [
        ["Model", "Accuracy Target", "Server", "Offline"],
        ["Metric", "Performance", "Metric", "Performance"],
        *RESULTS,
    ]


def test_the_card_says_outside_the_published_part_that_it_is_superseded(card: Tag) -> None:
    assert card.select(".state-of-card strong")[0].get_text() == "superseded"
    assert "superseded" not in "".join(
        part.get_text() for part in card.select("header, section.facts, section.results")
    )


@pytest.mark.corpora
def test_the_card_equals_the_published_one_string_for_string(shipped: Path, shared: Path) -> None:
    command = [shared / "tools/seed_parity.py", shipped, shared / "corpora/seed_card.html", "--strict-dom"]
    run = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
