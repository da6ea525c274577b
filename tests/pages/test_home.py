"""The home page: where to go, and leaders with their whole scope."""

from collections import defaultdict
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.pages.history_reader import page_of, text
from tests.pages.plain_data import FIRST, Plain
from tests.rich_history import EARLIER, VERIFIED, an_earlier_entry, earlier_round


def ways(page: BeautifulSoup) -> dict[str, tuple[str, str]]:
    """Each question with what stands below it, and where it leads."""
    return {text(link.b): (text(link.span), str(link["href"])) for link in page.select(".ways a")}


def headlines(page: BeautifulSoup) -> list[str]:
    """Each leader in one line."""
    return [text(item) for item in page.select(".headlines li")]


def test_it_answers_the_questions_that_readers_come_with(site: SiteFolder) -> None:
    assert ways(page_of(site.data, "index.html")) == {
        "What leads?": ("Leaderboards of Sprint v1", f"{ROUND}/leaderboards/index.html"),
        "How do two systems differ?": ("Compare two to six side by side", "compare/index.html"),
        "How has an accelerator moved?": ("Each with its results, round by round", "accelerators/index.html"),
        "Where is a certain system?": ("1 result of 1 system in Sprint v1", f"{ROUND}/index.html"),
    }


def test_nothing_leads_where_nothing_is(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(system=a_system(accelerator_model_name="N/A")))
    assert "How has an accelerator moved?" not in ways(page_of(site.data, "index.html"))
    site.write("results/acme/rocket.json", an_entry(results=[a_result(unit="Parsecs")]))
    assert "What leads?" not in ways(page_of(site.data, "index.html"))
    site.write("results/acme/rocket.json", an_entry(results=[]))
    assert ways(page_of(site.data, "index.html")) == {}


def verified(name: str, value: int, **changes: object) -> dict[str, dict[str, object]]:
    """An entry of the earlier round with one verified result."""
    results = [a_result(value=value, id=name)]
    entry = an_earlier_entry(verification=VERIFIED, results=results, submitter=name, **changes)
    return {f"results/{name}.json": entry}


def test_a_round_of_which_nothing_counts_leaves_the_first_place_to_an_older_one(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    for name, entry in (verified("Quick", 9) | verified("Slow", 5)).items():
        site.write(name, entry)
    site.write("results/acme/rocket.json", an_entry(verification={"status": "withdrawn"}))
    page = page_of(site.data, "index.html")
    assert ways(page)["What leads?"][0] == "Leaderboards of Sprint v0"
    (leader,) = headlines(page)
    assert leader.startswith("9 Samples/s Highest of 2 in Sprint v0 Closed Datacenter resnet Offline Rocket 9")
    assert "Quick, 8x T1000, Available" in leader
    assert [text(link) for link in page.select(".rounds > li > a")] == ["Sprint v1", "Sprint v0"]


def test_leaders_come_from_the_newest_round_with_verified_results(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    for name, entry in (verified("Quick", 9) | verified("Slow", 5)).items():
        site.write(name, entry)
    page = page_of(site.data, "index.html")
    assert text(page.select_one("#headlines")) == "Leading in Sprint v0"
    assert ways(page)["What leads?"][0] == "Leaderboards of Sprint v1"


@pytest.mark.parametrize("state", ["unverified", "verified"])
def test_nobody_leads_alone_or_unverified(site: SiteFolder, state: str) -> None:
    site.write("results/acme/rocket.json", an_entry(verification={"status": state}))
    if state == "unverified":
        site.write("results/acme/rival.json", an_entry(verification={"status": state}))
    assert headlines(page_of(site.data, "index.html")) == []


def test_a_tie_is_told(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    for name, entry in (verified("One", 7) | verified("Two", 7) | verified("Three", 5)).items():
        site.write(name, entry)
    assert "Highest of 3, shared by 2 in" in headlines(page_of(site.data, "index.html"))[0]


def test_the_shipped_leaders_are_the_best_values_of_their_boards() -> None:
    page, plain = page_of(ROOT / "data", "index.html"), Plain(ROOT / "data")
    boards: dict[str, list[tuple[Decimal, str]]] = defaultdict(list)
    for (round_, division, category, benchmark, scenario, unit, power, _, model), members in plain.boards().items():
        if round_ == FIRST and model is None:
            where = f"Closed {category.title()} {benchmark} {scenario}{' with power' if power else ''}"
            boards[where] += [(value, unit) for value, _ in members]
            assert division == "closed"
    found = page.select(".headlines li")
    assert len(found) == 3
    for item in found:
        board = text(item.select_one(".scope a")).removeprefix("MLPerf® Inference v4.1 ")
        values, unit = [value for value, _ in boards[board]], boards[board][0][1]
        best, word = (min(values), "Lowest") if "Latency" in unit else (max(values), "Highest")
        assert text(item.select_one(".figure")).startswith(f"{best} {unit}")
        assert f"{word} of {len(values)} in" in text(item)
        assert len(values) > 1
        assert ("Watts" in text(item)) == board.endswith("with power")


def test_the_text_of_a_site_without_results_says_how_they_come(site: SiteFolder) -> None:
    (site.data / "results/acme/rocket.json").unlink()
    page = page_of(site.data, "index.html")
    assert "No results are published here yet." in text(page.select_one("main"))
    assert [text(link) for link in page.select(".plain a")] == [a_round()["title"]]
