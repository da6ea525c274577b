"""schema: what editors complete, explain and check data files by, made from the models that read them."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import jsonschema
import pytest

from site_builder.authoring import Wanted, new_entry, new_site, schema_text, write_editor_settings, write_schemas
from site_builder.authoring.schema import MODELS, schema
from site_builder.cli import site_builder
from site_builder.models import STATUSES
from site_builder.problems import SiteBuilderError
from site_builder.sources import read_data
from tests.builders import a_result, a_round, a_site, an_entry
from tests.commands import ran
from tests.conftest import ROOT, SiteFolder

KEPT = (ROOT / "docs/schema", ROOT / "examples/kiln/schema")  # an example is whole where it is copied
REFRESH = "run: make accept"
GOOD: dict[str, dict[str, Any]] = {
    "entry": an_entry(results=[a_result(power={"value": 812.4, "unit": "Watts"}, accuracy={"acc": 76})]),
    "round": a_round(),
    "site": a_site(menu=[{"title": "v1", "link": "sprint-v1"}], base_url="https://example.org/"),
}


def faults(name: str, document: object) -> list[str]:
    """Where a validator of draft 2020-12 finds fault with a document."""
    validator = jsonschema.Draft202012Validator(schema(name), format_checker=jsonschema.FormatChecker())
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(document)]


@pytest.mark.parametrize("name", MODELS)
def test_the_schemas_that_are_kept_are_those_of_the_models(name: str) -> None:
    for folder in KEPT:
        assert (folder / f"{name}.schema.json").read_text("utf-8") == schema_text(name), REFRESH
    jsonschema.Draft202012Validator.check_schema(schema(name))


def kind_of(path: Path) -> str:
    return "site" if path.name == "site.json" else "round" if path.parent.name == "rounds" else "entry"


def test_every_shipped_data_file_fits_its_schema() -> None:
    files = sorted((ROOT / "data").rglob("*.json"))
    assert {kind_of(path) for path in files} == set(MODELS)
    found = {str(path): faults(kind_of(path), json.loads(path.read_bytes())) for path in files}
    assert {path: places for path, places in found.items() if places} == {}


def damaged(document: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Give the document with each value in turn replaced by one of a type that nothing of ours has there."""
    if isinstance(document, dict):
        for key, value in document.items():
            for place, member in damaged(value, (*path, key)):
                yield place, document | {key: member}
    elif isinstance(document, list):
        for index, value in enumerate(document):
            for place, item in damaged(value, (*path, index)):
                yield place, [*document[:index], item, *document[index + 1 :]]
    if path:
        yield path, {"of": "another type"} if not isinstance(document, dict) else "of another type"


FILES = {"entry": "results/acme/rocket.json", "round": "rounds/sprint-v1.json", "site": "site.json"}
NAMED = ("system_name", "submitter", "division", "system_type", "status")
BY_THE_ROUND = ("system_type", "status")  # a round without categories or availabilities takes anything there


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_finds_fault_where_validation_does(site: SiteFolder, name: str) -> None:
    file = FILES[name]
    for path, document in damaged(GOOD[name]):
        if path[0] == "system" and path[-1] not in {*NAMED, "system"} - {*BY_THE_ROUND}:
            continue  # whatever a description says is kept as it is
        site.write(file, document)
        told = [place for place, _ in site.problems() if place.startswith(file)]
        assert bool(told) == bool(faults(name, document)) is True, path


def test_what_a_file_must_have_and_what_it_may_not() -> None:
    assert faults("entry", {"round": "v1", "system": {"system_name": "Box"}}) == []
    assert faults("entry", {"round": " ", "system": {}, "result": []}) == ["", "round", "system"]
    assert faults("entry", an_entry(results=[a_result(value=0), a_result(value="5")])) == [
        "results/0/value",
        "results/1/value",
    ]
    assert faults("round", {**a_round(), "id": "v1"}) == [""]
    assert faults("site", a_site(format=2, as_of="yesterday", base_url="ftp://example.org")) == [
        "format",
        "base_url",
        "as_of",
    ]


def test_any_data_file_may_name_its_schema(site: SiteFolder) -> None:
    for name, file in (
        ("entry", "results/acme/rocket.json"),
        ("round", "rounds/sprint-v1.json"),
        ("site", "site.json"),
    ):
        document = {"$schema": f"../{name}.schema.json", **json.loads((site.data / file).read_bytes())}
        site.write(file, document)
        assert faults(name, document) == []
    assert site.problems() == []
    site.write("site.json", {"$schema": 5, **a_site()})
    assert site.problems() == [("site.json:2:14", "wrong-type")]
    site.write("results/acme/rocket.json", an_entry(results=[a_result(**{"$schema": "x"})]))
    assert ("results/acme/rocket.json:23:7", "unknown-field") in site.problems()


