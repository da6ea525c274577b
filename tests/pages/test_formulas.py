"""The formula behind each number of a card: said once for all that share it, and reached from the number's row."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.pages.formulas import ResultFormula, formulas
from site_builder.render import render
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.pages.card_reader import parse
from tests.pages.test_result_card import card_of

LOG = "closed/Acme/results/rocket/resnet50/Offline/performance/run_1/mlperf_log_detail.txt"
RATE = "result_samples_per_second"
RULES = {"field_by_scenario": {"Offline": RATE}}
LOGGED = {"path": LOG, "sha256": "0af1"}


def a_card(results: list[dict[str, Any]], rules: dict[str, Any] | None = RULES, **changes: Any) -> tuple[Any, Any]:
    """The entry with these results in a round of these rules, and its card."""
    round_ = a_round(logs=rules, scenarios=["SingleStream", "MultiStream", "Server", "Offline"])
    entry = an_entry(system=a_system(), results=results, **changes)
    return card_of({"site.json": a_site(), f"rounds/{ROUND}.json": round_, "rocket.json": entry})


def test_results_that_share_a_formula_share_its_line() -> None:
    results = [a_result(benchmark=name, source=LOGGED) for name in ("resnet", "bert-99")]
    entry, _ = a_card(results)
    assert formulas(entry) == (ResultFormula("Offline, Samples/s", (RATE,), "as it is"),)


def test_benchmarks_are_named_where_they_differ_in_their_field() -> None:
    own = {"field_by_benchmark": {"bert-99": {"Offline": "result_inferred_tokens_per_second"}}}
    results = [a_result(benchmark=name, source=LOGGED) for name in ("resnet", "bert-99")]
    entry, _ = a_card(results, RULES | own)
    assert formulas(entry) == (
        ResultFormula("Offline, Samples/s (resnet)", (RATE,), "as it is"),
        ResultFormula("Offline, Samples/s (bert-99)", ("result_inferred_tokens_per_second",), "as it is"),
    )


def test_an_inferred_result_tells_what_was_run_and_what_was_done() -> None:
    entry, _ = a_card([a_result(source=LOGGED, inferred_from="MultiStream")])
    fields = ("effective_samples_per_query", "result_mean_query_latency_ns")
    words = "samples per query × 10⁹ / mean latency in nanoseconds, to 12 digits"
    assert formulas(entry) == (ResultFormula("Offline inferred from MultiStream, Samples/s", fields, words),)


@pytest.mark.parametrize("source", [{"path": "summary_results.json"}, {"url": "https://example.org/results"}])
def test_a_number_that_no_log_gave_stands_as_its_source_states_it(source: dict[str, str]) -> None:
    entry, _ = a_card([a_result(source=source)])
    assert formulas(entry) == (ResultFormula("Offline, Samples/s", (), "as its source states it"),)


def test_a_number_without_a_source_has_no_formula() -> None:
    entry, page = a_card([a_result()])
    assert formulas(entry) == ()
    assert "Read from" not in render(page).decode()


def test_from_a_number_one_gets_to_its_field_its_log_and_its_hash() -> None:
    _, page = a_card([a_result(source=LOGGED)])
    html = render(page)
    soup = BeautifulSoup(html, "html5lib")
    row = soup.select_one("table.performance tbody tr")
    link = row.select_one("th a") if row else None
    assert link is not None
    backing = soup.find(id=str(link["href"]).removeprefix("#"))
    assert backing is not None
    told = backing.get_text()
    assert LOG in told
    assert "0af1" in told
    assert parse(html).formulas[0].fields == (RATE,)


def test_a_result_of_which_nothing_more_is_known_has_its_line_all_the_same() -> None:
    """What is said of it first is then one more line of the card, and not a table."""
    state = {"status": "superseded", "date": "2024-06-01", "link": "https://example.org/why"}
    _, page = a_card([a_result()], verification=state)
    (about,) = page.context.about
    assert (about.name, about.places, about.accuracy, about.precision, about.result_id) == (
        "resnet Offline",
        (),
        "",
        "",
        "",
    )
    assert [row.backing for table in page.context.results for row in table.rows] == [about.id]
