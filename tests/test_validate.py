"""`site-builder validate`: what it prints, where, and with which exit code."""

import json
import os
from collections.abc import Callable
from functools import partial

import pytest

from site_builder import load
from site_builder.problems import ProblemsFound
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.commands import Ran, ran
from tests.conftest import ROOT, SiteFolder

ENTRY = "data/results/acme/rocket.json"
Validate = Callable[..., Ran]


@pytest.fixture
def validate(site: SiteFolder) -> Validate:
    """Run validate in the site's folder; gives its exit code, stdout and stderr."""
    return partial(ran, site.folder, "validate")


@pytest.fixture
def broken(site: SiteFolder) -> SiteFolder:
    """The site with two errors and two warnings, in two files."""
    results = [a_result(scenario="Sever"), a_result(value=-1, unit="100%, a: b")]
    site.write("results/acme/rocket.json", an_entry(results=results))
    site.write("site.json", '{"format": 1, "title": "Acme",\n "menu": [{"title": "Old", "link": "sprint-v0"}]}')
    return site


def test_no_problems_exit_0(validate: Validate) -> None:
    assert validate() == (0, "", "no problems\n")
    assert validate("--format", "json") == (0, "[]\n", "no problems\n")
    assert validate("--format", "github") == (0, "", "no problems\n")


def test_text_says_place_expectation_and_fix_and_counts(broken: SiteFolder, validate: Validate) -> None:
    code, out, err = validate()
    assert (code, err) == (1, "2 errors and 2 warnings in 2 files\n")
    assert out == (
        f'{ENTRY}:21:19: error[unknown-scenario]: results[0].scenario is "Sever"\n'
        "    expected: one of SingleStream, Server, Offline (data/rounds/sprint-v1.json)\n"
        '    fix: write "Server"\n'
        f"{ENTRY}:27:16: error[impossible-value]: value is -1\n"
        "    expected: a number above 0\n"
        "    fix: write the measured performance, or remove the result; where the measure can be 0 or less, "
        "state a positive one (kelvins in place of degrees)\n"
        f'{ENTRY}:28:15: warning[unexpected-unit]: unit is "100%, a: b"\n'
        '    expected: "Samples/s" (data/rounds/sprint-v1.json)\n'
        '    fix: write "Samples/s", or leave unit out, if the value is in this unit\n'
        'data/site.json:2:36: warning[link-to-nothing]: link is "sprint-v0", and no round or article has this address\n'
        "    expected: a round's id, articles/<name>, or a web address\n"
        '    fix: write "sprint-v1"\n'
    )


def test_json_is_one_row_for_each_problem_with_null_for_a_whole_file(broken: SiteFolder, validate: Validate) -> None:
    (broken.data / "site.json").unlink()
    code, out, err = validate("--format", "json")
    first, *_, last = json.loads(out)
    assert (code, err) == (1, "3 errors and 1 warning in 2 files\n")
    assert first == {
        "path": ENTRY,
        "line": 21,
        "column": 19,
        "kind": "unknown-scenario",
        "message": 'results[0].scenario is "Sever"',
        "expected": "one of SingleStream, Server, Offline (data/rounds/sprint-v1.json)",
        "fix": 'write "Server"',
        "severity": "error",
        "also": [],
    }
    assert last == {
        "path": "data/site.json",
        "line": None,
        "column": None,
        "kind": "missing-file",
        "message": "there is no site.json",
        "expected": "the file that says what the site is called",
        "fix": 'write {"format": 1, "title": "..."} into it',
        "severity": "error",
        "also": [],
    }


