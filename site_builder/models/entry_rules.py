"""Rules that an entry's results must keep, beyond the shape of their JSON."""

from collections.abc import Iterator, Set

from site_builder.models.entry_file import EntryFile
from site_builder.models.findings import unknown_word
from site_builder.models.result import UNRANKED, Result, Verification, found_at, merged_source
from site_builder.models.round import Benchmark, Round
from site_builder.problems import Finding, JsonPath, address_in_words, shortened

# Of each kind of Finding, the fields of the round that it is judged by; where one has a fault, nothing follows from it.
JUDGED_BY = {
    "unknown-division": {"divisions"},
    "unknown-category": {"categories"},
    "unknown-availability": {"availabilities"},
    "unknown-benchmark": {"benchmarks"},
    "unknown-scenario": {"scenarios"},
    "unknown-metric": {"benchmarks", "divisions"},
    "unexpected-unit": {"benchmarks", "metrics"},
    "unknown-unit": {"metrics"},
    "scenario-not-in-category": {"benchmarks", "scenarios", "categories", "divisions"},
    "duplicate-result": {"categories"},
    "open-without-model": {"divisions"},
}


def follows(finding: Finding, doubted: Set[str]) -> bool:
    """Whether a Finding of an entry, or of its round, may only follow from a fault in these fields of the round."""
    return not doubted.isdisjoint(JUDGED_BY.get(finding.kind, ()))


def broken_rules(
    file: EntryFile, round_: Round, division: str | None, categories: tuple[str, ...], where: str
) -> Iterator[Finding]:
    """Every rule that is broken; division and categories are the entry's, `where` names the round's file."""
    yield from _without_round(file)
    judge = _Judge(file, round_, division, categories, where)
    for index, result in enumerate(file.results):
        yield from judge.findings(result, ("results", index))
    yield from _duplicates(file, round_, categories)


def broken_without_round(file: EntryFile) -> Iterator[Finding]:
    """Every rule that is broken whatever the round says."""
    yield from _without_round(file)
    yield from _duplicates(file, None, ())


def is_in_words_of(
    round_: Round, file: EntryFile, result: Result, division: str, categories: tuple[str, ...], where: str
) -> bool:
    """Whether the round has every word of a result, and all of them together."""
    return not any(True for _ in _Judge(file, round_, division, categories, where).findings(result, ()))


def _without_round(file: EntryFile) -> Iterator[Finding]:
    yield from _unproven(file)
    yield from _unexplained(file)
    yield from _never_verified(file)
    for index, result in enumerate(file.results):
        yield from _impossible_values(result, ("results", index))


def _unproven(file: EntryFile) -> Iterator[Finding]:
    """A warning where what is verified lacks its proof: one for the entry's own state, and one for each result's."""
    if file.verification.status == "verified":
        of_entry = [result for result in file.results if result.verification is None]
        yield from _lacking(file, file.verification, of_entry, (), "an ID for each result")
    for index, result in enumerate(file.results):
        if result.verification is not None and result.verification.status == "verified":
            yield from _lacking(file, result.verification, [result], ("results", index), "an ID")


def _unexplained(file: EntryFile) -> Iterator[Finding]:
    """A warning where something became of what was published, and readers are not told when, or why."""
    states: list[tuple[JsonPath, Verification | None]] = [((), file.verification)]
    states += [(("results", index), result.verification) for index, result in enumerate(file.results)]
    for at, state in states:
        if state is not None and state.lacking:
            message = f"it is {state.status} and lacks {' and '.join(state.lacking)}"
            fix = 'add "date" and "reason" beside it, as site-builder withdraw does'
            where = (*at, "verification", "status")
            yield Finding(where, "erratum-without-reason", message, "since when, and why", fix, "warning")


def _never_verified(file: EntryFile) -> Iterator[Finding]:
    """A warning where what counts as verified, because it was corrected, has no trace of a publication."""
    of_entry = [index for index, result in enumerate(file.results) if result.verification is None]
    states: list[tuple[JsonPath, Verification | None, list[int]]] = [((), file.verification, of_entry)]
    states += [(("results", index), result.verification, [index]) for index, result in enumerate(file.results)]
    for at, state, positions in states:
        without = [index for index in positions if (file.results[index].id or file.id) is None]
        if state is not None and state.status == "corrected" and without:
            message = f"it is corrected, and results[{without[0]}] has no ID: nothing says that it was ever verified"
            expected = "an ID beside what was published, and corrected since"
            fix = 'add "id" as it was published, or write "unverified"'
            yield Finding((*at, "verification", "status"), "never-verified", message, expected, fix, "warning")


