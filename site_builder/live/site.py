"""LiveSite: a site in memory, whose pages are made when somebody asks for them.

The bytes are those that `build` would write. What is made of all pages together (a search index, files in bulk) comes
from a whole build into a folder of its own, made ahead of its first reader; who comes before it is done waits for it,
so that no file is ever of an older state than the pages.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import RLock

from site_builder.build import Options
from site_builder.live.ahead import Ahead
from site_builder.pages import PagesOnDemand, urls
from site_builder.problems import Problem, SiteBuilderError
from site_builder.publish import assets
from site_builder.render import forget_templates, refuse_unused_templates, render
from site_builder.sources import PICTURES, binding, read_data
from site_builder.surroundings import packaged_templates


class LiveSite:
    """The site of a data folder as it is now, or as it was when it last had no errors; for several threads."""

    def __init__(self, data: str, templates: str | None = None, *, draft: bool = False, base_url: str) -> None:
        _refuse_absent(data, "--data")
        _refuse_absent(templates, "--templates")
        self._data, self._templates, self._draft, self._base_url = data, templates, draft, base_url
        self._lock = RLock()
        self._types: dict[str, str] = {}
        self._pages: PagesOnDemand | None = None
        self._assets: dict[str, bytes] = {}
        self._templates_looked: tuple[object, ...] = ()
        self._folder = tempfile.TemporaryDirectory(prefix="site-builder-")
        output, cache = (os.path.join(self._folder.name, name) for name in ("site", "cache"))
        self._ahead = Ahead(Options(data, output, templates, base_url, draft=draft, cache=cache))
        self._is_good = False

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders of which a change makes it another site."""
        own = [self._templates] if self._templates else []
        return (self._data, *own, str(packaged_templates()))

    def reload(self) -> tuple[Problem, ...]:
        """Read data and templates anew; every Problem of the data. With an error among them the old site stays.

        Raises: SiteBuilderError if templates or assets cannot be read; the old site stays then too.
        """
        with self._lock:
            _refuse_absent(self._templates, "--templates")
            if self._templates is not None:
                refuse_unused_templates(self._templates)
            own = [Path(self._templates, "assets")] if self._templates else []
            files = dict(assets(*own, Path(self._data, PICTURES), packaged_templates() / "assets"))
            data = read_data(self._data)
            problems = data.problems if self._draft else binding(data.problems)
            self._is_good = data.site is not None and all(problem.severity == "warning" for problem in problems)
            if data.site is not None and self._is_good:
                site = data.site.model_copy(update={"base_url": self._base_url})
                self._pages = PagesOnDemand(site, data.catalog, self._types, draft=self._draft)
                self._ahead.tell()
            self._forget_edited_templates()
            self._assets = files
        return problems

    def _forget_edited_templates(self) -> None:
        """Read templates anew where one of their files was touched: compiling them is half of making a page."""
        looks = tuple(_looks(folder) for folder in (self._templates, str(packaged_templates())) if folder)
        if looks != self._templates_looked:
            forget_templates()
            self._templates_looked = looks

    def file(self, url: str) -> bytes | None:
        """The file at this address of the site; None where there is none.

        Raises: SiteBuilderError if a template is wrong; ProblemsFound if the data has become so for a whole build.
        """
        self._ahead.wait_a_moment()
        with self._lock:
            if self._pages is None:
                return None
            if url in self._assets:
                return self._assets[url]
            page = self._pages.page(url)
            if page is not None:
                return render(page, self._templates)
        # Out of the lock: pages go on being made while somebody waits for a build.
        return self._built(url) if _is_of_a_whole_build(url) else None

    def _built(self, url: str) -> bytes | None:
        """A file that only a whole build makes: of the last good data that was built, while there are errors."""
        output = self._ahead.newest() if self._is_good else self._ahead.output
        path = os.path.realpath(os.path.join(output, url))
        if not path.startswith(os.path.realpath(output) + os.sep):
            return None
        try:
            return Path(path).read_bytes()
        except OSError:  # not there, or a folder
            return None

    def close(self) -> None:
        """Build no more, and remove what was built."""
        self._ahead.close()
        self._folder.cleanup()


def _refuse_absent(folder: str | None, option: str) -> None:
    if folder is not None and not os.path.isdir(folder):
        raise SiteBuilderError(f"there is no folder {folder}", f"name the right one with {option}")


def _is_of_a_whole_build(url: str) -> bool:
    """Whether a file of this address, which is no page made alone, could be of a whole build.

    Of its pages that is the downloads' alone, and each other file has an ending: a misspelt address need not wait.
    """
    name = url.rpartition("/")[2]
    return url == urls.DOWNLOADS or ("." in name and not name.endswith(".html"))


def _looks(folder: str) -> list[tuple[str, int, int, int]]:
    """How each file of a folder looks from outside: one that was written has another change time, whatever it says."""
    found = (os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    return sorted((path, status.st_ino, status.st_size, status.st_ctime_ns) for path, status in _statuses(found))


def _statuses(paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    for path in paths:
        with suppress(FileNotFoundError):  # an editor's own file, gone already
            yield path, os.stat(path)
