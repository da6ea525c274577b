"""The files of a source, wherever they lie (a folder, one file, an archive), each read once and in passing.

Nothing is unpacked to disk, nothing is read whole that is not asked for, and no path leads out of the source.
"""

import io
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from site_builder.problems import SiteBuilderError
from site_builder.sources.data_files import printable
from site_builder.sources.forward_reader import ForwardReader, Guarded, Stream, Unxz

# Real archives unpack 79:1, so a ratio says nothing: absolute sizes are what a disk and a patience can bear.
MOST_BYTES = 40_000_000_000
MOST_FILES = 2_000_000
# What a bundled checkout brings along and no source keeps results in.
SKIPPED = ("__MACOSX",)

Progress = Callable[[int, int], None]


class SourceFile(NamedTuple):
    """One file in passing: its path inside the source, and its bytes until the next file is asked for."""

    path: str
    stream: Stream


class Files:
    """The files of a source, in its own order; iterate once, then see what was refused and why."""

    def __init__(
        self,
        source: str,
        wanted: Callable[[str], bool] = lambda _path: True,
        progress: Progress | None = None,
    ) -> None:
        self.source = source
        self.refused: list[tuple[str, str]] = []
        # What it is, and how many files it has, wanted or not.
        self.shape, self.met = "file", 1
        self._wanted = wanted
        self._progress = progress or (lambda _done, _total: None)

    def __iter__(self) -> Iterator[SourceFile]:
        path = Path(self.source)
        if path.is_dir():
            self.shape = "folder"
            yield from self._folder()
            return
        try:
            with path.open("rb") as stream:
                start = stream.read(512)
        except OSError as error:
            raise SiteBuilderError(
                f"{printable(self.source)} cannot be read: {error.strerror}",
                "name a folder, a file or an archive",
            ) from error
        if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            self.shape, self.met = "archive", 0
            yield from self._zip()
        elif opener := _tar_opener(start):
            self.shape, self.met = "archive", 0
            yield from self._tar(opener)
        else:
            with path.open("rb") as stream:
                yield SourceFile(printable(path.name), stream)

    # ---- a folder

    def _folder(self) -> Iterator[SourceFile]:
        root = os.path.realpath(self.source)
        prefix = _place_in_a_tree(root)
        paths = list(self._walk(root, root, (root,)))
        self.met = len(paths)
        for index, path in enumerate(paths):
            self._progress(index, len(paths))
            name = prefix + path[len(root) + 1 :].replace(os.sep, "/")
            # Most names are plain; asking each character of the others takes as long as reading some files.
            name = name if name.isascii() and name.isprintable() else printable(name)
            if not self._wanted(name):
                continue
            try:
                with open(path, "rb", buffering=0) as stream:
                    yield SourceFile(name, stream)
            except OSError as error:
                self.refused.append((name, f"it cannot be read: {error.strerror}"))
        self._progress(len(paths), len(paths))

    def _walk(self, folder: str, root: str, chain: tuple[str, ...]) -> Iterator[str]:
        """Every file below the folder; links are followed where they stay inside and do not come back."""
        try:
            with os.scandir(folder) as found:
                items = sorted(found, key=lambda item: item.name)
        except OSError as error:
            self.refused.append((printable(os.path.relpath(folder, root)), f"it cannot be read: {error.strerror}"))
            return
        for item in items:
            if _is_skipped(item.name):
                continue
            real = item.path
            if item.is_symlink():
                real = os.path.realpath(item.path)
                if os.path.commonpath([root, real]) != root or real in chain:
                    self.refused.append(
                        (printable(os.path.relpath(item.path, root)), "the link leaves the source, or comes back")
                    )
                    continue
            if item.is_dir():
                yield from self._walk(item.path, root, (*chain, real))
            elif item.is_file():
                yield item.path

    # ---- archives

    def _tar(self, opener: Callable[[BinaryIO], BinaryIO]) -> Iterator[SourceFile]:
        import tarfile  # only archives need their readers

        size = os.path.getsize(self.source)
        with self._damage_told(), Path(self.source).open("rb") as packed, opener(packed) as unpacked:
            forward = ForwardReader(unpacked, MOST_BYTES)
            archive = tarfile.TarFile(fileobj=forward, mode="r")  # type: ignore[arg-type]
            for count in range(MOST_FILES):
                member = archive.next()
                if member is None:
                    if not forward.at_the_end:
                        raise EOFError("it ends in the middle")
                    self._progress(size, size)
                    return
                archive.members = []  # type: ignore[attr-defined]  # or it would keep every header
                if count % 50 == 0:
                    self._progress(packed.tell(), size)
                self.met += not member.isdir()
                name = self._name(member.name)
                if name is None or member.isdir() or not self._wanted(name):
                    continue
                if not member.isreg() or member.issparse():
                    self.refused.append((name, "it is a link or a special file of the archive"))
                elif content := archive.extractfile(member):
                    with content:
                        yield SourceFile(name, Guarded(content, self._damage_told))
            raise self._too_large()

    def _zip(self) -> Iterator[SourceFile]:
        import zipfile

        with self._damage_told(), zipfile.ZipFile(self.source) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
                raise self._too_large()
            for index, member in enumerate(members):
                self._progress(index, len(members))
                self.met += not member.is_dir()
                name = self._name(member.filename)
                if name is None or member.is_dir() or not self._wanted(name):
                    continue
                if member.flag_bits & 1 or stat.S_ISLNK(member.external_attr >> 16):
                    self.refused.append((name, "it is a link, or encrypted"))
                    continue
                try:
                    content = archive.open(member)
                except (NotImplementedError, zipfile.BadZipFile) as error:
                    self.refused.append((name, f"it cannot be unpacked: {error}"))
                    continue
                with content:
                    yield SourceFile(name, Guarded(content, self._damage_told))
            self._progress(len(members), len(members))

    def _name(self, name: str) -> str | None:
        """The member's path inside the source, or None where it is none of ours."""
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
        if name.startswith(("/", "\\")) or ".." in parts or (parts and ":" in parts[0][:2]):
            self.refused.append((printable(name), "its path leaves the archive"))
            return None
        return None if not parts or any(map(_is_skipped, parts)) else printable("/".join(parts))

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Turn what readers of archives raise into one sentence."""
        import tarfile
        import zipfile
        from lzma import LZMAError

        try:
            yield
        # tarfile calls itself once for each of many headers in a row: RecursionError.
        except (tarfile.TarError, zipfile.BadZipFile, LZMAError, zlib.error, EOFError, OSError,
                NotImplementedError, RecursionError, ValueError) as error:  # fmt: skip
            raise SiteBuilderError(
                f"{printable(self.source)} is a damaged archive: {str(error) or type(error).__name__}",
                "fetch it again, or unpack it and name the folder",
            ) from error

    def _too_large(self) -> SiteBuilderError:
        return SiteBuilderError(
            f"{printable(self.source)} unpacks to more than {MOST_BYTES:,} bytes or {MOST_FILES:,} files",
            "name the folder of one round",
        )


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in SKIPPED


def _place_in_a_tree(root: str) -> str:
    """What stands before the paths of a folder that is a part of a submission tree: `closed/`, `closed/acme/`."""
    parts = Path(root).parts
    for depth in (1, 2):
        if len(parts) > depth and parts[-depth].casefold() in ("closed", "open", "network"):
            return "/".join(parts[-depth:]) + "/"
    return ""


def _tar_opener(start: bytes) -> Callable[[BinaryIO], BinaryIO] | None:
    """How to read the tar archive that begins so, if it is one."""
    import bz2
    import gzip

    if start.startswith(b"\xfd7zXZ\x00"):
        return lambda packed: io.BufferedReader(Unxz(packed), 1 << 18)
    if start.startswith(b"\x1f\x8b"):
        return lambda packed: gzip.GzipFile(fileobj=packed)  # type: ignore[return-value]
    if start.startswith(b"BZh"):
        return bz2.BZ2File  # type: ignore[return-value]
    # An empty archive is its end alone: blocks of zeros.
    is_tar = start[257:262] == b"ustar" or start == bytes(512)
    return (lambda packed: packed) if is_tar else None