def _lacking(
    file: EntryFile, state: Verification, results: list[Result], at: JsonPath, an_id: str
) -> Iterator[Finding]:
    """What these results, which are verified together, lack of a proof."""
    if not results:
        return
    lacking = []
    if state.date is None:
        lacking.append("a date")
    if any((result.id or file.id) is None for result in results):
        lacking.append(an_id)
    if not all(all(found_at(file.source, result.source)) for result in results):
        lacking.append("a source with url and retrieved")
    if lacking:
        message = f"it is verified and lacks {' and '.join(lacking)}"
        fix = 'add what is lacking, or write "unverified"'
        expected = "an ID, a source and a date beside what is verified"
        yield Finding((*at, "verification", "status"), "verified-without-proof", message, expected, fix, "warning")


def _impossible_values(result: Result, at: JsonPath) -> Iterator[Finding]:
    kind, above = "impossible-value", "a number above 0"
    if result.value.value <= 0:
        # Ranks, ratios and bars are made of it; what was not measured has no result.
        fix = (
            "write the measured performance, or remove the result; where the measure can be 0 or less, state a "
            "positive one (kelvins in place of degrees)"
        )
        yield Finding((*at, "value"), kind, f"value is {result.value}", above, fix)
    if result.power and result.power.value.value <= 0:
        fix = "write the measured power, or remove it"
        yield Finding((*at, "power", "value"), kind, f"power is {result.power.value}", above, fix)
    for name, reached in (result.accuracy or {}).items():
        if reached.value < 0:
            message, fix = f"accuracy {name} is {reached}", "write the accuracy that was reached"
            yield Finding((*at, "accuracy", name), kind, message, "0 or more", fix)


