"""Spare: the site before the one that stands there, kept so that the next one need not be put together from nothing.

Most of its files are those of the site itself, by their inodes: a build with few edits exchanges the others, instead of
linking all of them once more. It is put away only where all of its files are ours and have the names of the site's.
"""

import os
import shutil
import stat
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.publish.foreign import Foreign


@dataclass(slots=True)
class Spare:
    """A folder in the cache. Whoever takes it keeps or stores each file of the site anew; nothing else is in it."""

    folder: str
    is_wanted: bool = False
    is_taken: bool = False

    def take(self, stage: str, output: str, names: Iterable[str]) -> bool:
        """Put it where the next site is put together; False where there is none, none is wanted, or others were at it.

        `names` are the site's. Whatever else lay in it would be published; a name that it lacks is linked again.
        """
        if not self.is_wanted:
            return False
        try:
            if not _is_like(self.folder, output):
                return False
            os.rename(self.folder, stage)
        except OSError:
            return False
        if Foreign.of(stage, names, apart="") != Foreign((), ()):  # where nobody gets at it between look and use
            shutil.rmtree(stage)
            return False
        self.is_taken = True
        return True

    def put_away(self, site: str | None) -> None:
        """Have this site next time, or none; what was there before goes."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if site is not None:
            try:
                os.rename(site, self.folder)
            except OSError:  # the cache is on another file system, or may not be written
                return


def _is_like(folder: str, output: str) -> bool:
    """Whether it is a folder, and of the owner, mode and file system of the site: of another, inodes say nothing."""
    found, site = os.lstat(folder), os.lstat(output)
    like = found.st_dev == site.st_dev and found.st_uid == site.st_uid and found.st_mode == site.st_mode
    return stat.S_ISDIR(found.st_mode) and like
