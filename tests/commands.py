"""Commands of the builder, run by tests in their own process: to start Python takes longer than most commands."""

import io
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from site_builder.cli import main
from tests.conftest import ROOT


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def ran(folder: Path, *words: str) -> Ran:
    """Run a command in a folder, as `site-builder` with these words would."""
    code, out, err = _run(folder, words)
    return Ran(code, out.decode(), err)


def printed(folder: Path, *words: str) -> bytes:
    """What a command that succeeds, and says nothing beside it, writes to standard output."""
    code, out, err = _run(folder, words)
    assert (code, err) == (0, "")
    return out


def _run(folder: Path, words: tuple[str, ...]) -> tuple[int, bytes, str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        try:
            main(list(words))
        except SystemExit as done:
            code = int(done.code or 0)
    return code, out.buffer.getvalue(), err.buffer.getvalue().decode()


def command_in(folder: Path) -> str:
    """Put this checkout's `site-builder` into a folder, for the PATH of a shell; gives the folder."""
    command = folder / "site-builder"
    command.parent.mkdir(parents=True, exist_ok=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m site_builder "$@"\n')
    command.chmod(0o755)
    return str(folder)
