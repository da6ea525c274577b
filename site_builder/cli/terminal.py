"""What every command shares: exit codes, options, and what is said at the terminal."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from site_builder.cli.completing import folders

if TYPE_CHECKING:
    from site_builder.problems import Problem

__all__ = ["DONE", "PROBLEMS", "USAGE", "data_option", "progress", "say", "show", "told_as"]

DONE, PROBLEMS, USAGE = 0, 1, 2


def data_option(function: Callable[..., int]) -> Callable[..., int]:
    """`--data DIR`, which every command that reads data has."""
    option = click.option(
        "--data", default="data", show_default=True, metavar="DIR", help="The data folder.", shell_complete=folders
    )
    return option(function)


@contextmanager
def progress(quiet: bool, what: str) -> Iterator[Callable[[int, int], None] | None]:
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


def show(problems: Iterable["Problem"], *, to_stderr: bool = True) -> None:
    """Each Problem, in colour on a terminal that has not asked for none."""
    problems = tuple(problems)
    if not problems:
        return
    from site_builder import words

    for problem in problems:
        first, *rest = words.problem_lines(problem)
        say(click.style(first, fg=words.COLOURS[problem.severity]), to_stderr=to_stderr)
        for line in rest:
            say(line, to_stderr=to_stderr)


def say(line: str, *, to_stderr: bool = True) -> None:
    """One line: data to standard output, all else to standard error."""
    colour = False if os.environ.get("NO_COLOR") else None
    click.echo(line, err=to_stderr, color=colour)


def told_as(format_: str, problems: Sequence["Problem"]) -> int:
    """Tell what was looked for and found, in the format that was asked for, on standard output; gives the exit code."""
    from site_builder import words

    if format_ == "json":
        click.echo(words.problems_json(problems))
    elif format_ == "github":
        for problem in problems:
            for line in words.github_lines(problem):
                click.echo(line)
    else:
        show(problems, to_stderr=False)
    say(words.summary(problems))
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else DONE
