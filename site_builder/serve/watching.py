"""Watching: the folders of a site, whatever becomes of them, and a call each time that something changed in them."""

import os
from collections.abc import Callable, Sequence
from time import sleep

from site_builder.problems import SiteBuilderError

# Files are saved in several steps (emptied, written, renamed): so long, in ms, nothing may happen after the last one.
QUIET, LONGEST_WAIT = 10, 200
LOOK_AGAIN = 1000  # so often, in ms, it is looked whether the watched folders are still the same


def watch(folders: Sequence[str], read: Callable[[], None]) -> None:
    """Call `read` as soon as the folders are watched, and each time that something changed in them.

    The system watches a folder and not its name: of one made anew in its place (`rm -r data`, then a copy) it tells
    nothing, so a folder that was removed is looked for now and then, and read again once it is watched.
    Raises: SiteBuilderError if the system does not watch them.
    """
    import watchfiles  # compiled, and of no use to any other command

    roots = {os.path.abspath(folder) for folder in folders}
    while True:
        if None in (known := _identities(folders)):  # gone before it was watched
            read()
            while None in (known := _identities(folders)):
                sleep(LOOK_AGAIN / 1000)
        is_gone = False
        begun = _Begun(read)
        changes = watchfiles.watch(
            *folders,
            step=QUIET,
            debounce=LONGEST_WAIT,
            rust_timeout=LOOK_AGAIN,
            yield_on_timeout=True,
            stop_event=begun,
        )
        try:
            for changed in changes:
                if changed:
                    read()
                # One made in the same moment may have the number of the old one: then only its removal tells.
                is_gone = is_gone or any(
                    kind.name == "deleted" and os.path.abspath(path) in roots for kind, path in changed
                )
                now = _identities(folders)
                if None not in now and (is_gone or now != known):
                    break
            else:
                return
        except FileNotFoundError:  # gone in the moment before it was watched
            sleep(QUIET / 1000)
        except (OSError, RuntimeError) as error:
            if begun.is_on:
                raise
            raise SiteBuilderError(
                f"the system does not watch {' and '.join(folders)}: {error}",
                "raise fs.inotify.max_user_watches and max_user_instances, or set WATCHFILES_FORCE_POLLING=1 to look "
                "at every file now and then instead",
            ) from error


class _Begun:
    """What `watch` asks again and again whether it shall stop; first when it watches already, and loses no change."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then: Callable[[], None] | None = then

    @property
    def is_on(self) -> bool:
        """Whether it watches."""
        return self._then is None

    def is_set(self) -> bool:
        """Never; the first time, what there is to do then is done."""
        then, self._then = self._then, None
        if then is not None:
            then()
        return False


def _identities(folders: Sequence[str]) -> list[tuple[int, int] | None]:
    """Which folder each is, whatever its name; None where there is none."""
    found: list[tuple[int, int] | None] = []
    for folder in folders:
        try:
            status = os.stat(folder)
        except OSError:
            found.append(None)
        else:
            found.append((status.st_dev, status.st_ino))
    return found