class _Judge:
    """Holds a result against the words and units of its round."""

    def __init__(
        self, file: EntryFile, round_: Round, division: str | None, categories: tuple[str, ...], where: str
    ) -> None:
        self.file, self.round, self.categories, self.where = file, round_, categories, where
        # Own models are measured in metrics of their own.
        self.names_metrics = division is not None and not round_.divisions[division].own_models

    def findings(self, result: Result, at: JsonPath) -> Iterator[Finding]:
        """Words that the round does not have, and what does not belong together."""
        round_, benchmark = self.round, self.round.benchmark(result.benchmark)
        # Where the entry's own category is wrong, that is told already, and any of the round's will do.
        known = self.categories or tuple(round_.categories)
        if result.category is not None and round_.category(result.category) not in known:
            yield unknown_word((*at, "category"), "category", result.category, known, where=self.where)
        if benchmark is None:
            ids = [known.id for known in round_.benchmarks]
            unknown = unknown_word((*at, "benchmark"), "benchmark", result.benchmark, ids, where=self.where)
            # A published card's row of a submitter's own model need not say which benchmark it stands for.
            own_row = result.used_model == result.benchmark and self._is_published(result)
            yield unknown._replace(severity="warning") if own_row else unknown
        for field, word in (("scenario", result.scenario), ("inferred_from", result.inferred_from)):
            if word is not None and word not in round_.scenarios:
                yield unknown_word((*at, field), "scenario", word, round_.scenarios, where=self.where)
        if self._owns_models and result.used_model is None:
            message = f"{address_in_words(at)} does not say which model it used"
            fix = f'add "used_model": "{shortened(result.benchmark)}" if it is the benchmark\'s own, else its name'
            yield Finding(at, "open-without-model", message, "used_model, the submitter's own model", fix, "warning")
        if benchmark is not None:
            yield from self._metrics(result, at, benchmark)
            yield from self._missed(result, at, benchmark)
        if benchmark is not None and result.scenario in round_.scenarios:
            yield from self._scenario(result, at, benchmark)
            yield from self._unit(result, at, benchmark)

    def _metrics(self, result: Result, at: JsonPath, benchmark: Benchmark) -> Iterator[Finding]:
        targets = dict.fromkeys(target.metric for target in benchmark.accuracy_targets)
        limits = self.round.logs.accuracy_limits.get(benchmark.id, {}) if self.round.logs else {}
        known = [*dict.fromkeys([*targets, *limits])]
        if targets and self.names_metrics:
            for name in result.accuracy or {}:
                if name not in known:
                    yield unknown_word((*at, "accuracy", name), "metric", name, known, on_key=True, where=self.where)

    def _missed(self, result: Result, at: JsonPath, benchmark: Benchmark) -> Iterator[Finding]:
        """A warning where a result says itself that it does not count."""
        state = result.verification or self.file.verification
        if not self.names_metrics or not result.accuracy or state.status in UNRANKED:
            return
        for target in benchmark.missed(result.scenario, result.accuracy):
            reached = result.accuracy[target.metric]
            most = f", and at most {target.maximum}" if target.maximum else ""
            message = f"accuracy {target.metric} is {reached}, and the target is {target.minimum}"
            expected = f"at least {target.minimum}{most} ({self.where})"
            fix = "write the accuracy that was reached, remove the result, or say what became of it by verification"
            yield Finding((*at, "accuracy", target.metric), "accuracy-target-missed", message, expected, fix, "warning")

    def _scenario(self, result: Result, at: JsonPath, benchmark: Benchmark) -> Iterator[Finding]:
        named = self.round.category(result.category) if result.category else None
        asked = (named,) if named else self.categories
        if self.round.categories and not asked:
            return  # the category itself is wrong, and told
        possible = {s for c in asked for s in benchmark.scenarios_in(c)} if asked else benchmark.all_scenarios
        if len(asked) > 1:
            possible |= set(benchmark.joint_scenarios)
        if result.scenario in possible:
            return
        words = " and ".join(self.round.categories[category].title for category in asked) or self.round.title
        listed = ", ".join(scenario for scenario in self.round.scenarios if scenario in possible) or "none"
        yield Finding(
            (*at, "scenario"),
            "scenario-not-in-category",
            f"{benchmark.id} has no {result.scenario} in {words}",
            f"{listed} ({self.where})",
            "write one of these, or correct the category",
            # It was published so, or stands in the division that owes the category nothing: shown, and said so.
            "warning" if self._is_published(result) or self._owns_models else "error",
        )

    @property
    def _owns_models(self) -> bool:
        division = self.round.division(str(self.file.division or self.file.system.description.get("division", "")))
        return division is not None and self.round.divisions[division].own_models

    def _is_published(self, result: Result) -> bool:
        source = merged_source(self.file.source, result.source)
        return source is not None and source.kind == "published-card"

    def _unit(self, result: Result, at: JsonPath, benchmark: Benchmark) -> Iterator[Finding]:
        expected = benchmark.units.get(result.scenario)
        if result.unit is None or expected is None or result.unit == expected:
            return
        fix = f'write "{expected}", or leave unit out, if the value is in this unit'
        message = f'unit is "{result.unit}"'
        yield Finding((*at, "unit"), "unexpected-unit", message, f'"{expected}" ({self.where})', fix, "warning")


def _duplicates(file: EntryFile, round_: Round | None, categories: tuple[str, ...]) -> Iterator[Finding]:
    """Two results of one benchmark, used model, category and scenario cannot both be true.

    Without a round, categories are one where they are written alike.
    """
    seen: dict[tuple[str, ...], int] = {}
    for index, result in enumerate(file.results):
        named = result.category
        if round_ is not None and named is not None:
            named = round_.category(named)
        if result.category is not None and named is None:
            continue  # which one it means is told to be unclear
        asked = (named,) if named else categories or ("",)
        model = result.used_model or result.benchmark
        firsts = [seen.setdefault((result.benchmark, model, result.scenario, category), index) for category in asked]
        if min(firsts) != index:
            message = f"{result.benchmark} {result.scenario} is results[{min(firsts)}] too"
            expected = "one result for each benchmark, used model, category and scenario"
            fix = f"remove one of the two, or correct results[{index}]"
            yield Finding(("results", index), "duplicate-result", message, expected, fix)