def test_github_annotations_are_one_line_each_with_escapes(broken: SiteFolder, validate: Validate) -> None:
    code, out, _ = validate("--format", "github", ENTRY)
    assert code == 1
    assert out == (
        f'::error file={ENTRY},line=21,col=19,title=unknown-scenario::results[0].scenario is "Sever"%0A'
        'expected: one of SingleStream, Server, Offline (data/rounds/sprint-v1.json)%0Afix: write "Server"\n'
        f"::error file={ENTRY},line=27,col=16,title=impossible-value::value is -1%0A"
        "expected: a number above 0%0Afix: write the measured performance, or remove the result; "
        "where the measure can be 0 or less, state a positive one (kelvins in place of degrees)\n"
        f'::warning file={ENTRY},line=28,col=15,title=unexpected-unit::unit is "100%25, a: b"%0A'
        'expected: "Samples/s" (data/rounds/sprint-v1.json)%0A'
        'fix: write "Samples/s", or leave unit out, if the value is in this unit\n'
    )


@pytest.mark.parametrize(
    ("path", "code", "counted"),
    [
        (ENTRY, 1, "2 errors and 1 warning in 1 file\n"),
        ("data/results", 1, "2 errors and 1 warning in 1 file\n"),
        ("data/../data/results/acme/", 1, "2 errors and 1 warning in 1 file\n"),
        ("data/site.json", 0, "1 warning in 1 file\n"),
        ("data/rounds", 0, "no problems\n"),
        ("data", 1, "2 errors and 2 warnings in 2 files\n"),
        (".", 1, "2 errors and 2 warnings in 2 files\n"),
    ],
)
def test_a_path_names_whose_problems_are_told(
    broken: SiteFolder, validate: Validate, path: str, code: int, counted: str
) -> None:
    found, _, err = validate(path)
    assert (found, err) == (code, counted)


def test_warnings_alone_exit_0(site: SiteFolder, validate: Validate) -> None:
    site.write("notes.txt", "x")
    code, out, err = validate()
    assert (code, err) == (0, "1 warning in 1 file\n")
    assert out.startswith("data/notes.txt: warning[file-not-read]: ")


def test_a_path_that_is_not_there_is_wrong_usage(validate: Validate) -> None:
    code, out, err = validate("data/rocket.json")
    assert (code, out) == (2, "")
    assert "there is no data/rocket.json" in err


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("elsewhere.json", "elsewhere.json lies outside the data folder data"),
        ("elsewhere", "elsewhere lies outside the data folder data"),
        ("data/notes.txt", "data/notes.txt is no data file: it is not read: its name does not end in .json"),
        ("data/.old", "data/.old is no data file: it is not read: its name begins with a point"),
        ("data/.old/x.json", "data/.old/x.json is no data file"),
        ("data/empty", "data/empty holds no data file"),
    ],
)
def test_a_path_that_is_never_judged_is_wrong_usage(site: SiteFolder, validate: Validate, path: str, said: str) -> None:
    for name in ("../elsewhere.json", "../elsewhere/x.json", "notes.txt", ".old/x.json", "empty/.gitkeep"):
        site.write(name, "{")
    code, out, err = validate(ENTRY, path)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {said}\n    fix: ")


@pytest.mark.parametrize("round_", ["{", a_round(published="Aug"), None])
def test_a_file_that_its_round_keeps_from_being_judged_shows_what_is_wrong_with_the_round(
    site: SiteFolder, validate: Validate, round_: object
) -> None:
    path = f"data/rounds/{ROUND}.json"
    site.write("site.json", "{}")
    if round_ is None:
        (site.folder / path).unlink()
        (site.folder / path).symlink_to("/etc/hostname")
    else:
        site.write(f"rounds/{ROUND}.json", round_)
    code, out, err = validate(ENTRY)
    assert (code, err) == (1, "1 error in 1 file\n")
    assert out.startswith(path)


def test_links_are_named_as_they_stand(site: SiteFolder, validate: Validate) -> None:
    site.write("../store/comet.json", an_entry(results=[a_result(value=-1)]))
    (site.data / "out.json").symlink_to("../store/comet.json")
    (site.data / "again").symlink_to("results")
    (site.folder / "linked").symlink_to("data")
    assert validate("data/out.json")[::2] == (1, "1 error in 1 file\n")
    assert validate("data/again")[::2] == (1, "1 error in 1 file\n")
    assert validate("linked/results/acme/rocket.json")[::2] == (0, "no problems\n")
    assert validate("--data", "linked", ENTRY)[::2] == (0, "no problems\n")


