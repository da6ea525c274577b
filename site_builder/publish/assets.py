"""Assets: the files that pages need beside themselves, copied as they are."""

from collections.abc import Iterator
from pathlib import Path


def assets(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each asset; a file of an earlier folder stands before its namesake."""
    seen: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in seen and not path.name.startswith("."):
                seen.add(name)
                yield f"assets/{name}", path.read_bytes()
