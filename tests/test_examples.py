"""Another suite without code: the example is valid, ranked by its own rules, and says what is wrong when it is broken.

What it says stands in kiln_messages.txt, to be read as its author would: each names the place and the fix.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema

from site_builder import words
from site_builder.authoring import Wanted, new_entry
from site_builder.authoring.schema import schema
from site_builder.build import Options, build
from site_builder.sources import read_data
from site_builder.tables import Tables
from tests.conftest import ROOT

KILN = ROOT / "examples/kiln/data"
ROUND = "rounds/kiln-2026.json"
SITE = "site.json"
EMBER = "results/kiln-2026/fixed/North Lab/ember-4.json"


def test_the_example_is_valid_to_the_last_warning() -> None:
    assert read_data(str(KILN)).problems == ()


def test_fewest_minutes_rank_first_among_those_of_one_category_and_recipe() -> None:
    rankings = Tables.of(read_data(str(KILN)).catalog).rankings
    boards = {
        (r.key.division, r.key.category, r.key.benchmark, r.key.scenario): [(s.rank, s.entry.id) for s in r.standings]
        for r in rankings
        if r.key.round == "kiln-2026"
    }
    assert boards["fixed", "one-node", "leaves", "Scratch"] == [(1, "reed-8"), (2, "ember-4")]
    assert boards["fixed", "cluster", "answers", "Tuning"] == [(1, "ember-64"), (2, "moss-32")]
    assert boards["free", "one-node", "leaves", "Scratch"] == [(1, "moss-4")]


def test_its_pages_say_its_own_words_and_no_rule_of_another_suite(tmp_path: Path) -> None:
    build(Options(str(KILN), str(tmp_path / "site")))
    card = (tmp_path / "site/kiln-2026/free/Hillside-University/moss-4/index.html").read_text("utf-8")
    said = ("Free recipe", "One node", "Prototype as of May 2026", ">Recipe</h3>", "minutes", "top-1: 82.5")
    assert [words for words in said if words not in card] == []
    pages = [path for path in (tmp_path / "site").rglob("*.html") if b"MLPerf" in path.read_bytes()]
    assert pages == []


def swapped(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A file in which one thing is written otherwise."""

    def swap(data: Path) -> None:
        text = (data / file).read_text("utf-8")
        assert old in text
        (data / file).write_text(text.replace(old, new, 1), "utf-8")

    return swap


def copied(file: str, there: str) -> Callable[[Path], None]:
    """A file that stands in a second place as well."""

    def copy(data: Path) -> None:
        (data / there).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(data / file, data / there)

    return copy


BREAKS: dict[str, Callable[[Path], None]] = {
    "a comma is missing": swapped(EMBER, '"status": "shipping",', '"status": "shipping"'),
    "a benchmark is misspelt": swapped(EMBER, '"harbour"', '"harbor"'),
    "a value is a text": swapped(EMBER, "88.1", '"88.1"'),
    "a value is no measurement": swapped(EMBER, "88.1", "-88.1"),
    "the category is another suite's": swapped(EMBER, '"one-node"', '"edge"'),
    "the recipe is a spelling nobody declared": swapped(EMBER, '"fixed"', '"Fix recipe"'),
    "a scenario that the category lacks": swapped(
        EMBER, '"answers", "scenario": "Tuning"', '"answers", "scenario": "Scratch"'
    ),
    "a benchmark has no unit": swapped(ROUND, '{"Scratch": "minutes", "Tuning": "minutes"}', '{"Scratch": "minutes"}'),
    "a unit that is no metric": swapped(ROUND, '{"minutes": "lower"}', '{"seconds": "lower"}'),
    "a field of the round is misspelt": swapped(ROUND, '"benchmarks"', '"benchmark"'),
    "the same system twice": copied(EMBER, "results/old/ember-4.json"),
    "the round is not there": swapped(EMBER, "kiln-2026", "kiln-2027"),
    "a key stands twice": swapped(EMBER, '"batch": "256",', '"batch": "256", "batch": "512",'),
    "a note stands in the file": swapped(EMBER, '"round"', '// measured in May\n  "round"'),
    "a value has thousands with a comma": swapped(EMBER, "88.1", "1,088.1"),
    "a value is not a number": swapped(EMBER, "88.1", "NaN"),
    "a row has no scenario": swapped(EMBER, '"scenario": "Scratch", "value": 88.1', '"value": 88.1'),
    "a row stands twice": swapped(EMBER, '"Tuning", "value": 11.35', '"Scratch", "value": 11.35'),
    "the quality has another name": swapped(EMBER, '"top-1": 82.58', '"top1": 82.58'),
    "a state that nobody knows": swapped(EMBER, '"status": "verified"', '"status": "checked"'),
    "a round to compare with is not there": swapped(ROUND, '"leaves": ["kiln-2025"]', '"leaves": ["kiln-2020"]'),
    "a benchmark is run in a category that is not there": swapped(ROUND, '"cluster": ["Scr', '"clusters": ["Scr'),
    "a field of the site is spelled otherwise": swapped(SITE, '"licence"', '"license"'),
    "a colour has a name": swapped(SITE, '"#8f3510"', '"red"'),
    "a colour cannot be read": swapped(SITE, '"#8f3510"', '"#f5d0c0"'),
    "the logo is not there": swapped(SITE, '"logo.svg"', '"mark.svg"'),
}


def broken(folder: Path, name: str) -> str:
    """What the terminal says of the example when it is broken so; paths from the data folder on."""
    data = folder / "data"
    shutil.copytree(KILN, data)
    BREAKS[name](data)
    problems = read_data(str(data)).problems
    return "\n".join(line for problem in problems for line in words.problem_lines(problem)).replace(f"{data}/", "")


MESSAGES = Path(__file__).with_name("kiln_messages.txt")


def test_each_break_is_told_with_its_place_and_its_fix(tmp_path: Path) -> None:
    told = "\n\n".join(f"# {name}\n{broken(tmp_path / str(number), name)}" for number, name in enumerate(BREAKS)) + "\n"
    if os.environ.get("ACCEPT"):
        MESSAGES.write_text(told, "utf-8")
    assert told == MESSAGES.read_text("utf-8"), "run make accept, and read what changed"


def test_a_new_system_and_the_schemas_fit_the_suite(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(KILN, data)
    said = {"submitter": "North Lab", "division": "Fixed recipe", "category": "many nodes"}
    made = new_entry(str(data), Wanted("Ember 128", benchmarks=("answers",), **said))
    assert (made.path, made.values) == (f"{data}/results/kiln-2026/fixed/North Lab/Ember-128.json", 2)
    assert {"optimizer", "batch", "precision"} <= set(made.blank)
    for path in KILN.rglob("*.json"):
        kind = "site" if path.name == "site.json" else "round" if path.parent.name == "rounds" else "entry"
        jsonschema.validate(json.loads(path.read_bytes()), schema(kind))
