"""Folders of templates, as Jinja reads them: links to folders are followed."""

import os
from collections.abc import Iterator

from jinja2 import FileSystemLoader


class TemplateFolder(FileSystemLoader):
    """The templates of one folder; it lists all that it would load."""

    def list_templates(self) -> list[str]:
        """The name of every file below the folder, but for second names: a link may lead in a circle."""
        return sorted(
            os.path.relpath(path, folder).replace(os.sep, "/") for folder in self.searchpath for path in _files(folder)
        )


def _files(folder: str) -> Iterator[str]:
    been: set[tuple[int, int]] = set()
    for at, inner, names in os.walk(folder, followlinks=True):
        try:
            status = os.stat(at)
        except OSError:  # gone since it was listed
            continue
        if (place := (status.st_dev, status.st_ino)) in been:
            inner.clear()
            continue
        been.add(place)
        yield from (os.path.join(at, name) for name in names)
