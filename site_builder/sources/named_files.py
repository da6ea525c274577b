"""Named files: of all that is wrong with a data folder, what concerns the files that somebody named."""

import os
from collections.abc import Iterable
from functools import cache

from site_builder.problems import Problem, SiteBuilderError
from site_builder.sources.data_files import printable
from site_builder.sources.data_folder import DataFolder

FIX = "name files and folders of the data folder, or no path for all of it"


def problems_of(read: DataFolder, folder: str, paths: Iterable[str]) -> tuple[Problem, ...]:
    """The Problems of these files and folders, and those of the rounds without which they could not be judged.

    Raises: SiteBuilderError if one of them is no data file and holds none: nothing can be said of it.
    """
    if any(problem.at.path == printable(folder) for problem in read.problems):
        return read.problems  # the folder as a whole cannot be read
    choice = _Choice(read, folder)
    shown = {path for named in paths for path in choice.shown(named)}
    shown |= {read.held_up[path] for path in shown if path in read.held_up}
    return tuple(problem for problem in read.problems if not shown.isdisjoint((problem.at.path, *problem.also)))


class _Choice:
    """Finds what was named among the files and Problems of a data folder."""

    def __init__(self, read: DataFolder, folder: str) -> None:
        self.read, self.folder = read, folder
        # Many files stand in one folder, and each question for its real place asks the disk once a level.
        self._real = cache(os.path.realpath)

    def shown(self, named: str) -> set[str]:
        """The paths whose Problems are told of one that was named."""
        if not os.path.lexists(named):
            raise SiteBuilderError(f"there is no {printable(named)}", FIX)
        # A link to a folder is itself a Problem, and leads to what may have others.
        wanted = {self._place(named), *([printable(self._real(named))] if os.path.isdir(named) else [])}
        judged = {printable(file) for file in self.read.files if self._lies_in(file, wanted)}
        told = [problem for problem in self.read.problems if self._lies_in(problem.at.path, wanted)]
        if not judged and all(problem.severity == "warning" for problem in told):
            raise SiteBuilderError(self._why_not_judged(named, told), FIX)
        return judged | {problem.at.path for problem in told}

    def _why_not_judged(self, named: str, told: list[Problem]) -> str:
        if told:
            return f"{told[0].at.path} is no data file: {told[0].message}"
        if not self._lies_in(named, {printable(self._real(self.folder))}):
            return f"{printable(named)} lies outside the data folder {printable(self.folder)}"
        return f"{printable(named)} {'holds no data file' if os.path.isdir(named) else 'is no data file'}"

    def _lies_in(self, path: str, folders: set[str]) -> bool:
        """Whether the path is one of these places, or below one of them."""
        place = self._place(path)
        return any(os.path.commonpath([place, folder]) == folder for folder in folders)

    def _place(self, path: str) -> str:
        """Where a file or link itself stands, whatever links lead to its folder; as Problems print paths."""
        folder, name = os.path.split(path.rstrip("/") or "/")
        if name in ("", ".", ".."):
            return printable(self._real(path))
        return printable(os.path.join(self._real(folder), name))
