"""Manifest: which files of the output folder we wrote, and what is in them."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from site_builder.problems import SiteBuilderError

MANIFEST = "site-manifest.json"


def read_manifest(folder: str) -> Mapping[str, str] | None:
    """Our files with their sha256; None where the folder has no manifest.

    Raises: SiteBuilderError if the manifest cannot be understood: nothing may then be pruned by it.
    """
    try:
        text = Path(folder, MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        return None
    try:
        files = json.loads(text)["files"]
        if not all(isinstance(name, str) and isinstance(digest, str) for name, digest in files.items()):
            raise TypeError(text)
        if any(name.startswith("/") or ".." in name.split("/") for name in files):
            raise ValueError(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = os.path.join(folder, MANIFEST)
        raise SiteBuilderError(f"{where} is damaged", f"restore it, or move {folder} away") from error
    return files  # type: ignore[no-any-return]


def manifest_bytes(files: Mapping[str, str]) -> bytes:
    """The manifest as it is written: a line for each file, in the order of their names."""
    return (json.dumps({"format": 1, "files": dict(sorted(files.items()))}, indent=1) + "\n").encode()
