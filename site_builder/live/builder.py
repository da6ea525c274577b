"""Builder: another process that builds what it is asked for, one build after the other, until nobody can ask any more.

Not a fork: threads of a server hold locks, which nobody would open in the copy. Not of multiprocessing: its children
hear Ctrl-C, and say so with a traceback.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from select import select
from typing import BinaryIO

from site_builder.build import Options, build
from site_builder.problems import SiteBuilderError, as_fault
from site_builder.render import forget_templates

LOOK_AGAIN = 0.1  # so often, in seconds, it is asked whether the build is still wanted


class Builder:
    """The process, begun with the first build; for one thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def build(self, options: Options, is_given_up: Callable[[], bool]) -> SiteBuilderError | None:
        """Build, and give what stopped it, if anything did."""
        try:
            return self._ask(options, is_given_up)
        except (EOFError, OSError, pickle.UnpicklingError):  # it was ended from outside: this build is made here
            self.end()
            return what_stops(options)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            # Leaving it closes its pipes, of which one may be broken.
            with suppress(OSError), self._process as process:
                process.kill()
            self._process = None

    def _ask(self, options: Options, is_given_up: Callable[[], bool]) -> SiteBuilderError | None:
        if self._process is None:
            # -P: else modules would be looked for in the working folder first: a file beside the data could take the
            # place of one. A session of its own: what is typed at our terminal does not reach it.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "site_builder.live"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None
        assert answers is not None
        pickle.dump(options, questions)
        questions.flush()
        while not select([answers], [], [], LOOK_AGAIN)[0]:
            if is_given_up():
                return None
        fault: SiteBuilderError | None = pickle.load(answers)
        return fault


def answer(questions: BinaryIO, answers: BinaryIO) -> None:
    """Build what is asked for until the questions end."""
    while True:
        try:
            options: Options = pickle.load(questions)
        except EOFError:
            return
        pickle.dump(what_stops(options), answers)
        answers.flush()


def what_stops(options: Options) -> SiteBuilderError | None:
    """Build here, and give what stopped it, if anything did."""
    forget_templates()
    try:
        build(options)
    except Exception as error:  # who waits for the build would else wait for ever
        return as_fault(error)
    return None
