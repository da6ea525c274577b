"""Metric: a unit and which way is better."""

from typing import Literal

from pydantic import Field

from site_builder.models.base import Model


class Metric(Model):
    """A unit and its direction, as the round declares it: `Latency (ms)`, lower is better."""

    unit: str = Field(description="The unit as it is printed: Samples/s, Latency (ms)")
    better: Literal["higher", "lower"] = Field(description="Which values are better")
