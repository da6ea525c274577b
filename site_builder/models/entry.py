"""Entry: a system with its results, read with its round: every word is one of the round's."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from site_builder.models.base import Model
from site_builder.models.entry_file import EntryFile
from site_builder.models.number import Number
from site_builder.models.result import Result, Source, Verification, merged_source
from site_builder.models.round import Round, unknown_word
from site_builder.models.system import System
from site_builder.problems import Finding, JsonPath, address_in_words

CATEGORY_SEPARATOR = re.compile(r"\s*(?:[,;/+&]|\band\b)\s*")


class Entry(Model):
    """One system of one round with its results, every word resolved to the round's own."""

    id: str = Field(description="The file's stem")
    round: Round
    division: str = Field(description="The id of its division")
    submitter: str = Field(description="As the entry spells it, else the description")
    categories: tuple[str, ...] = Field(description="Ids, in the round's order; empty where it declares none")
    availability: str | None = Field(description="The id of its availability, if stated")
    file: EntryFile

    @property
    def system(self) -> System:
        """The system as described."""
        return self.file.system

    @property
    def results(self) -> tuple[Result, ...]:
        """Its results, in the order of the data."""
        return self.file.results

    def verification_of(self, result: Result) -> Verification:
        """The result's own state, else the entry's."""
        return result.verification or self.file.verification

    def source_of(self, result: Result) -> Source | None:
        """Where the result was read; what it does not say itself, the entry says."""
        return merged_source(self.file.source, result.source)

    def id_of(self, result: Result) -> str | None:
        """The result's public ID, else the entry's."""
        return result.id or self.file.id

    def unit_of(self, result: Result) -> str:
        """The result's unit, else the round's for this benchmark and scenario."""
        return result.unit or self.round.unit(result.benchmark, result.scenario) or ""

    def categories_of(self, result: Result) -> tuple[str | None, ...]:
        """The categories whose table shows the result; (None,) where the round has no categories."""
        if not self.categories:
            return (None,)
        if result.category is not None:
            named = self.round.category(result.category)
            return (named,) if named else self.categories
        benchmark = self.round.benchmark(result.benchmark)
        fitting = tuple(
            c for c in self.categories if benchmark and result.scenario in benchmark.scenarios_in(c)
        )
        # Lacking everywhere is warned about, and still shown: nothing is dropped.
        return fitting or self.categories

    @property
    def owns_models(self) -> bool:
        """Whether its rows are named by the submitter's own models."""
        return self.round.divisions[self.division].own_models


def read_entry(stem: str, file: EntryFile, round_: Round, where: str) -> tuple[Entry | None, list[Finding]]:
    """The entry, or None, and everything that is wrong with it; `where` names the round's file."""
    findings: list[Finding] = []
    words = _Words(file, round_, where)
    division = words.division(findings)
    submitter = words.submitter(findings)
    categories = words.categories(findings)
    availability = words.availability(findings)
    words.name(findings)
    findings.extend(_unproven(file))
    for index, result in enumerate(file.results):
        findings.extend(_result_findings(result, ("results", index), file, round_, categories or (), where))
    findings.extend(_duplicates(file, round_, categories or ()))
    if division is None or submitter is None or categories is None:
        return None, findings
    entry = Entry(
        id=stem,
        round=round_,
        division=division,
        submitter=submitter,
        categories=categories,
        availability=availability,
        file=file,
    )
    return entry, findings


