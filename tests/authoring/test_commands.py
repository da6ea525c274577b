"""init and new at the terminal: paths to standard output, words to standard error, codes as everywhere."""

from pathlib import Path

from tests.commands import Ran, ran


def test_the_way_into_a_folder_that_looks_like_an_option_can_be_pasted(tmp_path: Path) -> None:
    made = ran(tmp_path, "init", "--", "-x")
    assert made.err.splitlines()[-1] == "    next: cd ./-x && site-builder build"


def test_a_site_and_its_second_system_in_two_commands(tmp_path: Path) -> None:
    made = ran(tmp_path, "init", "my site", "--submitter", "Lab 5")
    assert (made.code, made.out.splitlines()[-1]) == (
        0,
        "my site/data/results/example-v1/standard/Lab 5/example-system.json",
    )
    assert made.err.splitlines()[-1] == "    next: cd 'my site' && site-builder build"

    folder = tmp_path / "my site"
    new = ran(folder, "new", "box")
    path = "data/results/example-v1/standard/Lab 5/box.json"
    assert new == Ran(
        0,
        f"{path}\n",
        "to fill in: 7 facts of the system; leave empty what is not known\n"
        'to add: a row for each result: {"benchmark": "...", "scenario": "...", "value": ...}\n'
        "    benchmarks: sort, join; scenarios: Batch, Single\n",
    )
    assert ran(folder, "validate") == Ran(0, "", "no problems\n")
    assert ran(folder, "new", "box") == Ran(
        2, "", f"error: {path} is there already\n    fix: edit it, or choose another name\n"
    )
    assert ran(tmp_path, "init", "my site").code == 2


def test_values_to_be_measured_are_told_with_their_places(tmp_path: Path) -> None:
    ran(tmp_path, "init", ".")
    new = ran(tmp_path, "new", "box", "--like", "example-system", "--benchmark", "join")
    path = "data/results/example-v1/standard/Example Lab/box.json"
    assert new.code == 1
    assert new.err.splitlines() == [
        f"{path}:19:16: error[wrong-type]: results[0].value is null",
        "    expected: a number",
        "    fix: write a number",
        "to fill in: 0 facts of the system; leave empty what is not known",
        "to fill in: 1 value where it says null; remove the rows that were not measured",
    ]
