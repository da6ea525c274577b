"""Manifest: which files of the output folder we wrote, and what is in them."""

import hashlib
import json
import os
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_builder.problems import SiteBuilderError

MANIFEST = "site-manifest.json"
FORMAT = 1


def read_manifest(folder: str) -> Mapping[str, str] | None:
    """Our files with their sha256; None where the folder has no manifest.

    Raises: SiteBuilderError if the manifest cannot be understood: nothing may then be pruned by it.
    """
    where = os.path.join(folder, MANIFEST)
    try:
        return manifest_of(Path(where).read_bytes(), where)
    except FileNotFoundError:
        return None
    except IsADirectoryError as error:
        raise _damaged(where) from error


def manifest_of(data: bytes, where: str) -> Mapping[str, str]:
    """Our files with their sha256, of a manifest's bytes.

    Raises: SiteBuilderError if the manifest cannot be understood.
    """
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _damaged(where) from error
    if not isinstance(content, dict) or not _are_files(content.get("files")):
        raise _damaged(where)
    if content.get("format") != FORMAT:
        raise SiteBuilderError(f"{where} is of another format than {FORMAT}", "update site-builder")
    return content["files"]  # type: ignore[no-any-return]


def manifest_bytes(files: Mapping[str, str]) -> bytes:
    """The manifest as it is written: a line for each file, in the order of their names."""
    return (json.dumps({"format": FORMAT, "files": dict(sorted(files.items()))}, indent=1) + "\n").encode()


def digest_of_manifest(files: Mapping[str, str]) -> str:
    """The sha256 of the manifest of these files."""
    return hashlib.sha256(manifest_bytes(files)).hexdigest()


def _are_files(files: Any) -> bool:
    return isinstance(files, dict) and all(_is_inside(name) and isinstance(files[name], str) for name in files)


def _is_inside(name: str) -> bool:
    """Whether this is the one spelling of a path inside the folder, and not the manifest itself."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    plain = posixpath.normpath(name) == name and "\0" not in name
    return plain and name not in (".", "..", MANIFEST) and not name.startswith(("/", "../"))


def _damaged(where: str) -> SiteBuilderError:
    return SiteBuilderError(f"{where} is damaged", f"restore it, or move {posixpath.dirname(where)} away")
