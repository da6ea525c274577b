"""Where a number comes from: from the page's row to the log's line, and whether the log still says so."""

import os
from pathlib import Path

import pytest

from site_builder.explain import Explanation, explain
from site_builder.ingest import import_source
from site_builder.problems import NothingFound, SiteBuilderError
from site_builder.sources import read_data
from tests.builders import a_result, a_round, a_system, an_entry
from tests.conftest import SiteFolder
from tests.sources.trees import data_folder, made_tree

CARD = "inference-v5.1/closed/acme/box"
LOG = "closed/acme/results/box"
SINGLE = {"effective_scenario": "SingleStream", "early_stopping_latency_ss": 1234567, "early_stopping_latency_ms": 2000500, "result_qps_without_loadgen_overhead": 812.25}  # fmt: skip  # noqa: E501
ACCURACY = "accuracy=76.1%, good=38050, total=50000\n"


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A folder with a tree of one edge system and the data that was imported from it."""
    runs = {f"resnet50/{scenario}": (SINGLE, ACCURACY) for scenario in ("SingleStream", "MultiStream", "Offline")}
    tree = made_tree(tmp_path, runs, system_type="edge")
    data = data_folder(tmp_path)
    (data / "site.json").write_text('{"format": 1, "title": "Site", "as_of": "2026-01-01"}', "utf-8")
    import_source(str(tree), str(data), round="inference-v5.1", source_url="https://example.org/tree")
    return tmp_path


def facts(each: Explanation) -> dict[str, str]:
    """What is told of a result, by name."""
    return dict(each.facts)


def explained(folder: Path, page: str, source: str | None = "tree") -> tuple[Explanation, ...]:
    """Explain in the folder."""
    return explain(page, str(folder / "data"), str(folder / source) if source else None)


def test_a_result_is_led_back_to_the_line_of_its_log(imported: Path) -> None:
    (single,) = explained(imported, f"{CARD}#resnet SingleStream")
    told = facts(single)
    assert single.name == "resnet SingleStream: 1.234567 Latency (ms)"
    assert told["read in"].startswith(f"{LOG}/resnet50/SingleStream/performance/run_1/mlperf_log_detail.txt")
    assert told["field"] == "early_stopping_latency_ss"
    assert told["formula"] == "nanoseconds / 10⁶"
    assert '"value": 1234567' in next(text for name, text in single.facts if name.startswith("line "))
    assert told["log's hash"] == "the same"
    assert told["digits"] == "1.234567 from the log, 1.234567 in the data and on the page"
    assert "results[0].value" in told["data"]
    assert not single.is_contradicted


@pytest.mark.parametrize(
    ("scenario", "value", "field"),
    [
        ("MultiStream", "16.004", "early_stopping_latency_ms and result_99.00_percentile_latency_ns"),
        ("Offline", "812.25", "result_qps_without_loadgen_overhead"),
    ],
)
def test_an_inferred_result_names_its_formula(imported: Path, scenario: str, value: str, field: str) -> None:
    (found,) = explained(imported, f"{CARD}#resnet {scenario}")
    told = facts(found)
    assert told["inferred"] == f"a run of SingleStream gives the result of {scenario}"
    assert told["field"] == field
    assert told["digits"].startswith(f"{value} from the log, {value} in the data")


@pytest.mark.parametrize("kind", ["out", "link", "pipe", "gone"])
def test_a_log_that_is_no_file_of_the_tree_is_not_read(imported: Path, kind: str) -> None:
    file = next((imported / "data/results").rglob("box.json"))
    log = imported / "tree" / LOG / "resnet50/Offline/performance/run_1/mlperf_log_detail.txt"
    outside = imported / "mlperf_log_detail.txt"
    log.rename(outside)
    if kind == "out":
        within = f"{LOG}/resnet50/Offline/performance/run_1/mlperf_log_detail.txt"
        file.write_text(file.read_text("utf-8").replace(within, "../mlperf_log_detail.txt"), "utf-8")
    elif kind == "link":
        log.symlink_to(outside)
    elif kind == "pipe":
        os.mkfifo(log)
    (found,) = explained(imported, f"{CARD}#resnet Offline")
    words = {
        "out": "leads out of the tree",
        "link": "leads out of the tree",
        "pipe": "it is no file",
        "gone": "No such",
    }
    assert words[kind] in facts(found)["log"]
    assert found.is_contradicted


def test_every_rule_of_inference_has_its_words() -> None:
    from site_builder.models import formula
    from site_builder.sources import run_value

    assert formula.INFERRED.keys() == run_value.INFERRED.keys()


def test_an_edited_number_is_contradicted_by_its_log(imported: Path) -> None:
    file = next((imported / "data/results").rglob("box.json"))
    file.write_text(file.read_text("utf-8").replace("1.234567", "1.134567"), "utf-8")
    (single,) = explained(imported, f"{CARD}#resnet SingleStream")
    assert single.is_contradicted
    assert facts(single)["digits"].endswith("they differ")


def test_an_edited_log_is_another_file(imported: Path) -> None:
    log = imported / "tree" / LOG / "resnet50/Offline/performance/run_1/mlperf_log_detail.txt"
    log.write_text(log.read_text("utf-8") + "\n", "utf-8")
    (found,) = explained(imported, f"{CARD}#resnet Offline")
    assert found.is_contradicted
    assert facts(found)["log's hash"].startswith("another: ")


@pytest.mark.parametrize(
    "page",
    [
        f"{CARD}#result-resnet",
        f"output/{CARD}/index.html#result-resnet",
        f"{CARD}#resnet",
        f"https://example.org/some/where/{CARD}/index.html?a=b#result-resnet",
        f"{CARD}/",
        f"{CARD.upper()}#RESNET",
    ],
)
def test_a_card_is_found_however_it_is_named(imported: Path, page: str) -> None:
    assert len(explained(imported, page, None)) == 3


@pytest.mark.parametrize(
    ("page", "fix"),
    [
        ("inference-v5.1/closed/acme/bux#result-resnet", f"did you mean {CARD}?"),
        (f"{CARD}#result-resnt", f'write "{CARD}#result-resnet"'),
        ("", "name a card: round/division/submitter/system, or a leaderboard"),
        (f"{CARD}#\x1b[31m", "write one of result-resnet"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(imported: Path, page: str, fix: str) -> None:
    with pytest.raises(NothingFound) as raised:
        explained(imported, page, None)
    assert raised.value.fix == fix


def test_a_number_without_a_source_says_so(site: SiteFolder) -> None:
    (found,) = explain("sprint-v1/closed/Acme/rocket#resnet", str(site.data))
    assert facts(found)["source"].startswith("not stated")
    assert not read_data(str(site.data)).errors


BOARD = "sprint-v1/leaderboards/closed-datacenter/resnet/Offline"
ACME, RIVAL = "sprint-v1/closed/Acme/rocket", "sprint-v1/closed/Rival/comet"


@pytest.fixture
def two(site: SiteFolder) -> SiteFolder:
    """A board of two systems, the second of which was called otherwise before."""
    rival = a_system(submitter="Rival", system_name="Comet 3")
    was = ["sprint-v1/closed/Rival/comet-1"]
    site.write("results/comet.json", an_entry(system=rival, results=[a_result(value=900)], id="1-0007", was=was))
    return site


def cards_of(site: SiteFolder, page: str) -> list[str]:
    """The cards whose numbers are explained."""
    return [facts(each)["page"].partition("/index.html#")[0] for each in explain(page, str(site.data))]


@pytest.mark.parametrize("row", ["2", "Rival", "comet 3", "Rival/comet", RIVAL, "1-0007"])
def test_a_row_of_a_board_is_the_card_that_it_shows(two: SiteFolder, row: str) -> None:
    assert cards_of(two, f"output/{BOARD}/index.html#{row}") == [RIVAL]


def test_a_board_is_explained_in_the_order_of_its_ranks(two: SiteFolder) -> None:
    assert cards_of(two, f"https://example.org/site/{BOARD}/") == [ACME, RIVAL]


def test_a_card_is_found_at_the_address_that_it_had_before(two: SiteFolder) -> None:
    assert cards_of(two, "sprint-v1/closed/Rival/comet-1#resnet") == [RIVAL]


def test_what_backs_a_row_explains_it_too(two: SiteFolder) -> None:
    assert cards_of(two, f"{RIVAL}#of-resnet") == [RIVAL]


def test_of_two_entries_of_one_system_each_has_its_own_file_and_line(site: SiteFolder) -> None:
    """The same system in two rounds, and two ways to write one, are usual."""
    site.write("rounds/sprint-v2.json", a_round())
    later = site.write("results/later/rocket.json", an_entry(round="sprint-v2", id="2-0001"))
    earlier = site.data / "results/acme/rocket.json"
    later.write_text("\n\n" + later.read_text("utf-8"), "utf-8")
    for round_, file, line in (("sprint-v1", earlier, 22), ("sprint-v2", later, 24)):
        (found,) = explain(f"{round_}/closed/Acme/rocket#resnet", str(site.data))
        assert facts(found)["data"] == f"{file}:{line}:16: results[0].value"


def test_a_file_that_is_changed_meanwhile_is_not_explained(site: SiteFolder) -> None:
    read = read_data(str(site.data))
    (site.data / "results/acme/rocket.json").write_text("{}", "utf-8")
    with pytest.raises(SiteBuilderError, match="changed by somebody else"):
        read.document_of(read.catalog.entries[0])


ASK = "follow the number's link to its card and ask there: "


@pytest.mark.parametrize(
    ("page", "message", "fix"),
    [
        (f"compare/?a={ACME}&b={RIVAL}", "compares", f"{ASK}{ACME}#ROW or {RIVAL}#ROW"),
        ("submitters/rival/index.html", "lists", f"{ASK}{RIVAL}#ROW"),
        ("output/sprint-v1/", "lists", f"{ASK}{ACME}#ROW or {RIVAL}#ROW"),
        ("sprint-v1/systems/", "lists", f"{ASK}{ACME}#ROW or {RIVAL}#ROW"),
        (f"{BOARD}/#Rivel", "has no row", 'did you mean "rival"?'),
        (f"{BOARD}x/", "no card stands", "name a card: round/division/submitter/system, or a leaderboard"),
        ("http://[", "no card stands", "name a card: round/division/submitter/system, or a leaderboard"),
    ],
)
def test_other_pages_name_the_cards_to_ask(two: SiteFolder, page: str, message: str, fix: str) -> None:
    with pytest.raises(NothingFound) as raised:
        explain(page, str(two.data))
    assert (message in raised.value.message, raised.value.fix) == (True, fix)
