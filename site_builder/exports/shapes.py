"""Shapes: what the JSON documents hold, in the words that their JSON Schemas are made of.

Typed dictionaries: what a document is made by, and what others read it by, cannot differ. Every key is always there,
null where nothing is known. Addresses count from the root of the site, and so stay the same wherever it stands.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ConfigDict, Field, GetPydanticSchema, TypeAdapter, with_config
from pydantic.json_schema import JsonSchemaValue
from pydantic_core.core_schema import float_schema
from typing_extensions import TypedDict  # pydantic brings it, and asks for it before Python 3.12

from site_builder.models import STATUSES, Number

Shape = TypeVar("Shape")

# A JSON number with the digits that were measured: 86304.60 stays 86304.60.
Digits = Annotated[Number, GetPydanticSchema(lambda _, __: float_schema())]
Status = Annotated[str, Field(json_schema_extra={"enum": list(STATUSES)})]
_Head = TypedDict("_Head", {"$schema": Annotated[str, Field(description="The JSON Schema, relative to this file")]})


def _says(text: str) -> Callable[[type[Shape]], type[Shape]]:
    """What a shape is, for its schema: a docstring would be gone where Python runs optimised."""
    return with_config(ConfigDict(json_schema_extra={"description": text}))


@_says("Whether a result was reviewed, and what became of it since.")
class Verification(TypedDict):
    status: Annotated[Status, Field(description="unverified unless somebody reviewed it")]
    date: Annotated[str | None, Field(description="Since when: YYYY-MM-DD")]
    reason: Annotated[str | None, Field(description="Why")]
    link: Annotated[str | None, Field(description="What replaced it, or a web address about it")]


@_says("Where something was read.")
class Source(TypedDict):
    kind: Annotated[str | None, Field(description="submission-tree, summary or published-card")]
    path: Annotated[str | None, Field(description="The file inside the source")]
    sha256: Annotated[str | None, Field(description="Of that file")]
    url: Annotated[str | None, Field(description="Where the source was found")]
    retrieved: Annotated[str | None, Field(description="When: YYYY-MM-DD")]


@_says("A place on one board: only what may be compared is ranked together.")
class Rank(TypedDict):
    category: Annotated[str | None, Field(description="The board's category")]
    rank: Annotated[int, Field(description="1 is best; ties share a rank")]
    of: Annotated[int, Field(description="How many results it is among")]
    board: Annotated[str, Field(description="Address of the board")]


@_says("Power of the system, measured in the same run.")
class Power(TypedDict):
    value: Annotated[Digits, Field(description="Digits as measured")]
    unit: Annotated[str, Field(description="Its unit")]


@_says("A figure that was worked out here: it is no result, and ranks nothing.")
class Derived(TypedDict):
    value: Annotated[Digits, Field(description="To four significant digits")]
    unit: Annotated[str, Field(description="Its unit")]
    formula: Annotated[str, Field(description="How it was worked out")]
    status: Annotated[Literal["unverified"], Field(description="No derived figure is verified")]


@_says("One value of one system, for one benchmark and scenario.")
class Result(TypedDict):
    address: Annotated[str, Field(description="Its row on the card of its system")]
    id: Annotated[str | None, Field(description="Public result ID, as written")]
    benchmark: Annotated[str, Field(description="With its accuracy target, as submissions spell it")]
    scenario: Annotated[str, Field(description="The scenario that was run")]
    categories: Annotated[list[str], Field(description="The categories that it counts in")]
    used_model: Annotated[str | None, Field(description="The model that ran, where that is said")]
    value: Annotated[Digits, Field(description="The performance, digits as measured")]
    unit: Annotated[str, Field(description="The unit of the value")]
    better: Annotated[Literal["higher", "lower"] | None, Field(description="Which values are better")]
    verification: Annotated[Verification, Field(description="Whether it was reviewed")]
    ranks: Annotated[list[Rank], Field(description="Its place on each board; empty where it is on none")]
    accuracy: Annotated[Mapping[str, Digits] | None, Field(description="Accuracy reached, by metric")]
    accuracy_target: Annotated[str | None, Field(description="Accuracy to be reached, as cards print it")]
    power: Annotated[Power | None, Field(description="Measured power")]
    weight_data_types: Annotated[str | None, Field(description="Precision of the weights, as written")]
    precision: Annotated[list[str], Field(description="The number formats that this means")]
    inferred_from: Annotated[str | None, Field(description="The scenario that was measured instead")]
    implementation: Annotated[Mapping[str, str] | None, Field(description="What else is said of the implementation")]
    derived: Annotated[dict[str, Derived], Field(description="Figures worked out here: per_accelerator, per_watt")]
    source: Annotated[Source | None, Field(description="Where it was read")]


@_says("The devices that do most of the work, of all nodes together.")
class Chips(TypedDict):
    kind: Annotated[str | None, Field(description="accelerator or processor; null where neither is described")]
    model: Annotated[str, Field(description="Which")]
    count: Annotated[int | None, Field(description="How many; null where it is not known")]


@_says("A system, and what must be told of it.")
class SystemHead(TypedDict):
    address: Annotated[str, Field(description="Its card")]
    data: Annotated[str, Field(description="The card as JSON, with its description and its results")]
    round: Annotated[str, Field(description="Id of the round")]
    division: Annotated[str, Field(description="Id of the division")]
    categories: Annotated[list[str], Field(description="Ids of its categories")]
    availability: Annotated[str | None, Field(description="Id of its availability")]
    submitter: Annotated[str, Field(description="Who submitted it")]
    id: Annotated[str, Field(description="Its id among its submitter's")]
    name: Annotated[str, Field(description="Its name")]
    chips: Annotated[Chips, Field(description="Its accelerators, else its processors")]
    verification: Annotated[Verification, Field(description="The state of what has none of its own")]


class Card(_Head, SystemHead):
    """One system with its results: `index.json` beside each card."""

    round_title: Annotated[str, Field(description="The round's title")]
    source: Annotated[Source | None, Field(description="Where the entry was read")]
    system: Annotated[Mapping[str, Any], Field(description="The submission's own description, key for key")]
    omitted: Annotated[list[str], Field(description="Keys of the description that were left out on import")]
    results: Annotated[list[Result], Field(description="In the order of the card")]
    citation: Annotated[str | None, Field(description="What to write when its results are quoted")]
    footnote: Annotated[list[str], Field(description="What must stand with these results")]
    legend: Annotated[str | None, Field(description="Trademark legend")]
    licence: Annotated[str | None, Field(description="Terms of use")]


@_says("A system in a list.")
class ListedSystem(SystemHead):
    results: Annotated[int, Field(description="How many results it has")]


@_says("A result in a list, with its system.")
class ListedResult(Result):
    division: Annotated[str, Field(description="Id of the division")]
    submitter: Annotated[str, Field(description="Who submitted the system")]
    system: Annotated[str, Field(description="The system's name")]
    availability: Annotated[str | None, Field(description="Id of its availability")]
    chips: Annotated[Chips, Field(description="Its accelerators, else its processors")]


@_says("What stands around a list.")
class List(_Head):
    round: Annotated[str, Field(description="Id of the round")]
    footnote: Annotated[list[str], Field(description="What must stand with these results")]
    legend: Annotated[str | None, Field(description="Trademark legend")]
    licence: Annotated[str | None, Field(description="Terms of use")]


@_says("Every system of a round.")
class Systems(List):
    systems: Annotated[list[ListedSystem], Field(description="In the order of divisions, submitters and ids")]


@_says("Every result of a round.")
class Results(List):
    results: Annotated[list[ListedResult], Field(description="In the order of systems, and of each system's card")]


@_says("What a result must reach in one accuracy metric.")
class Target(TypedDict):
    metric: Annotated[str, Field(description="The metric, as accuracy scripts name it")]
    minimum: Annotated[Digits, Field(description="The least that counts")]
    maximum: Annotated[Digits | None, Field(description="The most that counts, where there is a limit")]


@_says("A task with its reference network and accuracy target.")
class Benchmark(TypedDict):
    id: Annotated[str, Field(description="As submissions spell it")]
    title: Annotated[str, Field(description="For readers")]
    task: Annotated[str, Field(description="What it does")]
    units: Annotated[Mapping[str, str], Field(description="The unit of each scenario's value")]
    accuracy_targets: Annotated[list[Target], Field(description="In the order they are printed")]


@_says("One publication of a suite, and where its data is.")
class ListedRound(TypedDict):
    id: Annotated[str, Field(description="Its id")]
    title: Annotated[str, Field(description="For readers")]
    family: Annotated[str, Field(description="The suite")]
    version: Annotated[str, Field(description="The version")]
    published: Annotated[str | None, Field(description="When it became public: YYYY-MM-DD")]
    systems: Annotated[int, Field(description="How many systems count")]
    results: Annotated[int, Field(description="How many results count")]
    address: Annotated[str, Field(description="Its page")]
    data: Annotated[str, Field(description="Its words, benchmarks and units as JSON")]
    systems_data: Annotated[str, Field(description="Every system as JSON")]
    results_data: Annotated[str, Field(description="Every result as JSON")]


class Round(_Head, ListedRound):
    """A round: its words, benchmarks and units."""

    source: Annotated[str | None, Field(description="Where its results were published")]
    divisions: Annotated[dict[str, str], Field(description="Titles by id")]
    categories: Annotated[dict[str, str], Field(description="Titles by id")]
    availabilities: Annotated[dict[str, str], Field(description="Titles by id")]
    scenarios: Annotated[list[str], Field(description="In the order of a card's columns")]
    metrics: Annotated[Mapping[str, str], Field(description="Each unit, and which values are better: higher, lower")]
    benchmarks: Annotated[list[Benchmark], Field(description="In reading order")]
    compatible: Annotated[
        Mapping[str, Mapping[str, list[str]]],
        Field(description="Rounds whose results may be compared with these, by category and benchmark"),
    ]
    legend: Annotated[str | None, Field(description="Trademark legend")]


@_says("Where to begin: what there is, and under which terms.")
class Root(_Head):
    version: Annotated[Literal[1], Field(description="Of these documents; keys may be added, none changes or goes")]
    title: Annotated[str, Field(description="The site's title")]
    base_url: Annotated[str | None, Field(description="Where the site stands, where that was said")]
    as_of: Annotated[str | None, Field(description="The day that the site speaks for: YYYY-MM-DD")]
    licence: Annotated[str | None, Field(description="Terms of use")]
    legend: Annotated[str | None, Field(description="Trademark legend")]
    states: Annotated[list[Status], Field(description="What verification.status can be")]
    rounds: Annotated[list[ListedRound], Field(description="Newest first")]
    schemas: Annotated[dict[str, str], Field(description="Address of each JSON Schema")]


SHAPES: dict[str, Any] = {"root": Root, "round": Round, "systems": Systems, "results": Results, "card": Card}


def json_schema(name: str) -> JsonSchemaValue:
    """The JSON Schema of one of the shapes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(SHAPES[name]).json_schema(ref_template="#/$defs/{model}"),
    }
