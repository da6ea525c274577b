"""A shell with somebody at its keyboard, who presses Tab and sees which words the shell has then."""

import os
import pty
import re
import select
import signal
from contextlib import suppress
from pathlib import Path
from time import monotonic

# How each is started without anybody's own settings, what makes it complete, and a function that shows its words.
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SHOW = {
    "bash": "show() { printf '<%s>' \"$@\"; echo; }; PS1='rea''dy '",
    "zsh": "show() { printf '<%s>' \"$@\"; echo; }; PS1='rea''dy '",
    "fish": "function show; printf '<%s>' $argv; echo; end; function fish_prompt; echo -n 'rea''dy '; end",
}
LINE_START, TAB, ENTER = "\x01", "\t", "\r"
LONGEST = 30.0


class Shell:
    """An interactive shell in a folder, which completes as `turned_on` makes it."""

    def __init__(self, name: str, folder: Path, path: str, turned_on: str) -> None:
        environment = {**os.environ, "PATH": path, "TERM": "dumb", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        self._said = ""
        self._process, self._keys = pty.fork()
        if self._process == 0:
            try:
                os.chdir(folder)
                os.execvpe(START[name][0], START[name], environment)
            finally:
                os._exit(127)  # the child is no second run of the tests
        self._type(f"{SHOW[name]}{ENTER}")
        self._wait_for("ready ")
        if turned_on:
            self._type(f"{turned_on}; echo turned'' on{ENTER}")
            self._wait_for("turned on")
            self._wait_for("ready ")

    def completed(self, begun: str) -> list[str]:
        """The words that the shell has after Tab: all of the line but its first one."""
        self._type(f"{begun}{TAB}{LINE_START}show {ENTER}")
        shown = self._wait_for(r"<site-builder>(.*)\r?\n")
        self._wait_for("ready ")
        return re.findall("<(.*?)>", shown[1])

    def close(self) -> None:
        """End it."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._keys)

    def _type(self, keys: str) -> None:
        os.write(self._keys, keys.encode())

    def _wait_for(self, pattern: str) -> "re.Match[str]":
        """What the terminal shows; what came before is forgotten."""
        end = monotonic() + LONGEST
        while not (found := re.search(pattern, self._said)):
            ready, _, _ = select.select([self._keys], [], [], max(0.0, end - monotonic()))
            assert ready, f"no {pattern} in what the shell said:\n{self._said}"
            self._said += os.read(self._keys, 65536).decode("utf-8", "replace")
        self._said = self._said[found.end() :]
        return found