@pytest.mark.parametrize("name", ["a\tb", "a\u202eb", os.fsdecode(b"a\xff")])
def test_a_file_of_an_unprintable_name_can_be_named(site: SiteFolder, validate: Validate, name: str) -> None:
    site.write(f"{name}.json", an_entry())
    site.write(f"{name}/comet.json", an_entry(results=[a_result(value=-1)]))
    assert validate(f"data/{name}.json")[::2] == (1, "1 error in 1 file\n")
    assert validate(f"data/{name}")[::2] == (1, "1 error in 1 file\n")
    assert validate(f"data/{name}/comet.json")[::2] == (1, "1 error in 1 file\n")
    assert validate(ENTRY)[::2] == (0, "no problems\n")


def test_an_unknown_format_is_wrong_usage(validate: Validate) -> None:
    code, out, err = validate("--format", "xml")
    assert (code, out) == (2, "")
    assert "'text', 'json', 'github'" in err


def test_a_missing_data_folder_is_a_problem_of_the_data(validate: Validate) -> None:
    code, out, err = validate("--data", "dta")
    assert (code, err) == (1, "1 error in 1 file\n")
    assert out.splitlines()[0] == "dta: error[missing-data]: the data folder does not exist"


def test_the_folder_around_the_data_is_told_in_one_problem(site: SiteFolder, validate: Validate) -> None:
    code, out, err = validate("--data", ".")
    assert (code, err) == (1, "1 error in 1 file\n")
    assert out.splitlines() == [
        ".: error[missing-data]: there is no site.json here, and one in data/",
        "    expected: a folder with site.json in it",
        '    fix: write "data"',
    ]


@pytest.mark.parametrize(("is_beside", "fix"), [(True, 'write "{}"'), (False, "go to the site's folder")])
def test_a_built_site_is_told_to_be_no_data(site: SiteFolder, is_beside: bool, fix: str) -> None:
    site.build(only=("home",))
    data = str(site.data)
    if not is_beside:
        site.data.rename(site.data.with_name("elsewhere"))
    with pytest.raises(ProblemsFound) as told:
        load(str(site.output))
    (problem,) = told.value.problems
    assert (problem.kind, problem.message) == ("missing-data", "this is a built site, and no data")
    assert problem.fix.startswith(fix.format(data))


STEERING = "\u202e\x1b[2J\x7f\x9b31m\U000e0041"


@pytest.mark.parametrize("format_", ["text", "json", "github"])
def test_control_characters_cannot_steer_the_terminal(site: SiteFolder, validate: Validate, format_: str) -> None:
    site.write("results/acme/rocket.json", an_entry(round=STEERING, system=a_system(**{STEERING: "\ud800"})))
    site.write(f"results/acme/{STEERING}\udce9.json", "{")
    code, out, _ = validate("--format", format_)
    assert code == 1
    assert all(character.isprintable() or character == "\n" for character in out)
    assert "\\u202e" in out


def test_a_misspelt_word_of_the_command_line_gets_the_nearest_one() -> None:
    told = ran(ROOT, "validate", "--formatt", "json")
    assert told.code == 2
    assert "--format" in told.err


def test_the_shipped_data_has_no_errors() -> None:
    found = ran(ROOT, "validate")
    assert (found.code, "error[" in found.out) == (0, False)


def test_a_clash_is_told_for_either_of_its_files(site: SiteFolder, validate: Validate) -> None:
    site.write("results/acme/Rocket.json", an_entry())
    for name in ("Rocket", "rocket"):
        code, out, _ = validate(f"data/results/acme/{name}.json")
        assert (code, "data/results/acme/Rocket.json and data/results/acme/rocket.json have one address" in out) == (
            1,
            True,
        )
