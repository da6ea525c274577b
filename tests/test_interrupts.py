"""Ctrl-C in the first moments, while Python still reads the modules: the same words and code as later."""

import signal
import subprocess
import sys

import pytest

from site_builder.interrupts import INTERRUPTED, STOPPED, end_at_once, interrupt_as_usual
from tests.conftest import ROOT

# Interrupts itself as soon as this module is asked for, wherever in the imports that is.
PRESSED_AT = """
import os, signal, sys
class Presser:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Presser())
from site_builder.__main__ import main
sys.argv = ["site-builder", {command!r}]
main()
"""


@pytest.mark.parametrize("command", ["--version", "validate", "build"])
@pytest.mark.parametrize("module", ["site_builder.cli", "click", "site_builder.cli.terminal", "site_builder.streams"])
def test_ctrl_c_in_an_import_ends_as_it_does_later(command: str, module: str) -> None:
    program = PRESSED_AT.format(module=module, command=command)
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", f"{STOPPED}\n")


def test_a_program_that_ignores_it_goes_on() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        end_at_once()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        interrupt_as_usual()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_once_a_command_runs_it_is_raised_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    end_at_once()
    assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    interrupt_as_usual()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler is before
