"""Numbers: digits as written, and what a double can hold."""

import pickle

import pytest

from site_builder.models import Number, fits_a_double, shortest_at_most


def test_numbers_are_equal_when_they_are_written_alike() -> None:
    assert Number("1.50") == Number("1.50") != Number("1.5")
    assert pickle.loads(pickle.dumps(Number("86304.60"))) == Number("86304.60")


@pytest.mark.parametrize(
    "written",
    [
        "0",
        "-0",
        "0e999",
        "0e999999999999999999",
        "0e-00000000000000000000009",
        "0.000",
        "5e-324",
        "1.7976931348623157e308",
        "1" * 309 + "e-5",
    ],
)
def test_a_double_holds_it(written: str) -> None:
    assert fits_a_double(written)


@pytest.mark.parametrize(
    "written", ["1e999", "-1e309", "1e-999", "0.0000001e-400", "9" * 400, "0e9999999999999999999", "-0.0e-" + "9" * 99]
)
def test_a_double_does_not_hold_it(written: str) -> None:
    assert not fits_a_double(written)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("89.96526", "89.9653"),
        ("3615190.2", "3615190.2"),
        ("75.00", "75"),
        ("100", "100"),
        ("1e3", "1000"),
        ("0.853", "0.853"),
        ("0e999999999999999999", "0"),
    ],
)
def test_targets_are_rounded_to_four_decimals(written: str, short: str) -> None:
    assert shortest_at_most(Number(written), 4) == short