class Answer(NamedTuple):
    """What an editor shows at a place of a text, and the faults it marks."""

    labels: list[str]
    hover: str
    faults: list[str]


def ask_editor(name: str, text: str) -> Answer:
    """Ask the language service of editors at the bar in the text."""
    return ask([{"schema": schema(name), "fileMatch": ["*"]}], "test://data/file.json", text)


def ask(schemas: list[dict[str, Any]], uri: str, text: str) -> Answer:
    """Ask it about a file of this address, with schemas for some files."""
    question = {"schemas": schemas, "uri": uri, "text": text.replace("|", ""), "offset": text.index("|")}
    script = Path(__file__).with_name("ask_editor.cjs")
    done = subprocess.run(
        ["node", script], input=json.dumps(question), capture_output=True, text=True, check=True, cwd=ROOT
    )
    answer = json.loads(done.stdout)
    answer["hover"] = re.sub(r"\\(.)", r"\1", answer["hover"])  # it is Markdown, with its marks escaped
    return Answer(**answer)


@pytest.mark.browser
def test_an_editor_completes_keys_and_words() -> None:
    assert ask_editor("entry", '{"|"}').labels == ["$schema", *MODELS["entry"].model_fields]
    assert ask_editor("entry", '{"system": {"|"}}').labels == list(NAMED)
    assert set(ask_editor("entry", '{"verification": {"status": "|"}}').labels) >= {f'"{word}"' for word in STATUSES}
    assert ask_editor("entry", '{"results": [{"benchmark": "x", "|"}]}').labels[:2] == ["scenario", "value"]
    assert {'"higher"', '"lower"'} <= set(ask_editor("round", '{"metrics": {"ms": "|"}}').labels)
    assert ask_editor("site", '{"menu": [{"|"}]}').labels == ["title", "link"]


@pytest.mark.browser
@pytest.mark.parametrize(("name", "key"), [("entry", "round"), ("round", "family"), ("site", "as_of")])
def test_an_editor_goes_by_what_the_files_of_a_new_site_name(tmp_path: Path, name: str, key: str) -> None:
    new_site(str(tmp_path / "my lab"), "Results", "Ünïque Lab")
    (path,) = [path for path in (tmp_path / "my lab/data").rglob("*.json") if kind_of(path) == name]
    text = path.read_text("utf-8")
    at = text.index(f'"{key}"') + 2
    explained = ask([], path.as_uri(), f"{text[:at]}|{text[at:]}")
    assert (explained.hover, explained.faults) == (MODELS[name].model_fields[key].description, [])
    completed = ask([], path.as_uri(), text[: text.rindex("}")].rstrip() + ', "|"}')
    assert completed.labels == [member for member in schema(name)["properties"] if member not in json.loads(text)]
    misspelt = ask([], path.as_uri(), text.replace(f'"{key}"', '"no_such"', 1) + "|")
    assert any(fault.endswith("Property no_such is not allowed.") for fault in misspelt.faults)


def test_every_shipped_file_that_names_a_schema_names_that_of_its_kind() -> None:
    shipped = [*(ROOT / "data/rounds").glob("*.json"), ROOT / "data/site.json", ROOT / "docs/site/site.json"]
    for path in [*shipped, *(ROOT / "examples").glob("*/data/**/*.json")]:
        folder = KEPT[path.is_relative_to(ROOT / "examples")]
        named = json.loads(path.read_bytes())["$schema"]
        assert (path.parent / named).resolve() == folder / f"{kind_of(path)}.schema.json", path


@pytest.mark.parametrize("data", ["data", "./data/", "../mine/data"])
def test_a_new_entry_names_the_schema_beside_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    new_site(str(tmp_path / "mine"), "Results", "Lab")
    monkeypatch.chdir(tmp_path / "mine")
    made = Path(new_entry(data, Wanted("Box")).path)
    named = json.loads(made.read_bytes())["$schema"]
    assert (made.parent / named).resolve() == tmp_path / "mine/schema/entry.schema.json"
    assert read_data("data").errors == ()
    Path("schema/entry.schema.json").unlink()
    assert "$schema" not in json.loads(Path(new_entry(data, Wanted("Other")).path).read_bytes())


@pytest.mark.browser
def test_an_editor_explains_and_marks_what_is_wrong() -> None:
    assert ask_editor("entry", '{"rou|nd": "v1"}').hover == "The round's id: inference-v4.1"
    assert ask_editor("site", '{"as_|of": "2026-01-31"}').hover == "The day that the site speaks for; no clock is read"
    text = '{"format": 1,\n "title": "T",\n "tile": |"U"}'
    assert ask_editor("site", text).faults == ["3: Property tile is not allowed."]


