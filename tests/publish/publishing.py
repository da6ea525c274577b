"""What publishing tests work with: a publication of a few files, and all that is in a folder."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from site_builder.publish import staging
from site_builder.report import Published

FILES = {"index.html": b"home", "r/index.html": b"round", "r/a/index.html": b"card", "assets/site.css": b"p {}"}


def publish(output: Path, files: Mapping[str, bytes], on_wait: Callable[[], None] = lambda: None) -> Published:
    """Publish these files as a site."""
    with staging(str(output), on_wait) as stage:
        return stage.publish([stage.store(url, data) for url, data in files.items()])


def contents(folder: Path) -> dict[str, bytes | str]:
    """Every file with its bytes, every link with its target, every empty folder; the manifest aside."""
    found: dict[str, bytes | str] = {}
    for at, inner, names in os.walk(folder):
        for name in (*names, *(name for name in inner if Path(at, name).is_symlink())):
            path = Path(at, name)
            found[path.relative_to(folder).as_posix()] = (
                f"-> {os.readlink(path)}" if path.is_symlink() else path.read_bytes()
            )
        if not inner and not names and Path(at) != folder:
            found[Path(at).relative_to(folder).as_posix()] = "an empty folder"
    found.pop("site-manifest.json", None)
    return found


def beside(output: Path) -> set[str]:
    """What stands beside the output folder."""
    return {path.name for path in output.parent.iterdir()} - {output.name}
