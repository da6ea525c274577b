"""Who is ranked with whom, and in which order."""

from typing import Any

from site_builder.tables import Ranking, Tables, rankings
from tests.builders import a_result, a_system, an_entry
from tests.tables.reading import catalog_of


def ranks(ranking: Ranking) -> list[tuple[int | None, str]]:
    """Rank and system of each standing, best first."""
    return [(standing.rank, standing.entry.id) for standing in ranking.standings]


def with_values(scenario: str, **values: Any) -> dict[str, dict[str, Any]]:
    """Entries by id with one result each."""
    return {name: an_entry(results=[a_result(scenario=scenario, value=value)]) for name, value in values.items()}


def test_throughput_ranks_highest_first() -> None:
    (ranking,) = rankings(catalog_of(with_values("Offline", slow=10, fast=20.5, middle=15)))
    assert ranks(ranking) == [(1, "fast"), (2, "middle"), (3, "slow")]


def test_latency_ranks_lowest_first() -> None:
    entries = {
        name: an_entry(system=a_system(system_type="edge"), results=[a_result(scenario="SingleStream", value=value)])
        for name, value in {"slow": 3.5, "fast": 0.9}.items()
    }
    (ranking,) = rankings(catalog_of(entries))
    assert ranks(ranking) == [(1, "fast"), (2, "slow")]


def test_ties_share_a_rank_and_the_next_one_is_skipped() -> None:
    (ranking,) = rankings(catalog_of(with_values("Offline", a=10, b=10.0, c=9)))
    assert ranks(ranking) == [(1, "a"), (1, "b"), (3, "c")]


def test_a_system_of_two_categories_stands_on_both_boards() -> None:
    entry = an_entry(system=a_system(system_type="datacenter,edge"))
    assert {ranking.key.category for ranking in rankings(catalog_of({"both": entry}))} == {"datacenter", "edge"}


def test_power_runs_and_plain_runs_are_ranked_apart() -> None:
    powered = a_result(value=99, power={"value": 812.4, "unit": "Watts"})
    found = rankings(catalog_of({"plain": an_entry(), "powered": an_entry(results=[powered])}))
    assert {ranking.key.with_power: ranks(ranking) for ranking in found} == {
        False: [(1, "plain")],
        True: [(1, "powered")],
    }


def test_unverified_results_are_ranked_apart_and_corrected_ones_with_the_verified() -> None:
    states = {"mine": "unverified", "theirs": "verified", "mended": "corrected"}
    found = rankings(catalog_of({name: an_entry(verification={"status": state}) for name, state in states.items()}))
    assert {ranking.key.verified: ranks(ranking) for ranking in found} == {
        False: [(1, "mine")],
        True: [(1, "mended"), (1, "theirs")],
    }


def test_withdrawn_and_superseded_results_stand_on_no_board_and_ranks_close_up() -> None:
    entries = with_values("Offline", first=30, second=20, third=10)
    entries["first"]["verification"] = {"status": "withdrawn"}
    entries["second"]["results"][0]["verification"] = {"status": "superseded"}
    (ranking,) = rankings(catalog_of(entries))
    assert ranks(ranking) == [(1, "third")]


def test_the_open_division_ranks_within_one_used_model_only() -> None:
    system = a_system(division="open")
    entries = {
        name: an_entry(system=system, results=[a_result(used_model=model, value=value)])
        for name, model, value in [("a", "tiny", 5), ("b", "tiny", 6), ("c", "large", 1)]
    }
    found = rankings(catalog_of(entries))
    assert {ranking.key.used_model: ranks(ranking) for ranking in found} == {
        "tiny": [(1, "b"), (2, "a")],
        "large": [(1, "c")],
    }


def test_results_in_another_unit_are_ranked_apart() -> None:
    entries = with_values("Offline", a=10, b=20)
    entries["b"]["results"][0]["unit"] = "Queries/s"
    assert [len(ranking.standings) for ranking in rankings(catalog_of(entries))] == [1, 1]


def test_results_of_models_that_nobody_names_are_listed_and_not_ranked() -> None:
    system = a_system(division="open")
    entries = {
        name: an_entry(system=system, results=[a_result(value=value, **model)])
        for name, value, model in [("a", 5, {}), ("b", 6, {}), ("c", 1, {"used_model": "resnet"})]
    }
    catalog = catalog_of(entries)
    tables = Tables.of(catalog)
    assert [ranks(ranking) for ranking in tables.rankings] == [[(1, "c")]]
    assert [ranks(ranking) for ranking in tables.unranked] == [[(None, "b"), (None, "a")]]
    assert {e.id: [p.rank for p in tables.placings(e, 0)] for e in catalog.entries} == {"a": [], "b": [], "c": [1]}
