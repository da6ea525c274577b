"""The data folder: site.json, rounds and entries, read and checked whole."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.config import Site
from site_builder.models import (
    LONGEST_PART,
    Catalog,
    Entry,
    EntryFile,
    Round,
    address_part,
    is_an_address,
    read_entry,
)
from site_builder.problems import Finding, Location, Problem, nearest
from site_builder.sources.located_json import LARGEST_FILE, Document
from site_builder.sources.shape import Shape


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
    return _Reading(folder).result()


def read_rounds(folder: str) -> DataFolder:
    """Read the rounds of `data/` alone, for those who bring entries to it."""
    return _Reading(folder).rounds_alone()


class _Named(NamedTuple):
    """An entry with the file it came from, for Problems that name it."""

    entry: Entry
    document: Document


class _Reading:
    """One reading of one folder; gathers Problems as it goes."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.rounds: dict[str, Round] = {}
        self.unusable_rounds: set[str] = set()

    def result(self) -> DataFolder:
        """Read everything."""
        if not os.path.isdir(self.folder):
            what = "is not a folder" if os.path.lexists(self.folder) else "does not exist"
            self._problem(self.folder, "missing-data", f"the data folder {what}", "a folder with site.json in it",
                          "go to the site's folder, or name its data with --data DIR")  # fmt: skip
            return DataFolder(None, Catalog(rounds={}, entries=()), tuple(self.problems))
        paths = list(self._walk(self.folder, os.path.realpath(self.folder)))
        site_path = os.path.join(self.folder, "site.json")
        rounds_folder = os.path.join(self.folder, "rounds")
        round_paths = [path for path in paths if os.path.dirname(path) == rounds_folder]
        site = self._site(site_path) if site_path in paths else self._no_site(site_path)
        for path in round_paths:
            self._round(path)
        others = [path for path in paths if path != site_path and path not in set(round_paths)]
        named = [entry for path in others if (entry := self._entry(path))]
        self._check_addresses(named)
        self._check_links(named)
        problems = sorted(self.problems, key=lambda problem: (problem.at, problem.kind, problem.message))
        return DataFolder(site, Catalog.of(self.rounds, tuple(n.entry for n in named)), tuple(problems))

    def rounds_alone(self) -> DataFolder:
        """Read the round files, and no entry."""
        rounds_folder = os.path.join(self.folder, "rounds")
        if os.path.isdir(rounds_folder):
            for path in self._walk(rounds_folder, os.path.realpath(self.folder)):
                self._round(path)
        return DataFolder(None, Catalog.of(self.rounds, ()), tuple(self.problems))

    def _problem(self, path: str, kind: str, message: str, expected: str, fix: str, warn: bool = False) -> None:
        self.problems.append(
            Problem(
                at=Location(printable(path)),
                kind=kind,
                message=message,
                expected=expected,
                fix=fix,
                severity="warning" if warn else "error",
            )
        )

    # ---- finding files

    def _walk(self, folder: str, root: str) -> Iterator[str]:
        """Every JSON file below the folder, in an order that does not depend on the disk."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda item: item.name)
        except OSError as error:
            self._unreadable(folder, error)
            return
        for item in entries:
            if item.name.startswith("."):
                continue
            if item.is_symlink() and not self._usable_link(item.path, root):
                continue
            if item.is_dir():
                yield from self._walk(item.path, root)
            elif not item.is_file():
                self._problem(item.path, "unreadable-file", "it is neither a file nor a folder", "files and folders",
                              "remove it")  # fmt: skip
            elif item.name.endswith(".json"):
                yield item.path
            else:
                self._problem(item.path, "file-not-read", "it is not read: its name does not end in .json",
                              "JSON files", "rename it, or move it out of the data folder", warn=True)  # fmt: skip

    def _usable_link(self, path: str, root: str) -> bool:
        target = os.path.realpath(path)
        if not os.path.exists(target):
            message, fix = "the link leads nowhere", "remove the link"
        elif os.path.commonpath([root, target]) != root:
            message, fix = "the link leaves the data folder", "copy the file here instead of linking it"
        elif os.path.isdir(target):
            message, fix = "the link leads to a folder, whose entries would count twice", "remove the link"
        else:
            return True
        self._problem(path, "unusable-link", message, "links to files inside the data folder", fix)
        return False

    def _unreadable(self, path: str, error: OSError) -> None:
        self._problem(path, "unreadable-file", f"it cannot be read: {error.strerror or error}", "a readable file",
                      "give yourself the right to read it, or remove it")  # fmt: skip

    def _document(self, path: str) -> Document | None:
        try:
            size = os.path.getsize(path)
            if size > LARGEST_FILE:
                self._problem(path, "file-too-large", f"it has {size:,} bytes", f"at most {LARGEST_FILE:,}",
                              "split it, or remove what does not belong here")  # fmt: skip
                return None
            document = Document(printable(path), Path(path).read_bytes())
        except OSError as error:
            self._unreadable(path, error)
            return None
        self.problems.extend(document.problems)
        return document

    def _tell(self, document: Document, findings: list[Finding]) -> None:
        self.problems.extend(map(document.problem, findings))

    # ---- reading them

    def _no_site(self, path: str) -> None:
        self._problem(path, "missing-file", "there is no site.json", "the file that says what the site is called",
                      'write {"format": 1, "title": "..."} into it')  # fmt: skip

    def _site(self, path: str) -> Site | None:
        document = self._document(path)
        if document is None:
            return None
        shape = Shape(Site, document.value)
        if shape.model is not None:
            shape.add(shape.model.findings())
        self._tell(document, shape.findings)
        return shape.model if shape.whole else None

    def _round(self, path: str) -> None:
        stem = stem_of(path)
        self.unusable_rounds.add(stem)
        document = self._document(path)
        if document is None:
            return
        self._check_name(path, stem, "a round's file name")
        shape = Shape(Round, document.value, given={"id": stem})
        if shape.model is not None:
            shape.add(shape.model.findings())
        self._tell(document, shape.findings)
        if shape.whole and not shape.findings and not document.problems:
            self.rounds[stem] = shape.model
            self.unusable_rounds.discard(stem)

    def _entry(self, path: str) -> _Named | None:
        document = self._document(path)
        if document is None:
            return None
        stem = stem_of(path)
        self._check_name(path, stem, "an entry's file name")
        shape = Shape(EntryFile, document.value)
        file: EntryFile | None = shape.model
        entry = None
        if file is not None and ("round",) not in shape.broken:
            round_ = self.rounds.get(file.round)
            if round_ is not None:
                where = os.path.join(self.folder, "rounds", f"{round_.id}.json")
                entry, findings = read_entry(stem, file, round_, where)
                shape.add(findings)
            elif file.round not in self.unusable_rounds:
                shape.findings.append(self._unknown_round(file.round))
        self._tell(document, shape.findings)
        if entry is not None and not is_an_address(entry.submitter):
            at = ("submitter",) if file and file.submitter else ("system", "submitter")
            self._tell(document, [_no_address(at, entry.submitter, "submitter")])
            return None
        return _Named(entry, document) if entry is not None and shape.whole else None

    def _unknown_round(self, name: str) -> Finding:
        known = sorted(self.rounds)
        guess = nearest(name, known)
        return Finding(
            ("round",), "unknown-round", f'round is "{name}"',
            f"one of {', '.join(known)}" if known else "a round that has a file in rounds/",
            f'write "{guess}"' if guess else f"write one of these, or add rounds/{address_part(name)}.json",
        )  # fmt: skip

    # ---- what only the whole can tell

    def _check_name(self, path: str, stem: str, what: str) -> None:
        if not is_an_address(stem) or printable(stem) != stem:
            self._problem(path, "name-cannot-be-an-address", f'{what} is "{printable(stem)}"',
                          f"a name with letters or digits, at most {LONGEST_PART} characters", "rename the file")  # fmt: skip

    def _check_addresses(self, named: list[_Named]) -> None:
        """Two entries at one address, case aside: file systems and readers could not tell them apart."""
        by_address: dict[tuple[str, ...], list[_Named]] = defaultdict(list)
        for item in named:
            by_address[address_of(item.entry)].append(item)
        for items in by_address.values():
            if len(items) == 1:
                continue
            paths = [item.document.path for item in items]
            self._problem(paths[0], "two-entries-one-system", f"{' and '.join(paths)} have one address",
                          "one file for each system", "remove all but one, or rename them apart")  # fmt: skip

    def _check_links(self, named: list[_Named]) -> None:
        """Links to entries and rounds that are not there: told, and no reason to stop."""
        known = {entry_link(item.entry) for item in named}
        for item in named:
            file = item.entry.file
            states = [(("verification",), file.verification)]
            states += [(("results", i, "verification"), r.verification) for i, r in enumerate(file.results) if r.verification]  # type: ignore[list-item]
            for at, state in states:
                link = state.link
                if link and not link.startswith(("https://", "http://")) and link not in known:
                    guess = nearest(link, known)
                    self._tell(item.document, [Finding(
                        (*at, "link"), "link-to-nothing", f'link is "{link}", and no entry has this address',
                        "round/division/submitter/system, or a web address",
                        f'write "{guess}"' if guess else "correct it, or add the entry", "warning",
                    )])  # fmt: skip


def _no_address(at: tuple[str | int, ...], name: str, what: str) -> Finding:
    return Finding(at, "name-cannot-be-an-address", f'the {what} is "{name[:60]}"',
                   f"a name with letters or digits, at most {LONGEST_PART} characters", "write it in Latin letters")  # fmt: skip


def address_of(entry: Entry) -> tuple[str, ...]:
    """Where an entry's card will stand, case aside."""
    return tuple(address_part(name).casefold() for name in (entry.round.id, entry.division, entry.submitter, entry.id))


def entry_link(entry: Entry) -> str:
    """How another entry links to this one: round/division/submitter/system."""
    return "/".join(map(address_part, (entry.round.id, entry.division, entry.submitter, entry.id)))


def stem_of(path: str) -> str:
    """A file's name without `.json`."""
    return os.path.basename(path).removesuffix(".json")


def printable(path: str) -> str:
    """A path that a terminal and JSON can hold: bytes that are no text, and controls, are shown as escapes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
