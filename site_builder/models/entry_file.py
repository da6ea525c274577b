"""EntryFile: the shape of one entry's JSON, before it is read with its round."""

from pydantic import Field

from site_builder.models.base import Model, SomeText
from site_builder.models.result import Result, Source, Verification
from site_builder.models.system import PastedSystem


class EntryFile(Model):
    """One system of one round with its results; a new system is one such file copied and edited."""

    round: SomeText = Field(description="The round's id: inference-v4.1")
    division: SomeText | None = Field(default=None, description="Overrules the description's division")
    submitter: SomeText | None = Field(default=None, description="Overrules the description's submitter")
    category: SomeText | None = Field(default=None, description="Overrules the description's system_type")
    id: SomeText | None = Field(default=None, description="The public result ID of all results without one")
    verification: Verification = Field(default=Verification(), description="Unverified where absent")
    source: Source | None = Field(default=None, description="Where the entry was read")
    was: tuple[SomeText, ...] = Field(
        default=(), description="Addresses that its card had before, as round/division/submitter/system: they lead on"
    )
    omitted: tuple[SomeText, ...] = Field(
        default=(), description="Keys of the description that were left out on import"
    )
    system: PastedSystem = Field(description="The submission's own system description, pasted verbatim")
    results: tuple[Result, ...] = Field(default=(), description="Its results, in the order of the card's rows")
