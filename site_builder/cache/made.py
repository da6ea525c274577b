"""Made: the files of a site as a build left them."""

from collections.abc import Sequence
from time import time_ns
from typing import Any, NamedTuple

from site_builder.cache.seen import NEVER, Seen, hash_of, is_file, is_still, look_at_all

# What something was made of: a line for each part, its name for people, a tab, and a digest.
Parts = str


class Made(NamedTuple):
    """A file of the site: what is in it, as the manifest says it, and what it was made of, where that is known."""

    url: str
    sha256: str
    parts: Parts | None
    look: tuple[int, int, int] | None  # size, mtime and inode when that was in it; None for what nobody looked into
    is_hash: bool = True  # or the manifest names what the file was made from


class Known(NamedTuple):
    """A file of the site as it was when it had been written."""

    seen: Seen
    sha256: str
    told: str  # what the manifest said of it
    parts: Parts | None


def as_left(made: Sequence[Made], output: str) -> tuple[int, dict[str, Known]]:
    """A moment, and how the files looked after it; as no file looks where another one stands there by now."""
    shas = [item.sha256 if item.is_hash else hash_of(f"{output}/{item.url}") for item in made]
    at = time_ns()
    looks = look_at_all([f"{output}/{item.url}" for item in made])
    return at, {item.url: _known(item, seen, sha, output) for item, seen, sha in zip(made, looks, shas, strict=True)}


def _known(item: Made, seen: Seen, sha: str, output: str) -> Known:
    """What of a file can be believed: somebody may have edited it since it was made, or another build exchanged it."""
    if item.look is None or is_still(seen, item.look):
        return Known(seen, sha, item.sha256, item.parts)
    if item.is_hash and is_file(seen) and hash_of(f"{output}/{item.url}") == sha:
        return Known(seen, sha, item.sha256, item.parts)
    return Known(NEVER, item.sha256 if item.is_hash else "", item.sha256, item.parts)


def plain(known: Known) -> list[Any]:
    """As a list of plain values."""
    return [*known.seen, *known[1:]]


def known_from(plain: Sequence[Any]) -> Known:
    """Of such a list."""
    return Known(tuple(plain[:5]), *plain[5:])
