"""Sites that are never written: the pages of some data, rendered here, as a side of a diff."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_builder.diff.sides import Stored
from site_builder.exports import exports
from site_builder.pages import SitePlan, plan_site
from site_builder.publish import assets
from site_builder.render import render
from site_builder.sources import read_data
from site_builder.surroundings import packaged_templates
from tests.diff.sites import DIGITS

UNREAD = Stored(0, "a file that is no page")


class InMemory:
    """The site of these data files: pages with their bytes, all other files by their addresses alone."""

    def __init__(self, name: str, files: Mapping[str, Any]) -> None:
        self.name = name
        self.unkept: dict[str, str] = {}
        with planned(files) as plan:
            self._pages = {page.url: render(page) for page in plan.pages}
        others = [export.url for export in plan.exports]
        self.files: Mapping[str, Stored] = {
            **dict.fromkeys((*others, *names_of_assets()), UNREAD),
            **{url: Stored(len(page), sha256(page).hexdigest()) for url, page in self._pages.items()},
        }

    def read(self, address: str) -> bytes:
        """The bytes of a page."""
        return self._pages[address]

    def close(self) -> None:
        """Nothing is open."""


def card_of(files: Mapping[str, Any], address: str) -> bytes:
    """One card of the site of these data files."""
    with planned(files, "result_card") as plan:
        return render(next(page for page in plan.pages if page.url == address))


@contextmanager
def planned(files: Mapping[str, Any], *only: str) -> Iterator[SitePlan]:
    """The pages of the site of these data files, or of these types of it."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        data = read_data(folder)
        assert [problem.message for problem in data.errors] == []
        assert data.site is not None
        yield plan_site(data.site, data.catalog, only, exports)


@lru_cache(maxsize=1)
def names_of_assets() -> tuple[str, ...]:
    """The assets that every site has."""
    return tuple(url for url, _ in assets(packaged_templates() / "assets"))


def write(folder: Path, files: Mapping[str, Any]) -> None:
    """Write a data folder, numbers with the digits that they were given."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else DIGITS.sub(r"\1", json.dumps(content, indent=2))
        path.write_text(text, "utf-8")