def test_the_command_prints_one_or_writes_all(tmp_path: Path) -> None:
    assert ran(tmp_path, "schema", "round") == (0, schema_text("round"), "")
    code, out, told = ran(tmp_path, "schema", "--output", "kept/here")
    assert (code, out) == (0, "")
    assert told.splitlines() == [f"kept/here/{name}.schema.json" for name in MODELS]
    code, _, told = ran(tmp_path, "schema")
    assert code == 2
    assert "say which: entry, round or site, --output DIR, or --vscode" in told
    which = site_builder.commands["schema"].params[0].type
    assert isinstance(which, click.Choice)
    assert list(which.choices) == list(MODELS)


@pytest.mark.browser
@pytest.mark.parametrize(
    "data", ["data", "./data/", "site/data", "d[1]", "{a,b}*", "what?", "c#", "(x) $^+!|%41", "Büro \\ 2"]
)
def test_an_editor_finds_the_schema_of_each_file_by_what_vscode_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(data).mkdir(parents=True)
    write_editor_settings(data)
    rules = json.loads(Path(".vscode/settings.json").read_bytes())["json.schemas"]
    schemas = [{"fileMatch": rule["fileMatch"], "schema": json.loads(Path(rule["url"]).read_bytes())} for rule in rules]
    for name, file in FILES.items():
        uri = (tmp_path / data / file).as_uri()
        assert ask(schemas, uri, '{"|"}').labels == list(schema(name)["properties"])
    assert ask(schemas, (tmp_path / "package.json").as_uri(), '{"|"}').labels == ["$schema"]


def test_vscode_is_told_of_no_folder_that_it_does_not_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(SiteBuilderError, match="there is no folder data"):
        write_editor_settings("data")
    with pytest.raises(SiteBuilderError, match=r"\.\. is not below this folder"):
        write_editor_settings("..")
    assert list((tmp_path / "here").iterdir()) == []
    for same in (".", str(tmp_path / "here"), "../here"):
        write_editor_settings(same)
        found = json.loads((tmp_path / "here/.vscode/settings.json").read_bytes())
        assert found["json.schemas"][2]["fileMatch"] == ["/site.json"]


def test_settings_keep_every_digit_and_their_own_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    settings = tmp_path / ".vscode/settings.json"
    settings.parent.mkdir()
    mine = '{\n\t"zoom": 1.10,  "big": 12345678901234567890,\n\t"words": ["a",  "b"]'
    settings.write_text(mine + "\n}\n")
    write_editor_settings("data")
    assert settings.read_text().startswith(mine + ',\n\t"json.schemas": [\n')
    assert sorted(path.name for path in settings.parent.iterdir()) == ["schema", "settings.json"]


def test_vscode_learns_which_files_each_schema_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    settings = tmp_path / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.tabSize": 2}')
    written = write_editor_settings("data")
    assert written[-1] == ".vscode/settings.json"
    found = json.loads(settings.read_bytes())
    assert found["editor.tabSize"] == 2
    for rule in found["json.schemas"]:
        assert json.loads((tmp_path / rule["url"]).read_bytes())["type"] == "object"
    assert found["json.schemas"][0]["fileMatch"] == ["/data/**/*.json", "!/data/site.json", "!/data/rounds/*.json"]
    before = settings.read_bytes()
    assert write_editor_settings("data") == written
    assert settings.read_bytes() == before


@pytest.mark.parametrize("there", ["", " \r\n", "\ufeff"])
def test_empty_settings_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text(there, "utf-8")
    write_editor_settings("data")
    assert list(json.loads((tmp_path / ".vscode/settings.json").read_bytes())) == ["json.schemas"]


def test_a_mark_and_the_ends_of_lines_in_settings_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / ".vscode").mkdir()
    settings = tmp_path / ".vscode/settings.json"
    settings.write_bytes(b'\xef\xbb\xbf{\r\n  "zoom": 1\r\n}\r\n')
    write_editor_settings("data")
    written = settings.read_bytes()
    assert written.startswith(b'\xef\xbb\xbf{\r\n  "zoom": 1,\r\n  "json.schemas": [\r\n')
    assert written.count(b"\n") == written.count(b"\r\n")
    write_editor_settings("data")
    assert settings.read_bytes() == written


@pytest.mark.parametrize("there", ["// mine\n{}", "[]", '{"json.schemas": []}'])
def test_settings_that_cannot_be_added_to_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    settings = tmp_path / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text(there)
    with pytest.raises(SiteBuilderError, match=r"settings\.json"):
        write_editor_settings("data")
    assert settings.read_text() == there
    assert not (tmp_path / ".vscode/schema").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SiteBuilderError, match=r"file/.* cannot be written: Not a directory"):
        write_schemas(str(tmp_path / "file/below"))


def test_descriptions_name_every_field() -> None:
    """An editor shows nothing for a field without one."""
    silent = []
    for name in MODELS:
        found = schema(name)
        for where, model in {"": found, **found["$defs"]}.items():
            members = model.get("properties", {})
            silent += [f"{name} {where}.{key}" for key, member in members.items() if "description" not in member]
    assert silent == []
