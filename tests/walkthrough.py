"""Follow a document as a reader would: write the files it shows, run its commands, see what it says one would see."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from tests.conftest import ROOT

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
A_FILE = re.compile(r"`([^`\n]+\.(?:json|svg|html))`[^`]*$")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


class Step(NamedTuple):
    """One thing to do: a file to write (its name and text), Python to run, or a command and what it says."""

    kind: str
    what: str
    then: str


def steps(document: str) -> list[Step]:
    """What a document shows, in its order."""
    found: list[Step] = []
    for fence in FENCE.finditer(document):
        kind, text = fence.groups()
        if kind == "console":
            for command in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                line, _, output = command.partition("\n")
                found.append(Step("command", line, output))
        elif kind == "python":
            found.append(Step("python", text, "...\n"))
        elif kind in ("json", "svg", "html"):
            named = A_FILE.search(document[: fence.start()].rstrip())
            assert named, f"which file is this?\n{text}"
            found.append(Step("file", named[1], text))
        else:
            assert kind == "text", f"a fence of {kind} is neither run nor written"
    return found


class Reader:
    """Somebody who follows documents in one folder, with one PATH."""

    def __init__(self, folder: Path, path: str, said: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.environment |= {"PATH": f"{path}:{os.environ['PATH']}", "NO_COLOR": "1"}
        self.said = said or {}
        self.commands = 0

    def follow(self, document: str) -> None:
        """Do everything that it shows."""
        for step in steps(document):
            if step.kind == "file":
                path = self.folder / step.what
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step.then, "utf-8")
                continue
            if step.kind == "python":
                environment = {**self.environment, "PYTHONPATH": str(ROOT)}
                subprocess.run([sys.executable, "-c", step.what], cwd=self.folder, env=environment, check=True)
                continue
            self.commands += 1
            command = re.sub(r"\b[A-Z]{4,}\b", lambda word: self.said.get(word[0], word[0]), step.what)
            if command.startswith("cd "):
                self.folder = self.folder / shlex.split(command)[1]
                assert self.folder.is_dir(), command
            elif command.startswith("site-builder serve"):
                self._serve(command, step.then)
            else:
                self._run(command, step.then)

    def _run(self, command: str, expected: str) -> None:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        assert is_as_shown(done.stdout, expected), f"{command}\n{done.stdout}\nis not\n{expected}"

    def _serve(self, command: str, expected: str) -> None:
        """Serve at any free port: here the one that the document shows may be taken."""
        expected = re.sub(r"127\.0\.0\.1:\d+/", "127.0.0.1:.../", expected)
        with subprocess.Popen(
            [*shlex.split(command), "--port", "0"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout is not None
            said = "".join(process.stdout.readline() for _ in expected.splitlines())
            try:
                assert is_as_shown(said, expected), said
                address = ADDRESS.search(said)
                assert address
                with urlopen(address[0]) as page:
                    assert page.status == 200
            finally:
                process.terminate()
            assert process.wait(20) == 130


def is_as_shown(said: str, shown: str) -> bool:
    """Whether it is what the document shows; `...` stands for anything, a line of it for any lines."""
    pattern = re.escape(shown)
    pattern = re.sub(r"(?m)^\\\.\\\.\\\.\\\n", "(?:.*\n)*?", pattern).replace(r"\.\.\.", ".*?")
    return bool(re.fullmatch(pattern, said))
