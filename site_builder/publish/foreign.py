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
        known_folders = {parent for url in known for parent in parents(url)}
        files: list[str] = []
        folders: list[str] = []
        for at, inner, names in os.walk(folder, onerror=_raise):
            prefix = os.path.relpath(at, folder) + "/" if at != folder else ""
            links = {name for name in inner if os.path.islink(os.path.join(at, name))}
            inner[:] = sorted(name for name in inner if name not in links and os.path.join(at, name) != apart)
            folders += (prefix + name for name in inner if prefix + name not in known_folders)
            files += (prefix + name for name in sorted({*names, *links}) if prefix + name not in known)
        return cls(tuple(files), tuple(folders))

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
        needed = new | {parent for url in new for parent in parents(url)}
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


def _raise(error: OSError) -> None:
    # What cannot be looked into cannot be carried over either, and would be lost.
    if not isinstance(error, FileNotFoundError):
        raise error


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
