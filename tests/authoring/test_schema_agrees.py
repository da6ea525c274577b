"""Of every field of the data files, the schema and the reader say the same: what either refuses, the other does."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest

from site_builder.authoring.schema import MODELS, schema
from site_builder.models import Round
from site_builder.sources import Document
from site_builder.sources.shape import Shape
from tests.builders import ROUND, a_result, a_round, a_site, an_entry
from tests.conftest import SiteFolder

Path = tuple[str | int, ...]
LEFT_OUT = object()
VALUES: tuple[Any, ...] = (
    LEFT_OUT, None, True, 0, -1, 5, 0.5, "", " ", "x", "2024-01-05", "5 May", "https://", "http://a.b/c d",
    "https://example.org/x", [], [""], [1], ["x"], [["x"]], {}, {"x": 1}, {"x": -1}, {"x": "y"}, {"x": " "}, {"x": {}},
)  # fmt: skip
# Whether one of the two says it is asked of the entry as a whole.
SAID_ELSEWHERE = {("system", "submitter"), ("system", "division")}
# What is told of one field, whatever others say.
OF_A_FIELD = {
    "bad-colour", "bad-date", "bad-font", "bad-link", "bad-picture", "empty-text", "impossible-value", "missing-field",
    "unknown-field", "unknown-format", "unknown-word", "wrong-type",
}  # fmt: skip
STATE = {"status": "superseded", "date": "2024-06-01", "reason": "a slip", "link": "https://example.org/why"}
FOUND = {
    "kind": "summary", "path": "a/b.txt", "sha256": "0f", "url": "https://example.org/", "retrieved": "2024-06-01",
}  # fmt: skip
RESULT = a_result(
    unit="Samples/s", category="datacenter", id="1-1", used_model="resnet", accuracy={"acc": 76.1},
    accuracy_target="99", weight_data_types="int8", implementation={"batch": "8"}, inferred_from="Server", source=FOUND,
    verification=STATE, power={"value": 812.4, "unit": "Watts"},
)  # fmt: skip
OVERRULING = {"division": "closed", "submitter": "Acme", "category": "datacenter"}
ENTRY = an_entry(id="1", verification=STATE, source=FOUND, was=["a/b/c/d"], omitted=["key"], results=[RESULT])
WORD = {"title": "Edge", "spellings": ["border"]}
BENCHMARK = {
    "id": "resnet", "title": "ResNet", "task": "Images", "units": {"Offline": "Samples/s"},
    "accuracy_targets": [{"metric": "acc", "minimum": 75, "maximum": 80, "scenarios": ["Offline"]}],
    "scenarios": {"edge": ["Offline"]}, "optional_scenarios": {"edge": ["Server"]}, "joint_scenarios": ["Server"],
}  # fmt: skip
LOGS = {
    "aliases": {"a": "b"}, "field_by_scenario": {"Offline": "x"}, "field_by_benchmark": {"resnet": {"Offline": "x"}},
    "accuracy_patterns": {"acc": "x"}, "accuracy_limits": {"resnet": {"LENGTH": 9}},
}  # fmt: skip
WHOLE_ROUND = a_round(
    source="https://example.org/", messaging="none", divisions={"closed": {**WORD, "own_models": True}},
    categories={"edge": WORD}, availabilities={"available": WORD}, scenarios=["Offline"],
    metrics={"Samples/s": "higher"}, power_units={"Watts": "W"}, benchmarks=[BENCHMARK],
    compatible={"sprint-v0": {"resnet": ["Offline"]}},
    compatible_source="https://example.org/", sections=[{"title": "Hardware", "keys": ["cooling"]}], logs=LOGS,
)  # fmt: skip
PALETTE = {"paper": "#ffffff", "ink": "#000000", "muted": "#333333", "accent": "#000099", "care": "#660000", "care_paper": "#ffffff"}  # fmt: skip  # noqa: E501
WHOLE_SITE = a_site(
    description="What it is", base_url="https://example.org/", menu=[{"title": "v1", "link": ROUND}], licence="CC BY",
    as_of="2026-01-31",
    theme={
        "light": PALETTE, "dark": PALETTE, "sans": ["Inter"], "mono": ["Mono"], "logo": "logo.svg",
        "logo_dark": "logo.svg", "logo_says_title": True,
    },
)  # fmt: skip
WHOLE = {
    "entry": {**ENTRY, "$schema": "x"},
    "overruling": {**ENTRY, **OVERRULING},
    "round": {**WHOLE_ROUND, "$schema": "x"},
    "site": {**WHOLE_SITE, "$schema": "x"},
}


def kind_of(name: str) -> str:
    return "entry" if name == "overruling" else name


def places(document: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in the document, and one in each object that a stranger may take."""
    if path:
        yield path
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield from places(value, (*path, key))
        yield (*path, "no_such")
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from places(value, (*path, index))


def with_(document: Any, path: Path, value: Any) -> Any:
    """The document with this value at the path."""
    if not path:
        return value
    changed = list(document) if isinstance(document, list) else dict(document)
    step: Any = path[0]
    if len(path) == 1 and value is LEFT_OUT:
        if isinstance(changed, list) or step in changed:
            del changed[step]
    elif isinstance(changed, list):
        changed[step] = with_(changed[step], path[1:], value)
    else:
        changed[step] = with_(changed.get(step), path[1:], value)
    return changed


def is_told(site: SiteFolder, name: str, document: Any) -> bool:
    """Whether the reader refuses a field of it."""
    if name == "round":  # beyond its fields, a round's reader asks whether they fit each other
        data = json.dumps(document).encode()
        return bool(Shape(Round, Document("round.json", data).value, {"id": ROUND}).findings)
    file = "site.json" if name == "site" else "results/acme/rocket.json"
    site.write(file, document)
    return any(place.startswith(file) and kind in OF_A_FIELD for place, kind in site.problems())


@pytest.mark.parametrize("name", WHOLE)
def test_the_schema_refuses_of_each_field_what_its_reader_refuses(site: SiteFolder, name: str) -> None:
    # A round of few words: what it says of an entry's words is told of these, not of the field.
    site.write(f"rounds/{ROUND}.json", a_round(categories={}, availabilities={}, benchmarks=[]))
    (site.data / "assets").mkdir()
    (site.data / "assets/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    validator = jsonschema.Draft202012Validator(schema(kind_of(name)))
    assert not is_told(site, name, WHOLE[name])
    assert validator.is_valid(WHOLE[name])
    differing = []
    for path in places(WHOLE[name]):
        for value in VALUES[path in SAID_ELSEWHERE :]:
            document = with_(WHOLE[name], path, value)
            if is_told(site, name, document) == validator.is_valid(document):
                differing.append((path, "left out" if value is LEFT_OUT else value))
    assert differing == []


@pytest.mark.parametrize("name", MODELS)
def test_no_field_is_left_out_of_what_is_compared(name: str) -> None:
    found = schema(name)
    fields = {key for part in (found, *found["$defs"].values()) for key in part.get("properties", {})}
    written = {step for whole, document in WHOLE.items() if kind_of(whole) == name for path in places(document) for step in path}  # fmt: skip  # noqa: E501
    assert fields - written == set()
