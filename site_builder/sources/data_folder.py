"""The data folder: site.json, rounds and entries, read and checked whole."""

import os
from pathlib import PurePath
from typing import NamedTuple

from site_builder.config import Site
from site_builder.models import LONGEST_PART, Catalog, EntryFile, Round, address_part, is_an_address, read_entry
from site_builder.problems import Finding, JsonPath, Problem, nearest
from site_builder.sources.data_files import document, file_problem, json_files, printable
from site_builder.sources.located_json import Document
from site_builder.sources.shape import Shape
from site_builder.sources.whole import Named, clashes, dead_links


class DataFolder(NamedTuple):
    """What a data folder holds: all of it where there is no error, and every Problem."""

    site: Site | None
    catalog: Catalog
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The Problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_data(folder: str) -> DataFolder:
    """Read `data/` and tell everything that is wrong with it."""
    if not os.path.isdir(folder):
        what = "is not a folder" if os.path.lexists(folder) else "does not exist"
        fix = "go to the site's folder, or name its data with --data DIR"
        message, expected = f"the data folder {what}", "a folder with site.json in it"
        missing = file_problem(folder, "missing-data", message, expected, fix)
        return DataFolder(None, Catalog(rounds={}, entries=()), (missing,))
    return _Reading(folder).result()


def read_rounds(folder: str) -> DataFolder:
    """Read the rounds of `data/` alone, for those who bring entries to it."""
    return _Reading(folder).rounds_alone()


class _Reading:
    """One reading of one folder; gathers Problems as it goes."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.rounds: dict[str, Round] = {}
        self.unusable_rounds: set[str] = set()

    def result(self) -> DataFolder:
        """Read everything: the rounds before the entries that are written in their words."""
        paths = list(json_files(self.folder, self.problems.append))
        site_path = os.path.join(self.folder, "site.json")
        site = self._site(site_path, is_there=site_path in paths)
        round_paths = {path for path in paths if os.path.dirname(path) == os.path.join(self.folder, "rounds")}
        for path in paths:
            if path in round_paths:
                self._round(path)
        others = (path for path in paths if path != site_path and path not in round_paths)
        named = [entry for path in others if (entry := self._entry(path))]
        self.problems += [*clashes(named), *dead_links(named)]
        problems = sorted(self.problems, key=lambda problem: (problem.at, problem.kind, problem.message))
        return DataFolder(site, Catalog.of(self.rounds, tuple(n.entry for n in named)), tuple(problems))

    def rounds_alone(self) -> DataFolder:
        """Read the round files, and no entry."""
        rounds = os.path.join(self.folder, "rounds")
        for path in json_files(rounds, self.problems.append) if os.path.isdir(rounds) else ():
            self._round(path)
        return DataFolder(None, Catalog.of(self.rounds, ()), tuple(self.problems))

    def _tell(self, document: Document, findings: list[Finding]) -> None:
        self.problems.extend(map(document.problem, findings))

    def _site(self, path: str, *, is_there: bool) -> Site | None:
        if not is_there:
            expected, fix = "the file that says what the site is called", 'write {"format": 1, "title": "..."} into it'
            self.problems.append(file_problem(path, "missing-file", "there is no site.json", expected, fix))
            return None
        found = document(path, self.problems.append)
        if found is None:
            return None
        shape = Shape(Site, found.value)
        if shape.model is not None:
            shape.add(shape.model.findings())
        self._tell(found, shape.findings)
        return shape.model if shape.whole and not found.problems else None

    def _round(self, path: str) -> None:
        stem = PurePath(path).name.removesuffix(".json")
        self.unusable_rounds.add(stem)
        found = document(path, self.problems.append)
        if found is None:
            return
        self._check_name(path, stem, "a round's file name")
        shape = Shape(Round, found.value, given={"id": stem})
        if shape.model is not None:
            shape.add(shape.model.findings())
        self._tell(found, shape.findings)
        if shape.whole and not shape.findings and not found.problems:
            self.rounds[stem] = shape.model
            self.unusable_rounds.discard(stem)

    def _entry(self, path: str) -> Named | None:
        found = document(path, self.problems.append)
        if found is None:
            return None
        stem = PurePath(path).name.removesuffix(".json")
        self._check_name(path, stem, "an entry's file name")
        shape = Shape(EntryFile, found.value)
        entry = None
        if shape.model is not None and ("round",) not in shape.broken:
            file: EntryFile = shape.model
            round_ = self.rounds.get(file.round)
            if round_ is not None:
                where = os.path.join(self.folder, "rounds", f"{round_.id}.json")
                entry, findings = read_entry(stem, file, round_, where)
                shape.add(findings)
            elif file.round not in self.unusable_rounds:
                shape.findings.append(self._unknown_round(file.round))
            if entry is not None and not is_an_address(entry.submitter):
                shape.findings.append(_no_address(file, entry.submitter))
                entry = None
        self._tell(found, shape.findings)
        return Named(entry, found) if entry is not None and shape.whole else None

    def _unknown_round(self, name: str) -> Finding:
        known = sorted(self.rounds)
        guess = nearest(name, known)
        expected = f"one of {', '.join(known)}" if known else "a round that has a file in rounds/"
        fix = f'write "{guess}"' if guess else f"write one of these, or add rounds/{address_part(name)}.json"
        return Finding(("round",), "unknown-round", f'round is "{name}"', expected, fix)

    def _check_name(self, path: str, stem: str, what: str) -> None:
        if not is_an_address(stem) or printable(stem) != stem:
            expected = f"a name with letters or digits, at most {LONGEST_PART} characters"
            message = f'{what} is "{printable(stem)}"'
            self.problems.append(file_problem(path, "name-cannot-be-an-address", message, expected, "rename the file"))


def _no_address(file: EntryFile, submitter: str) -> Finding:
    at: JsonPath = ("submitter",) if file.submitter else ("system", "submitter")
    expected = f"a name with letters or digits, at most {LONGEST_PART} characters"
    message = f'the submitter is "{submitter[:60]}"'
    return Finding(at, "name-cannot-be-an-address", message, expected, "write it in Latin letters")
