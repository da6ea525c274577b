"""Result: one value of one system, for one benchmark and scenario, and what backs it."""

from typing import Literal, NamedTuple, get_args

from pydantic import Field
from pydantic.config import JsonDict

from site_builder.models.base import Day, Model, SomeLink, SomeText, WebAddress
from site_builder.models.frozen import FrozenMapping
from site_builder.models.number import Number
from site_builder.models.precision import Precision

Status = Literal[
    "verified",
    "unverified",
    "corrected",
    "moved-to-open",
    "withdrawn",
    "invalid",
    "noncompliant",
    "superseded",
]
STATUSES: tuple[str, ...] = get_args(Status)
# On no board: what they say no longer counts, or counts elsewhere.
UNRANKED: frozenset[str] = frozenset({"moved-to-open", "withdrawn", "invalid", "noncompliant", "superseded"})
# What these say is where a result counts now: nothing without it.
LEADING: frozenset[str] = frozenset({"moved-to-open", "superseded"})

# What became of a published result: readers are told when, and why.
ERRATA: frozenset[str] = UNRANKED | {"corrected"}

# For editors; entry_rules tells it with a fix.
ABOVE_ZERO: JsonDict = {"exclusiveMinimum": 0}
NOT_BELOW_ZERO: JsonDict = {"additionalProperties": {"minimum": 0}}


class Verification(Model):
    """Whether MLCommons reviewed a result, and what became of it since."""

    status: Status = Field(default="unverified", description="A tree proves nothing: unverified until somebody says so")
    date: Day | None = Field(default=None, description="Since when")
    reason: SomeText | None = Field(default=None, description="Why, where it is not the usual course")
    link: SomeLink | None = Field(
        default=None,
        description="What replaced it (round/division/submitter/system), or a web address about it",
    )

    @property
    def lacking(self) -> tuple[str, ...]:
        """What readers are not told of a result of which something became: since when, or why."""
        if self.status not in ERRATA:
            return ()
        told = (("a date", self.date), ("a reason", self.reason))
        return tuple([what for what, words in told if words is None])


class Source(Model):
    """Where a result was read, so that somebody can look it up."""

    kind: Literal["submission-tree", "summary", "published-card"] | None = Field(
        default=None, description="The kind of source"
    )
    path: SomeText | None = Field(default=None, description="The file inside the source")
    sha256: SomeText | None = Field(default=None, description="Of that file's bytes, in hexadecimal digits")
    url: WebAddress | None = Field(default=None, description="Where the source was found")
    retrieved: Day | None = Field(default=None, description="When it was found there")


def merged_source(whole: Source | None, part: Source | None) -> Source | None:
    """The source of a result: its own facts (path, sha256) over those of its entry (kind, url, retrieved)."""
    if whole is None or part is None:
        return part or whole
    return Source.model_construct(
        kind=part.kind or whole.kind,
        path=part.path or whole.path,
        sha256=part.sha256 or whole.sha256,
        url=part.url or whole.url,
        retrieved=part.retrieved or whole.retrieved,
    )


def found_at(whole: Source | None, part: Source | None) -> tuple[str, str]:
    """Where a result was found, and when; empty where neither its own source nor its entry's says so."""
    part = part or whole
    if part is None:
        return "", ""
    whole = whole or part
    return part.url or whole.url or "", part.retrieved or whole.retrieved or ""


class Accuracy(NamedTuple):
    """The accuracy that a result reached in one metric."""

    metric: str
    value: Number


class Power(Model):
    """Measured system power of the same run: watts, or energy a query."""

    value: Number = Field(description="As measured, above 0", json_schema_extra=ABOVE_ZERO)
    unit: SomeText = Field(description="Watts, or millijoules a query")


class Result(Model):
    """One value, for one system, benchmark, accuracy target and scenario."""

    benchmark: SomeText = Field(description="As submission folders spell it: bert-99")
    scenario: SomeText = Field(description="One of its round's scenarios: Offline")
    value: Number = Field(description="The performance, digits as measured; above 0", json_schema_extra=ABOVE_ZERO)
    unit: SomeText | None = Field(default=None, description="The round's unit of this scenario where absent")
    category: SomeText | None = Field(default=None, description="Where a system of two categories means only one")
    id: SomeText | None = Field(default=None, description="The public result ID, as written: 4.1-0001")
    used_model: SomeText | None = Field(default=None, description="The submitter's own model (open division)")
    accuracy: FrozenMapping[str, Number] | None = Field(
        default=None, description="Reached accuracy by metric, 0 or more", json_schema_extra=NOT_BELOW_ZERO
    )
    accuracy_target: SomeText | None = Field(
        default=None,
        description="As a published card prints it, where no benchmark of the round has this target",
    )
    weight_data_types: SomeText | None = Field(default=None, description="Precision of the weights, as written: int8")
    implementation: FrozenMapping[str, str] | None = Field(
        default=None, description="What else the submitter says of the implementation, by its own keys"
    )
    inferred_from: SomeText | None = Field(default=None, description="The scenario that was measured instead")
    power: Power | None = Field(default=None, description="Measured power, where the run measured it")
    source: Source | None = Field(default=None, description="Where it was read; the entry's where absent")
    verification: Verification | None = Field(default=None, description="Its own state; the entry's where absent")

    @property
    def precision(self) -> Precision:
        """The precision of the weights, read: fp8 for float8."""
        return Precision.of(self.weight_data_types)

    @property
    def accuracies(self) -> tuple[Accuracy, ...]:
        """The reached accuracy, one for each metric, in the order of the data."""
        return tuple([Accuracy(metric, value) for metric, value in (self.accuracy or {}).items()])

    @property
    def accuracy_in_words(self) -> str:
        """`F1: 90.235`, each metric, digits as written; empty where none is stated."""
        if not self.accuracy:
            return ""
        return ", ".join([f"{metric}: {value.as_written}" for metric, value in self.accuracy.items()])
