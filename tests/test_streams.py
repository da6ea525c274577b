"""Streams that are closed, full, or read by nobody; a working folder that is gone: the exit code stays true."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from site_builder.streams import Pipe, text_stream
from tests.builders import an_entry
from tests.conftest import ROOT, SiteFolder

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


def run(folder: Path, redirected: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the builder in a shell that redirects its streams; errors and its exit code are told."""
    return subprocess.run(
        ["bash", "-c", f'"$0" -m site_builder "$@" {redirected}', sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


NOBODY_READS = '2>&1 >/dev/null | true; exit "${PIPESTATUS[0]}"'
NOBODY_READS_IT = '2>/dev/null | true; exit "${PIPESTATUS[0]}"'


@pytest.mark.parametrize("redirected", [NOBODY_READS, ">&- 2>&-", "2>&-"])
def test_a_site_that_nobody_hears_of_is_published_and_exits_0(site: SiteFolder, redirected: str) -> None:
    assert run(site.folder, redirected, "build").returncode == 0
    assert site.page("index.html")


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("validate", "--format", "json")])
def test_a_reader_who_leaves_is_no_fault(site: SiteFolder, words: tuple[str, ...]) -> None:
    found = run(site.folder, NOBODY_READS_IT, *words)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("format_", ["text", "json", "github"])
def test_problems_that_nobody_reads_are_still_problems(site: SiteFolder, format_: str) -> None:
    site.write("results/acme/rocket.json", an_entry(round="sprint-v0"))
    assert run(site.folder, NOBODY_READS_IT, "validate", "--format", format_).returncode == 1


@needs_full
def test_standard_output_that_is_full_is_told_once_and_exits_2(site: SiteFolder) -> None:
    found = run(site.folder, ">/dev/full", "validate", "--format", "json")
    assert (found.returncode, found.stderr.splitlines()) == (
        2,
        [
            "error: standard output: No space left on device",
            "    fix: make room, or mend its rights, and run it again",
        ],
    )


@needs_full
@pytest.mark.parametrize("words", [("build",), ("validate",), ("--formatt",), ("build", "--data", "nowhere")])
def test_an_error_stream_that_is_full_never_ends_in_a_traceback(site: SiteFolder, words: tuple[str, ...]) -> None:
    assert run(site.folder, "2>/dev/full", *words).returncode == 2
    assert run(site.folder, ">/dev/full 2>&1", *words).returncode == 2


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"""cd '{gone}' && rmdir '{gone}' && exec '{sys.executable}' -m site_builder build"""
    found = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (
        2,
        "error: the working folder is not there any more\n    fix: run the command in another folder\n",
    )


def test_what_was_written_when_ctrl_c_came_is_not_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    stream = text_stream(writer, "standard error", "utf-8")
    with monkeypatch.context() as patched:

        def interrupted(pipe: Pipe, data: bytes) -> int:
            written = whole(pipe, data)
            assert written
            raise KeyboardInterrupt

        whole = Pipe.write
        patched.setattr(Pipe, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            stream.write("one\n")
    stream.write("two\n")
    stream.flush()
    os.close(writer)
    with open(reader) as lines:
        assert lines.read() == "one\ntwo\n"


def test_more_than_a_pipe_holds_is_written_whole() -> None:
    reader, writer = os.pipe()
    got: list[bytes] = []

    def read() -> None:
        with open(reader, "rb") as lines:
            got.append(lines.read())

    listener = Thread(target=read)
    listener.start()
    stream = text_stream(writer, "standard output", "utf-8")
    stream.write("ü" * 300_000)
    stream.flush()
    os.close(writer)
    listener.join(20)
    assert got == ["ü".encode() * 300_000]
