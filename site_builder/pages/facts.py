"""Facts: a system description as the groups of rows that a card shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from site_builder.models import USUAL_SECTIONS, Entry, Number, Section
from site_builder.pages.frozen import frozen

REST = "Other Details"
# The card's header prints these in the round's words; "About these results" has them as they were written.
IN_THE_HEADER = ("system_name", "submitter", "division", "system_type", "status")
NESTED = ("object", "array")
TEXT = {str}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a nested value: a key or index with its value, or with the lines below it."""

    depth: Annotated[int, "How deep it stands, from 1"]
    key: Annotated[str | None, "Its name; none for items of an array"]
    type: Annotated[str, "JSON type: string, number, boolean, null, object, array"]
    text: Annotated[str, "The value as written; empty for objects and arrays"]


@frozen
class Fact:
    """One row: a raw key and what the submitter wrote."""

    key: Annotated[str, "The description's own key"]
    type: Annotated[str, "JSON type: string, number, boolean, null, object, array"]
    text: Annotated[str, "The value as written; empty for objects and arrays"]
    parts: Annotated[tuple[Part, ...], "The lines of a nested value, outermost first"]


@frozen
class FactsTable:
    """A group of facts under its heading: keys in the round's order, those of one beginning by the alphabet."""

    id: Annotated[str, "Anchor of the heading"]
    title: Annotated[str, "The heading"]
    facts: Annotated[tuple[Fact, ...], "Its rows; may be empty"]


def facts_tables(entry: Entry) -> tuple[FactsTable, ...]:
    """The description in its groups; keys of no group come last, and only where there are any."""
    sections = entry.round.sections or USUAL_SECTIONS
    description = entry.system.description
    grouped, others = _grouped(tuple(sorted(description)), sections)
    rest = tuple(key for key in others if key not in IN_THE_HEADER)
    titled = [(section.title, keys) for section, keys in zip(sections, grouped, strict=True)]
    if rest:
        titled.append((REST, rest))
    return tuple(
        [
            _table(f"facts-{number}", title, keys, tuple([description[key] for key in keys]))
            for number, (title, keys) in enumerate(titled, 1)
        ]
    )


def _table(id_: str, title: str, keys: tuple[str, ...], values: tuple[Any, ...]) -> FactsTable:
    if TEXT.issuperset(map(type, values)):
        return _table_of_texts(id_, title, keys, values)
    return FactsTable(id_, title, tuple(map(fact, keys, values)))


@lru_cache(maxsize=8192)
def _table_of_texts(id_: str, title: str, keys: tuple[str, ...], values: tuple[str, ...]) -> FactsTable:
    """A group without numbers and nested values: systems of one make share most of theirs."""
    return FactsTable(id_, title, tuple(map(fact, keys, values)))


@lru_cache(maxsize=1024)
def _grouped(
    keys: tuple[str, ...], sections: tuple[Section, ...]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The keys of each section, and those of none; most descriptions of a round have the same keys."""
    grouped = tuple(tuple(of_section(keys, section)) for section in sections)
    taken = {key for group in grouped for key in group}
    return grouped, tuple(key for key in keys if key not in taken)


def of_section(keys: tuple[str, ...], section: Section) -> Iterator[str]:
    """Those of these keys that the group has, in its order; those of one beginning stay by the alphabet."""
    places = {name: place for place, name in enumerate(section.keys)}
    beginnings = [(name[:-1], place) for name, place in places.items() if name.endswith("*")]
    for key in keys:
        if key not in places:
            found = next((place for beginning, place in beginnings if key.startswith(beginning)), None)
            if found is not None:
                places[key] = found
    return iter(sorted((key for key in keys if key in places), key=places.__getitem__))


def described(entry: Entry) -> tuple[Fact, ...]:
    """What the header prints in the round's words, as the description has it.

    The system's name is there already, and comes again only where the description has it in another way.
    """
    description = entry.system.description
    told = (key for key in IN_THE_HEADER if key in description)
    return tuple(
        fact(key, description[key]) for key in told if key != "system_name" or description[key] != entry.system.name
    )


def fact(key: str, value: Any) -> Fact:
    """One member of a description as a row."""
    kind = json_type(value)
    if kind in NESTED:  # not remembered: objects are equal whatever the order of their keys, and rows keep that order
        return Fact(key, kind, _text(value), tuple(_parts(value, 1)))
    return _plain_fact(key, kind, value)


@lru_cache(maxsize=65536)
def _plain_fact(key: str, kind: str, value: Any) -> Fact:
    """A fact without parts; most of a round's descriptions share theirs."""
    return Fact(key, kind, _text(value), ())


TYPES = {str: "string", Number: "number", bool: "boolean", type(None): "null", tuple: "array"}


def json_type(value: Any) -> str:
    """The JSON type's name."""
    return TYPES.get(type(value), "object")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | Number) else ""


def _parts(value: Any, depth: int) -> Iterator[Part]:
    members = ((None, item) for item in value) if isinstance(value, tuple) else value.items()
    for key, inner in members:
        kind = json_type(inner)
        yield Part(depth, key, kind, _text(inner))
        if kind in NESTED:
            yield from _parts(inner, depth + 1)
