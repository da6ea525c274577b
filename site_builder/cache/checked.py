"""Checked files: JSON that is read only if we wrote it, all of it, for this very builder."""

import hashlib
import os
import stat
from contextlib import suppress
from typing import Any

import jiter

FORMAT = "site-builder cache 1"


def read_checked(path: str, builder: str, digest: str = "") -> Any:
    """What was written there; None if it is not there, not whole, not ours, another builder's, or of another digest."""
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            if found.st_uid != os.geteuid() or not stat.S_ISREG(found.st_mode) or found.st_mode & 0o077:
                return None
            head, _, body = file.read().partition(b"\n")
        found_digest = hashlib.sha256(body).hexdigest()
        if head.decode("ascii") != _head(builder, found_digest) or (digest and found_digest != digest):
            return None
        return jiter.from_json(body, cache_mode="all")
    except (OSError, ValueError):
        return None


def write_checked(path: str, builder: str, value: object, known: str = "") -> str:
    """Write it for the next build, and give its digest; where that cannot be done, the next build takes longer.

    What was written with the digest that is known stays, if it still stands there.
    """
    import json  # what only reads has a quicker parser, which is loaded in a tenth of the time

    body = json.dumps(value, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()
    content = f"{_head(builder, digest)}\n".encode() + body
    if digest == known and _holds(path, content):
        return digest
    beside = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            os.replace(beside, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(beside)
    return digest


def _holds(path: str, content: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == content
    except OSError:
        return False


def _head(builder: str, digest: str) -> str:
    return f"{FORMAT} {builder} {digest}"
