"""Entry: a system with its results, read with its round: every word is one of the round's."""

from functools import cached_property

from pydantic import Field

from site_builder.models.address import address_part
from site_builder.models.base import Model
from site_builder.models.entry_file import EntryFile
from site_builder.models.result import Result, Source, Verification, merged_source
from site_builder.models.round import Round
from site_builder.models.system import System


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
        fitting = tuple(c for c in self.categories if benchmark and result.scenario in benchmark.scenarios_in(c))
        # Of all together, or lacking everywhere, which is told: shown all the same, nothing is dropped.
        return fitting or self.categories

    @cached_property
    def link(self) -> str:
        """How another entry links to this one, and where its card stands: round/division/submitter/system."""
        return "/".join(map(address_part, (self.round.id, self.division, self.submitter, self.id)))

    @property
    def owns_models(self) -> bool:
        """Whether its rows are named by the submitter's own models."""
        return self.round.divisions[self.division].own_models
