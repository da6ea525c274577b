"""serve: what a browser is answered, and what nobody can reach."""

import errno
import gc
import http.client
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

import pytest
from watchfiles import Change

from site_builder.problems import Location, Problem, SiteBuilderError
from site_builder.serve import serve

HEAD = "<!doctype html><html><head><title>T</title></head><body>"
PROBLEM = Problem(
    at=Location("data/<a>.json", 3, 7), kind="wrong-type", message='value is "<b>"', expected="a number", fix="write 5"
)


@dataclass
class Stand:
    """A site of a few files in memory."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    watched: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    fault: Exception | None = None
    failed: list[tuple[str, str]] = field(default_factory=list)

    def reload(self) -> list[Problem]:
        if self.fault is not None:
            raise self.fault
        return self.problems

    def file(self, url: str) -> bytes | None:
        self.asked.append(url)
        if url == "broken.html":
            raise SiteBuilderError("template <x>.html:3: no such field", "mend the template")
        if url == "loop.html":
            raise OSError(errno.ELOOP, "Too many levels of symbolic links", "parts/<a>.html")
        if url == "unforeseen.html":
            raise ZeroDivisionError("division by <zero>")
        return self.files.get(url)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Client:
    port: int

    def get(self, path: str, method: str = "GET", host: str | None = None, **headers: str) -> Answer:
        """Ask for exactly this path."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        found = connection.getresponse()
        answer = Answer(found.status, {key.lower(): value for key, value in found.getheaders()}, found.read())
        connection.close()
        return answer

    def events(self) -> Iterator[dict[str, Any]]:
        """Each state that a browser is told."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/__serve/events")
        found = connection.getresponse()
        assert found.headers["Content-Type"] == "text/event-stream"
        while line := found.readline():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


@contextmanager
def served(site: Stand, monkeypatch: pytest.MonkeyPatch, changes: Any = ()) -> Iterator[Client]:
    """Serve it on a free port; `changes` stand for what is saved meanwhile."""
    ready, over, address = Event(), Event(), []

    def opened(there: str) -> None:
        address.append(there)
        ready.set()

    def watch(*folders: str, stop_event: Any, **_: Any) -> Iterator[set[tuple[Change, str]]]:
        assert folders == site.watched
        assert not stop_event.is_set()
        for _ in changes:
            yield {(Change.modified, "saved")}
        assert over.wait(20)

    monkeypatch.setattr("watchfiles.watch", watch)

    def failed(path: str, fault: SiteBuilderError) -> None:
        site.failed.append((path, fault.message))

    thread = Thread(target=serve, args=(0, lambda _: site, opened, lambda *_: None, failed))
    thread.start()
    assert ready.wait(10)
    try:
        yield Client(int(address[0].rstrip("/").rpartition(":")[2]))
    finally:
        over.set()
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def site() -> Stand:
    page = f"{HEAD}<p>{{}}</p></body></html>"
    files = {
        "index.html": page.format("home"),
        "round-v1.1/index.html": page.format("round"),
        "404.html": page.format("none"),
        "headless.html": "<p>no head",
        "assets/site.css": "p {}",
        "data.json": "{}",
        "a b/ü.csv": "1,2",
        "search/part.pf_meta": "x",
    }
    return Stand({url: text.encode() for url, text in files.items()})


@pytest.fixture
def client(site: Stand, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    with served(site, monkeypatch) as client:
        yield client


def test_a_page_is_served_with_the_script_and_everything_else_as_it_is(client: Client, site: Stand) -> None:
    home = client.get("/")
    assert home.status == 200
    assert home.headers["content-type"] == "text/html; charset=utf-8"
    assert home.headers["cache-control"] == "no-store"
    assert home.body.count(b'<script src="/__serve/reload.js" data-version="') == 1
    assert home.body.index(b"reload.js") < home.body.index(b"</head>")
    assert client.get("/headless.html").body.endswith(b"defer></script>\n")
    assert client.get("/assets/site.css").body == site.files["assets/site.css"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/data.json", "application/json"),
        ("/data.json?x=1", "application/json"),
        ("/a%20b/%C3%BC.csv", "text/csv; charset=utf-8"),
        ("/search/part.pf_meta", "application/octet-stream"),
        ("/__serve/reload.js", "text/javascript; charset=utf-8"),
        ("/__serve/overlay.css", "text/css; charset=utf-8"),
    ],
)
def test_files_have_their_type(client: Client, path: str, kind: str) -> None:
    answer = client.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_head_has_the_headers_and_no_body(client: Client) -> None:
    whole, head = client.get("/"), client.get("/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert client.get("/", "POST").status == 501


def test_a_folder_without_its_slash_is_led_to_its_page(client: Client) -> None:
    answer = client.get("/round-v1.1")
    assert (answer.status, answer.headers["location"]) == (302, "/round-v1.1/")
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/round-v1.1?a=x&b=y").headers["location"] == "/round-v1.1/?a=x&b=y"
    assert b"round" in client.get("/round-v1.1/").body
    assert client.get("//round-v1.1").headers["location"] == "/round-v1.1/"  # and not the host round-v1.1


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fsecret",
        "/assets//site.css",
        "/./index.html",
        "//etc/passwd",
        "/..\\secret",
        "/a%00b",
        "/%ff",
        "/__serve/server.py",
        "/__serve/../server.py",
        "/none",
    ],
)
def test_what_the_site_does_not_have_is_its_own_page_for_that(client: Client, site: Stand, path: str) -> None:
    answer = client.get(path)
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"none" in answer.body
    assert not [url for url in site.asked if ".." in url or url.startswith("/") or "\0" in url]


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:80", "127.0.0.1.attacker.example", "localhost.x"]
)
def test_another_name_that_leads_here_is_not_answered(client: Client, host: str) -> None:
    """A page elsewhere could have its own name resolve to this machine, and read a draft."""
    assert client.get("/", host=host).status == 421
    assert client.get("/__serve/events", host=host).status == 421


def test_localhost_is_this_machine(client: Client) -> None:
    assert client.get("/", host=f"localhost:{client.port}").status == 200


def test_it_listens_on_this_machine_alone(client: Client) -> None:
    (server,) = [one for one in gc.get_objects() if isinstance(one, ThreadingHTTPServer) and one.fileno() >= 0]
    assert server.socket.getsockname() == ("127.0.0.1", client.port)


def test_a_fault_of_a_template_is_told_in_place_of_the_page(client: Client) -> None:
    answer = client.get("/broken.html")
    assert answer.status == 500
    assert b"template &lt;x&gt;.html:3: no such field" in answer.body
    assert b"reload.js" in answer.body


def test_what_nobody_foresaw_is_told_in_place_of_the_page_and_at_the_terminal(client: Client, site: Stand) -> None:
    told = {
        "/loop.html": "parts/<a>.html cannot be used: Too many levels of symbolic links",
        "/unforeseen.html": "a fault of site-builder itself: ZeroDivisionError: division by <zero>",
    }
    for path, words in told.items():
        answer = client.get(path)
        assert answer.status == 500
        assert escape(words) in answer.body.decode()
    assert site.failed == list(told.items())
    assert client.get("/").status == 200
    assert client.get("http://[x").status == 400


@pytest.mark.parametrize("fault", [OSError(errno.EACCES, "Permission denied", "templates/base.html"), KeyError("x")])
def test_what_cannot_be_read_anew_is_told_and_mended_by_the_next_save(
    site: Stand, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    saved = [Event(), Event()]

    def changes() -> Iterator[None]:
        for event in saved:
            assert event.wait(10)
            yield

    with served(site, monkeypatch, changes()) as client:
        events = client.events()
        assert next(events)["faults"] == []
        site.fault = fault
        saved[0].set()
        (told,) = next(events)["faults"]
        assert ("Permission denied" if isinstance(fault, OSError) else "KeyError: 'x'") in told["what"]
        site.fault = None
        saved[1].set()
        assert next(events)["faults"] == []


@pytest.mark.parametrize("elsewhere", ["cross-site", "same-site"])
def test_a_page_elsewhere_cannot_load_a_part_of_the_site(client: Client, elsewhere: str) -> None:
    """A draft's data is in scripts too, and a script runs wherever it is loaded."""
    for path in ("/data.json", "/", "/__serve/reload.js", "/__serve/events", "/none"):
        answer = client.get(path, Sec_Fetch_Site=elsewhere, Sec_Fetch_Mode="no-cors")
        assert (answer.status, b"home" in answer.body) == (403, False)
    assert client.get("/", Sec_Fetch_Site=elsewhere, Sec_Fetch_Mode="navigate").status == 200
    for own in ("same-origin", "none"):
        assert client.get("/data.json", Sec_Fetch_Site=own, Sec_Fetch_Mode="no-cors").status == 200


