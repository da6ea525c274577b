"""One scenario folder of a submission tree: its result, or the reason why it is none."""

from collections.abc import Mapping
from typing import NamedTuple

from site_builder.models import Benchmark, Number, Round
from site_builder.sources import accuracy_log, endpoints_run, power_log, run_value
from site_builder.sources.benchmark_names import benchmark_named, scenario_named
from site_builder.sources.implementation import implementation_of
from site_builder.sources.loadgen_log import Run
from site_builder.sources.reading import FoundResult, JsonObject, Reading, as_numbers, without_none
from site_builder.sources.run_value import Measured, NoValue
from site_builder.sources.submission_tree import ScenarioFolder


class Outcome(NamedTuple):
    """What one run reached: value, accuracy and power, and the log that says so."""

    value: Measured
    path: str
    sha256: str
    accuracy: dict[str, str]
    power: JsonObject | None = None


class FolderResult:
    """A scenario folder read with its round; what is to be known of it goes to the reading."""

    def __init__(self, folder: ScenarioFolder, round_: Round, mapping: Mapping[str, str], reading: Reading) -> None:
        self.folder, self.round, self.reading = folder, round_, reading
        self.benchmark = benchmark_named(folder.benchmark, round_, mapping)
        self.scenario = scenario_named(folder.scenario, round_)

    @property
    def order(self) -> tuple[int, str, int]:
        """The round's order of benchmarks, then models by name, then scenarios as the round lists them."""
        ids = [benchmark.id for benchmark in self.round.benchmarks]
        scenarios = self.round.scenarios
        return (
            ids.index(self.benchmark.id) if self.benchmark else len(ids),
            self.folder.benchmark if self._owns_models else "",
            scenarios.index(self.scenario) if self.scenario else len(scenarios),
        )

    def result(self) -> FoundResult | None:
        """The result; where there is none, the reading says why."""
        found = self._result()
        if isinstance(found, NoValue):
            self.reading.leave_out(self.folder.path, found.reason, found.detail)
            return None
        return FoundResult(self.folder.path, found)

    def _result(self) -> JsonObject | NoValue:
        folder, benchmark, scenario = self.folder, self.benchmark, self.scenario
        if benchmark is None:
            return NoValue("unknown-benchmark", f"{folder.benchmark} is no benchmark of {self.round.title}")
        if scenario is None:
            return NoValue("unknown-scenario", f"{folder.scenario} is no scenario of {self.round.title}")
        outcome = (self._endpoints if folder.endpoints else self._loadgen)(benchmark, scenario)
        if isinstance(outcome, NoValue):
            return outcome
        missed = accuracy_log.missed(outcome.accuracy, benchmark, scenario, self.round)
        if missed and not self._owns_models:
            return NoValue("accuracy-missed" if outcome.accuracy else "accuracy-missing", "; ".join(missed))
        if not outcome.accuracy:
            self._note("no-accuracy", "accuracy.txt is missing, or states no metric of the benchmark")
        said = implementation_of(folder.system, folder.scenario, folder.implementations)
        if said is None:
            self._note("no-implementation", "no file says which precision the weights have")
        return without_none({
            "benchmark": benchmark.id,
            "scenario": scenario,
            "value": Number(outcome.value.value),
            "unit": self.round.log_unit(benchmark.id, scenario) or None,
            "used_model": folder.benchmark if self._owns_models else None,
            "accuracy": as_numbers(outcome.accuracy),
            "weight_data_types": said.weights if said else None,
            "implementation": said.others if said else None,
            "inferred_from": outcome.value.inferred_from,
            "power": outcome.power,
            "source": {"path": outcome.path, "sha256": outcome.sha256},
        })  # fmt: skip

    @property
    def _owns_models(self) -> bool:
        return self.round.divisions[self.folder.place.division].own_models

    def _note(self, kind: str, detail: str) -> None:
        self.reading.note(self.folder.path, kind, detail)

    # ---- LoadGen

    def _loadgen(self, benchmark: Benchmark, scenario: str) -> Outcome | NoValue:
        """The detail log gives the result; where it cannot, the summary log does."""
        logs = [log for log in (self.folder.detail, self.folder.summary) if log is not None]
        if not logs:
            return NoValue("missing-log", "there is no log in performance/run_1")
        whole = [log for log in logs if log.is_complete]
        if not whole:
            return NoValue("unreadable-log", f"{logs[0].path} does not say what was run and how it ended")
        failure = NoValue("unreadable-log", "")
        for log in whole:
            value = self._value(log, benchmark, scenario)
            if isinstance(value, Measured):
                if log is not logs[0]:
                    self._note("detail-log-unreadable", f"{logs[0].path} cannot be read; the summary log can")
                accuracy = accuracy_log.reached(self.folder.accuracy, benchmark, self.round)
                return Outcome(value, log.path, log.sha256, accuracy, self._power(scenario))
            failure = value
            if value.reason != "unreadable-log":
                break
        return failure

    def _value(self, log: Run, benchmark: Benchmark, scenario: str) -> Measured | NoValue:
        if not log.is_valid:
            return NoValue("invalid-run", f"{log.path} says that the run is {log.facts['result_validity']}")
        return run_value.measured(log.facts, benchmark, scenario, self.round)

    def _power(self, scenario: str) -> JsonObject | None:
        log, run = self.folder.power, self.folder.detail
        if log is None:
            return None
        value = power_log.measured_power(log, run.facts, scenario) if run else None
        if value is None:
            self._note("power-unreadable", f"{log.path} has no sample between begin and end of the run")
            return None
        if run and power_log.ends_early(log, run.facts):
            self._note("power-log-ends-early", f"{log.path} stops before the run does; its mean may be that of a part")
        return {"value": Number(value), "unit": self.round.power_units.get(scenario, "Watts")}

    # ---- endpoints

    def _endpoints(self, benchmark: Benchmark, scenario: str) -> Outcome | NoValue:
        files = self.folder.endpoints
        summary = files.get(endpoints_run.PERFORMANCE)
        if summary is None:
            return self._loadgen(benchmark, scenario)
        if summary.value is None:
            return NoValue("unreadable-log", f"{summary.path} is no JSON object")
        config = next((files[name].value for name in endpoints_run.CONFIG if name in files), None)
        value = endpoints_run.measured(
            summary.value, config or {}, self.round.log_unit(benchmark.id, scenario), scenario
        )
        if isinstance(value, NoValue):
            return value
        scores = files.get(endpoints_run.ACCURACY)
        accuracy = endpoints_run.accuracy(scores.value, benchmark) if scores and scores.value else {}
        accuracy = accuracy or accuracy_log.reached(self.folder.accuracy, benchmark, self.round)
        return Outcome(value, summary.path, summary.sha256, accuracy, self._power(scenario))
