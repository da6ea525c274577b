"""Frozen: nothing that was read can be changed, however deep it stands, and it has a hash."""

import copy
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from site_builder.models import Catalog, FrozenDict, Model
from site_builder.sources import Document, read_data
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.conftest import SiteFolder

CHANGES: dict[str, Callable[[Any], object]] = {
    "set": lambda mapping: mapping.__setitem__("a", 2),
    "delete": lambda mapping: mapping.__delitem__("a"),
    "or": lambda mapping: mapping.__ior__({"a": 2}),
    "update": lambda mapping: mapping.update(a=2),
    "setdefault": lambda mapping: mapping.setdefault("b", 2),
    "pop": lambda mapping: mapping.pop("a"),
    "popitem": lambda mapping: mapping.popitem(),
    "clear": lambda mapping: mapping.clear(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_is_taken(change: str) -> None:
    mapping = FrozenDict({"a": 1})
    with pytest.raises(TypeError, match="never changed"):
        CHANGES[change](mapping)
    assert mapping == {"a": 1}


def test_it_is_like_any_other_dict_to_whoever_reads_it() -> None:
    mapping = FrozenDict({"a": 1, "b": FrozenDict()})
    assert (mapping, {**mapping}, list(mapping)) == ({"a": 1, "b": {}}, {"a": 1, "b": {}}, ["a", "b"])
    assert hash(mapping) == hash(FrozenDict({"b": FrozenDict(), "a": 1}))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda mapping: pickle.loads(pickle.dumps(mapping))])
def test_a_copy_is_frozen_too(again: Callable[[Any], Any]) -> None:
    copied = again(FrozenDict({"a": FrozenDict({"b": 1})}))
    assert (copied, type(copied), type(copied["a"])) == ({"a": {"b": 1}}, FrozenDict, FrozenDict)


@pytest.fixture
def catalog(site: SiteFolder) -> Catalog:
    """A catalog with mappings wherever there can be some."""
    logs = {"aliases": {"r": "resnet"}, "field_by_benchmark": {"resnet": {"Offline": "x"}}}
    compatible = {"edge": {"resnet": [ROUND]}}
    site.write(f"rounds/{ROUND}.json", a_round(logs=logs, compatible=compatible, power_units={"Offline": "Watts"}))
    system = a_system(stack={"driver": [{"a": {"b": 1}}]})
    results = [a_result(accuracy={"acc": 76.1}, implementation={"retraining": "no"})]
    site.write("results/acme/rocket.json", an_entry(system=system, results=results))
    return read_data(str(site.data)).catalog


def mappings(value: Any) -> Iterator[Any]:
    """Every mapping in a value, and what is not frozen otherwise."""
    if isinstance(value, Mapping):
        yield value
    if isinstance(value, BaseModel):
        inner: Any = [getattr(value, name) for name in type(value).model_fields]
    else:
        inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    assert not isinstance(value, list | set)
    for member in inner:
        yield from mappings(member)


def test_a_catalog_is_frozen_all_through(catalog: Catalog) -> None:
    found = list(mappings(catalog))
    assert len(found) > 20
    assert {type(mapping) for mapping in found} == {FrozenDict}


def test_an_entry_has_a_hash_and_keeps_it(catalog: Catalog) -> None:
    (entry,) = catalog.entries
    again = pickle.loads(pickle.dumps(entry))
    assert (again, hash(again)) == (entry, hash(entry))
    assert {type(mapping) for mapping in mappings(again)} == {FrozenDict}


def models(model: type[Model] = Model) -> Iterator[type[Model]]:
    """Every model that there is."""
    for below in model.__subclasses__():
        yield below
        yield from models(below)


def plain_mappings(annotation: Any, frozen: bool) -> bool:
    """Whether something in an annotation is a mapping and not frozen."""
    if getattr(annotation, "__metadata__", ()):
        frozen = FrozenDict in [getattr(added, "func", None) for added in annotation.__metadata__]
        return plain_mappings(annotation.__origin__, frozen)
    if getattr(annotation, "__origin__", None) is Mapping and not frozen:
        return True
    return any(plain_mappings(inner, False) for inner in get_args(annotation))


def test_each_mapping_of_a_model_is_frozen() -> None:
    fields = [(model, name, field) for model in models() for name, field in model.model_fields.items()]
    assert len(fields) > 50
    wrong = []
    for model, name, field in fields:
        frozen = FrozenDict in [getattr(added, "func", None) for added in field.metadata]
        if plain_mappings(field.annotation, frozen) or type(field.get_default()) is dict:
            wrong.append(f"{model.__name__}.{name}")
    assert wrong == []


@pytest.mark.parametrize("text", ['{"a": [{"b": {}}]}', '{"a": [{"b": {}}], "c": "\\u0041\\b"}', '{"a": [{"b": {}}],}'])
def test_both_readers_of_json_freeze_what_they_read(text: str) -> None:
    found = list(mappings(Document("x.json", text.encode()).value))
    assert [type(mapping) for mapping in found] == [FrozenDict] * 3
