"""A draft made an entry: the JSON that would be written, read once with its round so that it is sure to be valid."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from site_builder.models import EntryFile, Round, json_text, read_entry
from site_builder.problems import Finding
from site_builder.sources.located_json import Document
from site_builder.sources.reading import Draft, FoundResult, JsonObject, Reading
from site_builder.sources.shape import Shape


class Written(NamedTuple):
    """An entry as it would be written: its text, what that says, and how many results it has."""

    text: str
    value: Any
    results: int


def entry_of(
    draft: Draft, round_: Round, stem: str, whole: Mapping[str, Any], omit: Sequence[str], reading: Reading
) -> Written | None:
    """The entry, or None where nothing of the draft can stand; the reading says what and why.

    `whole` is what is said of all entries alike: verification and source.
    """
    results = list(draft.results)
    while results or not draft.results:
        entry = _composed(draft, round_, whole, omit, [found.fields for found in results])
        errors = [finding for finding in _findings(stem, entry, round_) if finding.severity == "error"]
        if not errors:
            return _written(entry, draft, reading)
        if strange := {(f.path[1], str(f.path[3])) for f in errors if f.kind == "unknown-metric"}:
            results = [_without_metrics(i, found, strange, reading) for i, found in enumerate(results)]
            continue
        faulty = {f.path[1]: f for f in reversed(errors) if f.path[:1] == ("results",) and len(f.path) > 1}
        if not faulty:
            reading.leave_out(draft.described_in, errors[0].kind, errors[0].message, len(results))
            return None
        for index, found in enumerate(results):
            if index in faulty:
                reading.leave_out(found.place, faulty[index].kind, faulty[index].message)
        results = [found for index, found in enumerate(results) if index not in faulty]
    return None


def _without_metrics(
    index: int, found: FoundResult, strange: Collection[tuple[str | int, str]], reading: Reading
) -> FoundResult:
    """The result without accuracies that its benchmark is not judged by: they cost no result."""
    named = {name for at, name in strange if at == index}
    if not named:
        return found
    kept = {name: value for name, value in found.fields["accuracy"].items() if name not in named}
    listed = ", ".join(f"{name}: {found.fields['accuracy'][name]}" for name in sorted(named))
    reading.note(found.place, "metric-not-asked", listed)
    return found._replace(fields={k: kept if k == "accuracy" else v for k, v in found.fields.items()})


def _written(entry: JsonObject, draft: Draft, reading: Reading) -> Written | None:
    """The entry as text that `data/` may hold; where it may not, all of the draft is left out."""
    text = json_text(entry)
    document = Document(draft.described_in, text.encode("utf-8", "surrogatepass"))
    if document.problems:
        first = document.problems[0]
        reading.leave_out(draft.described_in, first.kind, first.message, len(entry["results"]))
        return None
    return Written(text, document.value, len(entry["results"]))


def _composed(
    draft: Draft, round_: Round, whole: Mapping[str, Any], omit: Sequence[str], results: list[JsonObject]
) -> JsonObject:
    described = draft.description
    said = {key for fields in results for key in fields.get("implementation", ())}
    omitted = [key for key in dict.fromkeys(omit) if key in described or key in said]
    entry: JsonObject = {
        "round": round_.id,
        **_overruled(draft, round_),
        "verification": whole["verification"],
    }
    entry["source"] = {**whole["source"], **draft.source}
    if omitted:
        entry["omitted"] = omitted
    entry["system"] = {key: value for key, value in described.items() if key not in omitted}
    entry["results"] = [_without(fields, omitted) for fields in results]
    return entry


def _overruled(draft: Draft, round_: Round) -> JsonObject:
    """Division, submitter and category, where the source's own order differs from the description."""
    described = draft.description
    found: JsonObject = {}
    if round_.division(str(described.get("division", ""))) != draft.division:
        found["division"] = draft.division
    if described.get("submitter") != draft.submitter:
        found["submitter"] = draft.submitter
    if draft.category and not str(described.get("system_type") or "").strip():
        found["category"] = draft.category
    return found


def _without(fields: JsonObject, omitted: Sequence[str]) -> JsonObject:
    """A result without the implementation facts that are left out."""
    kept = {key: text for key, text in fields.get("implementation", {}).items() if key not in omitted}
    replaced = {key: kept if key == "implementation" else value for key, value in fields.items()}
    return {key: value for key, value in replaced.items() if value != {}}


def _findings(stem: str, entry: JsonObject, round_: Round) -> list[Finding]:
    """What validation would say of the entry."""
    shape = Shape(EntryFile, _as_read(entry))
    if shape.model is not None and shape.whole:
        shape.add(read_entry(stem, shape.model, round_, round_.id)[1])
    return shape.findings


def _as_read(value: Any) -> Any:
    """The value as the reader of data files gives it: arrays are tuples."""
    if isinstance(value, Mapping):
        return {key: _as_read(member) for key, member in value.items()}
    return tuple(map(_as_read, value)) if isinstance(value, list | tuple) else value
