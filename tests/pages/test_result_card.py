"""Everything that a card holds can be read back from its HTML, whatever somebody wrote."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings

from site_builder.models import Entry, Number
from site_builder.pages import Page, plan_site
from site_builder.pages.results_table import results_tables, row_ids, rows_of
from site_builder.render import render
from site_builder.sources import read_data
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.hostile import sites, write_site
from tests.pages.card_reader import parse, value
from tests.thorough import tried


def card_of(files: dict[str, Any]) -> tuple[Entry, Page]:
    """The one entry of these data files, and its card."""
    with TemporaryDirectory() as folder:
        write_site(Path(folder), files)
        data = read_data(folder)
    assert (data.errors, len(data.catalog.entries)) == ((), 1)
    assert data.site is not None
    (page,) = (page for page in plan_site(data.site, data.catalog).pages if page.template == "pages/result_card.html")
    return data.catalog.entries[0], page


def card_with(description: dict[str, Any], **changes: Any) -> tuple[Entry, Page]:
    """The card of an entry that has this in its description."""
    entry = an_entry(system=a_system() | description, **changes)
    return card_of({"site.json": a_site(), f"rounds/{ROUND}.json": a_round(), "rocket.json": entry})


def facts_in(html: bytes) -> dict[str, Any]:
    """The facts of a card, by key, as JSON values."""
    card = parse(html)
    facts = [fact for table in card.facts for fact in table.facts]
    told = {fact.key: value(fact, fact.parts) for fact in (*facts, *card.described)}
    return {"system_name": card.header.system} | told


@tried("examples", quick=40, thorough=400)
def test_a_card_is_read_back_as_it_was_made(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(files=sites())
    def is_read_back(files: dict[str, Any]) -> None:
        entry, page = card_of(files)
        html = render(page)
        assert parse(html) == page.context
        assert dict(entry.system.description) == facts_in(html)

    is_read_back()


def test_a_value_nested_as_deep_as_may_be_is_read_back() -> None:
    deep: Any = "bottom"
    for level in range(97):
        deep = {"": deep, "beside": []} if level % 2 else [deep, {}]
    entry, page = card_with({"stack": deep})
    assert facts_in(render(page))["stack"] == entry.system.description["stack"]


def test_equal_looking_values_of_other_types_stay_apart() -> None:
    values = {"a": 16, "b": "16", "c": None, "d": "", "e": "null", "f": True, "g": "true", "h": {}, "i": [], "j": 16.0}
    entry, page = card_with(values)
    read = facts_in(render(page))
    assert {key: read[key] for key in values} == {key: entry.system.description[key] for key in values}
    assert [type(read[key]) for key in "abcdf"] == [Number, str, type(None), str, bool]


def test_a_word_that_is_no_text_is_shown_as_a_fact() -> None:
    entry, page = card_with({"system_type": {"a": ["edge"]}}, category="edge")
    assert facts_in(render(page))["system_type"] == entry.system.description["system_type"]


def test_what_the_header_prints_in_its_own_words_stands_below_as_it_was_written() -> None:
    _, page = card_with({"division": "closed", "status": "AVAILABLE"})
    card = parse(render(page))
    assert (card.header.division, card.header.availability) == ("Closed", "Available as of May 2024")
    assert {fact.key: fact.text for fact in card.described}["status"] == "AVAILABLE"
    assert not any(fact.key == "status" for table in card.facts for fact in table.facts)


def test_rows_of_all_categories_have_anchors_of_their_own() -> None:
    round_ = a_round(categories={"a": {"title": "A"}, "a-b": {"title": "AB"}, "c d": {"title": "CD"}})
    benchmark = round_["benchmarks"][0] | {"scenarios": {"a": ["Offline"], "a-b": ["Offline"], "c d": ["Offline"]}}
    round_["benchmarks"] = [benchmark | {"id": "b-x"}, benchmark | {"id": "x"}, benchmark | {"id": "x y"}]
    results = [{"benchmark": name, "scenario": "Offline", "value": 1} for name in ("b-x", "x", "x y")]
    entry = an_entry(system=a_system(system_type="a, a-b, c d"), results=results)
    _, page = card_of({"site.json": a_site(), f"rounds/{ROUND}.json": round_, "rocket.json": entry})
    card = parse(render(page))
    ids = [row.id for table in card.results for row in table.rows]
    assert len(set(ids)) == 9
    assert not [id_ for id_ in ids if " " in id_]


def test_a_source_of_which_nothing_is_known_is_not_shown() -> None:
    _, page = card_with({}, source={})
    assert page.context.provenance is None


def test_whatever_an_entry_says_is_on_its_card() -> None:
    source = {
        "kind": "submission-tree",
        "path": "a/log",
        "sha256": "0af1",
        "url": "https://e.org",
        "retrieved": "2024-05-02",
    }
    state = {"status": "corrected", "date": "2024-06-01", "reason": "a slip", "link": "https://e.org/why"}
    result = {
        "benchmark": "resnet",
        "scenario": "Offline",
        "value": 7.79867,
        "unit": "Samples/s",
        "category": "edge",
        "id": "1-0077",
        "used_model": "resnet-of-mine",
        "accuracy": {"acc": 76.123},
        "weight_data_types": "float8",
        "implementation": {"input_data_types": "uint4"},
        "inferred_from": "SingleStream",
        "power": {"value": 812.4, "unit": "Watts"},
        "source": source,
        "verification": state,
    }
    system = {"system_type": "Datacenter,edge", "division": "Closed", "status": "AVAILABLE", "serial": 16}
    _, page = card_with(system, results=[result], omitted=["hw_notes"], source=source | {"path": "a/system"})
    html = render(page).decode()
    said = [*result.values(), *source.values(), *state.values(), *system.values(), "hw_notes", "a/system"]
    plain = [str(word) for word in said if not isinstance(word, dict)]
    nested = ["acc: 76.123", "input_data_types", "uint4", "812.4 Watts", "fp8"]
    text = BeautifulSoup(html, "html5lib").get_text()
    words = {"submission-tree": "submission tree"}
    assert [
        word for word in (*plain, *nested) if words.get(word, word) not in text and f'href="{word}"' not in html
    ] == []


def sections_of(keys: list[str], description: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The keys that a section of these patterns shows, and those it leaves to the rest."""
    files = {
        "site.json": a_site(),
        f"rounds/{ROUND}.json": a_round(sections=[{"title": "Mine", "keys": keys}]),
        "rocket.json": an_entry(system=a_system() | description),
    }
    mine, *others = card_of(files)[1].context.facts
    rest = [fact.key for table in others for fact in table.facts]
    return [fact.key for fact in mine.facts], [key for key in rest if key in description]


