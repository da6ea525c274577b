"""A submission tree, sorted out: what was taken of its files, by system and scenario folder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from site_builder.models import DETAIL_LOG, is_log
from site_builder.sources.accuracy_log import AccuracyLog
from site_builder.sources.description import read_description
from site_builder.sources.endpoints_run import EndpointsFile
from site_builder.sources.implementation import Implementation
from site_builder.sources.loadgen_log import Run
from site_builder.sources.power_log import PowerLog
from site_builder.sources.tree_path import TreePath, tree_path


class RawJson(NamedTuple):
    """A system description or a model mapping, as bytes."""

    path: str
    data: bytes


class Aside(NamedTuple):
    """A file of a run that is never a result; only its folder counts."""

    path: str


Fact = Run | AccuracyLog | PowerLog | EndpointsFile | Implementation | RawJson | Aside


@dataclass
class ScenarioFolder:
    """All that stands for one result: `results/<system>/<benchmark>/<scenario>`."""

    path: str
    place: TreePath
    detail: Run | None = None
    summary: Run | None = None
    accuracy: AccuracyLog | None = None
    power: PowerLog | None = None
    endpoints: dict[str, EndpointsFile] = field(default_factory=dict)
    implementations: list[Implementation] = field(default_factory=list)

    @property
    def system(self) -> str:
        """The system's folder."""
        return self.place.rest[0]

    @property
    def benchmark(self) -> str:
        """The benchmark's folder: an official name, an alias, or a submitter's own model."""
        return self.place.rest[1]

    @property
    def scenario(self) -> str:
        """The scenario's folder."""
        return self.place.rest[2]


SystemKey = tuple[str, str, str]


@dataclass
class Tree:
    """A submission tree, sorted out."""

    descriptions: dict[SystemKey, RawJson] = field(default_factory=dict)
    mappings: dict[tuple[str, str], RawJson] = field(default_factory=dict)
    folders: dict[str, ScenarioFolder] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)

    def folders_of(self, system: SystemKey) -> list[ScenarioFolder]:
        """The results of one system, in the order of their paths."""
        return self._by_system.get(system, [])

    @property
    def systems(self) -> list[SystemKey]:
        """Every system that is described or has results."""
        return sorted({*self.descriptions, *self._by_system})

    @cached_property
    def _by_system(self) -> dict[SystemKey, list[ScenarioFolder]]:
        found: dict[SystemKey, list[ScenarioFolder]] = defaultdict(list)
        for path in sorted(self.folders):
            folder = self.folders[path]
            found[folder.place.division, folder.place.submitter, folder.system].append(folder)
        return found


def sort_out(taken: Iterable[Any]) -> Tree:
    """The tree that these facts are of."""
    tree = Tree()
    measurements: dict[str, list[Implementation]] = defaultdict(list)
    for fact in taken:
        place = tree_path(getattr(fact, "path", ""))
        if place is None:
            continue
        if isinstance(fact, RawJson):
            _described(tree, place, fact)
        elif isinstance(fact, Implementation) and place.kind == "measurements":
            measurements["/".join((place.division, place.submitter, *place.rest[:3])).casefold()].append(fact)
        elif aside := place.aside:
            tree.aside[aside[0]] = aside[1]
        elif (place.run_number or 0) > 1 and is_log(place.rest[-1]):
            tree.aside[str(place).rpartition("/")[0]] = "repeated-run"
        elif path := place.scenario_folder:
            folder = tree.folders.setdefault(path, ScenarioFolder(path, place))
            _placed(folder, fact)
    for folder in tree.folders.values():
        place = folder.place
        folder.implementations += measurements.get(
            "/".join((place.division, place.submitter, *place.rest[:3])).casefold(), []
        )
    return tree


def _described(tree: Tree, place: TreePath, fact: RawJson) -> None:
    if place.kind == "systems":
        tree.descriptions[place.division, place.submitter, place.rest[0].removesuffix(".json")] = fact
    else:
        tree.mappings[place.division, place.submitter] = fact


def _placed(folder: ScenarioFolder, fact: Fact) -> None:
    if isinstance(fact, Run):
        if fact.path.endswith(DETAIL_LOG):
            folder.detail = fact
        else:
            folder.summary = fact
    elif isinstance(fact, AccuracyLog):
        folder.accuracy = fact
    elif isinstance(fact, PowerLog):
        folder.power = fact
    elif isinstance(fact, EndpointsFile):
        folder.endpoints[fact.path.rpartition("/")[2]] = fact
    elif isinstance(fact, Implementation):
        folder.implementations.append(fact)


class Mapping(NamedTuple):
    """Which benchmark each of a submitter's own models stands for, as it says itself; or why nobody can tell."""

    names: dict[str, str]
    place: str = ""
    fault: str = ""


def mapping_of(tree: Tree, division: str, submitter: str) -> Mapping:
    """A submitter's own mapping; an empty one where there is none."""
    raw = tree.mappings.get((division, submitter))
    if raw is None:
        return Mapping({})
    read = read_description(raw.path, raw.data)
    names = {key: name for key, name in (read.value or {}).items() if isinstance(name, str)}
    place = f"{raw.path}:{read.at[0]}:{read.at[1]}" if read.at[0] else raw.path
    return Mapping(names, place, read.fault)
