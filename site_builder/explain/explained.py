"""Explain: where a number of a page comes from, from the log's line to the page's digits."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.explain.shown import shown
from site_builder.models import AS_WRITTEN, Entry, Result, is_log
from site_builder.pages import row_ids, urls
from site_builder.problems import Location, ProblemsFound, SiteBuilderError
from site_builder.sources import Document, read_data, value_in_log


@dataclass(frozen=True, slots=True)
class Explanation:
    """One result, from the page back to its log: facts in the order in which they are told."""

    name: str
    facts: tuple[tuple[str, str], ...]
    is_contradicted: bool = False  # the log says something else than the data


def explain(page: str, data: str, source: str | None = None) -> tuple[Explanation, ...]:
    """The results that PAGE#ROW shows, each explained; with `source`, the tree of logs is read again.

    Raises: ProblemsFound if the data has errors; NothingFound if no such page or row is there.
    """
    read = read_data(data)
    if read.errors:
        raise ProblemsFound(read.problems)
    if source is not None and not os.path.isdir(source):
        raise SiteBuilderError(f"there is no folder {source}", "name the submission tree that was imported")
    documents: dict[str, Document] = {}
    found = []
    for entry, position in shown(page, read.catalog):
        if entry.link not in documents:
            documents[entry.link] = read.document_of(entry)
        found.append(_explained(entry, position, documents[entry.link], source))
    return tuple(found)


def _explained(entry: Entry, position: int, document: Document, source: str | None) -> Explanation:
    result = entry.results[position]
    value = f"{result.value} {entry.unit_of(result)}".rstrip()
    facts = [("page", f"{urls.result_card(entry)}#{row_ids(entry)[position]}")]
    facts.append(("data", _place(document.location(("results", position, "value")), position)))
    facts += _standing(entry, result)
    log, is_contradicted = _log(entry, result, source)
    return Explanation(f"{result.benchmark} {result.scenario}: {value}", (*facts, *log), is_contradicted)


def _place(at: Location, position: int) -> str:
    return f"{at}: results[{position}].value"


def _standing(entry: Entry, result: Result) -> Iterator[tuple[str, str]]:
    state = entry.verification_of(result)
    yield (
        "state",
        " ".join(filter(None, (state.status, f"since {state.date}" if state.date else "", state.reason or ""))),
    )
    if result_id := entry.id_of(result):
        yield "result ID", result_id


def _log(entry: Entry, result: Result, source: str | None) -> tuple[list[tuple[str, str]], bool]:
    """Where it was read, by which formula, and what the log says today."""
    where = entry.source_of(result)
    if where is None:
        return [("source", "not stated: the number was written by hand, or its source was left out")], False
    facts = [("read in", where.path or "", where.kind or ""), ("sha256", where.sha256 or "", "")]
    found = [("found at", where.url or "", f"on {where.retrieved}" if where.retrieved else "")]
    told = [(name, " ".join(filter(None, words))) for name, *words in (*facts, *found) if any(words)]
    benchmark = entry.round.benchmark(result.benchmark)
    if where.path is None or benchmark is None or not is_log(where.path):
        return [*told, ("formula", AS_WRITTEN.words)], False
    formula = entry.round.formula(benchmark.id, result.scenario, result.inferred_from)
    if result.inferred_from:
        told.append(("inferred", f"a run of {result.inferred_from} gives the result of {result.scenario}"))
    told += [("field", " and ".join(formula.fields))] if formula.fields else []
    told.append(("formula", formula.words))
    if source is None or not formula.fields:
        unread = ", not held against the log: --source TREE does that" if formula.fields else ""
        return [*told, ("digits", f"{result.value} in the data and on the page{unread}")], False
    try:
        log = value_in_log(source, where.path, formula, benchmark, result.scenario, entry.round)
    except OSError as error:
        return [*told, ("log", f"{os.path.join(source, where.path)}: {error.strerror}")], True
    same_file = where.sha256 in (None, log.sha256)
    same_value = log.value is not None and Decimal(log.value) == result.value.decimal
    told += [(f"line {line.number}", line.text) for line in log.lines]
    told.append(("log's hash", "the same" if same_file else f"another: {log.sha256}"))
    worked_out = log.value or "no value"
    told.append(("digits", f"{worked_out} from the log, {result.value} in the data and on the page{'' if same_value else ': they differ'}"))  # fmt: skip  # noqa: E501
    return told, not (same_file and same_value)
