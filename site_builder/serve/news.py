"""News: which state of the site is current, for the browsers that wait for the next."""

import json
import os
from collections.abc import Sequence
from threading import Condition
from typing import Any

from site_builder.problems import Problem, SiteBuilderError

MOST_TOLD = 50


class News:
    """The current state, and a way to wait for another one."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._number = 0
        self._faults: list[dict[str, Any]] = []
        self._is_over = False

    @property
    def version(self) -> str:
        """The name of the current state; a server that was started anew has other names."""
        return f"{os.getpid()}-{self._number}"

    @property
    def faults(self) -> Sequence[dict[str, Any]]:
        """What is wrong now, in words."""
        return self._faults

    @property
    def is_over(self) -> bool:
        """Whether nobody need wait any more."""
        return self._is_over

    def tell(self, faults: Sequence[dict[str, Any]]) -> None:
        """Make this the current state."""
        with self._changed:
            self._number += 1
            self._faults = list(faults)
            self._changed.notify_all()

    def end(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def after(self, version: str, seconds: float) -> tuple[str, str]:
        """The first state that is not this one, with the text of its event; no text if there is none in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self.version != version, seconds)
            if self._is_over or self.version == version:
                return version, ""
            state = {"version": self.version, "faults": self._faults[:MOST_TOLD], "all": len(self._faults)}
            return self.version, json.dumps(state)


def in_words(problem: Problem | SiteBuilderError) -> dict[str, Any]:
    """What is wrong, in the words of the terminal: where it is, what, what was expected, what to write."""
    if isinstance(problem, SiteBuilderError):
        return {"place": "", "what": problem.message, "expected": "", "fix": problem.fix}
    what = f"{problem.severity}[{problem.kind}]: {problem.message}"
    return {"place": str(problem.at), "what": what, "expected": problem.expected, "fix": problem.fix}
