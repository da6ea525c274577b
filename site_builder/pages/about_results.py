"""About these results: what backs each result of a card, beside the published cells."""

from functools import lru_cache
from typing import Annotated

from site_builder.models import Entry, Precision, Result, Source, Verification
from site_builder.pages.around import Around, Place
from site_builder.pages.disclosures import power_of
from site_builder.pages.frozen import frozen
from site_builder.pages.page import Link
from site_builder.pages.results_table import Rows

PLACES = {"submission-tree": "submission tree", "summary": "summary of results", "published-card": "published card"}


@frozen
class State:
    """Whether results were verified, and what became of them."""

    status: Annotated[str, "verified, unverified, superseded ..."]
    date: Annotated[str, "Since when; may be empty"]
    reason: Annotated[str, "Why; may be empty"]
    link: Annotated[Link | None, "What replaced it, or what is written about it"]


@frozen
class Provenance:
    """Where something was read."""

    place: Annotated[str, "The kind of source in words; may be empty"]
    path: Annotated[str, "The file inside the source, from the card's folder of logs on; may be empty"]
    sha256: Annotated[str, "Of that file; may be empty"]
    url: Annotated[str, "Where the source was found; may be empty"]
    retrieved: Annotated[str, "When; may be empty"]


@frozen
class AboutResult:
    """What backs one result."""

    id: Annotated[str, "Its own anchor, where it is the first of its row: what the row leads to; else empty"]
    row: Annotated[str, "Anchor of its row in the results table"]
    name: Annotated[str, "Benchmark, own model where there is one, scenario, and category where the result names one"]
    places: Annotated[tuple[Place, ...], "Its rank among comparable results; empty where it is on no board"]
    accuracy: Annotated[str, "Accuracy reached; may be empty"]
    target: Annotated[str, "What it had to reach, where it states its accuracy"]
    power: Annotated[str, "Measured power with its unit; may be empty"]
    precision: Annotated[str, "Weight data types as written; may be empty"]
    formats: Annotated[str, "Number formats that this means, where it was written otherwise"]
    inferred_from: Annotated[str, "The scenario that was measured instead; may be empty"]
    implementation: Annotated[tuple[tuple[str, str], ...], "What else is said of the implementation: keys and values"]
    result_id: Annotated[str, "Public result ID; may be empty"]
    state: Annotated[State | None, "Its own state, where it differs from the card's"]
    provenance: Annotated[Provenance | None, "Its own source, where it has one"]


def about_results(entry: Entry, around: Around, rows: Rows, folder: str) -> tuple[AboutResult, ...]:
    """What backs each result of the entry, in the order of the data, also where nothing is known of it: so the first
    thing that is said of a result is one more line of its card, and not a table.

    `folder` is the one of all logs.
    """
    said: list[AboutResult] = []
    begun: set[str] = set()
    for position in range(len(entry.results)):
        row = rows.ids[position]
        said.append(_about(entry, position, row, "" if row in begun else backing_id(row), folder, around))
        begun.add(row)
    return tuple(said)


def backing_id(row: str) -> str:
    """The anchor of what backs a row of the results table, in few letters: a card says it twice for each row."""
    return f"of-{row.removeprefix('result-')}"


def backings(rows: Rows, about: tuple[AboutResult, ...]) -> dict[int, str]:
    """The anchor of what backs each result, by its position."""
    begun = {each.row: each.id for each in about if each.id}
    return {position: begun[row] for position, row in rows.ids.items()}


def folder_of_logs(entry: Entry) -> str:
    """The folder, ending in /, that all paths of its results begin with; empty where it is none or of one path only.

    Said once: in a large card the same folder before each path would be as much as a hundred lines of it.
    """
    paths = [result.source.path for result in entry.results if result.source and result.source.path]
    if len(paths) < 2 or any(path.endswith("/") for path in paths):
        return ""
    # What the first and the last in alphabetical order share, all between them share.
    first, last = min(paths), max(paths)
    end = first.rfind("/") + 1
    while not last.startswith(first[:end]):
        end = first.rfind("/", 0, end - 1) + 1
    return first[:end]


def _about(entry: Entry, position: int, row: str, own_id: str, folder: str, around: Around) -> AboutResult:
    result = entry.results[position]
    accuracy, written = result.accuracy_in_words, result.weight_data_types or ""
    return AboutResult(
        id=own_id,
        row=row,
        name=_name(result),
        places=around.places[position],
        accuracy=accuracy,
        target=_target(entry, result) if accuracy else "",
        power=power_of(result),
        precision=written,
        formats=_formats_beside(written),
        inferred_from=result.inferred_from or "",
        implementation=tuple(result.implementation.items()) if result.implementation else (),
        result_id=entry.gist.results[position].id or "",
        state=state_of(result.verification, around) if result.verification else None,
        provenance=provenance_of(result.source, folder),
    )


@lru_cache(maxsize=1024)
def _formats_beside(written: str) -> str:
    formats = ", ".join(Precision.of(written).formats)
    return formats if formats != written else ""


def _target(entry: Entry, result: Result) -> str:
    benchmark = entry.round.benchmark(result.benchmark)
    return benchmark.target_in_words if benchmark else result.accuracy_target or ""


def _name(result: Result) -> str:
    own = f" ({result.used_model})" if result.used_model and result.used_model != result.benchmark else ""
    category = f" {result.category}" if result.category else ""
    return f"{result.benchmark}{own} {result.scenario}{category}"


def state_of(verification: Verification, around: Around) -> State:
    """A verification in words and links."""
    link = dict(around.links)[verification.link] if verification.link else None
    return State(verification.status, verification.date or "", verification.reason or "", link)


def provenance_of(source: Source | None, folder: str = "") -> Provenance | None:
    """A source in words, its path without the folder; None where nothing of it is known."""
    if source is None:
        return None
    place = PLACES[source.kind] if source.kind else ""
    path = (source.path or "").removeprefix(folder)
    known = place, path, source.sha256 or "", source.url or "", source.retrieved or ""
    return Provenance(*known) if any(known) else None
