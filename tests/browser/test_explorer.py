"""The explorer in Chromium: find, filter, search, send the address, open it elsewhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.explorer_site import EVERY, SOME, V41, count, drawn, in_the_data, panel, quiet, search, tick

Open = Callable[..., Visit]


@pytest.fixture(name="url")
def explorer_address(at: dict[str, str]) -> str:
    return at["shipped"] + V41


def test_a_reader_filters_and_sends_the_address(url: str, visit: Open) -> None:
    opened = visit(url)
    page = opened.page
    assert count(page) == EVERY
    tick(page, "benchmark", "llama2-70b-99")
    tick(page, "scenario", "Offline")
    expected = in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    assert page.url == url + SOME
    assert count(page) == f"{len(expected)} of 937 results"
    assert sorted(drawn(page)) == expected
    page.locator("#explorer-table thead button", has_text="Value").click()
    assert page.url == f"{url}{SOME}&sort=-value"
    values = [float(value) for _, value in drawn(page)]
    assert values == sorted(values, reverse=True)

    elsewhere = visit(page.url)
    assert elsewhere.page.inner_text("main") == page.inner_text("main")
    assert drawn(elsewhere.page) == drawn(page)
    quiet(opened)
    quiet(elsewhere)


# ---- the address


def test_the_address_has_one_order_however_it_came_about(url: str, visit: Open) -> None:
    page = visit(url).page
    search(page, "  H100 ")
    tick(page, "submitter", "NVIDIA")
    tick(page, "scenario", "Server")
    tick(page, "scenario", "Offline")
    assert page.url == f"{url}?scenario=Offline&scenario=Server&submitter=NVIDIA&q=H100"
    page.locator(".picked .plainly").click()
    assert page.url == url


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("?q=h200&scenario=Server&scenario=Offline", "?scenario=Offline&scenario=Server&q=h200"),
        ("?sort=-value&submitter=nvidia&submitter=NVIDIA&q=", "?submitter=NVIDIA&sort=-value"),
        ("?columns=power,category&benchmark=bert-99", "?benchmark=bert-99&columns=category,power"),
        ("?processor=AMD%20EPYC%209654", "?processor=AMD+EPYC+9654"),
        ("?", ""),
    ],
)
def test_two_readers_of_the_same_have_the_same_address(url: str, visit: Open, written: str, canonical: str) -> None:
    page = visit(url + written).page
    assert page.url == url + canonical
    assert drawn(visit(page.url).page) == drawn(page)


def test_back_and_forward_lead_through_what_was_asked(url: str, visit: Open) -> None:
    page = visit(url).page
    tick(page, "division", "Open")
    some = count(page)
    page.locator("#explorer-search").press_sequentially("llama")
    fewer = count(page)
    assert len({some, fewer, EVERY}) == 3
    page.go_back()
    assert (count(page), page.locator("#explorer-search").input_value()) == (some, "")
    page.go_back()
    assert (count(page), page.url) == (EVERY, url)
    page.go_forward()
    page.go_forward()
    assert (count(page), page.locator("#explorer-search").input_value()) == (fewer, "llama")


def test_what_the_address_asks_for_in_vain_is_told_and_can_be_left_out(url: str, visit: Open) -> None:
    opened = visit(f"{url}?benchmark=llama3&scenario=Offline&sort=speed&columns=power,x&colour=red")
    page = opened.page
    assert page.locator("#explorer-unknown").inner_text() == (
        "The address asks for benchmark “llama3”, which no result here has. "
        "The address asks for a column “speed”, which this table does not have. "
        "The address asks for a column “x”, which this table does not have. "
        "“colour” in the address means nothing here. Leave it out"
    )
    assert count(page) == "0 of 937 results"
    page.get_by_role("button", name="Leave it out").click()
    assert page.url == f"{url}?scenario=Offline&columns=power"
    assert page.locator("#explorer-unknown").is_hidden()
    quiet(opened)


# ---- filters and search


def test_what_a_filter_hides_is_said_with_a_way_to_see_it(url: str, visit: Open) -> None:
    page = visit(f"{url}{SOME}&availability=Available").page
    asked = {"benchmark": "llama2-70b-99", "scenario": "Offline"}
    every, preview = in_the_data(**asked), in_the_data(**asked, status="preview")
    research = len(every) - len(preview) - len(in_the_data(**asked, status="available"))
    assert preview
    assert f"{len(preview)} Preview hidden show" in page.locator(".count").inner_text()
    assert count(page) == f"{len(every) - len(preview) - research} of 937 results"
    page.get_by_role("button", name=f"show: {len(preview)} Preview hidden").click()
    assert count(page) == f"{len(every) - research} of 937 results"
    assert "Preview hidden" not in page.locator(".count").inner_text()


def test_results_that_no_longer_count_are_told_apart(url: str, visit: Open) -> None:
    page = visit(f"{url}?submitter=Lenovo").page
    states = [state for (state,) in drawn(page, "verification")]
    gone = states.count("superseded")
    assert gone == 5
    assert count(page) == f"{len(states) - gone} of 937 results; 5 more no longer count"
    assert EVERY.split("; ")[1] in page.inner_text(".round-head .lead")


def test_counts_beside_values_are_what_ticking_them_would_show(url: str, visit: Open) -> None:
    page = visit(url + SOME).page
    panel(page, "submitter")
    options = page.locator("[data-facet=submitter] label").all()
    told = {o.locator(".what").inner_text(): int(o.locator(".of").inner_text()) for o in options}
    found = in_the_data(benchmark="llama2-70b-99", scenario="Offline")
    assert sum(told.values()) == len(found)
    for name, number in told.items():
        assert number == sum(submitter == name for submitter, _ in found), name


def test_a_number_with_an_x_is_a_count_of_chips(url: str, visit: Open) -> None:
    page = visit(f"{url}?q=1x+H200").page
    rows = drawn(page, "chips", "accelerator")
    assert rows
    assert {chips for chips, _ in rows} == {"1"}
    assert all(" H200" in accelerator for _, accelerator in rows)  # and no GH200
    search(page, "8xh100 offline")
    rows = drawn(page, "chips", "scenario")
    assert rows
    assert {(chips, scenario.split(" ")[0]) for chips, scenario in rows} == {("8", "Offline")}


def test_every_word_must_be_said(url: str, visit: Open) -> None:
    page = visit(url).page
    sizes = []
    for words in ("dell", "dell server", "dell server bert-99.9"):
        search(page, words)
        rows = drawn(page, "submitter", "system", "benchmark", "scenario")
        sizes.append(len(rows))
        assert all("dell" in f"{submitter} {system}".lower() for submitter, system, _, _ in rows)
    assert sizes == sorted(set(sizes), reverse=True)
    assert {(benchmark, scenario) for _, _, benchmark, scenario in rows} == {("bert-99.9", "Server")}


# ---- nothing found


def test_a_word_that_nothing_says_is_named(url: str, visit: Open) -> None:
    page = visit(url).page
    search(page, "h200 nothing-like-this")
    assert count(page) == "0 of 937 results"
    assert page.locator(".nothing p").inner_text() == "No result here says “nothing-like-this”."
    page.get_by_role("button", name="Clear all filters").click()
    assert (count(page), page.url) == (EVERY, url)


def test_filters_that_exclude_each_other_can_be_let_go_one_by_one(url: str, visit: Open) -> None:
    page = visit(f"{url}?scenario=SingleStream&category=Datacenter&q=nvidia").page
    assert page.locator(".nothing p").inner_text() == "No result has all of this."
    ways = {text.split(":")[0]: text for text in page.locator(".nothing button").all_inner_texts()}
    found = drawn(visit(f"{url}?scenario=SingleStream&q=nvidia").page)
    assert ways["Without category"] == f"Without category: {len(found)} results"
    page.get_by_role("button", name="Without category").click()
    assert drawn(page) == found
    expect(page.locator("#explorer-search")).to_be_focused()
