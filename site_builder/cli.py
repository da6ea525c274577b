"""The command line: one function per command reads options, calls one room, prints, sets the exit code.

Rooms are imported inside the functions: `--help` must not wait for what it does not need.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from site_builder import __version__
from site_builder.streams import guard_streams

if TYPE_CHECKING:
    from site_builder.problems import Problem, SiteBuilderError

__all__ = ["main"]

DONE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="site-builder")
def site_builder() -> None:
    """Build a website of benchmark results from JSON files.

    Exit codes: 0 done, 1 the data has problems, 2 wrong usage or environment, 130 stopped by Ctrl-C.
    """


def _data_option(function: Callable[..., int]) -> Callable[..., int]:
    return click.option("--data", default="data", show_default=True, metavar="DIR", help="The data folder.")(function)


@site_builder.command()
@_data_option
@click.option("--output", default="output", show_default=True, metavar="DIR", help="Where the site goes.")
@click.option("--templates", metavar="DIR", help="Templates that stand before the packaged ones.")
@click.option("--base-url", metavar="URL", help="Where the site will stand; overrules site.json.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that render.  [default: one a core]")
@click.option("--quiet", is_flag=True, help="Print problems only.")
def build(data: str, output: str, templates: str | None, base_url: str | None, jobs: int | None, quiet: bool) -> int:
    """Build the whole site; it is replaced whole, or stays as it was."""
    from site_builder import words
    from site_builder.build import Options, build
    from site_builder.config import fault_of_base_url
    from site_builder.problems import ProblemsFound
    from site_builder.render import usable_cores

    if base_url is not None and (fault := fault_of_base_url(base_url)):
        raise click.BadParameter(f'"{words.safe(base_url)}": {fault}', param_hint="--base-url")
    options = Options(data, output, templates, base_url, jobs or usable_cores())
    try:
        report = build(options, on_wait=lambda: _say("another build of this folder is running: waiting for it"))
    except ProblemsFound as found:
        _show(found.problems)
        _say(f"{words.summary(found.problems)}; {output} is as it was")
        return PROBLEMS
    _show(report.warnings)
    if not quiet:
        for line in words.report_lines(report, output):
            _say(line)
    return DONE


@site_builder.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_data_option
@click.option("--format", "format_", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def validate(paths: tuple[str, ...], data: str, format_: str) -> int:
    """Tell every problem of the data at once; with PATHs, of these files and folders only."""
    from site_builder import words
    from site_builder.sources import problems_of, read_data

    read = read_data(data)
    problems = problems_of(read, data, paths) if paths else read.problems
    if format_ == "json":
        click.echo(words.problems_json(problems))
    elif format_ == "github":
        for problem in problems:
            for line in words.github_lines(problem):
                click.echo(line)
    else:
        _show(problems, to_stderr=False)
    _say(words.summary(problems))
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else DONE


@site_builder.command("import")
@click.argument("source")
@_data_option
@click.option("--round", "round_", metavar="ROUND", help="The round, where the source does not say it.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--replace", is_flag=True, help="Overwrite what differs from the source.")
@click.option("--verified", is_flag=True, help="Say that these results were verified.")
@click.option("--source-url", metavar="URL", help="Where the source was found.")
@click.option("--retrieved", metavar="DATE", help="When it was found there, YYYY-MM-DD.")
@click.option("--omit", metavar="KEYS", default="", help="Keys of descriptions to leave out: a,b,c.")
@click.option("--report", metavar="FILE", help="Write all that was left out, with reasons, as JSON.")
@click.option("--quiet", is_flag=True, help="Print conflicts and problems only.")
def import_(
    source: str,
    data: str,
    round_: str | None,
    dry_run: bool,
    replace: bool,
    verified: bool,
    source_url: str | None,
    retrieved: str | None,
    omit: str,
    report: str | None,
    quiet: bool,
) -> int:
    """Read a submission tree, a summary_results.json or published cards into the data folder.

    SOURCE is a folder, a file, or an archive (.tar, .tar.gz, .tar.xz, .zip) of them.
    """
    from site_builder import words
    from site_builder.ingest import import_source

    with _progress(quiet, "reading") as advance:
        found = import_source(
            source,
            data,
            round=round_,
            dry_run=dry_run,
            replace=replace,
            verified=verified,
            source_url=source_url,
            retrieved=retrieved,
            omit=tuple(key for key in map(str.strip, omit.split(",")) if key),
            report=report,
            progress=advance,
        )
    for line in words.conflict_lines(found):
        _say(line)
    if not quiet:
        for line in words.import_lines(found):
            _say(line)
    return DONE if found.succeeded else PROBLEMS


@contextmanager
def _progress(quiet: bool, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, for what takes over a second; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress

    start = monotonic()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, visible=False)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total or None, visible=monotonic() - start > 1)

        yield advance


def _show(problems: Iterable["Problem"], *, to_stderr: bool = True) -> None:
    from site_builder import words

    for problem in problems:
        first, *rest = words.problem_lines(problem)
        _say(click.style(first, fg=words.COLOURS[problem.severity]), to_stderr=to_stderr)
        for line in rest:
            _say(line, to_stderr=to_stderr)


def _say(line: str, *, to_stderr: bool = True) -> None:
    colour = False if os.environ.get("NO_COLOR") else None
    click.echo(line, err=to_stderr, color=colour)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code; no input can produce a traceback."""
    guard_streams()
    try:
        code = site_builder.main(arguments, prog_name="site-builder", standalone_mode=False)
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        with suppress(OSError):
            _say("stopped; no file is left half written")
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
            _show(error.problems)
            _say(f"{words.summary(error.problems)}; nothing was written")
        return PROBLEMS
    if not isinstance(error, SiteBuilderError):
        if os.environ.get("SITE_BUILDER_TRACEBACK"):
            raise error
        error = _of_the_machine(error) if isinstance(error, OSError) else _of_our_own(error)
    with suppress(OSError):  # where it cannot be printed, the code alone says it
        for line in words.error_lines(error):
            _say(click.style(line, fg="red") if line.startswith("error") else line)
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
