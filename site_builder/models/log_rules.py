"""Log rules: where the results of a round stand in submitted logs."""

from pydantic import Field

from site_builder.models.base import Model
from site_builder.models.frozen import NOTHING, FrozenMapping
from site_builder.models.number import Number


class LogRules(Model):
    """Where a round's results stand in submitted logs; what `import` reads them by."""

    aliases: FrozenMapping[str, str] = Field(default=NOTHING, description="Other folder names of benchmarks")
    field_by_scenario: FrozenMapping[str, str] = Field(default=NOTHING, description="Detail log field of the result")
    field_by_benchmark: FrozenMapping[str, FrozenMapping[str, str]] = Field(
        default=NOTHING, description="Exceptions to it"
    )
    accuracy_patterns: FrozenMapping[str, str] = Field(default=NOTHING, description="Regular expressions by metric")
    accuracy_limits: FrozenMapping[str, FrozenMapping[str, Number]] = Field(
        default=NOTHING, description="The most that counts, by benchmark and metric, where the metric is no target"
    )

    def field_of(self, benchmark: str, scenario: str) -> str:
        """The field of a detail log that a result is in, where this scenario was run; empty where none is named."""
        # An Interactive run is a Server run under tighter limits; no round names its field for one benchmark.
        run = "Server" if scenario == "Interactive" else scenario
        own = self.field_by_benchmark.get(benchmark, NOTHING)
        return own.get(run) or self.field_by_scenario.get(run, "")
