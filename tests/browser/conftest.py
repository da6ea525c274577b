"""Fixtures of the browser tests: one Chromium for the run, a fresh context for each visit."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

from tests.browser.sites import Built
from tests.browser.tools import chromium, served
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_site
from tests.rich_site import rich_site

HERE = Path(__file__).parent
SITES = ("shipped", "rich", "empty", "docs")


@dataclass  # not frozen: playwright keeps notes of its own on an object whose methods listen
class Visit:
    """An opened page and what it did: complaints in the console, requests to other hosts."""

    page: Page
    host: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep an error or a warning of the console."""
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text}")

    def note_exception(self, error: Error) -> None:
        """Keep an exception that no script caught."""
        self.errors.append(f"uncaught: {error.message}")

    def note_request(self, request: Request) -> None:
        """Keep a request that leaves the site."""
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.foreign.append(request.url)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of this folder `browser`, before `-m` chooses."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all the tests of a process."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open addresses: `visit(url, width=390, scheme="dark", javascript=False)` gives a Visit."""
    with ExitStack() as contexts:

        def open_page(
            url: str,
            *,
            width: int = 1280,
            height: int = 800,
            scheme: Literal["light", "dark"] = "light",
            javascript: bool = True,
            reduced_motion: bool = False,
        ) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                java_script_enabled=javascript,
                reduced_motion="reduce" if reduced_motion else "no-preference",
                locale="en-US",
                timezone_id="UTC",
            )
            contexts.callback(context.close)
            visit = Visit(context.new_page(), urlsplit(url).netloc)
            visit.page.on("console", visit.note_console)
            visit.page.on("pageerror", visit.note_exception)
            context.on("request", visit.note_request)
            visit.page.goto(url)
            return visit

        yield open_page


@pytest.fixture(scope="session")
def built(built_shipped: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The shipped data, a made-up site with everything in it, a site without anything, and the documentation."""
    sites = {"shipped": Built(built_shipped.output)}
    for name in SITES[1:]:
        site = SiteFolder(tmp_path_factory.mktemp(name))
        if name == "docs":
            site.data = ROOT / "docs/site"
        else:
            write_site(site.data, rich_site() if name == "rich" else {"site.json": {"format": 1, "title": "Empty"}})
        # The canonical links of the rich site lead elsewhere: its 404 page would ask that place for its style.
        based = {"base_url": "http://127.0.0.1/"} if name == "rich" else {}
        site.build(search=True, **based)
        if based:
            site.build(only=("badges",), **based)  # made on demand, and looked at as all the rest
        sites[name] = Built(site.output)
    return sites


@pytest.fixture(scope="session")
def at(built: dict[str, Built]) -> Iterator[dict[str, str]]:
    """The address of each site, below a path of its own."""
    with ExitStack() as servers:
        yield {name: servers.enter_context(served(built[name].folder, f"some/{name}")) for name in SITES}
