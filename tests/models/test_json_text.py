"""Entries as text: read back, they are what was written."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from site_builder.models import Number, json_text
from site_builder.sources import Document

texts = some.text(some.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20)
numbers = some.builds(Number, some.from_regex(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", fullmatch=True))
values = some.recursive(
    some.none() | some.booleans() | texts | numbers,
    lambda inner: some.lists(inner, max_size=4).map(tuple) | some.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_read_back(value: Any) -> None:
    document = Document("a.json", json_text(value).encode())
    assert (document.value, document.problems) == (value, ())


def test_digits_and_order_stay_and_each_field_has_a_line() -> None:
    value = {"b": Number("86304.60"), "a": (Number("1"), {}), "c": {"é": None}}
    assert json_text(value) == (
        '{\n  "b": 86304.60,\n  "a": [\n    1,\n    {}\n  ],\n  "c": {\n    "é": null\n  }\n}\n'
    )
