"""Documents: what the JSON files say of an entry and of its results, in plain values."""

from collections.abc import Iterator

from site_builder.exports import shapes
from site_builder.models import Entry, Verification
from site_builder.models import Source as ReadFrom
from site_builder.pages import Contents, citation_of_card, footnote, legend, marked, row_ids, urls
from site_builder.tables import PER_CHIP, PER_WATT, ResultReading, chips_of


def card_document(entry: Entry, contents: Contents) -> shapes.Card:
    """One system with its results: what its card says, and in which words it may be quoted."""
    round_, rows = entry.round, row_ids(entry)
    scope = scope_of_entry(entry)
    note = footnote(scope, [(entry, result) for result in entry.results], (round_,))
    return {
        "$schema": urls.relative(urls.result_card(entry), urls.api_schema("card")),
        **system_head(entry),
        "round_title": round_.title,
        "source": _source(entry.file.source),
        "system": entry.system.description,
        "omitted": list(entry.file.omitted),
        "results": [result_document(entry, index, rows[index], contents) for index in range(len(entry.results))],
        "citation": citation_of_card(entry, scope) or None,
        "footnote": list(note.sentences),
        "legend": legend(round_) or None,
        "licence": contents.framing.site.licence or None,
    }


def scope_of_entry(entry: Entry) -> str:
    """Suite, version, division and categories, in one line."""
    titles = ", ".join(entry.round.categories[category].title for category in entry.categories)
    division = entry.round.divisions[entry.division].title
    return " ".join(filter(None, (marked(entry.round.title, entry.round), division, titles)))


def system_head(entry: Entry) -> shapes.SystemHead:
    """A system, and what must be told of it."""
    url = urls.result_card(entry)
    return {
        "address": url,
        "data": urls.beside(url, "index.json"),
        "round": entry.round.id,
        "division": entry.division,
        "categories": list(entry.categories),
        "availability": entry.availability,
        "submitter": entry.submitter,
        "id": entry.id,
        "name": entry.system.name,
        "chips": chips_document(entry),
        "verification": _verification(entry.file.verification),
    }


def chips_document(entry: Entry) -> shapes.Chips:
    """The system's chips."""
    chips = chips_of(entry)
    return {"kind": chips.kind or None, "model": chips.model, "count": chips.number}


def result_document(entry: Entry, position: int, row: str, contents: Contents) -> shapes.Result:
    """One result with all that must be told beside it; `row` is its anchor on the card."""
    reading = ResultReading(entry, position, contents.tables)
    result = reading.result
    return {
        "address": f"{urls.result_card(entry)}#{row}",
        "id": entry.id_of(result),
        "benchmark": result.benchmark,
        "scenario": result.scenario,
        "categories": list(reading.categories),
        "used_model": result.used_model,
        "value": result.value,
        "unit": entry.unit_of(result),
        "better": reading.metric.better if reading.metric else None,
        "verification": _verification(entry.verification_of(result)),
        "ranks": list(_ranks(entry, position, contents)),
        "accuracy": result.accuracy,
        "accuracy_target": reading.benchmark.target_in_words if reading.benchmark else result.accuracy_target,
        "power": {"value": result.power.value, "unit": result.power.unit} if result.power else None,
        "weight_data_types": result.weight_data_types,
        "precision": list(result.precision.formats),
        "inferred_from": result.inferred_from,
        "implementation": result.implementation,
        "derived": dict(_derived(reading)),
        "source": _source(entry.source_of(result)),
    }


def _ranks(entry: Entry, position: int, contents: Contents) -> Iterator[shapes.Rank]:
    """Its place on each board: one for each of its categories."""
    for ranking, rank in contents.tables.placings(entry, position):
        yield {
            "category": ranking.key.category,
            "rank": rank,
            "of": len(ranking.standings),
            "board": urls.leaderboard(ranking.key),
        }


def _derived(reading: ResultReading) -> Iterator[tuple[str, shapes.Derived]]:
    """Figures that are worked out here. Source: messaging guidelines, on derived figures: named, and unverified."""
    unit = reading.entry.unit_of(reading.result)
    figures = (
        ("per_accelerator", reading.per_chip, f"{unit} per accelerator", PER_CHIP),
        ("per_watt", reading.per_watt, f"{unit} per watt", PER_WATT),
    )
    for name, value, words, formula in figures:
        if value is not None:
            yield name, {"value": value, "unit": words, "formula": formula, "status": "unverified"}


def _verification(state: Verification) -> shapes.Verification:
    return {"status": state.status, "date": state.date, "reason": state.reason, "link": state.link}


def _source(source: ReadFrom | None) -> shapes.Source | None:
    if source is None:
        return None
    return {
        "kind": source.kind,
        "path": source.path,
        "sha256": source.sha256,
        "url": source.url,
        "retrieved": source.retrieved,
    }
