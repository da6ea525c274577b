"""The data folder: site.json, rounds and entries, read and checked whole."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

from site_builder.config import Site
from site_builder.models import (
    Catalog,
    Entry,
    Round,
    address_part,
    follows,
    names_a_round,
)
from site_builder.problems import Finding, Problem, SiteBuilderError
from site_builder.sources.all_or_none import complete
from site_builder.sources.articles import read_articles
from site_builder.sources.data_files import (
    ARTICLE,
    ARTICLES,
    PICTURES,
    data_files,
    document,
    file_problem,
    printable,
    unread_document,
)
from site_builder.sources.embargo import embargo
from site_builder.sources.entry_reading import (
    EntryRead,
    EntryReader,
    Recalling,
    Spread,
    one_by_one,
    recalling_nothing,
    unusable_name,
)
from site_builder.sources.former_addresses import former_addresses
from site_builder.sources.located_json import Document
from site_builder.sources.no_data import no_data
from site_builder.sources.oversights import oversights
from site_builder.sources.shape import Shape
from site_builder.sources.successors import circles, own_successors
from site_builder.sources.whole import (
    Known,
    Named,
    ahead_of_their_time,
    clashes,
    dead_links,
    dead_menu_links,
    dead_round_links,
    round_clashes,
    shared_ids,
)
from site_builder.surroundings import uncollected


class DataFolder(NamedTuple):
    """What a data folder holds: all of it where there is no error, and every Problem.

    `files` are the paths of its data files; `held_up` says of entries that were not judged whole which path of the
    rounds has the fault (both as Problems print paths).
    """

    site: Site | None
    catalog: Catalog
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()
    held_up: Mapping[str, str] = MappingProxyType({})
    entries: tuple[EntryRead, ...] = ()  # what each file of an entry said

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The Problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def path_of(self, entry: Entry) -> str:
        """Where the file of one of its entries stands: no other has its name and its bytes, and the same address."""
        files = (one for one in self.entries if one.known and one.known["id"] == entry.id)
        return next(one.file for one in files if one.sha256 == entry.sha256)

    def document_of(self, entry: Entry) -> Document:
        """The file of one of its entries, as it was read.

        Raises: SiteBuilderError if it was changed or removed since.
        """
        path = self.path_of(entry)
        found = unread_document(path, lambda _: None)
        if found is None or found.sha256 != entry.sha256:
            raise SiteBuilderError(f"{printable(path)} was changed by somebody else just now", "run the command again")
        return found


def read_data(folder: str, spread: Spread = one_by_one, recalling: Recalling = recalling_nothing) -> DataFolder:
    """Read `data/` and tell everything that is wrong with it; what a killed import began is brought to its end first.

    `spread` may read entries in several processes; `recalling` gives what is known of a file already.
    Raises: SiteBuilderError if that import cannot be ended.
    """
    missing = no_data(folder)
    if missing is not None:
        return DataFolder(None, Catalog(rounds={}, entries=()), (missing,))
    complete(folder)
    with uncollected():
        return _Reading(folder).result(spread, recalling)


def read_rounds(folder: str) -> DataFolder:
    """Read the rounds of `data/` alone, for those who bring entries to it."""
    return _Reading(folder).rounds_alone()


def read_words(folder: str, rounds: Iterable[str]) -> tuple[Site | None, Mapping[str, Round], Mapping[str, str]]:
    """What a data folder says of its site and of these rounds, as far as nothing is wrong with that.

    And the sha256 of each file of a round, as it was read, by its path.
    """
    reading = _Reading(folder)
    for name in rounds:
        reading.one_round(name)
    return reading.site_alone(), reading.rounds, reading.round_hashes


class _Reading:
    """One reading of one folder; gathers Problems as it goes."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.rounds_folder = os.path.join(folder, "rounds")
        self.site_path = os.path.join(folder, "site.json")
        self.problems: list[Problem] = []
        self.rounds: dict[str, Round] = {}
        self.round_files: list[tuple[Shape, Document]] = []
        self.round_hashes: dict[str, str] = {}  # by path
        # Rounds with faults, as far as they could be read, each with its fields that nothing can be judged by.
        self.doubtful: dict[str, tuple[Round, frozenset[str]]] = {}
        self.held_up: dict[str, str] = {}
        # Files with faults: what they say is unknown, and who names them is not blamed.
        self.unread: set[str] = set()

    def result(self, spread: Spread, recalling: Recalling) -> DataFolder:
        """Read everything: the rounds before the entries that are written in their words."""
        paths = list(data_files(self.folder, self._skipped))
        written = [path for path in paths if path.endswith(ARTICLE)]
        articles = read_articles(written, self.problems.append)
        round_paths = [path for path in paths if os.path.dirname(path) == self.rounds_folder]
        for path in round_paths:
            self._round(path)
        site = self._site(written, is_there=self.site_path in paths)
        others = {*round_paths, *written, self.site_path}
        reader = EntryReader(self.folder, self.rounds, self.doubtful, frozenset(self.unread))
        read = reader.read_all([path for path in paths if path not in others], spread, recalling(self.round_hashes))
        self._take(read)
        with_entries = [(one, entry) for one in read if (entry := reader.entry(one))]
        named = [Named(entry, one.file, one.links, one.whole, one.unsure, one.latest) for one, entry in with_entries]
        self._judge_the_whole(round_paths, named)
        if site is not None:
            self._tell_embargoes(site, [item.entry for item in named])
            self.problems += ahead_of_their_time(named, site.as_of)
        problems = sorted(self.problems, key=lambda problem: (problem.at, problem.kind, problem.message))
        entries = tuple(item.entry for item in named if item.whole)
        return DataFolder(
            site, Catalog.of(self.rounds, entries, articles), tuple(problems), tuple(paths), self.held_up, tuple(read)
        )

    def _take(self, read: Iterable[EntryRead]) -> None:
        """What the entries' files told."""
        for one in read:
            self.problems += one.problems
            if one.held_up:
                self.held_up[one.path] = one.held_up
            if one.known is None:
                self.unread.add(one.path)

    def _judge_the_whole(self, round_paths: list[str], named: list[Named]) -> None:
        known = Known(
            rounds=frozenset(self.rounds),
            entries=frozenset(link for item in named for link in (item.entry.link, *item.entry.gist.was)),
            unread=frozenset(PurePath(path).name.removesuffix(".json") for path in self.unread),
        )
        self.problems += [
            *round_clashes(round_paths),
            *clashes(named),
            *shared_ids(named),
            *dead_links(named, known),
            *former_addresses(named),
            *own_successors(named),
            *circles(named),
            *oversights(self.folder, named),
        ]
        for shape, found in self.round_files:
            self._tell(found, [dead for dead in dead_round_links(shape.model, known) if not shape.told(dead.path)])

    def _tell_embargoes(self, site: Site, entries: list[Entry]) -> None:
        by_round: dict[str, list[Entry]] = {}
        for entry in entries:
            by_round.setdefault(entry.round.id, []).append(entry)
        for shape, found in self.round_files:
            round_: Round = shape.model
            self._tell(
                found,
                [
                    finding
                    for finding in embargo(round_, by_round.get(round_.id, ()), site.as_of)
                    if not shape.told(finding.path)
                ],
            )

    def _skipped(self, problem: Problem) -> None:
        """Tell of a file that is not read."""
        self.problems.append(problem)
        if problem.severity == "error":
            self.unread.add(problem.at.path)

    def _is_unread(self, *paths: str) -> bool:
        return any(printable(path) in self.unread for path in paths)

    def rounds_alone(self) -> DataFolder:
        """Read the round files, and no entry."""
        rounds = os.path.join(self.folder, "rounds")
        for path in data_files(rounds, self.problems.append) if os.path.isdir(rounds) else ():
            self._round(path)
        return DataFolder(None, Catalog.of(self.rounds, ()), tuple(self.problems))

    def one_round(self, name: str) -> None:
        """Read the file of one round."""
        self._round(os.path.join(self.rounds_folder, f"{name}.json"))

    def site_alone(self) -> Site | None:
        """Read site.json; where its links lead is not judged."""
        return self._site((), is_there=True)

    def _tell(self, document: Document, findings: list[Finding]) -> None:
        self.problems.extend(map(document.problem, findings))

    def _site(self, articles: Collection[str], *, is_there: bool) -> Site | None:
        if not is_there:
            if not self._is_unread(self.folder, self.site_path):
                message, expected = "there is no site.json", "the file that says what the site is called"
                fix = 'write {"format": 1, "title": "..."} into it'
                self.problems.append(file_problem(self.site_path, "missing-file", message, expected, fix))
            return None
        found = document(self.site_path, self.problems.append)
        if found is None:
            return None
        shape = Shape(Site, found.value)
        if shape.model is not None:
            shape.add([*shape.model.findings(), *self._missing_pictures(shape.model)])
            if not self._is_unread(self.rounds_folder):
                unread = [PurePath(path).name.removesuffix(".json") for path in self.unread]
                names = (address_part(PurePath(path).name.removesuffix(ARTICLE)) for path in articles)
                known = {*self.rounds, *unread, *(f"{ARTICLES}/{name}" for name in names)}
                shape.add(dead_menu_links(shape.model, known))
        self._tell(found, shape.findings)
        return shape.model if shape.whole and not found.problems else None

    def _missing_pictures(self, site: Site) -> Iterator[Finding]:
        for field, name in site.theme.pictures.items() if site.theme else ():
            place = os.path.join(self.folder, PICTURES, name)
            if not os.path.isfile(place):
                message, fix = f"there is no {printable(place)}", "put the picture there, or correct its name"
                yield Finding(("theme", field), "missing-picture", message, f"a file in {PICTURES}/", fix)

    def _round(self, path: str) -> None:
        stem = PurePath(path).name.removesuffix(".json")
        self.unread.add(printable(path))
        found = document(path, self.problems.append)
        if found is None:
            return
        self.round_hashes[path] = found.sha256
        self.problems += unusable_name(path, stem, "a round's file name", names_a_round(stem))
        shape = Shape(Round, found.value, given={"id": printable(stem)})
        if shape.model is not None:
            broken = frozenset(str(path[0]) for path in shape.broken if len(path) == 1)
            shape.add(finding for finding in shape.model.findings() if not follows(finding, broken))
            self.round_files.append((shape, found))
        self._tell(found, shape.findings)
        if shape.whole and not shape.findings and not found.problems:
            self.rounds[stem] = shape.model
            self.unread.discard(printable(path))
        elif shape.model is not None:
            self.doubtful[stem] = shape.model, _doubted(shape, found)


def _doubted(shape: Shape, document: Document) -> frozenset[str]:
    """The fields of a round with faults that nothing can be judged by."""
    fields = frozenset(Round.model_fields)
    if document.problems:
        return fields  # what a mended text would say is anybody's guess
    places = [*shape.broken, *(finding.path for finding in shape.findings)]
    doubted = {str(path[0]) for path in places if path}
    # A misspelt name may be that of any field that is not there.
    missing = fields - shape.model.model_fields_set if doubted - fields else frozenset()
    return frozenset(doubted & fields) | missing
