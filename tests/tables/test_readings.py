"""Readings: figures that are derived from results."""

from decimal import Decimal
from typing import Any

import pytest

from site_builder.tables import Chips, chips_of, short
from tests.builders import a_system, an_entry
from tests.tables.reading import catalog_of


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


@pytest.mark.parametrize(
    ("changes", "chips"),
    [
        ({}, Chips("accelerator", "T1000", 8)),
        ({"accelerator_model_name": "N/A"}, Chips("processor", "Quad 7", None)),
        ({"accelerator_model_name": None, "host_processor_model_name": None}, Chips("", "", None)),
        ({"accelerator_model_name": "none", "host_processor_model_name": "N/A"}, Chips("", "", None)),
        (
            {"accelerator_model_name": None, "host_processor_model_name": None, "host_processors_per_node": 2},
            Chips("processor", "", 2),
        ),
    ],
)
def test_the_chips_of_a_system_are_those_that_it_describes(changes: dict[str, Any], chips: Chips) -> None:
    (entry,) = catalog_of({"rocket": an_entry(system=a_system(**changes))}).entries
    assert chips_of(entry) == chips
