"""The data folder: which files are read, and what only all of them together can tell."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from site_builder.models import Entry, Verification, names_a_round
from site_builder.problems import Problem
from site_builder.sources import data_files, read_data
from site_builder.sources.whole import Known, Named, dead_links
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import SiteFolder

ENTRY, ROUND_FILE = "results/acme/rocket.json", f"rounds/{ROUND}.json"
LINK = "sprint-v1/closed/Acme/rocket"


def problems(site: SiteFolder) -> tuple[Problem, ...]:
    """Every Problem, whole."""
    return read_data(str(site.data)).problems


def superseded(link: str) -> dict[str, Any]:
    """A verification that names another entry."""
    return {"status": "superseded", "link": link}


def linked(entry: Entry, link: str) -> Entry:
    """The entry, superseded by another one."""
    verification = Verification(status="superseded", link=link)
    return entry.model_copy(update={"file": entry.file.model_copy(update={"verification": verification})})


def test_a_valid_folder_has_no_problems(site: SiteFolder) -> None:
    data = read_data(str(site.data))
    assert (data.problems, data.errors) == ((), ())
    assert [entry.link for entry in data.catalog.entries] == [LINK]


@pytest.mark.parametrize("ending", ["", "/", "//", "/."])
def test_the_folder_may_be_named_in_several_ways(site: SiteFolder, ending: str) -> None:
    data = read_data(f"{site.data}{ending}")
    assert (data.problems, len(data.catalog.entries)) == ((), 1)


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    assert [p.message for p in read_data(str(tmp_path / "data")).problems] == ["the data folder is not a folder"]


def test_a_folder_whose_name_ends_in_json_is_a_folder(site: SiteFolder) -> None:
    site.write("old.json/comet.json", an_entry())
    data = read_data(str(site.data))
    assert (data.problems, len(data.catalog.entries)) == ((), 2)


def test_files_of_other_names_are_told_and_not_read(site: SiteFolder) -> None:
    for name in ("a.JSON", "b.json.bak", "c", ".d.json", ".gitkeep"):
        site.write(name, "{")
    assert site.problems() == [(name, "file-not-read") for name in (".d.json", "a.JSON", "b.json.bak", "c")]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/etc/hostname", "the link leaves the data folder"),
        ("..", "the link leaves the data folder"),
        ("nowhere.json", "the link leads nowhere"),
        ("link.json", "the link leads nowhere"),
        ("results", "the link leads to a folder, whose entries would count twice"),
        (".", "the link leads to a folder, whose entries would count twice"),
        (ENTRY, "the link leads to a file that is read itself, and would count twice"),
        ("site.json", "the link leads to a file that is read itself, and would count twice"),
        ("chain", "the link leads to a file that is read itself, and would count twice"),
    ],
)
def test_a_link_that_cannot_be_used_is_told(site: SiteFolder, target: str, message: str) -> None:
    (site.data / ".store").mkdir()
    (site.data / ".store/chain").symlink_to(site.data / ENTRY)
    (site.data / "link.json").symlink_to(".store/chain" if target == "chain" else target)
    assert [(p.kind, p.message) for p in problems(site)] == [("unusable-link", message)]


@pytest.mark.parametrize("name", [".store/comet", ".cache/comet.json"])
def test_a_link_to_a_file_inside_that_is_not_read_itself_is_read(site: SiteFolder, name: str) -> None:
    (site.data / "comet.json").symlink_to(site.write(name, an_entry()))
    data = read_data(str(site.data))
    assert (data.problems, len(data.catalog.entries)) == ((), 2)


def test_a_hidden_folder_with_json_in_it_is_told_and_not_read(site: SiteFolder) -> None:
    for name in (".old/x.json", "results/.b/c/d.json", ".git/x.json", "results/.ipynb_checkpoints/x.json", ".empty/x"):
        site.write(name, "{")
    (site.data / ".elsewhere").symlink_to("results")
    assert site.problems() == [(".old", "file-not-read"), ("results/.b", "file-not-read")]


def test_a_folder_without_the_right_to_read_it_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if path.endswith("rounds"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(data_files.os, "scandir", refuse)
    assert site.problems() == [("rounds", "unreadable-file")]


def test_a_file_without_the_right_to_read_it_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert site.problems() == [(name, "unreadable-file") for name in (ENTRY, ROUND_FILE, "site.json")]


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


def test_faults_of_all_files_are_told_at_once(site: SiteFolder) -> None:
    site.write("site.json", {})
    site.write(ROUND_FILE, a_round(benchmarks=5))
    site.write(ENTRY, an_entry(result=[]))
    site.write("x/b.json", "{")
    site.write("x/c.json", an_entry(round="sprint-v0"))
    assert site.problems() == [
        (f"{ENTRY}:25:3", "unknown-field"),
        (f"{ROUND_FILE}:43:17", "wrong-type"),
        ("site.json:1:1", "missing-field"),
        ("site.json:1:1", "missing-field"),
        ("x/b.json:1:2", "broken-json"),
        ("x/c.json:2:12", "unknown-round"),
    ]


@pytest.mark.parametrize("name", ["😀", "a\nb", "a\u202eb", "a" * 201, os.fsdecode(b"a\xff"), "---", "index.html"])
def test_a_name_that_cannot_be_an_address_is_told(site: SiteFolder, name: str) -> None:
    site.write(f"{name}.json", an_entry())
    site.write(f"rounds/{name}.json", a_round())
    assert [kind for _, kind in site.problems()] == ["name-cannot-be-an-address"] * 2
    assert all(problem.model_dump_json() for problem in problems(site))


@pytest.mark.parametrize("submitter", ["漢字", "...", "a" * 201, "Index.html"])
def test_a_submitter_that_cannot_be_an_address_is_told_where_it_stands(site: SiteFolder, submitter: str) -> None:
    site.write(ENTRY, an_entry(system=a_system(submitter=submitter)))
    assert site.problems() == [(f"{ENTRY}:5:18", "name-cannot-be-an-address")]
    site.write(ENTRY, an_entry(submitter=submitter))
    assert site.problems() == [(f"{ENTRY}:25:16", "name-cannot-be-an-address")]


@pytest.mark.parametrize("name", ["Compare", "assets", "404.html"])
def test_a_round_cannot_stand_where_the_site_has_its_own_pages(site: SiteFolder, name: str) -> None:
    site.write(f"rounds/{name}.json", a_round())
    assert site.problems() == [(f"rounds/{name}.json", "name-cannot-be-an-address")]


def test_every_name_at_the_top_of_the_site_is_a_round_or_taken(site: SiteFolder) -> None:
    site.build()
    assert [path.name for path in site.output.iterdir() if names_a_round(path.name)] == [ROUND]


def test_two_entries_that_differ_in_case_name_both_files(site: SiteFolder) -> None:
    site.write("results/acme/Rocket.json", an_entry())
    (problem,) = problems(site)
    one, other = site.data / "results/acme/Rocket.json", site.data / ENTRY
    assert (problem.kind, problem.message) == ("two-entries-one-system", f"{one} and {other} have one address")


def test_one_submitter_in_two_unicode_forms_is_one_address(site: SiteFolder) -> None:
    site.write("a/comet.json", an_entry(submitter="Caf\u00e9"))
    site.write("b/comet.json", an_entry(submitter="Cafe\u0301"))
    assert site.problems() == [("a/comet.json", "two-entries-one-system")]


def test_a_fault_in_one_of_two_entries_does_not_hide_that_they_are_two(site: SiteFolder) -> None:
    site.write("old/rocket.json", an_entry(results=[a_result(value=-1, unit=5)]))
    assert [kind for _, kind in site.problems()] == ["two-entries-one-system", "impossible-value", "wrong-type"]


def test_two_rounds_at_one_address_name_both_files(site: SiteFolder) -> None:
    site.write("rounds/sprint v1.json", "{")
    assert site.problems() == [
        ("rounds/sprint v1.json", "two-rounds-one-address"),
        ("rounds/sprint v1.json:1:2", "broken-json"),
    ]


def test_a_link_to_an_entry_that_is_not_there_is_a_warning_with_the_nearest_one(site: SiteFolder) -> None:
    site.write("comet.json", an_entry(verification=superseded(f"{LINK}s")))
    (problem,) = problems(site)
    assert (problem.kind, problem.severity, problem.fix) == ("link-to-nothing", "warning", f'write "{LINK}"')


def test_the_nearest_one_is_found_among_many(site: SiteFolder) -> None:
    for number in range(60):
        site.write(f"{number}.json", an_entry())
    dead = {"15x": "15", "rocke": "rocket"}
    for name in dead:
        site.write(f"to-{name}.json", an_entry(verification=superseded(f"sprint-v1/closed/acme/{name}")))
    assert [problem.fix for problem in problems(site)] == [
        *(f'write "sprint-v1/closed/Acme/{near}"' for near in dead.values())
    ]


def test_many_dead_links_take_no_minutes(site: SiteFolder) -> None:
    links = [f"sprint-v1/closed/Acme/gone-{number}" for number in range(400)]
    entries = frozenset(f"sprint-v1/closed/Acme/rocket-{number}" for number in range(2000))
    entry = read_data(str(site.data)).catalog.entries[0]
    dead = [Named(linked(entry, link), "x.json", ((("verification", "link"), link),), whole=True) for link in links]
    assert len(list(dead_links(dead, Known(frozenset(), entries, frozenset())))) == 400


@pytest.mark.parametrize("broken", ["{", "[]", an_entry(results=[a_result(value="7")]), an_entry(round="sprint-v0")])
def test_a_link_to_a_broken_entry_is_not_blamed(site: SiteFolder, broken: Any) -> None:
    site.write("comet.json", an_entry(verification=superseded(LINK)))
    site.write(ENTRY, broken)
    assert [path.partition(":")[0] for path, _ in site.problems()] == [ENTRY]


def test_links_to_web_addresses_and_to_what_is_there_are_fine(site: SiteFolder) -> None:
    site.write("comet.json", an_entry(verification=superseded(LINK)))
    site.write("nova.json", an_entry(verification=superseded("https://example.org/why")))
    assert site.problems() == []


def test_links_of_rounds_and_of_the_menu_are_followed(site: SiteFolder) -> None:
    site.write(ROUND_FILE, a_round(compatible={"edge": {"resnet": ["sprint-v0", ROUND]}}))
    menu = [{"title": "a", "link": "sprint-v2"}, {"title": "b", "link": ROUND}, {"title": "c", "link": "https://b.org"}]
    site.write("site.json", a_site(menu=menu))
    assert site.problems() == [(f"{ROUND_FILE}:119:9", "link-to-nothing"), ("site.json:7:15", "link-to-nothing")]


def test_a_newer_format_says_to_update_the_builder(site: SiteFolder) -> None:
    site.write("site.json", a_site(format=2))
    (problem,) = problems(site)
    assert (problem.message, problem.fix) == ("format is 2, and this builder knows 1", "update site-builder")


def test_a_data_folder_in_a_path_that_is_no_text_can_be_told_of(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path / os.fsdecode(b"\xff"))
    folder.write("site.json", a_site())
    folder.write(ROUND_FILE, a_round())
    folder.write(ENTRY, an_entry(results=[a_result(scenario="Sever", benchmark="x")]))
    told = read_data(str(folder.data)).problems
    assert [problem.kind for problem in told] == ["unknown-benchmark", "unknown-scenario"]
    assert all(problem.model_dump_json() for problem in told)
