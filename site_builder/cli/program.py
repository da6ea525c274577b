"""The program: its commands, and what happens whatever they meet."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from site_builder import __version__
from site_builder.cli.authoring import init, new, schema, upgrade
from site_builder.cli.building import build
from site_builder.cli.checking import check
from site_builder.cli.data import import_, validate
from site_builder.cli.exporting import export
from site_builder.cli.life import rename, withdraw
from site_builder.cli.reviewing import diff, explain, textconv
from site_builder.cli.serving import serve
from site_builder.cli.terminal import PROBLEMS, USAGE, say, show
from site_builder.interrupts import INTERRUPTED, STOPPED, interrupt_as_usual
from site_builder.streams import guard_streams

if TYPE_CHECKING:
    from site_builder.problems import SiteBuilderError

__all__ = ["main", "site_builder"]

COMPLETE = "_SITE_BUILDER_COMPLETE"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="site-builder")
def site_builder() -> None:
    """Build a website of benchmark results from JSON files.

    Exit codes: 0 done, 1 the data has problems, 2 wrong usage or environment, 130 stopped by Ctrl-C.
    """


COMMANDS = (
    build,
    validate,
    import_,
    init,
    new,
    schema,
    upgrade,
    serve,
    check,
    withdraw,
    rename,
    diff,
    explain,
    export,
    textconv,
)
for command in COMMANDS:
    site_builder.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code; no input can produce a traceback."""
    guard_streams()
    # What our models read is no matter of plugins that somebody has installed, and looking for them takes a while.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if asked := os.environ.get(COMPLETE):  # the shell asks, not a person
        from site_builder.cli.shells import improve_completions, is_on_a_line

        if not is_on_a_line(asked):
            sys.exit(PROBLEMS)
        improve_completions()
    try:
        interrupt_as_usual()
        code = site_builder.main(arguments, prog_name="site-builder", standalone_mode=False)
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        with suppress(OSError):
            say(STOPPED)
        code = INTERRUPTED
    except Exception as error:
        code = _explain(error)
    sys.exit(code)


def _explain(error: Exception) -> int:
    """Print what a person can act on; a fault of our own is told as one."""
    from site_builder import words
    from site_builder.problems import NothingFound, ProblemsFound, SiteBuilderError

    if isinstance(error, ProblemsFound):
        with suppress(OSError):
            show(error.problems)
            say(f"{words.summary(error.problems)}; nothing was written")
        return PROBLEMS
    if not isinstance(error, SiteBuilderError):
        if os.environ.get("SITE_BUILDER_TRACEBACK"):
            raise error
        error = _of_the_machine(error) if isinstance(error, OSError) else _of_our_own(error)
    with suppress(OSError):  # where it cannot be printed, the code alone says it
        for line in words.error_lines(error):
            say(click.style(line, fg="red") if line.startswith("error") else line)
    return PROBLEMS if isinstance(error, NothingFound) else USAGE


def _of_the_machine(error: OSError) -> "SiteBuilderError":
    """A stream that is full, a working folder that somebody removed, a right that is missing."""
    from site_builder.problems import SiteBuilderError

    try:
        os.getcwd()
    except OSError:
        return SiteBuilderError("the working folder is not there any more", "run the command in another folder")
    where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    return SiteBuilderError(f"{where}{error.strerror or error}", "make room, or mend its rights, and run it again")


def _of_our_own(error: Exception) -> "SiteBuilderError":
    from site_builder.problems import SiteBuilderError

    return SiteBuilderError(
        f"a fault of site-builder itself: {type(error).__name__}: {error}",
        "run it again with SITE_BUILDER_TRACEBACK=1 and report what it prints",
    )
