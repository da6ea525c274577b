"""What a build is asked for, and what it tells: values that a command has before any room that builds is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.problems import Problem


@dataclass(frozen=True, slots=True)
class Options:
    """What a build was asked for."""

    data: str = "data"
    output: str = "output"
    templates: str | None = None
    base_url: str | None = None
    jobs: int = 1
    only: tuple[str, ...] = ()  # page types; all of the site where empty
    search: bool = True  # whether the full text can be searched
    draft: bool = False  # a site for reviewers: embargoed rounds too, told as a draft on each page
    cache: str | None = None  # the folder of what builds remember; nothing is remembered without one
    scheduler: str | None = None  # of a Dask cluster that renders; processes here do where there is none
    trust_times: bool = True  # whether a file that looks the same is the same; else each is hashed

    @property
    def is_for_store(self) -> bool:
        """Whether the output is an address of a store (s3://...), and no folder."""
        return "://" in self.output


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    in_one_step: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: addresses of files, warnings of the data, and seconds by stage."""

    published: Published
    warnings: "tuple[Problem, ...]"
    has_base_url: bool
    seconds: dict[str, float]
    reasons: Mapping[str, str] = field(default_factory=dict)  # why files were made anew, where something is remembered
