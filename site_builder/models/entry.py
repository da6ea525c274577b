"""Entry: a system with its results, read with its round: every word is one of the round's."""

from collections import deque
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import Field

from site_builder.models.address import address_part
from site_builder.models.base import Model, made
from site_builder.models.entry_file import EntryFile
from site_builder.models.gist import Gist, ResultGist
from site_builder.models.result import Result, Source, Verification, found_at, merged_source
from site_builder.models.round import Round
from site_builder.models.system import System

# Of entries whose files are read when they are needed, so many are held; the one that was read first goes first.
MOST_OPENED = 4000


class Entry(Model):
    """One system of one round with its results, every word resolved to the round's own."""

    id: str = Field(description="The file's stem")
    round: Round
    division: str = Field(description="The id of its division")
    submitter: str = Field(description="As the entry spells it, else the description")
    categories: tuple[str, ...] = Field(description="Ids, in the round's order; empty where it declares none")
    availability: str | None = Field(description="The id of its availability, if stated")
    sha256: str = Field(default="", description="Of its file; empty where it was not read from one")
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

    def found_at(self, result: Result) -> tuple[str, str]:
        """The web address at which the result was found, and the day; each may be empty."""
        return found_at(self.file.source, result.source)

    def id_of(self, result: Result) -> str | None:
        """The result's public ID, else the entry's."""
        return result.id or self.file.id

    def unit_of(self, result: Result) -> str:
        """The result's unit, else the round's for this benchmark and scenario."""
        return result.unit or self.round.unit(result.benchmark, result.scenario) or ""

    def categories_of(self, result: Result | ResultGist) -> tuple[str | None, ...]:
        """The categories whose table shows the result; (None,) where the round has no categories."""
        if not self.categories:
            return (None,)
        if result.category is None and len(self.categories) == 1:
            return self.categories
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

    @cached_property
    def gist(self) -> Gist:
        """What pages of many systems need of it."""
        file, system, results = self.file, self.file.system, self.file.results
        accelerator, processor = system.accelerator, system.processor
        states = [file.verification, *[result.verification for result in results if result.verification]]
        return Gist(
            name=system.name,
            status=file.verification.status,
            accelerator=accelerator.model_name,
            accelerators=accelerator.per_node.value,
            processor=processor.model_name,
            processors=processor.per_node.value,
            nodes=system.nodes.value,
            said=sha256("\n".join(system.texts).encode()).hexdigest()[:32],
            found=tuple(dict.fromkeys([found_at(file.source, result.source) for result in results])),
            links=tuple(dict.fromkeys([state.link for state in states if state.link])),
            results=tuple(map(self.gist_of, results)),
            was=file.was,
        )

    def gist_of(self, result: Result) -> ResultGist:
        """What ranks one of its results."""
        file = self.file
        # The way through the class itself takes twice the time, and there are ten results to an entry.
        return tuple.__new__(
            ResultGist,
            (
                result.benchmark,
                result.scenario,
                result.category,
                result.used_model,
                result.unit or self.unit_of(result),
                result.value.as_written,
                result.power is not None,
                (result.verification or file.verification).status,
                result.weight_data_types,
                result.id or file.id,
            ),
        )

    @property
    def owns_models(self) -> bool:
        """Whether its rows are named by the submitter's own models."""
        return self.round.divisions[self.division].own_models


# One for all late entries: a set of their own for each of 100 000 would take 70 MB.
ALL_BUT_THE_FILE = set(Entry.model_fields) - {"file"}


class LateEntry(Entry):
    """An entry of which the gist is known, and whose file is read when somebody asks for more."""

    @classmethod
    def of(cls, known: dict[str, Any], gist: Gist, read: Callable[[], EntryFile]) -> "LateEntry":
        """The entry with these fields, all but the file; `read` gives it, the same one each time."""
        return made(cls, {**known, "gist": gist, "read": read}, ALL_BUT_THE_FILE)

    if not TYPE_CHECKING:  # or any name would seem to be there

        def __getattr__(self, name: str) -> Any:
            """The file, which stays then; anything else is not there."""
            if name != "file":
                return super().__getattr__(name)
            file = self.__dict__["file"] = self.__dict__["read"]()
            _opened.append(self)
            if len(_opened) > MOST_OPENED:
                _opened.popleft().__dict__.pop("file", None)
            return file


_opened: deque[LateEntry] = deque()
