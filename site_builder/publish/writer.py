"""Writer: the new site built beside the old one and exchanged with it as a whole.

    lock ▸ stage every file (unchanged ones linked from the old site) ▸ carry over what is not ours
         ▸ exchange ▸ remove the old site

Until the exchange nothing in the output folder is touched; after it nothing but the old site is removed.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_builder.problems import SiteBuilderError
from site_builder.publish.exchange import exchange
from site_builder.publish.lock import locked
from site_builder.publish.manifest import MANIFEST, manifest_bytes, read_manifest

INSIDE = ".building"
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class Stored(NamedTuple):
    """One file of the new site."""

    url: str
    sha256: str
    kept: bool  # the old site had the same bytes


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    in_one_step: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the new site is put together; may be used from several processes at once."""

    output: str
    folder: str
    old: Mapping[str, str]  # our files of the old site, with their sha256

    def store(self, url: str, data: bytes) -> Stored:
        """Put one file into the new site; one that the old site has with the same bytes is linked."""
        target = os.path.join(self.folder, url)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        digest = hashlib.sha256(data).hexdigest()
        if self.old.get(url) == digest and self._keep(url, data, target):
            return Stored(url, digest, True)
        with open(target, "xb") as file:
            file.write(data)
        return Stored(url, digest, False)

    def _keep(self, url: str, data: bytes, target: str) -> bool:
        """Link the old file, if it still holds what the manifest says: somebody may have edited it."""
        source = os.path.join(self.output, url)
        try:
            if os.path.islink(source) or Path(source).read_bytes() != data:
                return False
            os.link(source, target)
        except OSError:
            return False
        return True

    def publish(self, stored: list[Stored]) -> Published:
        """Put the new site in the place of the old one.

        Raises: SiteBuilderError if a file that we did not write is in the way.
        """
        digests = {item.url: item.sha256 for item in stored}
        removed = sorted(set(self.old) - set(digests))
        written = tuple(item.url for item in stored if not item.kept)
        kept = tuple(item.url for item in stored if item.kept)
        if not written and not removed and self.old:
            return Published((), kept, (), in_one_step=True)
        with open(os.path.join(self.folder, MANIFEST), "xb") as file:
            file.write(manifest_bytes(digests))
        foreign = list(self._foreign())
        self._refuse_obstacles(foreign, digests)
        in_one_step = self._is_beside() and self._exchange(foreign)
        if not in_one_step:
            self._replace_each(sorted(written), removed, digests)
        return Published(written, kept, tuple(removed), in_one_step)

    def _is_beside(self) -> bool:
        return os.path.dirname(os.path.dirname(self.folder)) == os.path.dirname(self.output)

    def _foreign(self) -> Iterator[str]:
        """Files, links and empty folders of the output folder that are not ours, as relative paths."""
        for folder, folders, files in os.walk(self.output):
            inside = os.path.relpath(folder, self.output)
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            folders[:] = [
                name
                for name in folders
                if name not in links and os.path.join(folder, name) != os.path.dirname(self.folder)
            ]
            for name in (*files, *links):
                path = os.path.normpath(os.path.join(inside, name))
                if path not in self.old and path != MANIFEST:
                    yield path

    def _refuse_obstacles(self, foreign: list[str], digests: Mapping[str, str]) -> None:
        needed = {"/".join(url.split("/")[:depth]) for url in digests for depth in range(1, url.count("/") + 2)}
        for path in foreign:
            parents = {"/".join(path.split("/")[:depth]) for depth in range(1, path.count("/") + 1)}
            if path in needed or parents & set(digests):
                raise SiteBuilderError(
                    f"{os.path.join(self.output, path)} is in the way, and this builder did not write it",
                    "move it away",
                )

    def _exchange(self, foreign: list[str]) -> bool:
        for path in foreign:
            source, target = os.path.join(self.output, path), os.path.join(self.folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            _link_or_copy(source, target)
        if not os.path.lexists(self.output):
            os.rename(self.folder, self.output)
            return True
        os.chmod(self.folder, os.stat(self.output).st_mode & 0o7777)
        return exchange(self.folder, self.output)

    def _replace_each(self, written: list[str], removed: list[str], digests: Mapping[str, str]) -> None:
        """Where the folder cannot be exchanged: file by file, each in one step, the manifest last.

        A manifest of both sites stands first, so that a killed publication leaves no file that is nobody's.
        """
        final = os.path.join(self.folder, MANIFEST)
        both = f"{final}.both"
        Path(both).write_bytes(manifest_bytes({**self.old, **digests}))
        _move(both, os.path.join(self.output, MANIFEST))
        for url in written:
            target = os.path.join(self.output, url)
            if os.path.isdir(target) and not os.path.islink(target):
                _remove_empty(target)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            _move(os.path.join(self.folder, url), target)
        for url in removed:
            _prune(self.output, url)
        _move(final, os.path.join(self.output, MANIFEST))


def _move(source: str, target: str) -> None:
    """Put one file in the place of another in one step, also across file systems."""
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = f"{target}.new"
        shutil.copyfile(source, beside)
        os.replace(beside, target)


def _link_or_copy(source: str, target: str) -> None:
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _prune(output: str, url: str) -> None:
    """Remove a file that we wrote, and the folders that it leaves empty."""
    path = os.path.join(output, url)
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except (IsADirectoryError, NotADirectoryError, PermissionError):
        return
    folder = os.path.dirname(path)
    while folder != output:
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


def _remove_empty(folder: str) -> None:
    for inner, _, _ in os.walk(folder, topdown=False):
        os.rmdir(inner)


@contextmanager
def staging(output: str, on_wait: Callable[[], None]) -> Iterator[Stage]:
    """A stage for this output folder, held against other builds, and removed at the end.

    Raises: SiteBuilderError if the folder is not ours, or cannot be written.
    """
    output = os.path.realpath(output)
    try:
        with ExitStack() as stack:
            holder = _hold_stage(stack, output, on_wait)
            old = _our_files(output)
            folder = os.path.join(holder, "site")
            os.mkdir(folder)
            yield Stage(output, folder, old)
    except OSError as error:
        raise _cannot_write(error) from error


def _hold_stage(stack: ExitStack, output: str, on_wait: Callable[[], None]) -> str:
    """A folder beside the output, or inside it: a mounted folder may be all that we may write."""
    beside = os.path.join(os.path.dirname(output), f".{os.path.basename(output)}.building")
    inside = os.path.join(output, INSIDE)
    try:
        stack.enter_context(locked(beside, on_wait))
    except OSError as error:
        if error.errno not in FORBIDDEN or not os.path.isdir(output):
            raise
        stack.enter_context(locked(inside, on_wait))
        return inside
    return beside


def _our_files(output: str) -> Mapping[str, str]:
    if not os.path.lexists(output):
        return {}
    if not os.path.isdir(output):
        raise SiteBuilderError(f"{output} is not a folder", "move it away, or name another folder with --output")
    files = read_manifest(output)
    if files is not None:
        return files
    if set(os.listdir(output)) - {INSIDE}:
        raise SiteBuilderError(
            f"{output} has files that this builder did not write, and no {MANIFEST}",
            "name another folder with --output, or empty this one",
        )
    return {}


def _cannot_write(error: OSError) -> SiteBuilderError:
    what = error.strerror or str(error)
    where = error.filename2 or error.filename or "the output folder"
    fix = {errno.ENOSPC: "make room on the disk", errno.EDQUOT: "make room in your quota"}
    return SiteBuilderError(
        f"{os.fsdecode(where)} cannot be written: {what}",
        fix.get(error.errno or 0, "check its rights, or name another folder with --output"),
    )
