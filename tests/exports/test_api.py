"""The API: documents that hold to their schemas, addresses that lead somewhere, digits as in the data."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from site_builder.models import STATUSES
from tests.builders import an_entry
from tests.conftest import SiteFolder
from tests.exports.written import digits, results_in

ADDRESSES = {"address", "data", "board", "systems_data", "results_data"}


def closed(schema: Any) -> Any:
    """The schema, refusing what it does not describe; free mappings stay free."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(part) for key, part in schema.items()}
    return inner | ({"additionalProperties": False} if "properties" in schema else {})


def documents(site: SiteFolder) -> list[Path]:
    """Every JSON document of a site that names a schema of its own site."""
    found = [path for path in site.output.rglob("*.json") if not {"downloads", "pagefind"} & set(path.parts)]
    return [path for path in found if path.name != "site-manifest.json" and path.parent.name != "schema"]


def members(document: Any) -> Iterator[tuple[str, Any]]:
    """Every name and value in a document."""
    for name, value in document.items() if isinstance(document, dict) else ():
        yield name, value
        yield from members(value)
    for value in document if isinstance(document, list) else ():
        yield from members(value)


@pytest.fixture(params=["shipped", "rich"])
def built(request: pytest.FixtureRequest) -> SiteFolder:
    """A built site."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def test_every_document_holds_to_its_schema_and_says_nothing_beside_it(built: SiteFolder) -> None:
    validators: dict[Path, Draft202012Validator] = {}
    names = set()
    for path in documents(built):
        document = json.loads(path.read_bytes())
        where = (path.parent / document["$schema"]).resolve()
        names.add(where.stem)
        if where not in validators:
            schema = json.loads(where.read_bytes())
            Draft202012Validator.check_schema(schema)
            validators[where] = Draft202012Validator(closed(schema))
        assert [error.message for error in validators[where].iter_errors(document)] == [], path
    assert names == {"root", "round", "systems", "results", "card"}


def test_every_address_leads_to_a_file_of_the_site(built: SiteFolder) -> None:
    checked = 0
    for path in documents(built):
        document = json.loads(path.read_bytes())
        for name, value in members({key: value for key, value in document.items() if key != "system"}):
            if name in ADDRESSES and isinstance(value, str):
                page, _, anchor = value.partition("#")
                assert (built.output / page).is_file(), (path, value)
                checked += 1
                assert not anchor or f' id="{anchor}"' in built.page(page), value
    assert checked > 100


def test_every_number_of_the_data_is_in_the_results_digit_for_digit(shipped: SiteFolder) -> None:
    published = digits((shipped.output / "api/v1/rounds/inference-v4.1/results.json").read_bytes())
    found = sorted((result["submitter"], result["benchmark"], result["value"]) for result in published["results"])
    assert found == sorted(
        (entry.get("submitter", entry["system"]["submitter"]), result["benchmark"], result["value"])
        for _, entry, result in results_in(shipped.data)
    )


def test_the_root_lists_what_there_is(shipped: SiteFolder) -> None:
    root = json.loads(shipped.page("api/v1/index.json"))
    (listed,) = root["rounds"]
    assert (listed["id"], listed["systems"], listed["results"]) == ("inference-v4.1", 98, 937)
    assert set(root["schemas"].values()) == {f"api/v1/schema/{name}.json" for name in root["schemas"]}
    assert root["states"] == list(STATUSES)
    assert root["legend"].startswith("The MLPerf name and logo are")


def test_a_round_says_its_units_and_targets(shipped: SiteFolder) -> None:
    round_ = digits((shipped.output / "api/v1/rounds/inference-v4.1/index.json").read_bytes())
    bert = {known["id"]: known for known in round_["benchmarks"]}["bert-99"]
    assert bert["units"] == {"SingleStream": "Latency (ms)", "Server": "Queries/s", "Offline": "Samples/s"}
    assert bert["accuracy_targets"] == [{"metric": "F1", "minimum": "89.96526", "maximum": None}]
    assert round_["metrics"]["Latency (ms)"] == "lower"


def test_the_state_of_each_result_is_told(site: SiteFolder) -> None:
    withdrawn = {"status": "withdrawn", "date": "2024-06-01", "reason": "the cooling was not the one described"}
    site.write("results/acme/rocket.json", an_entry(verification=withdrawn))
    site.write("results/acme/comet.json", an_entry())
    site.build()
    results = json.loads(site.page("api/v1/rounds/sprint-v1/results.json"))["results"]
    states = [(result["verification"]["status"], result["verification"]["reason"]) for result in results]
    assert states == [("unverified", None), ("withdrawn", withdrawn["reason"])]
    assert [len(result["ranks"]) for result in results] == [1, 0]


def test_a_site_whose_one_system_has_no_results_yet_tells_the_system(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[]))
    site.build()
    assert [(listed["id"], listed["results"]) for listed in json.loads(site.page("api/v1/index.json"))["rounds"]] == [
        ("sprint-v1", 0)
    ]
