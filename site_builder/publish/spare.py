"""Spare: the site before the one that stands there, kept so that the next one need not be put together from nothing.

Most of its files are those of the site itself, by their inodes: a build with few edits exchanges the others, instead of
linking all of them once more. It is put away only where all of its files are ours and have the names of the site's.
"""

import os
import shutil
import stat
from dataclasses import dataclass


@dataclass(slots=True)
class Spare:
    """A folder in the cache. Whoever takes it keeps or stores each file of the site anew; nothing else is in it."""

    folder: str
    is_wanted: bool = False
    is_taken: bool = False

    def take(self, stage: str, output: str) -> bool:
        """Put it where the next site is put together; False where there is none, or none is wanted."""
        if not self.is_wanted:
            return False
        try:
            found = os.lstat(self.folder)
            # An inode says nothing about one of another file system, and a link may lead anywhere.
            if not stat.S_ISDIR(found.st_mode) or found.st_dev != os.lstat(output).st_dev:
                return False
            os.rename(self.folder, stage)
        except OSError:
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
