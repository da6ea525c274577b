"""JSON documents for tests: odd but valid ones, and a third reader to hold ours against."""

import json
from typing import Any

from hypothesis import strategies as st

from site_builder.models import Number, fits_a_double
from site_builder.sources.json_reader import DEEPEST_NESTING
from site_builder.sources.json_words import NOT_IN_HTML

SPACES = st.text(" \t\n\r", max_size=3)
ESCAPED = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\n": "\\n", "\t": "\\t"}
NUMBERS = st.one_of(
    st.sampled_from(["0", "-0", "-0.0", "1e5", "1E+5", "1e-5", "7.79867", "86304.60", "1" * 300, "0." + "1" * 4000]),
    st.from_regex(r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][-+]?[0-9]{1,2})?", fullmatch=True),
).filter(fits_a_double)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8).map(lambda text: NOT_IN_HTML.sub("", text))


@st.composite
def written_texts(draw: st.DrawFn) -> str:
    """A text in quotation marks, some of its characters escaped in one of their ways."""
    return '"' + "".join(draw(ways(character)) for character in draw(TEXTS)) + '"'


def ways(character: str) -> st.SearchStrategy[str]:
    """The ways in which JSON may write a character."""
    units = character.encode("utf-16-be")
    pairs = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
    written = ["".join(f"\\u{pair}" for pair in pairs), "".join(f"\\u{pair.upper()}" for pair in pairs)]
    if character in ESCAPED:
        written.append(ESCAPED[character])
    if character not in '"\\' and character >= " ":
        written.append(character)
    return st.sampled_from(written)


def between(opener: str, items: list[str], closer: str, spaces: list[str]) -> str:
    """Items with commas and odd spaces between them."""
    return opener + ",".join(space + item + space for item, space in zip(items, spaces, strict=True)) + closer


@st.composite
def arrays(draw: st.DrawFn, items: st.SearchStrategy[str]) -> str:
    """An array of written items."""
    written = draw(st.lists(items, max_size=4))
    return between("[", written, "]", [draw(SPACES) for _ in written])


@st.composite
def objects(draw: st.DrawFn, items: st.SearchStrategy[str]) -> str:
    """An object of written items; no name stands twice, however it is written."""
    names = draw(st.lists(written_texts(), max_size=4, unique_by=json.loads))
    members = [f"{name}{draw(SPACES)}:{draw(SPACES)}{draw(items)}" for name in names]
    return between("{", members, "}", [draw(SPACES) for _ in members])


SCALARS = st.one_of(NUMBERS, written_texts(), st.sampled_from(["true", "false", "null"]))
DOCUMENTS = st.recursive(SCALARS, lambda items: st.one_of(arrays(items), objects(items)), max_leaves=25)
DOCUMENTS = st.tuples(SPACES, DOCUMENTS, SPACES).map("".join)


class RefusedError(ValueError):
    """What JSON allows, or Python's reader does, and we do not."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs) or any(NOT_IN_HTML.search(name) for name, _ in pairs):
        raise RefusedError
    return dict(pairs)


def _number(word: str) -> Number:
    if not fits_a_double(word):
        raise RefusedError
    return Number(word)


def _constant(word: str) -> None:
    raise RefusedError(word)


PYTHON = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_constant)


def frozen(value: Any, depth: int = 0) -> Any:
    """A value of Python's reader in our types."""
    if isinstance(value, dict | list) and depth >= DEEPEST_NESTING:
        raise RefusedError
    if isinstance(value, str) and NOT_IN_HTML.search(value):
        raise RefusedError
    if isinstance(value, dict):
        return {name: frozen(member, depth + 1) for name, member in value.items()}
    return tuple(frozen(item, depth + 1) for item in value) if isinstance(value, list) else value


def pythons_reading(data: bytes) -> Any:
    """The value as Python's own reader has it. Raises: ValueError where the document is refused."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    return frozen(PYTHON.decode(text))