class _Words:
    """The entry's words, each from its top level or else from the description, read as the round's own."""

    def __init__(self, file: EntryFile, round_: Round, where: str) -> None:
        self.file, self.round, self.where = file, round_, where
        self.description: Mapping[str, Any] = file.system.description

    def _text(self, field: str, key: str, findings: list[Finding], what: str) -> tuple[str | None, JsonPath]:
        """The text under `field` of the entry or `key` of the description, and where it stands."""
        own = getattr(self.file, field, None) if field else None
        if own is not None:
            return own, (field,)
        at: JsonPath = ("system", key)
        if key not in self.description:
            findings.append(
                Finding(
                    ("system",), "missing-field", f"system has no {key}", what,
                    f'add "{key}": "..." to system', on_key=True,
                )
            )  # fmt: skip
            return None, at
        value = self.description[key]
        if not isinstance(value, str):
            findings.append(wrong_type(at, value, "a text"))
            return None, at
        if not value.strip():
            findings.append(
                Finding(at, "empty-text", f"{address_in_words(at)} is empty", what, "write it out")
            )
            return None, at
        return value, at

    def name(self, findings: list[Finding]) -> None:
        self._text("", "system_name", findings, "the system's name")

    def submitter(self, findings: list[Finding]) -> str | None:
        return self._text("submitter", "submitter", findings, "who submitted it")[0]

    def division(self, findings: list[Finding]) -> str | None:
        text, at = self._text("division", "division", findings, "its division")
        if text is None:
            return None
        found = self.round.division(text)
        if found is None:
            findings.append(unknown_word(at, "division", text, self.round.divisions, where=self.where))
        return found

    def categories(self, findings: list[Finding]) -> tuple[str, ...] | None:
        if not self.round.categories:
            return ()
        text, at = self._text("category", "system_type", findings, "its category")
        if text is None:
            return None
        found = []
        for part in filter(None, CATEGORY_SEPARATOR.split(text.strip())):
            category = self.round.category(part)
            if category is None:
                findings.append(unknown_word(at, "category", part, self.round.categories, where=self.where))
                return None
            found.append(category)
        # In the round's order, so that the order in which somebody wrote them changes no card.
        return tuple(category for category in self.round.categories if category in found) or None

    def availability(self, findings: list[Finding]) -> str | None:
        value = self.description.get("status")
        at: JsonPath = ("system", "status")
        if value is None or value == "" or not self.round.availabilities:
            return None
        if not isinstance(value, str):
            findings.append(wrong_type(at, value, "a text"))
            return None
        found = self.round.availability(value)
        if found is None:
            findings.append(
                unknown_word(at, "availability", value, self.round.availabilities, where=self.where)
            )
        return found


def wrong_type(at: JsonPath, value: object, expected: str) -> Finding:
    """The Finding for a value of another JSON type than the one that belongs there."""
    seen, fix = _type_in_words(value), f"write {expected}"
    if expected == "a text" and isinstance(value, Number):
        fix = f'write "{value}", in quotation marks'
    if (
        expected == "a number"
        and isinstance(value, str)
        and re.fullmatch(r"\s*-?[0-9.]+(?:[eE][-+]?[0-9]+)?\s*", value)
    ):
        fix = f"write {value.strip()}, without quotation marks"
    return Finding(at, "wrong-type", f"{address_in_words(at)} is {seen}", expected, fix)


def _type_in_words(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number):
        return f"the number {_short(str(value))}"
    if isinstance(value, str):
        return f'the text "{_short(value)}"'
    return "an object" if isinstance(value, Mapping) else "an array"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _unproven(file: EntryFile) -> Iterator[Finding]:
    """A warning for each thing that a verified entry should carry and does not."""
    if file.verification.status != "verified":
        return
    lacking = []
    if file.verification.date is None:
        lacking.append("a date")
    if not file.results:
        return
    if any((result.id or file.id) is None for result in file.results):
        lacking.append("an ID for each result")
    if any(not _found_at(merged_source(file.source, result.source)) for result in file.results):
        lacking.append("a source with url and retrieved")
    if lacking:
        yield Finding(
            ("verification", "status"), "verified-without-proof", f"it is verified, and has not {', nor '.join(lacking)}",
            "ID, source and date beside what is verified", "add them, or write \"unverified\"", "warning",
        )  # fmt: skip


def _found_at(source: Source | None) -> bool:
    return bool(source and source.url and source.retrieved)


