"""Sides: a site as a folder, or as a commit holds it, read without a checkout."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from site_builder.problems import SiteBuilderError

GIT = "git:"
BUILT_INTO = "output"
HASHES = {40: "sha1", 64: "sha256"}  # by the length of a name of git's
MANIFEST = "site-manifest.json"  # lists the other files, and differs whenever one of them does


class Stored(NamedTuple):
    """A file of a side: what tells it from another without reading it."""

    size: int
    identity: tuple[int, int] | str  # device and inode, or git's name of the content


class Side(Protocol):
    """One of two sites."""

    @property
    def name(self) -> str: ...
    @property
    def files(self) -> Mapping[str, Stored]: ...
    @property
    def unkept(self) -> Mapping[str, str]:
        """Files of the site that are not kept here, with their sha256: bulk files and a search index, in a commit."""

    def read(self, address: str) -> bytes:
        """The bytes of a file. Raises: SiteBuilderError if it cannot be read any more."""

    def close(self) -> None:
        """End what reading has begun; it begins anew where it is read again."""


def side(given: str) -> Side:
    """The site that a word of the command line names: a folder, `git:REV` or `git:REV:PATH`.

    Raises: SiteBuilderError if it is not there, or git cannot be asked.
    """
    return Commit(given) if given.startswith(GIT) else Folder(given)


class Folder:
    """A site in a folder. Links out of it are not followed."""

    def __init__(self, path: str) -> None:
        if not os.path.isdir(path):
            raise SiteBuilderError(f"there is no folder {path}", f"name a folder, or a commit as {GIT}HEAD")
        self.name = path
        self.files = dict(sorted(_found(path, "")))
        self.unkept: dict[str, str] = {}

    def read(self, address: str) -> bytes:
        """The file's bytes."""
        try:
            with open(os.path.join(self.name, address), "rb", buffering=0) as file:
                return file.readall()
        except OSError as error:
            raise SiteBuilderError(f"{self.name}/{address}: {error.strerror}", "run it again when nobody writes there") from error  # fmt: skip  # noqa: E501

    def close(self) -> None:
        """Nothing stays open."""


def _found(folder: str, below: str) -> Iterator[tuple[str, Stored]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != ".git":
                    yield from _found(entry.path, f"{below}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                yield f"{below}{entry.name}", Stored(stat.st_size, (stat.st_dev, stat.st_ino))


class Commit:
    """A site as a commit holds it. One process of git gives all files, one for each of our own processes."""

    def __init__(self, given: str) -> None:
        revision, mark, path = given.removeprefix(GIT).partition(":")
        self.name = given
        self._reader: tuple[int, subprocess.Popen[bytes]] | None = None
        commit, folder = revision or "HEAD", path.rstrip("/") if mark else f"./{BUILT_INTO}"
        _named(f"{commit}^{{commit}}", given, f"git knows no commit {commit}", f"write {GIT}REV, as in {GIT}HEAD~1 or {GIT}main")  # fmt: skip  # noqa: E501
        no_folder = f"the commit {commit} has no folder {folder.removeprefix('./')}{'' if mark else ' here'}"
        fix = f"name the folder of its site, by a path from the top of the repository: {GIT}{commit}:PATH"
        # First the name of what is there: behind a path `^{tree}` would be a part of it.
        there = _named(f"{commit}:{folder}", given, no_folder, fix)
        self._tree = _named(f"{there}^{{tree}}", given, no_folder, fix)
        self.files = dict(self._listed())
        listed = _listed_in(self.read(MANIFEST)) if MANIFEST in self.files else {}
        self.unkept = {address: digest for address, digest in listed.items() if address not in self.files}

    def _listed(self) -> Iterator[tuple[str, Stored]]:
        for line in _git("ls-tree", "-r", "-z", "-l", "--full-tree", self._tree, said=self.name).split(b"\0"):
            if line:
                facts, _, path = line.partition(b"\t")
                mode, kind, name, size = facts.split()
                if kind == b"blob" and mode != b"120000":
                    yield os.fsdecode(path), Stored(int(size), name.decode())

    def read(self, address: str) -> bytes:
        """The file's bytes."""
        if self._reader is None or self._reader[0] != os.getpid():
            self._reader = (os.getpid(), _batch())
        process = self._reader[1]
        assert process.stdin is not None and process.stdout is not None  # both are pipes
        process.stdin.write(f"{self.files[address].identity}\n".encode())
        process.stdin.flush()
        words = process.stdout.readline().split()
        if len(words) != 3:
            raise SiteBuilderError(f"{self.name}: git does not give {address}", "look at it with git fsck")
        data = process.stdout.read(int(words[2]))
        process.stdout.read(1)
        return data

    def close(self) -> None:
        """End the process of git, if it is ours."""
        if self._reader is not None and self._reader[0] == os.getpid():
            self._reader[1].communicate()
        self._reader = None


def _listed_in(manifest: bytes) -> dict[str, str]:
    """What a site's manifest lists, with its sha256; nothing where it is none of ours."""
    try:
        listed = json.loads(manifest)["files"]
        return {name: digest for name, digest in listed.items() if isinstance(digest, str)}
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return {}


def _batch() -> subprocess.Popen[bytes]:
    return subprocess.Popen(["git", "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _named(what: str, given: str, message: str, fix: str) -> str:
    """Git's own name of something. Raises: SiteBuilderError with these words where there is no such thing."""
    found = (
        _git("rev-parse", "--verify", "--quiet", "--end-of-options", what, said=given, may_fail=True).decode().strip()
    )
    if not found:
        raise SiteBuilderError(message, fix)
    return found


def _git(*words: str, said: str, may_fail: bool = False) -> bytes:
    """What git answers. Raises: SiteBuilderError if it fails, and where there is no git or repository."""
    try:
        # Its words are read below: they would be those of whoever runs it.
        done = subprocess.run(["git", *words], capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError as error:
        raise SiteBuilderError(f"{said} needs git, which is not installed", "install git, or name a folder") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        if "not a git repository" in told:
            raise SiteBuilderError(f"{said}: this folder is in no git repository", "run it inside of one")
        if may_fail and "ownership" not in told:
            return b""
        raise SiteBuilderError(f"git does not give {said}{f': {told}' if told else ''}", "look at the repository with git fsck")  # fmt: skip  # noqa: E501
    return done.stdout


def same_bytes(old: Side, new: Side, address: str) -> bool:
    """Whether a file that both have is the same; it is read only where nothing else tells."""
    one, two = old.files[address], new.files[address]
    if one.size != two.size:
        return False
    if one.identity == two.identity:
        return True
    if isinstance(one.identity, str) and isinstance(two.identity, str):
        return False
    if isinstance(one.identity, str):
        return git_name(new.read(address), one.identity) == one.identity
    if isinstance(two.identity, str):
        return git_name(old.read(address), two.identity) == two.identity
    return old.read(address) == new.read(address)


def git_name(data: bytes, like: str) -> str:
    """The name that git gives to this content, by the hash that another name was made with."""
    digest = hashlib.new(HASHES.get(len(like), "sha1"), usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()
