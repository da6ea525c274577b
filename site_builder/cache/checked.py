"""Checked files: JSON that is read only if we wrote it, all of it, for this very builder."""

import hashlib
import os
import stat
from contextlib import suppress
from typing import Any

import jiter

FORMAT = "site-builder cache 1"


def read_checked(path: str, builder: str) -> Any:
    """What was written there; None if it is not there, not whole, not ours, or another builder's."""
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            if found.st_uid != os.geteuid() or not stat.S_ISREG(found.st_mode) or found.st_mode & 0o077:
                return None
            head, _, body = file.read().partition(b"\n")
        if head.decode("ascii") != _head(builder, body):
            return None
        return jiter.from_json(body, cache_mode="all")
    except (OSError, ValueError):
        return None


def write_checked(path: str, builder: str, value: object) -> None:
    """Write it for the next build; where that cannot be done, the next build takes longer, and that is all."""
    import json  # what only reads has a quicker parser, which is loaded in a tenth of the time

    body = json.dumps(value, separators=(",", ":")).encode()
    beside = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(f"{_head(builder, body)}\n".encode())
                file.write(body)
            os.replace(beside, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(beside)


def _head(builder: str, body: bytes) -> str:
    return f"{FORMAT} {builder} {hashlib.sha256(body).hexdigest()}"
