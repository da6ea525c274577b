"""Metric: a unit and which way is better."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from site_builder.models.base import Model
from site_builder.models.number import Number


class Metric(Model):
    """A unit and its direction, as the round declares it: `Latency (ms)`, lower is better."""

    unit: str = Field(description="The unit as it is printed: Samples/s, Latency (ms)")
    better: Literal["higher", "lower"] = Field(description="Which values are better")

    def best(self, values: Iterable[Number]) -> Number:
        """The best of these values; a latency's best is its lowest."""
        return (min if self.better == "lower" else max)(values, key=lambda number: number.decimal)