def test_a_pattern_is_a_name_or_a_beginning() -> None:
    description = {"nic": 1, "nics": 2, "nics_2": 3}
    assert sections_of(["nics*"], description) == (["nics", "nics_2"], ["nic"])
    assert sections_of(["nics"], description) == (["nics"], ["nic", "nics_2"])


def test_brackets_and_question_marks_of_a_pattern_are_themselves() -> None:
    description = {"disk[0]": 1, "disk0": 2, "raid?": 3, "raids": 4, "a*b": 5, "axb": 6}
    assert sections_of(["disk[0]", "raid?", "a*b"], description) == (
        ["disk[0]", "raid?", "a*b"],
        ["axb", "disk0", "raids"],
    )


def test_results_of_one_label_and_scenario_stand_below_each_other() -> None:
    results = [
        a_result(value=number + 1, used_model=f"m{number}", scenario=scenario)
        for number, scenario in enumerate(["Offline", "Offline", "Server", "Offline", "Server"])
    ]
    entry, _ = card_with({}, results=results)
    (table,) = results_tables(entry, rows_of(entry), "", dict.fromkeys(range(len(results)), ""))
    assert [row.id for row in table.rows] == ["result-resnet", "result-resnet-2", "result-resnet-3"]
    assert [[cell.performance for cell in row.cells] for row in table.rows] == [["3", "1"], ["5", "2"], ["", "4"]]


def test_a_system_is_named_once_for_search_engines() -> None:
    frame = parse(render(card_with({"system_name": "Rocket"})[1])).frame
    assert frame.title.startswith("Rocket · Acme · ")
    rest = "values, what backs them, and its description."
    assert frame.description == f"Sprint v1 Closed Datacenter results of one system, unverified: {rest}"


def test_the_name_stands_among_the_facts_only_where_the_header_has_another_text() -> None:
    card = parse(render(card_with({"system_name": "Rocket"})[1]))
    assert (card.header.system, [fact.key for fact in card.described]) == (
        "Rocket",
        ["submitter", "division", "system_type", "status"],
    )


def test_the_folder_of_all_logs_is_said_once() -> None:
    paths = ["closed/Acme/resnet50/Offline/log.txt", "closed/Acme/resnet50-2/Server/log.txt"]
    results = [a_result(scenario=path.split("/")[3], source={"path": path}) for path in paths]
    card = parse(render(card_with({}, results=results)[1]))
    assert card.logs == "closed/Acme/"
    assert [card.logs + about.provenance.path for about in card.about if about.provenance] == paths
    alone = parse(render(card_with({}, results=results[:1])[1]))
    assert (alone.logs, [about.provenance.path for about in alone.about if about.provenance]) == ("", paths[:1])


def test_twenty_thousand_rows_of_one_label_take_no_minutes() -> None:
    entry, _ = card_with({})
    result = entry.results[0]
    # Made anew and not copied: a copy would keep what was worked out of the one result.
    file = entry.file.model_copy(update={"results": (result,) * 20_000})
    many = Entry.model_construct(**{**dict(entry), "file": file})
    assert row_ids(many)[19_999] == "result-resnet-20000"
