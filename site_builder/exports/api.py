"""The API: what there is, each round with its systems and its results, and the schemas that say how to read them.

Split by round, so that no file grows with everything: whoever wants all at once takes the downloads.
"""

from collections.abc import Iterator, Sequence

from site_builder.exports import shapes
from site_builder.exports.documents import chips_document, result_document, system_head
from site_builder.exports.json import json_bytes
from site_builder.models import STATUSES, Entry, Round
from site_builder.pages import Contents, Export, Later, footnote, legend, marked, row_ids, urls
from site_builder.tables import Counts


def exports(contents: Contents) -> Iterator[Export]:
    """The root, three files for each round that has entries, and the schemas; nothing where no round has any."""
    if not contents.catalog.entries:
        return
    yield Export(urls.API, json_bytes, root_document(contents))
    for round_ in _filled(contents):
        entries = contents.catalog.entries_of(round_)
        yield Export(urls.api_round(round_.id), json_bytes, round_document(round_, entries))
        yield Export(urls.api_round(round_.id, "systems"), json_bytes, Later(systems_document, (round_, contents)))
        yield Export(urls.api_round(round_.id, "results"), json_bytes, Later(results_document, (round_, contents)))
    for name in shapes.SHAPES:
        yield Export(urls.api_schema(name), schema_bytes, name)


def schema_bytes(name: str) -> bytes:
    """The JSON Schema of a kind of document."""
    return json_bytes(shapes.json_schema(name))


def _filled(contents: Contents) -> list[Round]:
    """The rounds that have entries, newest first."""
    filled = {entry.round.id for entry in contents.catalog.entries}
    return [round_ for round_ in contents.catalog.rounds.values() if round_.id in filled]


def root_document(contents: Contents) -> shapes.Root:
    """Where to begin."""
    site, rounds = contents.framing.site, _filled(contents)
    listed = [listed_round(round_, contents.catalog.entries_of(round_)) for round_ in rounds]
    return {
        "$schema": urls.relative(urls.API, urls.api_schema("root")),
        "version": 1,
        "title": site.title,
        "base_url": site.base_url,
        "as_of": site.as_of,
        "licence": site.licence or None,
        "legend": legend(*rounds) or None,
        "states": list(STATUSES),
        "rounds": listed,
        "schemas": {name: urls.api_schema(name) for name in shapes.SHAPES},
    }


def listed_round(round_: Round, entries: Sequence[Entry]) -> shapes.ListedRound:
    """One round, how much it has, and where."""
    counts = Counts.of(entries)
    return {
        "id": round_.id,
        "title": marked(round_.title, round_),
        "family": round_.family,
        "version": round_.version,
        "published": round_.published,
        "systems": counts.systems,
        "results": counts.results,
        "address": urls.round_page(round_.id),
        "data": urls.api_round(round_.id),
        "systems_data": urls.api_round(round_.id, "systems"),
        "results_data": urls.api_round(round_.id, "results"),
    }


def round_document(round_: Round, entries: Sequence[Entry]) -> shapes.Round:
    """A round's words, benchmarks and units."""
    return {
        "$schema": urls.relative(urls.api_round(round_.id), urls.api_schema("round")),
        **listed_round(round_, entries),
        "source": round_.source,
        "divisions": {name: word.title for name, word in round_.divisions.items()},
        "categories": {name: word.title for name, word in round_.categories.items()},
        "availabilities": {name: word.title for name, word in round_.availabilities.items()},
        "scenarios": list(round_.scenarios),
        "metrics": round_.metrics,
        "benchmarks": [
            {
                "id": known.id,
                "title": known.title,
                "task": known.task,
                "units": known.units,
                "accuracy_targets": [
                    {"metric": target.metric, "minimum": target.minimum, "maximum": target.maximum}
                    for target in known.accuracy_targets
                ],
            }
            for known in round_.benchmarks
        ],
        "compatible": {
            category: {name: list(rounds) for name, rounds in benchmarks.items()}
            for category, benchmarks in round_.compatible.items()
        },
        "legend": legend(round_) or None,
    }


def systems_document(round_: Round, contents: Contents) -> shapes.Systems:
    """Every system of a round."""
    entries = contents.catalog.entries_of(round_)
    return {
        **_head(round_, "systems", entries, contents),
        "systems": [{**system_head(entry), "results": len(entry.results)} for entry in entries],
    }


def results_document(round_: Round, contents: Contents) -> shapes.Results:
    """Every result of a round."""
    entries = contents.catalog.entries_of(round_)
    return {
        **_head(round_, "results", entries, contents),
        "results": [listed for entry in entries for listed in _listed_results(entry, contents)],
    }


def _listed_results(entry: Entry, contents: Contents) -> Iterator[shapes.ListedResult]:
    rows = row_ids(entry)
    for position in range(len(entry.results)):
        yield {
            "submitter": entry.submitter,
            "system": entry.system.name,
            "division": entry.division,
            "availability": entry.availability,
            "chips": chips_document(entry),
            **result_document(entry, position, rows[position], contents),
        }


def _head(round_: Round, name: str, entries: Sequence[Entry], contents: Contents) -> shapes.List:
    note = footnote(round_.title, ((entry, result) for entry in entries for result in entry.results), (round_,))
    return {
        "$schema": urls.relative(urls.api_round(round_.id, name), urls.api_schema(name)),
        "round": round_.id,
        "footnote": list(note.sentences),
        "legend": legend(round_) or None,
        "licence": contents.framing.site.licence or None,
    }
