"""What a browser test works with: a server, Chromium, axe and the Nu HTML checker."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE_SCRIPT = ROOT / "node_modules/axe-core/axe.min.js"
VNU_JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
# It ends before Java's best compiler would pay: with the quick one alone it takes less than half as long. What that
# one makes needs more stack.
QUICK_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The rules whose answer colours change; a scheme changes nothing else (tests/render/test_schemes.py).
AXE_RULES_ON_COLOURS = ("color-contrast", "link-in-text-block")

# A file has no origin, so the checker reports even the page's own scripts; the browser's console tells truly.
BLOCKED_OWN_FILE = re.compile(r"Resource violates Content Security Policy .*?“(?!\w+:|//)")
# Nor does a policy block data that no browser runs, though it stands in an element of that name.
DATA_TAKEN_FOR_SCRIPT = re.compile(r"Inline script violates Content Security Policy ")
DATA_BLOCK = '<script type="application/ld+json">'
# Properties of CSS that browsers have and the checker does not know yet.
UNKNOWN_TO_CHECKER = re.compile(r"CSS: .*?Property “(?:paint-order)” doesn't exist")

CHROMIUM_FLAGS = (
    "--no-sandbox",  # CI is root, and Chromium's sandbox refuses root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No test reaches the network, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def chromium_path() -> str | None:
    """Return where Chromium is: $CHROMIUM, or what the search path finds."""
    return shutil.which(os.environ.get("CHROMIUM") or "chromium")


def missing_tools() -> list[str]:
    """Return the names of the browser tools that this machine lacks."""
    found = {
        "chromium": chromium_path() is not None,
        "java": shutil.which("java") is not None,
        "axe-core": AXE_SCRIPT.is_file(),
        "vnu-jar": VNU_JAR.is_file(),
    }
    return [name for name, is_there in found.items() if not is_there]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the machine's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class _Handler(SimpleHTTPRequestHandler):
    """Serve a folder below a prefix, and say nothing."""

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        """Answer 404 for what is not below the prefix, so that a link that climbs out of the site shows."""
        if self.path == "/favicon.ico":  # the browser's own wish, not the page's: no error in its console
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return None
        if not self.path.startswith(self.prefix):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """Return the file that a path below the prefix means."""
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output to the test."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a connection that the browser dropped when its page closed."""


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder on a free port of this machine and give its address, which ends in the prefix."""
    prefix = "/" + prefix.strip("/") + "/" if prefix.strip("/") else "/"
    handler = partial(_Handler, directory=str(folder), prefix=prefix)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Violation:
    """One rule of axe that a page breaks, and the elements that break it."""

    rule: str
    impact: str
    help: str
    elements: tuple[str, ...]


def axe(page: Page, scheme: str = "light") -> list[Violation]:
    """Return what axe finds wrong with the page as it stands now; in the dark, with its colours.

    All else is found in the light, where a test looks at the same page: the other rules take as long again.
    """
    # Evaluated, not added as an element: the page's Content-Security-Policy forbids inline scripts.
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate(
        "chosen => axe.run(document, {runOnly: chosen, resultTypes: ['violations']})",
        {
            "light": {"type": "tag", "values": AXE_TAGS},
            "dark": {"type": "rule", "values": AXE_RULES_ON_COLOURS},
        }[scheme],
    )
    return [
        Violation(
            rule=violation["id"],
            impact=violation["impact"],
            help=violation["help"],
            elements=tuple(f"{node['html']}: {node['failureSummary']}" for node in violation["nodes"]),
        )
        for violation in found["violations"]
    ]


@dataclass(frozen=True)
class Message:
    """One remark of the Nu HTML checker: an error, a warning, or for information."""

    type: str
    path: Path
    line: int | None
    text: str
    extract: str


def vnu(paths: Iterable[Path]) -> list[Message]:
    """Return what the Nu HTML checker says about HTML, SVG and CSS files, in one run for all of them."""
    files = [str(path.resolve()) for path in paths]
    if not files:
        raise ValueError("no files to check: a check of nothing would pass")
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    command = ["java", *QUICK_JAVA, "-jar", str(VNU_JAR), *options, *files]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"the Nu HTML checker failed: {run.stderr.strip()}")
    found = json.loads(run.stdout)["messages"]
    return [_message(message) for message in found if not _is_false_alarm(message)]


def _is_false_alarm(found: dict[str, Any]) -> bool:
    text = found["message"]
    if DATA_TAKEN_FOR_SCRIPT.match(text):
        return DATA_BLOCK in found.get("extract", "")
    return any(alarm.match(text) for alarm in (BLOCKED_OWN_FILE, UNKNOWN_TO_CHECKER))


def _message(found: dict[str, Any]) -> Message:
    return Message(
        # A warning is an "info" of the subtype "warning"; a file that cannot be read, a "non-document-error".
        type=found.get("subType", "info") if found["type"] == "info" else found["type"],
        path=Path(unquote(urlsplit(found.get("url", "")).path)),
        line=found.get("lastLine"),
        text=found["message"],
        extract=found.get("extract", ""),
    )
