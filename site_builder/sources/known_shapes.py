"""Known shapes: objects of JSON whose keys and types of members were met before, made into models at once.

Entries are much alike. The first object with such keys and types is held against the fields of its model; for every
further one it is known how each member becomes a value, and only what a text says is looked at. Whatever is not quite
as usual is `Unusual`, and left to Shape, which asks the model itself and says what is wrong.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from jiter import LosslessFloat
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from site_builder.models import FrozenDict, Model, Number, SomeText, System, made
from site_builder.sources.frozen_json import frozen, number

Read = Callable[["Making", Any], Any]

# Of each model. Orders of keys, and what is left out or null, are as many as people write.
MOST_KNOWN = 1000
LONGEST_KEPT = 200


class Unusual(Exception):
    """Something may be wrong, or is only seldom so."""


class Making:
    """One document that becomes a model; counts its texts on the way, keys too."""

    def __init__(self, shows_something: Callable[[str], object]) -> None:
        self.shows_something = shows_something
        self.texts = 0


class KnownShapes:
    """What is known of the objects that one model is made of."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self._known: dict[tuple[tuple[str, ...], tuple[type, ...]], Read] = {}

    def read(self, making: Making, value: dict[str, Any]) -> Any:
        """The model. Raises: Unusual."""
        seen = tuple(value), tuple(map(type, value.values()))
        known = self._known.get(seen)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[seen] = _way_of(self.model, *seen)
        return known(making, value)


def _way_of(model: type[Model], keys: tuple[str, ...], types: tuple[type, ...]) -> Read:
    """How objects with these keys, and members of these types, become a model. Raises: Unusual."""
    fields, given = model.model_fields, set(keys)
    if not fields.keys() >= given or any(fields[name].is_required() for name in fields.keys() - given):
        raise Unusual
    ways = {name: _ways_of(model)[name].get(kind) for name, kind in zip(keys, types, strict=True)}
    if None in ways.values():
        raise Unusual
    texts = _getter([name for name, way in ways.items() if way is _some_text])
    others = [(name, way) for name, way in ways.items() if way and way not in (_some_text, _as_it_is)]
    # Every field in its order, as the model itself would have them.
    defaults = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
    said = len(keys) + types.count(str)

    def read(making: Making, value: dict[str, Any]) -> Any:
        if not all(map(making.shows_something, texts(value))):
            raise Unusual
        making.texts += said
        members = {**defaults, **value}
        for name, way in others:
            members[name] = way(making, members[name])
        return made(model, members, given)

    return read


@cache
def known_shapes(model: type[Model]) -> KnownShapes:
    """One for each model: there are a handful."""
    return KnownShapes(model)


def _getter(names: list[str]) -> Callable[[dict[str, Any]], Iterable[str]]:
    """What gives the members of these names."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda value: [value[name] for name in names]


@cache
def _ways_of(model: type[Model]) -> dict[str, dict[type, Read]]:
    """Of each field, how a member of this type of JSON is read; other types are unusual."""
    return {
        name: _ways(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
        for name, field in model.model_fields.items()
    }


def _ways(annotation: Any) -> dict[type, Read]:
    if annotation == SomeText:
        return {str: _some_text}
    if annotation in (str, bool, NoneType):
        return {annotation: _as_it_is}
    if annotation is Number:
        return {int: _number, LosslessFloat: _number}
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return {dict: known_shapes(annotation).read}
    return _ways_of_several(annotation)


def _ways_of_several(annotation: Any) -> dict[type, Read]:
    kind, inner = get_origin(annotation), get_args(annotation)
    if kind in (Union, UnionType):
        return {type_: way for member in inner for type_, way in _ways(member).items()}
    if kind is Literal:
        return {str: _one_of(frozenset(inner))}
    if kind is tuple:
        return {list: _items(_ways(inner[0]))}
    if kind is Annotated and inner[0] is System:
        return {dict: _description}
    if kind is Annotated and get_origin(inner[0]) is Mapping:
        return {dict: _members(_ways(get_args(inner[0])[1]))}
    if kind is Annotated and inner[0] is str:
        return {str: _checked([added.func for added in inner[1:] if isinstance(added, AfterValidator)])}
    return {}


def _as_it_is(_: Making, value: Any) -> Any:
    return value


def _some_text(making: Making, value: str) -> str:
    if not making.shows_something(value):
        raise Unusual
    return value


def _number(_: Making, value: Any) -> Number:
    return number(value)


def _description(making: Making, value: dict[str, Any]) -> System:
    making.texts += _texts_in(value)
    return System.pasted(frozen(value, depth=1))


def _texts_in(value: Any) -> int:
    if type(value) is dict:
        return len(value) + _texts_in([*value.values()])
    kinds = [*map(type, value)]
    inner = dict in kinds or list in kinds
    return kinds.count(str) + (sum(_texts_in(each) for each in value if type(each) in (dict, list)) if inner else 0)


def _one_of(words: frozenset[Any]) -> Read:
    def read(_: Making, value: str) -> str:
        if value not in words:
            raise Unusual
        return value

    return read


def _checked(validators: list[Callable[..., Any]]) -> Read:
    """A text that is asked of the validators of its field; days and addresses are the same in many entries."""

    @lru_cache(maxsize=1024)
    def checked(value: str) -> str:
        try:
            for validator in validators:
                value = validator(value)
        except PydanticCustomError as error:
            raise Unusual from error
        return value

    return lambda _, value: checked(value) if len(value) <= LONGEST_KEPT else checked.__wrapped__(value)


def _items(ways: dict[type, Read]) -> Read:
    def read(making: Making, value: list[Any]) -> tuple[Any, ...]:
        kinds = [*map(type, value)]
        if not ways.keys() >= set(kinds):
            raise Unusual
        making.texts += kinds.count(str)
        return tuple([ways[kind](making, item) for kind, item in zip(kinds, value, strict=True)])

    return read


def _members(ways: dict[type, Read]) -> Read:
    texts = 1 + (str in ways)

    def read(making: Making, value: dict[str, Any]) -> FrozenDict[str, Any]:
        making.texts += texts * len(value)
        try:
            return FrozenDict({key: ways[type(member)](making, member) for key, member in value.items()})
        except KeyError as error:
            raise Unusual from error

    return read
