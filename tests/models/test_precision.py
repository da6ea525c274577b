"""Precisions as submitters spell them."""

import pytest

from site_builder.models import Precision


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("INT8", ("int8",)),
        ("int8", ("int8",)),
        ("float8", ("fp8",)),
        ("fp8", ("fp8",)),
        ("FP8 (E4M3)", ("fp8",)),
        ("fp8,bf16", ("fp8", "bf16")),
        ("bfloat16", ("bf16",)),
        ("fp32 weights", ("fp32",)),
        ("No change.", ()),
        (None, ()),
    ],
)
def test_spellings_of_a_precision_have_one_reading(text: str | None, formats: tuple[str, ...]) -> None:
    assert Precision.of(text) == Precision(text or "", formats)
