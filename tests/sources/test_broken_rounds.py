"""Entries of a round that is broken: judged by what is whole of it, never blamed for its fault."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import SiteFolder
from tests.sources.small_site import ENTRY, LINK, ROUND_FILE, problems, superseded


@pytest.mark.parametrize(
    "break_",
    [
        lambda path: path.write_text("{"),
        lambda path: path.write_text("[]"),
        lambda path: path.write_bytes(b"\xff\xfe"),
        lambda path: os.truncate(path, 51_000_000),
        lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
        lambda path: (path.unlink(), os.mkfifo(path)),
        lambda path: (shutil.rmtree(path.parent), path.parent.symlink_to("/etc")),
    ],
)
def test_entries_of_a_broken_round_are_not_blamed(site: SiteFolder, break_: Any) -> None:
    site.write("site.json", a_site(menu=[{"title": "The round", "link": ROUND}]))
    break_(site.data / ROUND_FILE)
    assert [path.partition(":")[0] for path, _ in site.problems()] in (["rounds"], [ROUND_FILE])


def test_shapes_of_entries_of_a_broken_round_are_told_all_the_same(site: SiteFolder) -> None:
    site.write(ROUND_FILE, "{")
    site.write(ENTRY, an_entry(results=[a_result(value="7", scenario="Sever")]))
    assert site.problems() == [(f"{ENTRY}:22:16", "wrong-type"), (f"{ROUND_FILE}:1:2", "broken-json")]


WRONG_IN_EVERY_WAY = an_entry(
    system=a_system(division="closd", status="avilable"),
    category="egde",
    results=[
        a_result(scenario="Sever"),
        a_result(value=-1, benchmark="resnt"),
        a_result(value=7, benchmark="resnt", unit="Samples/min"),
        a_result(benchmark="bert-99", unit="Samples/min"),
    ],
)
TOLD_OF_IT = {
    "unknown-division": "divisions",
    "unknown-availability": "availabilities",
    "unknown-category": "categories",
    "unknown-scenario": "scenarios",
    "unknown-benchmark": "benchmarks",
    "unexpected-unit": "benchmarks",
    "impossible-value": "",
    "duplicate-result": "",
}


def told_of(site: SiteFolder, round_: Any, entry: Any = None) -> set[str]:
    """The kinds that are told of an entry while its round is so."""
    site.write(ROUND_FILE, round_)
    site.write(ENTRY, entry or WRONG_IN_EVERY_WAY)
    found = [(Path(problem.at.path).name, problem.kind) for problem in problems(site)]
    assert ROUND_FILE.rpartition("/")[2] in [name for name, _ in found]
    return {kind for name, kind in found if name == "rocket.json"}


@pytest.mark.parametrize("changes", [{"published": "Aug"}, {"titel": "x", **a_round(availabilities={})}, {"logs": 5}])
def test_entries_are_judged_by_what_is_whole_of_a_broken_round(site: SiteFolder, changes: Any) -> None:
    told = told_of(site, {**a_round(), **changes})
    assert told | {"unknown-availability"} == set(TOLD_OF_IT)
    assert ("unknown-availability" in told) == ("titel" not in changes)


@pytest.mark.parametrize("field", sorted(set(TOLD_OF_IT.values()) - {""}))
@pytest.mark.parametrize("fault", [5, {"": 5}, {"x": {"titel": "X"}}, None])
def test_entries_are_not_blamed_for_a_fault_of_their_round(site: SiteFolder, field: str, fault: Any) -> None:
    round_ = a_round(**{field: fault})
    if fault is None:  # its name is misspelt
        round_[f"{field}x"] = round_.pop(field)
    told = told_of(site, round_)
    # Benchmarks are in doubt too where they use a word that the round has lost.
    sure = {kind for kind, judged_by in TOLD_OF_IT.items() if judged_by not in (field, "benchmarks")}
    assert sure <= told <= {kind for kind, judged_by in TOLD_OF_IT.items() if judged_by != field}
    assert told_of(site, round_, an_entry(results=[a_result(accuracy={"acc": 76.1}, unit="Samples/s")])) == set()


@pytest.mark.parametrize(
    "text", ["{", "[]", json.dumps(a_round()).replace('"Server", "Offline"', '"Server" "Offline"')]
)
def test_what_needs_no_round_is_judged_without_one(site: SiteFolder, text: str) -> None:
    assert told_of(site, text) == {"impossible-value", "duplicate-result"}
    entry = an_entry(round="sprint-v0", results=[a_result(value=0)])
    assert told_of(site, text, entry) == {"unknown-round", "impossible-value"}
    site.write(ROUND_FILE, a_round())
    assert [kind for _, kind in site.problems()] == ["unknown-round", "impossible-value"]


def test_entries_at_one_address_are_told_of_a_broken_round_too(site: SiteFolder) -> None:
    site.write(ROUND_FILE, a_round(published="Aug"))
    site.write("old/rocket.json", an_entry())
    site.write("comet.json", an_entry(verification=superseded(LINK)))
    assert [kind for _, kind in site.problems()] == ["two-entries-one-system", "bad-date"]
