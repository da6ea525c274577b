"""Live: a site in memory, whose pages are made when somebody asks for them.

The bytes are those that `build` would write. What is made of all pages together (a search index, files in bulk) comes
from a whole build into a folder of its own, made when such a file is asked for and the data has changed since.
"""

import os
import tempfile
from pathlib import Path
from threading import RLock

from site_builder.build import Options, build
from site_builder.pages import PagesOnDemand
from site_builder.problems import Problem, SiteBuilderError
from site_builder.publish import assets
from site_builder.render import forget_templates, render
from site_builder.sources import PICTURES, binding, read_data
from site_builder.surroundings import packaged_templates


class LiveSite:
    """The site of a data folder as it is now, or as it was when it last had no errors; for several threads."""

    def __init__(self, data: str, templates: str | None = None, *, draft: bool = False, base_url: str) -> None:
        for folder, option in ((data, "--data"), (templates, "--templates")):
            if folder is not None and not os.path.isdir(folder):
                raise SiteBuilderError(f"there is no folder {folder}", f"name the right one with {option}")
        self._data, self._templates, self._draft, self._base_url = data, templates, draft, base_url
        self._lock = RLock()
        self._types: dict[str, str] = {}
        self._pages: PagesOnDemand | None = None
        self._assets: dict[str, bytes] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="site-builder-")
        self._is_good = self._is_built = False

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders of which a change makes it another site."""
        own = [self._templates] if self._templates else []
        return (self._data, *own, str(packaged_templates()))

    def reload(self) -> tuple[Problem, ...]:
        """Read data and templates anew; every Problem of the data. With an error among them the old site stays.

        Raises: SiteBuilderError if templates or assets cannot be read.
        """
        with self._lock:
            data = read_data(self._data)
            problems = data.problems if self._draft else binding(data.problems)
            self._is_good = data.site is not None and all(problem.severity == "warning" for problem in problems)
            if data.site is not None and self._is_good:
                site = data.site.model_copy(update={"base_url": self._base_url})
                self._pages = PagesOnDemand(site, data.catalog, self._types, draft=self._draft)
                self._is_built = False
            forget_templates()
            own = [Path(self._templates, "assets")] if self._templates else []
            self._assets = dict(assets(*own, Path(self._data, PICTURES), packaged_templates() / "assets"))
        return problems

    def file(self, url: str) -> bytes | None:
        """The file at this address of the site; None where there is none.

        Raises: SiteBuilderError if a template is wrong; ProblemsFound if the data has become so for a whole build.
        """
        with self._lock:
            if self._pages is None:
                return None
            if url in self._assets:
                return self._assets[url]
            page = self._pages.page(url)
            return render(page, self._templates) if page is not None else self._built(url)

    def _built(self, url: str) -> bytes | None:
        """A file that only a whole build makes: of the last good data that was built, while there are errors."""
        output = os.path.join(self._folder.name, "site")
        if self._is_good and not self._is_built:
            build(Options(self._data, output, self._templates, self._base_url, draft=self._draft))
            self._is_built = True
        path = os.path.realpath(os.path.join(output, url))
        if not path.startswith(os.path.realpath(output) + os.sep) or not os.path.isfile(path):
            return None
        return Path(path).read_bytes()

    def close(self) -> None:
        """Remove what was built."""
        self._folder.cleanup()
