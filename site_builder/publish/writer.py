"""Writer: the new site built beside the old one and exchanged with it as a whole.

    lock ▸ stage every file (unchanged ones linked from the old site) ▸ carry over what is not ours
         ▸ exchange ▸ carry over what was saved meanwhile ▸ remove the old site

Until the exchange nothing in the output folder is touched; after it nothing but the old site is removed.
Beside the output, `.output.building/` holds `site`, which may be thrown away at any time, or `exchanged`, which may
be an old site with files of others in it.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from site_builder.publish.exchange import exchange
from site_builder.publish.foreign import Foreign, folders_of, link_or_copy, parents
from site_builder.publish.holding import EXCHANGED, hold
from site_builder.publish.in_place import replace_each
from site_builder.publish.lock import held
from site_builder.publish.manifest import MANIFEST, manifest_bytes
from site_builder.publish.mounts import has_mounts
from site_builder.publish.newcomers import carry_newcomers, no_interruption
from site_builder.publish.output import cannot_write, our_files
from site_builder.publish.spare import Spare
from site_builder.report import Published

# Size, mtime in nanoseconds and inode: what a file has in the new site too, linked or moved there.
Look = tuple[int, int, int]


class Stored(NamedTuple):
    """One file of the new site."""

    url: str
    sha256: str
    kept: bool  # the old site had the same bytes
    look: Look | None  # when these were found in it, or written; None for what was not looked into


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the new site is put together; may be used from several processes at once."""

    output: str
    folder: str
    old: Mapping[str, str]  # our files of the old site, with their sha256
    spare: Spare | None = None  # what was left of the last exchange, and takes the old site after this one
    made: set[str] = field(default_factory=lambda: {""}, compare=False)  # folders that this process saw made
    linked: set[str] = field(default_factory=set, compare=False)  # files of the old site that it linked to keep them

    def store(self, url: str, data: bytes) -> Stored:
        """Put one file into the new site; one that the old site has with the same bytes is linked."""
        target = f"{self.folder}/{url}"
        folder = url.rpartition("/")[0]
        if folder not in self.made:  # nearly each is new: trying to write there first would cost more
            self._make(folder)
        self._clear(target)
        digest = hashlib.sha256(data).hexdigest()
        if self.old.get(url) == digest and (look := self._keep(url, data, target)):
            return Stored(url, digest, True, look)
        return Stored(url, digest, False, _write(target, data))

    def keep(self, url: str, look: Look) -> Stored | None:
        """Link a file of the old site that was as the manifest says when it looked so; None where it does not now."""
        folder, target = url.rpartition("/")[0], f"{self.folder}/{url}"
        if self.is_filled and self._is_linked(target, look):
            return Stored(url, self.old[url], True, look)
        try:
            self._clear(target)
            if folder not in self.made:
                self._make(folder)
            os.link(f"{self.output}/{url}", target)
        except OSError:
            return None
        if not self._is_linked(target, look):  # another file came there since, or a link
            os.unlink(target)
            return None
        self.linked.add(url)
        return Stored(url, self.old[url], True, look)

    @property
    def is_filled(self) -> bool:
        """Whether the stage began with the files of the site before the old one: each is to be kept or stored."""
        return self.spare is not None and self.spare.is_taken

    def _is_linked(self, target: str, look: Look) -> bool:
        """Whether a file of the stage is a file of the old site, by its inode."""
        try:
            return _look(os.lstat(target)) == look
        except OSError:
            return False

    def _clear(self, target: str) -> None:
        """What stands in a filled stage goes: it is linked into sites, so that nothing may be written into it."""
        if self.is_filled:
            with suppress(FileNotFoundError):
                os.unlink(target)

    def _make(self, folder: str) -> None:
        """Make a folder of the new site; most are new, and stand in one that is there."""
        try:
            os.mkdir(f"{self.folder}/{folder}")
        except FileNotFoundError:
            os.makedirs(f"{self.folder}/{folder}", exist_ok=True)
        except FileExistsError:
            pass  # another process made it
        self.made.add(folder)

    def store_made(
        self, url: str, made_from: str, make: Callable[[], bytes], is_whole: Callable[[bytes, str], bool]
    ) -> Stored:
        """Put one file into the new site that other machines would make with other bytes, unless the old site has it.

        The manifest, which is compared across machines, then names what the file was made from, and not its bytes;
        the file itself says the rest. One that is not whole is made again: it was damaged since, or a publication
        was killed half way, and the manifest names what was to come.
        """
        target = os.path.join(self.folder, url)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if self.old.get(url) == made_from and (look := self._link(url, target, lambda data: is_whole(data, made_from))):
            return Stored(url, made_from, True, look)
        return Stored(url, made_from, False, _write(target, make()))

    def _link(self, url: str, target: str, is_whole: Callable[[bytes], bool]) -> Look | None:
        """Link the old file, if there is one: a site under version control leaves it out."""
        source = os.path.join(self.output, url)
        try:
            found = os.lstat(source)
            if not stat.S_ISREG(found.st_mode) or not is_whole(Path(source).read_bytes()):
                return None
            os.link(source, target)
        except OSError:
            return None
        return _look(found)

    def _keep(self, url: str, data: bytes, target: str) -> Look | None:
        """Link the old file, if it still holds what the manifest says: somebody may have edited it."""
        source = os.path.join(self.output, url)
        try:
            found = os.lstat(source)
            if not stat.S_ISREG(found.st_mode) or found.st_size != len(data) or Path(source).read_bytes() != data:
                return None
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.link(source, target)
        except OSError:
            return None
        return _look(found)

    def old_bytes(self, url: str) -> bytes | None:
        """A file of the old site, if it is there as we wrote it."""
        try:
            data = Path(self.output, url).read_bytes()
        except OSError:
            return None
        return data if self.old.get(url) == hashlib.sha256(data).hexdigest() else None

    def keep_rest(self, stored: Iterable[Stored], without: tuple[str, ...] = ()) -> list[Stored]:
        """What the old site has beside these, as it is there: also what somebody edited since.

        `without` begin the addresses of what was made anew as a whole.

        A file that is not there is still listed, as a site under version control leaves out its bulk files; one
        that stands where a new file or its folder must stand gives way.
        """
        made = {item.url for item in stored}
        taken = made | folders_of(made)
        free = {
            url: sha
            for url, sha in self.old.items()
            if url not in taken and made.isdisjoint(parents(url)) and not url.startswith(without)
        }
        for url in free:
            source = os.path.join(self.output, url)
            if os.path.islink(source) or os.path.isfile(source):
                link_or_copy(source, os.path.join(self.folder, url))
        return [Stored(url, sha256, True, None) for url, sha256 in free.items()]

    def publish(self, stored: list[Stored]) -> Published:
        """Put the new site in the place of the old one; its files are then as they stay, and the stage is gone.

        Raises: SiteBuilderError if a file that we did not write is in the way.
        """
        new = {item.url: item.sha256 for item in stored}
        written = tuple(item.url for item in stored if not item.kept)
        kept = tuple(item.url for item in stored if item.kept)
        removed = tuple(sorted(set(self.old) - set(new)))
        if not written and not removed and self._has_manifest(manifest_bytes(new)):
            self._put_away(is_spare=self.is_filled)
            return Published((), kept, (), in_one_step=True)
        self._clear(os.path.join(self.folder, MANIFEST))
        with open(os.path.join(self.folder, MANIFEST), "xb") as file:
            file.write(manifest_bytes(new))
        foreign = self._foreign()
        foreign.refuse_obstacles(self.output, (*new, MANIFEST))
        in_one_step = self._can_exchange() and self._exchange(foreign, new)
        if not in_one_step:
            with no_interruption():
                replace_each(self.folder, self.output, written, self.old, new)
            shutil.rmtree(self.folder, ignore_errors=True)
        return Published(written, kept, removed, in_one_step)

    def _foreign(self) -> Foreign:
        return Foreign.of(self.output, (*self.old, MANIFEST), os.path.dirname(self.folder))

    def _has_manifest(self, data: bytes) -> bool:
        try:
            return Path(self.output, MANIFEST).read_bytes() == data
        except OSError:
            return False

    def _can_exchange(self) -> bool:
        """Whether the stage stands beside the output, and nothing is mounted in what would be removed after."""
        beside = os.path.dirname(os.path.dirname(self.folder)) == os.path.dirname(self.output)
        return beside and not has_mounts(self.output)

    def _exchange(self, foreign: Foreign, new: Mapping[str, str]) -> bool:
        foreign.carry(self.output, self.folder, new)
        if not os.path.lexists(self.output):
            os.rename(self.folder, self.output)
            return True
        os.chmod(self.folder, os.stat(self.output).st_mode & 0o7777)
        other = os.path.join(os.path.dirname(self.folder), EXCHANGED)
        with no_interruption():
            os.rename(self.folder, other)
            if not exchange(other, self.output):
                os.rename(other, self.folder)
                return False
            try:
                others = carry_newcomers(other, self.old, self.output, new, told_as=self.output)
            except BaseException:
                exchange(other, self.output)
                os.rename(other, self.folder)
                raise
            os.rename(other, self.folder)
            self._put_away(is_spare=not others and self.old.keys() == new.keys())
        return True

    def _put_away(self, *, is_spare: bool) -> None:
        """Keep what is in the stage for the next build, or remove it."""
        if self.spare is not None:
            self.spare.put_away(self.folder if is_spare else None)
        shutil.rmtree(self.folder, ignore_errors=True)


def _look(status: os.stat_result) -> Look:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _write(target: str, data: bytes) -> Look:
    """Write a file that is not there yet."""
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
        return _look(os.fstat(file))
    finally:
        os.close(file)


@contextmanager
def staging(output: str, on_wait: Callable[[], None], spare: Spare | None = None) -> Iterator[Stage]:
    """A stage for this output folder, held against other builds, and removed at the end.

    It begins with what is spare, if that is to be taken, and leaves the old site there.
    Raises: SiteBuilderError if the folder is not ours, or cannot be written.
    """
    output = os.path.realpath(output)
    try:
        with ExitStack() as stack:
            folder = hold(stack, output, on_wait)
            old = our_files(output)
            if spare is None or not spare.take(folder, output, (*old, MANIFEST)):
                os.mkdir(folder)
            stack.enter_context(held(folder, on_wait))  # it becomes the output, before we are at our end
            yield Stage(output, folder, old, spare)
    except OSError as error:
        raise cannot_write(error) from error
