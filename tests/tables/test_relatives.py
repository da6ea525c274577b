"""Which systems differ from one in one thing only."""

from typing import Any

from site_builder.models import Catalog
from site_builder.tables import Relatives, Tables
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.tables.reading import catalog_of

NEXT = "sprint-v2"


def relatives_of(catalog: Catalog) -> Relatives:
    return Relatives.of(catalog, Tables.of(catalog))


def hosted(processor: str, **changes: Any) -> dict[str, Any]:
    return an_entry(system=a_system(host_processor_model_name=processor, **changes))


def other_hosts(entries: dict[str, Any], of: str = "a") -> list[tuple[str, str]]:
    """Id and processors of what is the same as `a` in another host."""
    catalog = catalog_of(entries)
    entry = next(entry for entry in catalog.entries if entry.id == of)
    return [(found.entry.id, found.processors) for found in relatives_of(catalog).other_hosts(entry)]


def test_another_host_has_the_same_accelerators_and_other_processors() -> None:
    entries = {
        "a": hosted("Quad 7"),
        "b": hosted("Quad 8", host_processors_per_node=2),
        "same-host": hosted("quad  7"),
        "other-number": hosted("Quad 8", accelerators_per_node="4"),
        "other-model": hosted("Quad 8", accelerator_model_name="T2000"),
        "other-category": hosted("Quad 8", system_type="edge"),
        "other-division": hosted("Quad 8", division="open"),
        "not-stated": hosted(""),
        "withdrawn": hosted("Quad 9") | {"verification": {"status": "withdrawn"}},
    }
    assert other_hosts(entries) == [("b", "2x Quad 8")]


def test_of_many_hosts_a_few_are_named_one_for_each_kind_of_processors() -> None:
    entries = {"a": hosted("Quad 7")} | {f"{n}-{copy}": hosted(f"Six {n}") for n in range(9) for copy in "xy"}
    assert other_hosts(entries) == [("0-x", "Six 0"), ("1-x", "Six 1"), ("2-x", "Six 2")]


def test_a_system_of_two_categories_has_relatives_in_both_each_once() -> None:
    both = hosted("Quad 7", system_type="datacenter,edge")
    entries = {"a": both, "b": hosted("Six 1", system_type="edge"), "c": hosted("Six 2", system_type="datacenter,edge")}
    assert sorted(other_hosts(entries)) == [("b", "Six 1"), ("c", "Six 2")]


def test_without_accelerators_there_is_no_other_host() -> None:
    bare = {"accelerator_model_name": "N/A", "accelerators_per_node": "0"}
    assert other_hosts({"a": hosted("Quad 7", **bare), "b": hosted("Quad 8", **bare)}) == []


def test_the_same_system_is_found_in_other_rounds_newest_first() -> None:
    rounds = {ROUND: a_round(), NEXT: a_round(version="v2", published="2025-05-01")}
    rounds["sprint-v3"] = a_round(version="v3", published="2026-05-01")
    entries = {
        "a": an_entry(),
        "later": an_entry(round=NEXT, system=a_system(system_name="ROCKET 9 (8x T1000)")),
        "latest": an_entry(round="sprint-v3"),
        "fewer": an_entry(round=NEXT, system=a_system(accelerators_per_node="4")),
        "rival": an_entry(round=NEXT, system=a_system(submitter="Rival")),
        "renamed": an_entry(round=NEXT, system=a_system(system_name="Rocket 10")),
        "namesake": an_entry(),
    }
    catalog = catalog_of(entries, **rounds)
    entry = next(entry for entry in catalog.entries if entry.id == "a")
    assert [there.id for there in relatives_of(catalog).other_rounds(entry)] == ["latest", "later"]


def lower(entries: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    """Position, id and both formats of what has fewer bits than the results of `a`."""
    catalog = catalog_of(entries)
    entry = next(entry for entry in catalog.entries if entry.id == "a")
    found = relatives_of(catalog).lower_precisions(entry)
    return [(one.position, one.standing.entry.id, one.here, one.there) for one in found]


def with_weights(*types: str, **changes: Any) -> dict[str, Any]:
    scenarios = ("Offline", "Server")
    results = [a_result(scenario=s, weight_data_types=t, **changes) for s, t in zip(scenarios, types, strict=False)]
    return an_entry(results=results)


def test_the_next_fewer_bits_are_found_at_their_best_among_the_same_accelerators() -> None:
    entries = {
        "a": with_weights("fp16", "int8"),
        "fp8": with_weights("float8", "fp8", value=5),
        "best": with_weights("FP8", value=6),
        "least": with_weights("int4", value=9),
        "mixed": with_weights("int4,fp8", value=99),
        "powered": with_weights("fp8", value=99, power={"value": 9, "unit": "Watts"}),
        "other": with_weights("fp8", value=99) | {"system": a_system(accelerators_per_node="4")},
    }
    assert lower(entries) == [(0, "best", "fp16", "fp8")]


def test_results_whose_weights_are_not_read_have_no_relatives() -> None:
    assert lower({"a": with_weights("secret"), "b": with_weights("int4")}) == []
    assert lower({"a": an_entry(), "b": with_weights("int4")}) == []
