"""Seen: files as git knows them, by size, times and inode; by their hash where these prove nothing."""

import hashlib
import os
import stat
from collections.abc import Iterable
from operator import attrgetter

# Size, mtime, ctime (nanoseconds), inode, mode.
Seen = tuple[int, int, int, int, int]

# Device and inode: two file systems have the same inodes.
Place = tuple[int, int]

NOTHING: Seen = (0, 0, 0, 0, 0)
NEVER: Seen = (-1, -1, -1, -1, -1)  # as no file looks
SECOND = 1_000_000_000
# Clocks of file systems tick every few milliseconds; those that know no parts of a second, every two seconds.
TICK, SLOW_TICK = SECOND // 20, 2 * SECOND


_seen = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino", "st_mode")


def look(path: str) -> Seen:
    """How the file at this path looks, a link as itself; NOTHING where nothing is."""
    try:
        return _seen(os.lstat(path))
    except OSError:
        return NOTHING


def look_at_all(paths: list[str]) -> list[Seen]:
    """How the files of a site at these paths look: a link in the place of one is no file that we made."""
    try:
        return list(map(_seen, map(os.lstat, paths)))  # half the time of a call of ours for each
    except OSError:
        return list(map(look, paths))


def is_still(seen: Seen, look: tuple[int, int, int]) -> bool:
    """Whether size, mtime and inode are these; a link to a file, and one that is removed, change its ctime."""
    return (seen[0], seen[1], seen[3]) == look


def is_file(seen: Seen) -> bool:
    """Whether it is a file with content."""
    return stat.S_ISREG(seen[4])


def is_proof(seen: Seen, at: int) -> bool:
    """Whether a file that looks so again is the same: at that moment it had been left alone for more than a tick."""
    tick = TICK if seen[1] % SECOND else SLOW_TICK
    return max(seen[1], seen[2]) < at - tick


def everything_in(folders: Iterable[str], linked: Iterable[str], apart: str) -> dict[str, Seen]:
    """How everything below the folders looks: files, folders, and what links lead to; `apart` is not looked into.

    In those of `linked` links to folders are followed too, as Jinja follows them.
    """
    found: dict[str, Seen] = {}
    without = {_place(apart)}
    for folder in folders:
        _walk(folder, found, without, follow=False)
    for folder in linked:
        without.add(_place(folder))
        _walk(folder, found, without, follow=True)
    return found


def _walk(folder: str, found: dict[str, Seen], without: set[Place | None], *, follow: bool) -> None:
    try:
        with os.scandir(folder) as items:
            for item in items:
                if item.is_dir(follow_symlinks=follow):
                    status = item.stat()
                    place = status.st_dev, status.st_ino
                    if place in without:
                        continue
                    if follow:
                        without.add(place)  # once: a link may lead in a circle
                    found[item.path] = (0, 0, 0, status.st_ino, 0)  # its times say nothing that its files do not
                    _walk(item.path, found, without, follow=follow)
                else:
                    try:
                        found[item.path] = _seen(item.stat())
                    except OSError:  # a link that leads nowhere, or gone since it was listed
                        found[item.path] = NOTHING
    except OSError:
        found[folder] = NOTHING  # cannot be looked into: whoever reads it says so


def _place(folder: str) -> Place | None:
    """What tells a folder from all others, whatever it is called; None where there is none."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def hash_of(path: str) -> str:
    """The sha256 of a file; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""
