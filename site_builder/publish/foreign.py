"""Foreign: what others put into the output folder; it stays where it is, or stops the build."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from site_builder.problems import SiteBuilderError


@dataclass(frozen=True, slots=True)
class Foreign:
    """Paths in a folder, outermost first, that this builder did not make."""

    files: tuple[str, ...]  # links too, also those that lead to folders
    folders: tuple[str, ...]

    @classmethod
    def of(cls, folder: str, ours: Iterable[str], apart: str) -> "Foreign":
        """What is in the folder besides our files and their folders; `apart` is not looked into."""
        known = set(ours)
        known_folders = folders_of(known)
        files: list[str] = []
        folders: list[str] = []
        places = [(folder, "")]
        while places:
            place, prefix = places.pop()
            for item in _items(place):
                name = prefix + item.name
                if not item.is_dir(follow_symlinks=False):
                    if name not in known:
                        files.append(name)
                elif item.path != apart:
                    places.append((item.path, f"{name}/"))
                    if name not in known_folders:
                        folders.append(name)
        return cls(tuple(sorted(files)), tuple(sorted(folders)))

    def newer_than_in(self, source: str, target: str) -> "Foreign":
        """Those of them that another folder lacks, or has as they were before."""
        return Foreign(
            tuple(path for path in self.files if _is_newer(os.path.join(source, path), os.path.join(target, path))),
            tuple(path for path in self.folders if not os.path.isdir(os.path.join(target, path))),
        )

    def refuse_obstacles(self, output: str, urls: Iterable[str]) -> None:
        """Raise a SiteBuilderError for a file of somebody else's where one of ours must stand."""
        if not self.files:
            return
        new = set(urls)
        needed = new | folders_of(new)
        for path in self.files:
            if path in needed or not new.isdisjoint(parents(path)):
                where = os.path.join(output, path)
                raise SiteBuilderError(f"{where} is in the way, and this builder did not write it", "move it away")

    def carry(self, source: str, target: str, urls: Iterable[str]) -> None:
        """Put it into another folder too. An empty folder gives way where a file of ours must stand."""
        new = set(urls)
        folders = [path for path in self.folders if path not in new and new.isdisjoint(parents(path))]
        for path in folders:
            os.makedirs(os.path.join(target, path), exist_ok=True)
        for path in self.files:
            with suppress(FileNotFoundError):  # its owner removed it since
                link_or_copy(os.path.join(source, path), os.path.join(target, path))
        for path in reversed(folders):
            with suppress(FileNotFoundError):
                shutil.copystat(os.path.join(source, path), os.path.join(target, path))


def parents(path: str) -> Iterable[str]:
    """The folders of a path, outermost first: `a/b/c` is in `a` and in `a/b`."""
    steps = path.split("/")
    return ("/".join(steps[:depth]) for depth in range(1, len(steps)))


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders of many paths: those of a path's folder are known where that one is."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _items(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder; what cannot be looked into cannot be carried over either, and would be lost."""
    try:
        with os.scandir(folder) as items:
            return list(items)
    except FileNotFoundError:
        return []


def _is_newer(source: str, target: str) -> bool:
    """Whether a file is another one than its namesake, and came or was changed after it."""
    try:
        found, other = os.lstat(source), os.lstat(target)
    except OSError:
        return not os.path.lexists(target)
    return not os.path.samestat(found, other) and found.st_ctime_ns >= other.st_ctime_ns


def link_or_copy(source: str, target: str) -> None:
    """Put a file, or a link as a link, into another folder too.

    Raises: FileNotFoundError if it is not there any more.
    """
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.lexists(target):  # what was carried before, as it was then
        os.unlink(target)
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)
