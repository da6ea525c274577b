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

from tests.builders import ROUND, a_result, an_entry
from tests.conftest import ROOT, SiteFolder

COMMAND = [sys.executable, "-m", "site_builder", "serve"]


@contextmanager
def serving(site: SiteFolder, *words: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Serve the site on a free port, with temporary files in a folder of its own; gives process and address."""
    (site.folder / "tmp").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(site.folder / "tmp")}
    process = subprocess.Popen(
        # Tests in the background of a shell ignore Ctrl-C, and so would what they start.
        ["env", "--default-signal=INT", *COMMAND, "--port", "0", *words],
        cwd=site.folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, re.findall(r"http://\S+/", _until(process, "http://"))[0]
    finally:
        process.kill()
        process.communicate()


def _until(process: "subprocess.Popen[str]", words: str) -> str:
    """Read what it says up to the line with these words, and give the line."""
    assert process.stderr is not None
    while words not in (line := process.stderr.readline()):
        assert line, f"it ended without saying {words}"
    return line


def test_it_says_each_change_and_ends_with_ctrl_c(site: SiteFolder) -> None:
    with serving(site) as (process, address):
        with urlopen(f"{address}{ROUND}/closed/Acme/rocket/results.csv") as answer:
            assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert list((site.folder / "tmp").iterdir()) != []
        site.write("results/acme/rocket.json", an_entry(results=[a_result(scenario="Ofline")]))
        assert _until(process, "error[").startswith("data/results/acme/rocket.json:21:19: error[unknown-scenario]")
        assert _until(process, "read in").endswith("1 error in 1 file\n")
        site.write("results/acme/rocket.json", an_entry())
        assert _until(process, "read in").endswith("no problems\n")
        process.send_signal(signal.SIGINT)
        _, last = process.communicate(timeout=20)
        assert last.endswith("\nstopped; no file is left half written\n")
        assert process.returncode == 130
    assert list((site.folder / "tmp").iterdir()) == []
    assert not site.output.exists()


def test_a_system_that_stops_it_is_obeyed_as_well(site: SiteFolder) -> None:
    with serving(site) as (process, address):
        with urlopen(f"{address}{ROUND}/closed/Acme/rocket/results.csv"):
            pass
        process.terminate()
        assert process.wait(20) == 130
    assert list((site.folder / "tmp").iterdir()) == []


def test_a_data_folder_that_was_made_anew_is_watched_again(site: SiteFolder) -> None:
    kept = site.folder / "kept"
    shutil.copytree(site.data, kept)
    with serving(site) as (process, _):
        shutil.rmtree(site.data)
        assert _until(process, "error[").startswith("data: error[missing-data]")
        shutil.copytree(kept, site.data)
        assert _until(process, "no problems")
        site.write("results/acme/rocket.json", an_entry(results=[a_result(scenario="Ofline")]))
        assert _until(process, "error[").startswith("data/results/acme/rocket.json:21:19: error[unknown-scenario]")


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
