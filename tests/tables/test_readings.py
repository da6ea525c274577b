"""Readings: figures that are derived from results."""

from decimal import Decimal

import pytest

from site_builder.tables import short


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("1", "1"),
        ("0.99999", "1.000"),
        ("0.000123456", "0.0001235"),
        ("2.5e-9", "2.5e-9"),
        ("1234567890", "1235000000"),
        ("1.5e300", "1.5e300"),
    ],
)
def test_a_derived_figure_can_be_read_whatever_its_size(value: str, told: str) -> None:
    assert short(Decimal(value)) == told
