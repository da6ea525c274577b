"""Named results: one look-up for all who name a row of a card."""

from typing import Any

import pytest

from site_builder.models import Entry
from site_builder.pages import named_results
from site_builder.problems import NothingFound
from site_builder.sources import read_data
from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import SiteFolder

ENTRY = "results/acme/rocket.json"


def read(site: SiteFolder, **changes: Any) -> Entry:
    """The entry, read."""
    site.write(ENTRY, an_entry(**changes))
    return read_data(str(site.data)).catalog.entries[0]


THREE = [a_result(), a_result(scenario="Server"), a_result(benchmark="bert-99")]


@pytest.mark.parametrize(
    ("name", "positions"),
    [
        ("result-resnet", [0, 1]),
        ("resnet", [0, 1]),
        ("RESNET", [0, 1]),
        ("of-resnet", [0, 1]),
        ("resnet/Server", [1]),
        ("resnet server", [1]),
        ("Result-ResNet/Offline", [0]),
        ("of-bert-99 Offline", [2]),
    ],
)
def test_a_row_is_found_by_anchor_benchmark_and_scenario_whatever_the_case(
    site: SiteFolder, name: str, positions: list[int]
) -> None:
    assert named_results(read(site, results=THREE), name) == positions


def test_a_model_of_ones_own_is_a_name_too(site: SiteFolder) -> None:
    results = [a_result(used_model="tiny-resnet"), a_result(used_model="Small ResNet", scenario="Server")]
    entry = read(site, division="open", results=results)
    assert [
        named_results(entry, name) for name in ("tiny-resnet", "small resnet", "Small ResNet/Server", "resnet")
    ] == [
        [0],
        [1],
        [1],
        [0, 1],
    ]


def test_rows_of_either_category_are_found(site: SiteFolder) -> None:
    entry = read(site, system=a_system(system_type="datacenter,edge"), results=[a_result()])
    assert [named_results(entry, f"result-{category}-resnet") for category in ("datacenter", "edge")] == [[0], [0]]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("resnt", f'write "{ROUND}/closed/Acme/rocket#resnet"'),
        ("\x1b[31m", "write one of result-resnet, result-bert-99"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(site: SiteFolder, name: str, fix: str) -> None:
    with pytest.raises(NothingFound) as told:
        named_results(read(site, results=THREE), name)
    assert told.value.fix == fix
