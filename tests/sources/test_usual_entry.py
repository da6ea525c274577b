"""Usual entries: read at once, they are what Document and Shape make of them."""

import copy
import json
import pickle
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import strategies as st

from site_builder.models import EntryFile, FrozenDict, Model
from site_builder.sources import Document
from site_builder.sources.shape import Shape
from site_builder.sources.usual_entry import usual_entry
from tests.builders import a_result, a_system, an_entry
from tests.damages import ENTRY, HOSTILE, RAW, VALUES, WHOLE_SITE, as_bytes, at, damages_of, doubled, inner_paths
from tests.sources.json_documents import DOCUMENTS
from tests.thorough import examples

PLAIN = an_entry(
    verification={"status": "verified", "date": "2024-05-01"},
    source={"kind": "summary", "url": "https://example.org", "retrieved": "2024-05-02"},
    was=["sprint-v1/closed/Acme/comet"],
    results=[
        a_result(unit="Samples/s", accuracy={"acc": 76.10}, source={"path": "a/b", "sha256": "0a"}),
        a_result(benchmark="gptj", id="1-0001", value=7, accuracy=None, power={"value": 812.4, "unit": "Watts"}),
    ],
)
ODD = {
    **PLAIN,
    "system": a_system(hw_notes='two\nlines, "quoted"', place="Z\u00fcrich", stack={"": ["a", {"b": ""}, 1]}),
}
CONTENTS = {"plain": PLAIN, "odd": ODD, "with all members": WHOLE_SITE[ENTRY]}


def carefully(data: bytes) -> EntryFile | None:
    """What the careful readers make of it; None where they find fault."""
    document = Document("rocket.json", data)
    shape = Shape(EntryFile, document.value)
    return shape.model if shape.whole and not shape.findings and not document.problems else None


def inside(model: Model) -> Iterator[tuple[object, ...]]:
    """Everything about a model that == does not ask."""
    yield type(model), [*model.__dict__], model.model_fields_set, model.__pydantic_extra__, model.__pydantic_private__
    for value in model.__dict__.values():
        for inner in value if isinstance(value, tuple) else (value,):
            yield from inside(inner) if isinstance(inner, Model) else [(type(inner),)]


def said_otherwise(data: bytes) -> bool:
    """Whether the quick reader says anything else than the careful ones, where it says something."""
    quick = usual_entry(data)
    if quick is None:
        return False
    careful = carefully(data)
    return careful is None or (quick, repr(quick), [*inside(quick)]) != (careful, repr(careful), [*inside(careful)])


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_usual_entry_is_read_at_once(content: dict[str, Any], indent: int | None) -> None:
    data = json.dumps(content, indent=indent, ensure_ascii=False).encode()
    assert usual_entry(data) is not None
    assert not said_otherwise(data)


def test_a_schema_for_editors_is_no_part_of_it() -> None:
    data = as_bytes({"$schema": "../entry.json", **PLAIN})
    assert usual_entry(data) == usual_entry(as_bytes(PLAIN)) == carefully(data)
    assert usual_entry(as_bytes({"$schema": 1, **PLAIN})) is None


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_no_damage_is_passed_over(content: dict[str, Any]) -> None:
    told = [name for name, data in damages_of("rocket.json", content) if said_otherwise(data)]
    assert told == []


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("space", ["", " ", "\n"])
def test_a_member_that_stands_twice_is_seen(content: dict[str, Any], space: str) -> None:
    paths = [path for path in inner_paths(content) if isinstance(path[-1], str)]
    for path in paths:
        data = doubled(content, path).replace(b'":', f'"{space}:'.encode())
        assert usual_entry(data) is None, path


BITS = [None, 0, -7.5, 10**400, "", ":", '"', " ", *VALUES.values(), *HOSTILE.values()]


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """An entry with one to three members replaced by anything at all, some of it hardly JSON."""
    content = copy.deepcopy(draw(st.sampled_from([*CONTENTS.values()])))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([*inner_paths(content)]))
        holder = at(content, path[:-1])
        holder[path[-1]] = copy.deepcopy(draw(st.sampled_from(BITS)))
        if isinstance(holder, dict) and draw(st.booleans()):
            holder[draw(st.sampled_from([*EntryFile.model_fields, *holder, "\u00fc"]))] = holder.pop(path[-1])
    data = as_bytes(content)
    raw = draw(st.sampled_from([*RAW.values(), '"x"', "1", '1, "value": 2'])) if draw(st.booleans()) else None
    return data if raw is None else data.replace(b"1200.5", raw.encode(), 1)


@examples(150, 500, changed())
def test_nothing_else_is_said_of_what_was_changed(data: bytes) -> None:
    assert not said_otherwise(data)


@examples(60, 200, DOCUMENTS, DOCUMENTS)
def test_any_description_and_any_implementation_is_read_alike(description: str, implementation: str) -> None:
    result = json.dumps(a_result(implementation="\u2691"))
    text = f'{{"round": "sprint-v1", "system": {{"x": {description}}}, "results": [{result}]}}'
    assert not said_otherwise(text.replace(json.dumps("\u2691"), implementation).encode())


def test_orders_of_keys_are_forgotten_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.sources.known_shapes.MOST_KNOWN", 3)
    chosen = random.Random(1)
    for _ in range(50):
        members = [*PLAIN["results"][0].items()]
        chosen.shuffle(members)
        assert not said_otherwise(as_bytes({**PLAIN, "results": [dict(members)]}))


def test_a_usual_entry_is_frozen_and_survives_pickling() -> None:
    read = usual_entry(as_bytes(PLAIN))
    assert read is not None
    again = pickle.loads(pickle.dumps(read))
    assert (again, [*inside(again)]) == (read, [*inside(read)])
    assert type(read.results[0].accuracy) is FrozenDict
    with pytest.raises(ValueError, match="frozen"):
        read.results[0].id = "2-0001"  # type: ignore[misc]
