"""serve at the terminal: what it says, how it ends, and that it leaves nothing behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.builders import ROUND, a_result, an_entry
from tests.conftest import ROOT, SiteFolder

COMMAND = [sys.executable, "-m", "site_builder", "serve"]


class Serving:
    """A server that runs; whatever it says is kept, up to its end."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        self.address = re.findall(r"http://\S+/", self.until("http://"))[0]

    def until(self, words: str) -> str:
        """Read what it says up to the line with these words, and give the line."""
        assert self.process.stderr is not None
        while words not in (line := self.process.stderr.readline()):
            assert line, f"it ended without saying {words}"
            self.said.append(line)
        self.said.append(line)
        return line

    def end(self, number: signal.Signals) -> None:
        """Send it this signal, and hear it out."""
        self.process.send_signal(number)
        self.said.append(self.process.communicate(timeout=20)[1])


@contextmanager
def serving(site: SiteFolder, *words: str, ignoring: str = "") -> Iterator[Serving]:
    """Serve the site on a free port, with temporary files in a folder of its own; it ends well, and leaves none."""
    (site.folder / "tmp").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(site.folder / "tmp")}
    # Tests in the background of a shell ignore Ctrl-C, and so would what they start.
    signals = ["--default-signal=INT,HUP", *([f"--ignore-signal={ignoring}"] if ignoring else [])]
    process = subprocess.Popen(
        ["env", *signals, *COMMAND, "--port", "0", *words],
        cwd=site.folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        serving = Serving(process)
        yield serving
        if process.poll() is None:
            serving.end(signal.SIGTERM)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 130
    assert serving.said[-1].endswith("stopped; no file is left half written\n")
    assert [line for line in serving.said if "Warning" in line or "Traceback" in line] == []
    assert list((site.folder / "tmp").iterdir()) == []


def save(site: SiteFolder, entry: object) -> None:
    """Save the entry in one step, as many editors do: what is written in two may be read, and told, twice."""
    site.write("../saved.json", entry).replace(site.data / "results/acme/rocket.json")


def test_it_says_each_change_and_ends_with_ctrl_c(site: SiteFolder) -> None:
    with serving(site) as server:
        with urlopen(f"{server.address}{ROUND}/closed/Acme/rocket/results.csv") as answer:
            assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert list((site.folder / "tmp").iterdir()) != []
        save(site, an_entry(results=[a_result(scenario="Ofline")]))
        assert server.until("error[").startswith("data/results/acme/rocket.json:21:19: error[unknown-scenario]")
        assert server.until("read in").endswith("1 error in 1 file\n")
        save(site, an_entry())
        assert server.until("read in").endswith("no problems\n")
        server.end(signal.SIGINT)
        assert server.said[-1] == "\nstopped; no file is left half written\n"
    assert not site.output.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_system_that_stops_it_and_a_terminal_that_is_closed_are_obeyed_as_well(
    site: SiteFolder, number: signal.Signals
) -> None:
    with serving(site) as server:
        with urlopen(f"{server.address}{ROUND}/closed/Acme/rocket/results.csv"):
            pass
        server.end(number)


def test_who_wants_it_to_outlive_the_terminal_is_obeyed(site: SiteFolder) -> None:
    with serving(site, ignoring="HUP") as server:
        server.process.send_signal(signal.SIGHUP)
        with urlopen(server.address) as answer:
            assert answer.status == 200


def test_templates_that_cannot_be_read_are_told_and_it_goes_on(site: SiteFolder) -> None:
    own = site.folder / "own"
    own.mkdir()
    (own / "base.html").symlink_to("base.html")
    with serving(site, "--templates", "own") as server:
        assert any("Too many levels of symbolic links" in line for line in server.said)
        (own / "base.html").unlink()
        assert server.until("read in").endswith("no problems\n")


def test_a_data_folder_that_was_made_anew_is_watched_again(site: SiteFolder) -> None:
    kept = site.folder / "kept"
    shutil.copytree(site.data, kept)
    with serving(site) as server:
        site.data.rename(site.folder / "gone")  # at once: while files go one by one, one that just went is told
        assert server.until("error[").startswith("data: error[missing-data]")
        shutil.copytree(kept, site.data)
        assert server.until("no problems")
        site.write("results/acme/rocket.json", an_entry(results=[a_result(scenario="Ofline")]))
        assert server.until("error[").startswith("data/results/acme/rocket.json:21:19: error[unknown-scenario]")


def run(folder: Path, *words: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*COMMAND, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    return done.returncode, done.stderr


def test_what_cannot_be_served_is_told(site: SiteFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(site.folder, "--port", port) == (
            2,
            f"error: port {port} is in use\n    fix: name another with --port, or --port 0 for any that is free\n",
        )
    assert run(site.folder, "--data", "none", "--port", "0") == (
        2,
        "error: there is no folder none\n    fix: name the right one with --data\n",
    )
    assert run(site.folder, "--port", "70000")[0] == 2
