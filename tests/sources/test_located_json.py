"""Located JSON: two readers of one language, and the place of everything."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example
from hypothesis import strategies as st

from site_builder.models import Number
from site_builder.problems import Finding, JsonPath, Location
from site_builder.sources import Document
from site_builder.sources.json_reader import LocatingReader
from site_builder.sources.json_words import INVALID
from site_builder.sources.located_json import _read_fast
from tests.sources.json_documents import DOCUMENTS, PYTHON, frozen, pythons_reading
from tests.thorough import examples

REFUSED = object()


def told(data: bytes) -> list[tuple[int, int, str]]:
    """Line, column and kind of every fault."""
    return [(*problem.at[1:], problem.kind) for problem in Document("x.json", data).problems]


def paths(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, Any]]:
    """Every path of a document with its value."""
    yield path, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for step, member in members:
        yield from paths(member, (*path, step))


@examples(80, 250, DOCUMENTS)
@example('{"a": -0}')
@example('["\\u007f"]')
def test_both_readers_and_pythons_give_one_value(text: str) -> None:
    data = text.encode()
    try:
        expected = pythons_reading(data)
    except ValueError:
        expected = REFUSED
    slow = LocatingReader("x.json", data)
    assert (slow.value if not slow.problems else REFUSED) == expected
    assert Document("x.json", data).value == slow.value
    fast = _read_fast(data)
    assert fast is INVALID or fast == expected


@examples(80, 250, DOCUMENTS, st.data())
def test_a_damaged_document_has_problems_where_pythons_reader_or_a_rule_of_ours_refuses_it(
    text: str, data: st.DataObject
) -> None:
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 3)))
        raw[start:end] = data.draw(st.sampled_from([b"", b",", b'"', b"\\", b"}", b"0", b"\xff", b"\x00", b"e", b"-"]))
    try:
        expected = pythons_reading(bytes(raw))
    except ValueError:
        expected = REFUSED
    found = Document("x.json", bytes(raw))
    assert (found.value if not found.problems else REFUSED) == expected


@examples(80, 250, st.binary(max_size=60))
@example(b"\xff\xfe{\x00}\x00")
@example(b'"\\')
@example(b'"\\u')
@example(b'"\\ud800\\')
@example(b"{" * 5000)
@example(b'{"a":' * 300)
@example(b"[" * 201 + b"]" * 201)
@example(b"/*")
@example(b"9" * 5000)
def test_no_bytes_raise_anything(data: bytes) -> None:
    found = Document("x.json", data)
    places = [problem.at for problem in found.problems]
    assert all(place.line >= 1 and place.column >= 1 for place in places)
    assert found.location(("a", 0, "b"), on_key=True).line >= 1


@examples(80, 250, DOCUMENTS)
@example('{"\U0001f680": [1,\r\n\t"\U0001f680", 2]}')
def test_every_value_stands_where_it_is_said_to_stand(text: str) -> None:
    document = Document("x.json", text.encode())
    lines = text.split("\n")
    for path, value in paths(document.value):
        at = document.location(path)
        rest = "\n".join([lines[at.line - 1][at.column - 1 :], *lines[at.line :]])
        assert frozen(PYTHON.raw_decode(rest)[0]) == value
        if path and isinstance(path[-1], str):
            at = document.location(path, on_key=True)
            rest = "\n".join([lines[at.line - 1][at.column - 1 :], *lines[at.line :]])
            assert json.JSONDecoder().raw_decode(rest)[0] == path[-1]


@pytest.mark.parametrize("written", ["7.79867", "86304.60", "1E5", "1e+05", "-0", "-0.0", "0.10", "1" * 308])
def test_digits_are_kept(written: str) -> None:
    for data in (written, f"[{written}]", f'{{"a":{written}}}', f'{{"a": {written}, "b": "\\u0041\\u0009"}}'):
        value: Any = Document("x.json", data.encode()).value
        assert next(v for _, v in paths(value) if isinstance(v, Number)) == Number(written)


def test_columns_count_characters_and_lines_end_with_a_line_feed() -> None:
    text = '{\r\n\t"a": 1,\r\n\t"\U0001f680é": {"b": "x"}\r\n}'
    document = Document("x.json", text.encode())
    assert document.location(("a",)) == Location("x.json", 2, 7)
    assert document.location(("\U0001f680é",), on_key=True) == Location("x.json", 3, 2)
    assert document.location(("\U0001f680é", "b")) == Location("x.json", 3, 14)


def test_a_byte_order_mark_is_no_column() -> None:
    assert Document("x.json", b'\xef\xbb\xbf{"a": 1}').location(("a",)) == Location("x.json", 1, 7)
    assert told(b"\xef\xbb\xbf") == told(b"") == [(1, 1, "broken-json")]


def test_what_is_missing_is_placed_at_what_lacks_it() -> None:
    document = Document("x.json", b'{"results": [\n{"a": 1},\n{"b": 2}]}')
    at_item = Finding(("results", 1), "missing-field", "", "", "", on_key=True)
    assert document.problem(at_item).at == Location("x.json", 3, 1)
    assert document.location(("results", 1, "power", "unit")) == Location("x.json", 3, 1)
    assert document.location(("system",), on_key=True) == Location("x.json", 1, 1)
    assert document.location(("results",), on_key=True) == Location("x.json", 1, 2)


@pytest.mark.parametrize("opener", ["[", '{"a":'])
def test_200_levels_are_read_and_201_are_a_problem(opener: str) -> None:
    closer = "]" if opener == "[" else "}"
    inner = "" if opener == "[" else "{}"
    deep = 200 if opener == "[" else 199
    assert told((opener * deep + inner + closer * deep).encode()) == []
    assert [kind for *_, kind in told((opener * (deep + 1) + inner + closer * (deep + 1)).encode())] == [
        "nested-too-deep"
    ]


def test_a_large_file_is_not_read() -> None:
    assert told(b" " * 50_000_001) == [(1, 1, "file-too-large")]
