"""init and new at the terminal: paths to standard output, words to standard error, codes as everywhere."""

import json
from pathlib import Path

from tests.commands import Ran, ran


def test_the_way_into_a_folder_that_looks_like_an_option_can_be_pasted(tmp_path: Path) -> None:
    made = ran(tmp_path, "init", "--", "-x")
    assert made.err.splitlines()[-2] == "    next: cd ./-x && site-builder build"


def test_a_site_and_its_second_system_in_two_commands(tmp_path: Path) -> None:
    made = ran(tmp_path, "init", "my site", "--submitter", "Lab 5")
    assert (made.code, made.out.splitlines()[-1]) == (
        0,
        "my site/data/results/example-v1/standard/Lab 5/example-system.json",
    )
    assert made.err.splitlines()[-2:] == [
        "    next: cd 'my site' && site-builder build",
        "    with Visual Studio Code: site-builder schema --vscode",
    ]

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
    told = ran(folder, "validate")
    assert (told.code, told.err) == (0, "1 warning in 1 file\n")
    assert told.out.startswith(f"{path}:16:14: warning[no-results]: ")
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
        f"{path}:20:16: error[wrong-type]: results[0].value is null",
        "    expected: a number",
        "    fix: write a number",
        "to fill in: 0 facts of the system; leave empty what is not known",
        "to fill in: 1 value where it says null; remove the rows that were not measured",
    ]


def test_what_became_of_a_name_and_which_facts_are_of_few_systems_is_told(tmp_path: Path) -> None:
    ran(tmp_path, "init", ".")
    folder = tmp_path / "data/results/example-v1/standard/Example Lab"
    entry = json.loads((folder / "example-system.json").read_bytes())
    for name in ("second", "third"):
        own = {"fans": "4"} if name == "third" else {}
        (folder / f"{name}.json").write_text(json.dumps({**entry, "system": entry["system"] | own}), "utf-8")
    new = ran(tmp_path, "new", "Ünïque (2)")
    assert (new.code, new.out) == (0, "data/results/example-v1/standard/Example Lab/Unique-2.json\n")
    assert new.err.splitlines()[:3] == [
        '"Ünïque (2)" has the id Unique-2: an address can hold only A to Z, a to z, digits, ".", "_" and "-"',
        "to fill in: 8 facts of the system; leave empty what is not known",
        "    the last are of few systems: fans; remove those that do not apply",
    ]
