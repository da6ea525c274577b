"""A ranking in columns: one value moved in it gives what ranking everything anew gives."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from site_builder.tables import Columns, Ranking, listed, rankings
from tests.builders import a_result, a_system, an_entry
from tests.tables.reading import catalog_of

VALUES = st.sampled_from(["1", "2", "2.0", "7.25", "10", "1e1"])
CHIPS = st.sampled_from(["T1000", "T2000"])
WEIGHTS = st.sampled_from(["fp16", "fp8", "int4", None])


def entries_with(values: list[str], chips: list[str], weights: list[str | None], scenario: str) -> dict[str, Any]:
    return {
        f"s{number}": an_entry(
            system=a_system(accelerator_model_name=chip, system_type="edge", submitter=f"Acme {number % 2}"),
            results=[a_result(scenario=scenario, value=float(value), weight_data_types=kind)],
        )
        for number, (value, chip, kind) in enumerate(zip(values, chips, weights, strict=True))
    }


def columns_of(entries: dict[str, Any]) -> tuple[Columns, Ranking]:
    catalog = catalog_of(entries)
    (ranking,) = rankings(catalog)
    return Columns.of(ranking, listed(catalog)), ranking


@given(st.data(), st.integers(1, 7), st.sampled_from(["Offline", "SingleStream"]))
def test_a_moved_value_gives_the_ranking_made_anew(data: st.DataObject, count: int, scenario: str) -> None:
    values, chips, weights = (
        data.draw(st.lists(kind, min_size=count, max_size=count)) for kind in (VALUES, CHIPS, WEIGHTS)
    )
    before, ranking = columns_of(entries_with(values, chips, weights, scenario))
    moved = data.draw(st.integers(0, count - 1))
    values[moved] = data.draw(VALUES)
    expected, anew = columns_of(entries_with(values, chips, weights, scenario))
    at = next(place for place, one in zip(before.places, ranking.standings, strict=True) if one.entry.id == f"s{moved}")
    value = expected.values[expected.places.index(at)]
    found = before.with_value((at, 0), value, ranking.metric.better)
    assert found == expected
    assert list(found.ranks().values()) == [standing.rank for standing in anew.standings]


def test_the_best_of_a_group_is_the_first_with_its_chips_and_bits() -> None:
    columns, _ = columns_of(entries_with(["3", "9", "5"], ["T1000"] * 3, ["fp16", "fp8", "fp8"], "Offline"))
    results = dict(zip(columns.values, columns.results, strict=True))
    best = {columns.group_of(result): columns.best_of(columns.group_of(result)) for result in columns.results}
    assert set(best.values()) == {results["3.0"], results["9.0"]}
    assert columns.best_of("another") is None
