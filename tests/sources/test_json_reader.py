"""JSON that ends too soon."""

import pytest

from site_builder.sources import Document

WHOLE = '{"a": [1, {"b": "c"}], "d": null}'


@pytest.mark.parametrize("end", range(len(WHOLE)))
def test_a_document_that_ends_anywhere_is_told(end: int) -> None:
    assert [problem.kind for problem in Document("a.json", WHOLE[:end].encode()).problems] == ["broken-json"]
