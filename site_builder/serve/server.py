"""The server: one site on this machine's own address, read anew whenever it changed."""

import errno
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import perf_counter
from typing import Protocol
from urllib.parse import unquote, urlsplit

from site_builder.problems import Problem, ProblemsFound, SiteBuilderError, as_fault
from site_builder.serve.news import News, in_words
from site_builder.serve.pages import FILES, OWN, UNKNOWN, fault_page, type_of, with_script
from site_builder.serve.watching import watch

HOST = "127.0.0.1"
NOT_FOUND = "404.html"
# So often a browser that waits is asked whether it is still there.
HEARTBEAT = 15.0
# What browsers ask for on behalf of a page of another address; another port of this machine is the same site to them.
ELSEWHERE = frozenset({"cross-site", "same-site"})


class Served(Protocol):
    """What can be served."""

    @property
    def watched(self) -> Sequence[str]:
        """The folders of which a change makes it another site."""

    def reload(self) -> Sequence[Problem]:
        """Read it anew; every Problem of it. With an error among them the old one stays."""

    def file(self, url: str) -> bytes | None:
        """The file at this address; None where there is none."""


class Reading(Protocol):
    """What the terminal says meanwhile."""

    def __call__(self, problems: Sequence[Problem], fault: SiteBuilderError | None, seconds: float) -> None:
        """What a reading found, or why there was none, and how long it took."""


def serve(
    port: int,
    make: Callable[[str], Served],
    opened: Callable[[str], None],
    told: Reading,
    failed: Callable[[str, SiteBuilderError], None],
) -> None:
    """Serve the site that `make` gives for an address, until somebody presses Ctrl-C.

    `failed` is told the path of a request that could not be answered for a reason that nobody foresaw, and which.
    Raises: KeyboardInterrupt then; SiteBuilderError if the port or the watched folders are not usable.
    """
    with _at(port, failed) as server, ExitStack() as until_the_end:
        address = f"http://{HOST}:{server.server_port}/"
        site = server.site = make(address)
        is_answering = False

        def read() -> None:
            nonlocal is_answering
            _reload(site, server.news, told)
            if not is_answering:
                until_the_end.enter_context(_answering(server))
                is_answering = True
                opened(address)

        # The address is told once everything is watched and was read after that: no edit of its reader is missed.
        watch(site.watched, read)


def _at(port: int, failed: Callable[[str, SiteBuilderError], None]) -> "_Server":
    """A server that has its port; who asks waits until it answers."""
    try:
        return _Server(port, failed)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = f"port {port} is in use" if taken else f"port {port} cannot be used: {error.strerror}"
        raise SiteBuilderError(why, "name another with --port, or --port 0 for any that is free") from error


@contextmanager
def _answering(server: "_Server") -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.news.end()
        server.shutdown()
        thread.join()


def _reload(site: Served, news: News, told: Reading) -> None:
    """Read the site anew, and say at the terminal and to each browser what came of it."""
    start = perf_counter()
    problems: Sequence[Problem] = ()
    fault = None
    try:
        problems = site.reload()
    except Exception as error:  # the next save may mend it
        fault = as_fault(error)
    errors = [problem for problem in problems if problem.severity == "error"]
    news.tell([in_words(found) for found in ([fault] if fault else errors)])
    told(problems, fault, perf_counter() - start)


class _Server(ThreadingHTTPServer):
    """One thread for each connection: browsers that wait for news hold theirs."""

    daemon_threads = True
    site: Served

    def __init__(self, port: int, failed: Callable[[str, SiteBuilderError], None]) -> None:
        self.news = News()
        self.failed = failed
        super().__init__((HOST, port), _Handler)

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that leaves in the middle of an answer is no fault."""


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the site; nothing of the machine can be reached but what the site has."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "site-builder", ""

    def do_GET(self) -> None:
        """Answer with a file, the news, or the page for what is not found."""
        if not self._is_for_us():
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"this server answers to 127.0.0.1\n"
            )
            return
        if self._is_part_of_another_site():
            self._send(
                HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"pages of other sites get no part of this one\n"
            )
            return
        try:
            path = urlsplit(self.path).path
        except ValueError:  # `http://[` begins a host that never ends
            self._send(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", b"this is no address\n")
            return
        if path == f"/{OWN}events":
            self._tell_news()
        elif path.removeprefix(f"/{OWN}") in FILES and path.startswith(f"/{OWN}"):
            name = path.removeprefix(f"/{OWN}")
            self._send(HTTPStatus.OK, type_of(name), FILES[name].read_bytes())
        else:
            self._answer(path)

    do_HEAD = do_GET

    def _is_for_us(self) -> bool:
        """Whether the browser asked this machine: another site's name that leads here may not read what is served."""
        host = re.sub(r":\d+$", "", self.headers.get("Host", ""))
        return host in (HOST, "localhost")

    def _is_part_of_another_site(self) -> bool:
        """Whether a page elsewhere asks for a part of its own: a script with our data, say. Links may lead here."""
        fetch = {name: self.headers.get(f"Sec-Fetch-{name}", "") for name in ("Site", "Mode")}
        return fetch["Site"] in ELSEWHERE and fetch["Mode"] != "navigate"

    def _answer(self, path: str) -> None:
        url = unquote(path, errors="strict").removeprefix("/") if _is_text(path) else "//"
        if not url or url.endswith("/"):
            url += "index.html"
        version = self.server.news.version
        try:
            # Asked first where it may be a folder: that the site has no such file may be known only once it is built.
            if type_of(url) == UNKNOWN and self._file(f"{url}/index.html") is not None:
                self._redirect(f"{path}/", urlsplit(self.path).query)
                return
            found = self._file(url)
            status = HTTPStatus.OK if found is not None else HTTPStatus.NOT_FOUND
            body = found if found is not None else self._file(NOT_FOUND)
            kind = type_of(url if found is not None else NOT_FOUND)
        except Exception as error:
            fault = as_fault(error)
            if fault is not error:  # nobody foresaw it: who reads the terminal may know the machine
                self.server.failed(path, fault)
            status, kind = HTTPStatus.INTERNAL_SERVER_ERROR, type_of(NOT_FOUND)
            problems = fault.problems if isinstance(fault, ProblemsFound) else (fault,)
            body = fault_page("This page cannot be made", map(in_words, problems))
        if body is None:
            status, kind = HTTPStatus.INTERNAL_SERVER_ERROR, type_of(NOT_FOUND)
            body = fault_page("The data has problems", self.server.news.faults)
        self._send(status, kind, with_script(body, version) if kind == type_of(NOT_FOUND) else body)

    def _file(self, url: str) -> bytes | None:
        """A file of the site; an address that is not written as pages write theirs has none."""
        parts = url.split("/")
        if any(part in ("", ".", "..") for part in parts) or "\\" in url or "\0" in url:
            return None
        return self.server.site.file(url)

    def _redirect(self, there: str, query: str) -> None:
        # Not for ever: tomorrow another site may stand at this address.
        self.send_response(HTTPStatus.FOUND)
        there = re.sub("^/+", "/", there)  # `//other.example/` would be another host
        self.send_header("Location", f"{there}?{query}" if query else there)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell_news(self) -> None:
        """Send each state as an event, as long as the browser listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version, news = "", self.server.news
        with suppress(OSError):
            while not news.is_over and self.command != "HEAD":
                version, event = news.after(version, HEARTBEAT)
                self.wfile.write(f"data: {event}\n\n".encode() if event else b": still here\n\n")

    def end_headers(self) -> None:
        """With each answer: no page elsewhere may load it, nor show it within itself."""
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def _is_text(path: str) -> bool:
    try:
        unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