def _result_findings(
    result: Result, at: JsonPath, file: EntryFile, round_: Round, categories: tuple[str, ...], where: str
) -> Iterator[Finding]:
    if result.value.value <= 0:
        yield Finding(
            (*at, "value"), "impossible-value", f"value is {result.value}", "a number above 0",
            "write the measured performance, or remove the result",
        )  # fmt: skip
    if result.power and result.power.value.value <= 0:
        yield Finding(
            (*at, "power", "value"), "impossible-value", f"power is {result.power.value}", "a number above 0",
            "write the measured power, or remove it",
        )  # fmt: skip
    for name, reached in (result.accuracy or {}).items():
        if reached.value < 0:
            yield Finding(
                (*at, "accuracy", name), "impossible-value", f"accuracy {name} is {reached}", "0 or more",
                "write the accuracy that was reached",
            )  # fmt: skip
    if result.category is not None and round_.category(result.category) not in categories:
        known = categories or tuple(round_.categories)
        yield unknown_word((*at, "category"), "category", result.category, known, where=where)
    yield from _benchmark_findings(result, at, file, round_, categories, where)


def _benchmark_findings(
    result: Result, at: JsonPath, file: EntryFile, round_: Round, categories: tuple[str, ...], where: str
) -> Iterator[Finding]:
    benchmark = round_.benchmark(result.benchmark)
    if benchmark is None:
        ids = [known.id for known in round_.benchmarks]
        unknown = unknown_word((*at, "benchmark"), "benchmark", result.benchmark, ids, where=where)
        # A published card's row of a submitter's own model need not say which benchmark it stands for.
        own_row = result.used_model == result.benchmark and _is_published(result, file)
        yield unknown._replace(severity="warning") if own_row else unknown
    if result.scenario not in round_.scenarios:
        yield unknown_word((*at, "scenario"), "scenario", result.scenario, round_.scenarios, where=where)
        return
    if result.inferred_from is not None and result.inferred_from not in round_.scenarios:
        yield unknown_word(
            (*at, "inferred_from"), "scenario", result.inferred_from, round_.scenarios, where=where
        )
    if benchmark is None:
        return
    named = round_.category(result.category) if result.category else None
    asked = (named,) if named else categories
    possible = (
        {s for c in asked for s in benchmark.scenarios_in(c)}
        if round_.categories
        else benchmark.all_scenarios
    )
    if (asked or not round_.categories) and result.scenario not in possible:
        words = " and ".join(round_.categories[c].title for c in asked) or "this round"
        listed = ", ".join(s for s in round_.scenarios if s in possible) or "none"
        yield Finding(
            (*at, "scenario"), "scenario-not-in-category", f"{benchmark.id} has no {result.scenario} in {words}",
            f"{listed} ({where})", "write one of these, or correct the category",
            "warning" if _is_published(result, file) else "error",
        )  # fmt: skip
    expected = benchmark.units.get(result.scenario)
    if result.unit is not None and expected is not None and result.unit != expected:
        yield Finding(
            (*at, "unit"), "unexpected-unit", f'unit is "{result.unit}"', f'"{expected}" ({where})',
            f'write "{expected}", or leave unit out, if the value is in this unit', "warning",
        )  # fmt: skip


def _is_published(result: Result, file: EntryFile) -> bool:
    source = merged_source(file.source, result.source)
    return source is not None and source.kind == "published-card"


def _duplicates(file: EntryFile, round_: Round, categories: tuple[str, ...]) -> Iterator[Finding]:
    """Two results of one benchmark, used model, category and scenario cannot both be true."""
    seen: dict[tuple[str, ...], int] = {}
    for index, result in enumerate(file.results):
        named = round_.category(result.category) if result.category else None
        for category in (named,) if named else categories or ("",):
            key = (result.benchmark, result.used_model or result.benchmark, result.scenario, category)
            first = seen.setdefault(key, index)
            if first != index:
                yield Finding(
                    ("results", index), "duplicate-result",
                    f"{result.benchmark} {result.scenario} is results[{first}] too",
                    "one result for each benchmark, used model, category and scenario",
                    f"remove one of the two, or correct results[{index}]",
                )  # fmt: skip
                break
