"""Units: sizes and counts as submitters write them."""

import pytest

from site_builder.models import Capacity, Count, JsonValue, Number


@pytest.mark.parametrize(
    ("written", "bytes_"),
    [
        ("141 GB", 141 * 10**9),
        ("1.5TiB", 3 * 2**39),
        ("125G", 125 * 10**9),
        ("64 gib", 64 * 2**30),
        ("N/A", None),
        ("", None),
        ("0 GB", None),
        ("2x 32GB", None),
        ("Shared with host", None),
        ("9" * 400 + " GB", None),
        ("9223372036854.775807 MB", 2**63 - 1),
        ("9223372036854.775808 MB", None),
        ("2164663517184 GB", None),
        (Number("80"), None),
        (None, None),
        (("80 GB",), None),
    ],
)
def test_a_capacity_is_bytes_where_it_is_one_size(written: JsonValue, bytes_: int | None) -> None:
    assert Capacity.of(written).bytes == bytes_


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("8", 8),
        (Number("8"), 8),
        ("8.0", 8),
        ("8.5", None),
        ("two", None),
        ("", None),
        (True, None),
        ("9" * 5000, None),
    ],
)
def test_a_count_is_a_whole_number_where_it_is_one(written: JsonValue, value: int | None) -> None:
    assert Count.of(written).value == value


def test_what_was_written_is_kept() -> None:
    assert Capacity.of("  80 GB ").as_written == "  80 GB "
    assert Count.of(Number("8.0")).as_written == "8.0"
