"""Assets: the files that pages need beside themselves, copied as they are."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from site_builder.problems import SiteBuilderError


def assets(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each asset; a file of an earlier folder stands before its namesake.

    What begins with a point, and what is in a folder that does, is somebody's own and not published.
    Raises: SiteBuilderError for what cannot be read, and for a link that leaves its folder: it may lead anywhere.
    """
    seen: set[str] = set()
    for folder in folders:
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            if name not in seen:
                seen.add(name)
                yield f"assets/{name}", _read(path, folder)


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    if not os.path.lexists(folder):
        return found  # templates of somebody's own need none
    for at, inner, names in os.walk(folder, onerror=_cannot_read):
        links = [name for name in inner if os.path.islink(os.path.join(at, name))]
        inner[:] = [name for name in inner if name not in links and not name.startswith(".")]
        found += [Path(at, name) for name in (*names, *links) if not name.startswith(".")]
    return sorted(found)


def _read(path: Path, folder: Path) -> bytes:
    try:
        real = Path(os.path.realpath(path, strict=True))
        if not real.is_relative_to(os.path.realpath(folder)):
            raise SiteBuilderError(f"{path} is a link that leaves {folder}", "copy the file there")
        if not real.is_file():
            raise SiteBuilderError(f"{path} is not a file, nor a link to one", "move it away, or copy what it leads to")
        return real.read_bytes()
    except OSError as error:
        _cannot_read(error, path)


def _cannot_read(error: OSError, path: Path | None = None) -> NoReturn:
    where = path or os.fsdecode(error.filename)
    raise SiteBuilderError(f"{where} cannot be read: {error.strerror}", "mend its rights, or remove it") from error