@pytest.mark.parametrize("path", ["/", "/data.json", "/none", "/round-v1.1", "/__serve/reload.js", "http://[x"])
def test_each_answer_tells_older_browsers_too_that_it_is_for_its_own_pages(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-security-policy"] == "frame-ancestors 'none'"


def test_each_state_is_told_and_faults_with_their_places(site: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = [Event(), Event()]

    def changes() -> Iterator[None]:
        for event in saved:
            assert event.wait(10)
            yield

    with served(site, monkeypatch, changes()) as client:
        events = client.events()
        first = next(events)
        assert (first["faults"], first["all"]) == ([], 0)
        assert first["version"].encode() in client.get("/").body
        site.problems = [PROBLEM]
        saved[0].set()
        second = next(events)
        assert second["version"] != first["version"]
        assert second["faults"] == [
            {
                "place": "data/<a>.json:3:7",
                "what": 'error[wrong-type]: value is "<b>"',
                "expected": "a number",
                "fix": "write 5",
            }
        ]
        site.problems = [PROBLEM.model_copy(update={"severity": "warning"})]
        saved[1].set()
        assert next(events)["faults"] == []


def test_data_that_was_never_good_is_told_as_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Stand(problems=[PROBLEM] * 2), monkeypatch) as client:
        answer = client.get("/")
        assert answer.status == 500
        assert answer.body.count(b"data/&lt;a&gt;.json:3:7") == 2
        assert b"value is &quot;&lt;b&gt;&quot;" in answer.body


def test_a_port_in_use_is_told(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    with pytest.raises(SiteBuilderError) as refused:
        serve(client.port, lambda _: Stand(), print, lambda *_: None, print)
    assert refused.value.args == (
        f"port {client.port} is in use",
        "name another with --port, or --port 0 for any that is free",
    )


class Enough(Exception):
    """It was seen."""


def test_what_is_saved_during_the_first_reading_is_read_again(tmp_path: Path) -> None:
    """The folders are watched before they are read: between the two nobody would see an edit."""
    saved, too_late = tmp_path / "saved.json", tmp_path / "too-late.json"
    said: list[str] = []

    def told(*_: object) -> None:
        said.append("read")
        if len(said) > 1:
            raise Enough
        saved.write_text("{}")

    second = Timer(20, too_late.write_text, ["{}"])
    second.start()
    with pytest.raises(Enough):
        serve(0, lambda _: Stand(watched=(str(tmp_path),)), said.append, told, lambda *_: None)
    second.cancel()
    assert not too_late.exists()
    assert [re.sub(r"\d+", "N", word) for word in said] == ["read", "http://N.N.N.N:N/", "read"]


def test_what_ends_the_first_reading_ends_it_all(tmp_path: Path) -> None:
    def told(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(0, lambda _: Stand(watched=(str(tmp_path),)), pytest.fail, told, lambda *_: None)


@pytest.mark.parametrize("fault", [OSError("OS file watch limit reached."), RuntimeError("Too many open files")])
def test_a_system_that_watches_no_more_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: Exception
) -> None:
    def watch(*_: object, **__: object) -> Iterator[set[tuple[Change, str]]]:
        raise fault
        yield set()

    monkeypatch.setattr("watchfiles.watch", watch)
    with pytest.raises(SiteBuilderError, match="does not watch") as found:
        serve(0, lambda _: Stand(watched=(str(tmp_path),)), pytest.fail, lambda *_: None, lambda *_: None)
    assert str(fault) in found.value.message
    assert "fs.inotify.max_user_watches" in found.value.fix
