"""Ahead: whole builds of the newest state of the data, made in a process of their own while nobody waits for a page."""

from threading import Condition, Thread
from time import monotonic

from site_builder.build import Options
from site_builder.live.builder import Builder
from site_builder.problems import SiteBuilderError

# So long after a save or a page, in seconds, nothing is built: the author's next look at a page comes first.
QUIET = 0.7


class Ahead:
    """The files of the newest state that was told, in the output folder of the options.

    A build is begun once it is quiet, or as soon as somebody asks; for several threads.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._changed = Condition()
        self._told = self._done = 0  # numbers of states
        self._fault: SiteBuilderError | None = None
        self._last_use = 0.0
        self._waiting = 0
        self._is_over = False
        self._thread: Thread | None = None

    @property
    def output(self) -> str:
        """The folder of what was built last."""
        return self._options.output

    def tell(self) -> None:
        """The data is another now."""
        with self._changed:
            self._told += 1
            self._last_use = monotonic()
            self._changed.notify_all()
            if self._thread is None:
                self._thread = Thread(target=self._build_what_is_told, daemon=True)
                self._thread.start()

    def wait_a_moment(self) -> None:
        """A page is being made: the machine is busy with what somebody waits for."""
        with self._changed:
            self._last_use = monotonic()

    def newest(self) -> str:
        """The folder, once it has the newest state.

        Raises: SiteBuilderError as `build` does, if it cannot be built.
        """
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_over or self._done == self._told)
            self._waiting -= 1
            if self._fault is not None:
                raise self._fault
            return self.output

    def close(self) -> None:
        """Build no more; a build that is under way is given up."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _build_what_is_told(self) -> None:
        builder = Builder()
        while self._is_worth_building():
            state = self._told
            fault = builder.build(self._options, self._given_up)
            with self._changed:
                self._done, self._fault = state, fault
                self._changed.notify_all()
        builder.end()

    def _is_worth_building(self) -> bool:
        """Wait until a state was told and it is quiet, or somebody waits for it; whether to go on at all."""
        with self._changed:
            while not self._is_over:
                if self._done == self._told:
                    self._changed.wait()
                elif self._waiting or (rest := self._last_use + QUIET - monotonic()) <= 0:
                    return True
                else:
                    self._changed.wait(rest)
            return False

    def _given_up(self) -> bool:
        return self._is_over
