"""new: a skeleton that is valid, or says precisely what to fill in."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring import Wanted, new_entry
from site_builder.models import READ_KEYS
from site_builder.problems import NothingFound, ProblemsFound, SiteBuilderError
from site_builder.sources import read_data
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

OTHER = f"results/{ROUND}/closed/Acme/box-9.json"


def made(site: SiteFolder, **said: Any) -> dict[str, Any]:
    """The content of a new entry, of a system named Box 9."""
    path = new_entry(str(site.data), Wanted("Box 9", **said)).path
    assert path == str(site.data / f"results/{ROUND}/closed/Acme/Box-9.json")
    found: dict[str, Any] = json.loads(Path(path).read_bytes())
    return found


def refused(site: SiteFolder, name: str = "Box 9", **said: Any) -> tuple[str, str]:
    """What was wrong with what was said, and what to do; nothing is written."""
    before = sorted(site.data.rglob("*"))
    with pytest.raises(SiteBuilderError) as error:
        new_entry(str(site.data), Wanted(name, **said))
    assert sorted(site.data.rglob("*")) == before
    return error.value.message, error.value.fix


def test_it_has_every_key_of_its_rounds_descriptions_and_is_valid(site: SiteFolder) -> None:
    entry = made(site, division="closed", category="datacenter")
    named = {
        "system_name": "Box 9",
        "submitter": "Acme",
        "division": "closed",
        "system_type": "datacenter",
        "status": "",
    }
    assert list(entry["system"]) == [*named, *(key for key in a_system() if key not in named)]
    assert entry == {"round": ROUND, "system": dict.fromkeys(entry["system"], "") | named, "results": []}
    assert [kind for _, kind in site.problems()] == ["no-results"]


def test_keys_that_few_descriptions_have_stand_last_the_most_frequent_first(site: SiteFolder) -> None:
    for stem, own in (("two", "red"), ("three", "red"), ("four", "blue"), ("five", "red"), ("six", None)):
        described = a_system(system_name=stem, colour="red", smell=None if own == "red" else "none", shape=own)
        site.write(f"results/acme/{stem}.json", an_entry(system=described | ({"sound": 1} if stem == "four" else {})))
    new = new_entry(str(site.data), Wanted("Box 9", division="closed", category="edge"))
    system = json.loads(Path(new.path).read_bytes())["system"]
    assert set(system) == {*a_system(), "colour", "smell", "shape", "sound"}
    assert list(system)[-2:] == ["smell", "sound"]
    assert new.rare == ("smell", "sound")
    assert new.blank[-2:] == new.rare
    assert system["sound"] == ""
    assert [kind for _, kind in site.problems()] == ["no-results"]


def test_a_round_without_entries_asks_for_what_its_own_sections_and_the_round_before_have(site: SiteFolder) -> None:
    sections = [{"title": "Hardware", "keys": ["chips", "fans*"]}]
    site.write("rounds/sprint-v2.json", a_round(version="v2", published="2025-05-01", sections=sections))
    path = new_entry(str(site.data), Wanted("Box 9", division="open", category="edge")).path
    assert path.startswith(str(site.data / "results/sprint-v2/open/Acme"))
    entry = json.loads(Path(path).read_bytes())
    assert entry["round"] == "sprint-v2"
    assert set(entry["system"]) == {*a_system(), "chips"}


def test_the_first_system_of_a_suite_is_asked_for_what_its_sections_name(site: SiteFolder) -> None:
    sections = [{"title": "Hardware", "keys": ["chips", "fans*"]}, {"title": "Software", "keys": ["kernel"]}]
    site.write("rounds/hop-1.json", a_round(family="Hop", published="2025-05-01", sections=sections))
    path = new_entry(str(site.data), Wanted("Box 9", division="open", category="edge")).path
    assert list(json.loads(Path(path).read_bytes())["system"])[5:] == ["chips", "kernel"]


def test_the_first_system_of_a_suite_without_sections_is_asked_for_what_pages_read(site: SiteFolder) -> None:
    site.write("rounds/hop-1.json", a_round(family="Hop", published="2025-05-01"))
    path = new_entry(str(site.data), Wanted("Box 9", division="open", category="edge")).path
    system = json.loads(Path(path).read_bytes())["system"]
    assert set(READ_KEYS) < set(system)
    assert "disk_drives" in system
    assert [kind for _, kind in site.problems()] == ["no-results"]


def test_a_key_that_import_left_out_is_asked_for_where_it_is_one_of_systems(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(omitted=["hw_notes", "retraining"]))
    assert set(made(site, division="closed", category="edge")["system"]) == {*a_system(), "hw_notes"}


def test_every_key_of_the_shipped_round_is_asked_for(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    said = {"round": "inference-v4.1", "submitter": "Acme", "division": "closed", "category": "edge"}
    new = new_entry(str(tmp_path / "data"), Wanted("Box 9", **said))
    descriptions = [json.loads(path.read_bytes())["system"] for path in (tmp_path / "data/results").rglob("*.json")]
    system = json.loads(Path(new.path).read_bytes())["system"]
    assert set(system) == {key for description in descriptions for key in description}
    assert 0 < len(new.rare) < len(new.blank) / 4
    problems = read_data(str(tmp_path / "data")).problems
    assert [problem.kind for problem in problems if problem.at.path == new.path] == ["no-results"]


def test_like_has_every_key_too_those_that_the_other_lacks_last(site: SiteFolder) -> None:
    site.write("results/acme/two.json", an_entry(system=a_system(system_name="two", cooling=None, colour="red")))
    site.write("results/acme/three.json", an_entry(system=a_system(system_name="three", smell="none")))
    system = made(site, like="two")["system"]
    copied = a_system(system_name="Box 9", cooling=None, colour="red")
    assert list(system.items()) == [*copied.items(), ("cooling", ""), ("smell", "")]


def test_like_copies_the_description_and_nothing_that_was_measured_or_proved(site: SiteFolder) -> None:
    described = a_system(system_name="Rocket", nodes=2, stack={"kernel": ["6.1", None]}, status="preview")
    proof = {"kind": "summary", "url": "https://example.org/", "retrieved": "2024-06-01"}
    verification = {"status": "verified", "date": "2024-05-01"}
    results = [a_result(id="v1-0001", accuracy={"acc": 75.9})]
    site.write(
        "results/acme/rocket.json",
        an_entry(
            id="v1-1", source=proof, verification=verification, omitted=["notes"], system=described, results=results
        ),
    )
    entry = made(site, like="rocket")
    assert entry == {"round": ROUND, "system": described | {"system_name": "Box 9"}, "results": []}
    assert [kind for _, kind in site.problems()] == ["no-results"]


@pytest.mark.parametrize(
    "like",
    [
        "rocket",
        "rocket.json",
        "data/results/acme/rocket.json",
        f"{ROUND}/closed/Acme/rocket",
        f"output/{ROUND}/closed/Acme/rocket/index.html",
        "Rocket 9 (8x T1000)",
        "rocket 9  (8X t1000)",
    ],
)
def test_the_other_system_is_named_by_id_file_address_or_name(site: SiteFolder, like: str) -> None:
    assert made(site, like=like)["system"]["division"] == "closed"


def test_two_systems_of_one_id_are_told_apart_by_their_address(site: SiteFolder) -> None:
    site.write("results/zeta/rocket.json", an_entry(system=a_system(submitter="Zeta")))
    links = [f"{ROUND}/closed/{submitter}/rocket" for submitter in ("Acme", "Zeta")]
    told = refused(site, like="rocket")
    assert told == (f'"rocket" could be {", ".join(links)}', "write the whole of one of these")
    assert made(site, like=links[1], submitter="Acme")["system"]["submitter"] == "Acme"


def test_a_name_that_several_systems_have_is_told_with_each(site: SiteFolder) -> None:
    site.write("results/zeta/comet.json", an_entry(system=a_system(submitter="Zeta")))
    links = [f"{ROUND}/closed/Acme/rocket", f"{ROUND}/closed/Zeta/comet"]
    name = "Rocket 9 (8x T1000)"
    assert refused(site, like=name) == (f'"{name}" could be {", ".join(links)}', "write the whole of one of these")
    assert refused(site, like="Rocket 9 (8x T100)") == (
        'there is no system "Rocket 9 (8x T100)"',
        f'did you mean "{name}"?',
    )


def test_named_benchmarks_bring_a_row_for_each_scenario_and_validation_asks_for_each_value(site: SiteFolder) -> None:
    new = new_entry(str(site.data), Wanted("box-9", division="closed", category="edge", benchmarks=("resnet",)))
    rows = json.loads(Path(new.path).read_bytes())["results"]
    edge = next(b for b in a_round()["benchmarks"] if b["id"] == "resnet")["scenarios"]["edge"]
    assert {row["scenario"] for row in rows} == set(edge)
    assert {(row["benchmark"], row["value"]) for row in rows} == {("resnet", None)}
    assert new.values == len(edge)
    told = read_data(str(site.data)).problems
    assert [(problem.at.path, problem.message, problem.fix) for problem in told] == [
        (str(site.data / OTHER), f"results[{index}].value is null", "write a number") for index in range(len(edge))
    ]


def test_everything_that_is_not_said_is_told_at_once(site: SiteFolder) -> None:
    site.write("results/zeta/comet.json", an_entry(system=a_system(submitter="Zeta")))
    assert refused(site) == (
        "not said: the submitter and the division and the category of Box 9",
        "add --submitter NAME --division closed|open --category datacenter|edge",
    )


def test_words_that_are_not_the_rounds_are_told_with_the_nearest(site: SiteFolder) -> None:
    said = {"division": "closed", "category": "edge"}
    assert refused(site, like="rockett") == ('there is no system "rockett"', 'did you mean "rocket"?')
    assert refused(site, round="sprint-v2") == ('there is no round "sprint-v2"', f'did you mean "{ROUND}"?')
    assert refused(site, division="closd") == ('there is no division "closd"', 'did you mean "closed"?')
    assert refused(site, division="x", category="y") == ('there is no division "x"', "name one of closed, open")
    assert refused(site, **said | {"category": "edge,sea"}) == (
        'there is no category "sea"',
        "name one of datacenter, edge",
    )
    assert refused(site, benchmarks=("resnett",), **said) == (
        'there is no benchmark "resnett"',
        'did you mean "resnet"?',
    )


def test_a_skeleton_whose_values_are_not_measured_yet_is_there_and_cannot_be_copied(site: SiteFolder) -> None:
    made(site, division="closed", category="datacenter", benchmarks=("resnet",))
    path = site.data / f"results/{ROUND}/closed/Acme/Box-9.json"
    faults = [kind for _, kind in site.problems()]
    told = (
        f"{path} cannot be copied: it has {len(faults)} errors",
        "see site-builder validate, and correct them first",
    )
    assert set(faults) == {"wrong-type"}
    assert len(faults) > 1
    for named in ("Box 9", "box-9", "Box-9.json", str(path), f"{ROUND}/closed/Acme/Box-9"):
        assert refused(site, "Box 10", like=named) == told
    assert refused(site, "Box 10", like="Box 8")[0] == 'there is no system "Box 8"'
    path.write_text(path.read_text("utf-8").replace("null", "1.5"), "utf-8")
    assert new_entry(str(site.data), Wanted("Box 10", like="Box 9")).id == "Box-10"


def test_a_name_without_an_address_and_a_file_that_is_there_are_refused(site: SiteFolder) -> None:
    said = {"division": "closed", "category": "edge"}
    assert (
        refused(site, "机器", **said)[1]
        == "name it in Latin letters or digits; pages show what the file says, which may be in any"
    )
    made(site, **said)
    message, fix = refused(site, **said)
    assert message.endswith("Box-9.json is there already")
    assert fix == "edit it, or choose another name"


def test_without_a_round_that_can_be_read_its_problems_are_told(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", "{")
    with pytest.raises(ProblemsFound):
        new_entry(str(site.data), Wanted("box"))
    (site.data / f"rounds/{ROUND}.json").unlink()
    (site.data / "results/acme/rocket.json").unlink()
    assert refused(site)[0] == f"{site.data}/rounds has no round"


def test_what_is_not_there_is_an_exit_code_of_its_own(site: SiteFolder) -> None:
    with pytest.raises(NothingFound):
        new_entry(str(site.data), Wanted("box", like="none"))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Größe 9 é", "Grosse-9-e"),
        ("../../etc", "etc"),
        (".hidden", "hidden"),
        ("🚀 Rocket 2", "Rocket-2"),
        ("-dash", "dash"),
    ],
)
def test_its_file_is_named_as_one_would_type_it(site: SiteFolder, name: str, stem: str) -> None:
    path = new_entry(str(site.data), Wanted(name, division="closed", category="datacenter")).path
    assert path == str(site.data / f"results/{ROUND}/closed/Acme/{stem}.json")
    assert json.loads(Path(path).read_bytes())["system"]["system_name"] == name
    assert [kind for _, kind in site.problems()] == ["no-results"]


def test_a_name_that_no_file_can_have_is_told_to_be_too_long(site: SiteFolder) -> None:
    message, fix = refused(site, "x" * 300, division="closed", category="datacenter")
    assert message.endswith("too long for an address") and len(message) < 140
    assert fix == "name it in 200 letters or fewer"


@pytest.mark.parametrize("word", ["", " ", "a\nb", "caf\udce9", "机器"])
def test_names_that_are_no_text_or_no_address_are_refused(site: SiteFolder, word: str) -> None:
    said = {"division": "closed", "category": "datacenter"}
    assert refused(site, word, **said)[1].startswith("name it")
    assert refused(site, submitter=word, **said)[1].startswith("name one with --submitter")


def test_nothing_is_written_where_a_link_leads_out_of_the_data(site: SiteFolder) -> None:
    outside = site.folder / "outside"
    outside.mkdir()
    (site.data / "results" / ROUND).symlink_to(outside)
    message, _ = refused(site, division="closed", category="datacenter")
    assert message == f"{site.data}/results/{ROUND}/closed/Acme leads out of {site.data}"
    assert list(outside.iterdir()) == []


def test_a_system_that_stands_in_another_file_is_not_written_again(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(system=a_system(system_name="ROCKET")))
    message, _ = refused(site, "Rocket", submitter="Acme", division="closed", category="datacenter")
    assert message == f"{site.data}/results/acme/rocket.json is there already"


def test_two_names_of_one_id_are_told_with_both(site: SiteFolder) -> None:
    said = {"submitter": "Acme", "division": "closed", "category": "datacenter"}
    told = refused(site, "Röcket", **said)
    where = f"{site.data}/results/acme/rocket.json is there already"
    assert told == (
        f'{where}: "Rocket 9 (8x T1000)" has the id that "Röcket" would have',
        "choose a name that differs in Latin letters or digits",
    )


def test_an_address_that_leads_to_a_renamed_system_is_not_given_away(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(was=[f"{ROUND}/closed/Acme/comet"]))
    message, fix = refused(site, "Comet", submitter="Acme", division="closed", category="datacenter")
    assert message == (
        f"{ROUND}/closed/Acme/Comet is a former address of {site.data}/results/acme/rocket.json, and leads to it"
    )
    assert fix == "choose another name"
