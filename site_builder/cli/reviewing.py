"""Commands for who reviews a site."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from site_builder.cli.completing import files, folders, results
from site_builder.cli.terminal import DONE, PROBLEMS, data_option, say

__all__ = ["diff", "explain", "textconv"]

# Below this many changed pages, starting a second process costs more than it saves.
PAGES_WORTH_A_PROCESS = 60
FORMATS, POLICIES = ("text", "json", "markdown", "html", "article"), ("published",)


@click.command()
@click.argument("old", shell_complete=folders)
@click.argument("new", shell_complete=folders)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How it is told."
)
@click.option("--policy", type=click.Choice(POLICIES), help="Fail on what it forbids, and on nothing else.")
def diff(old: str, new: str, format_: str, policy: str | None) -> int:
    """Tell what two sites say differently.

    OLD and NEW are folders, or commits: git:REV for this repository's output/, git:REV:PATH for another folder of it.

    Exit codes: 0 no differences, 1 differences, 2 wrong usage. With --policy published, 1 means that a published
    result changed or went without an erratum.
    """
    from site_builder.diff import differences, side, told

    answer = told(differences(side(old), side(new), _spread), format_, policy)
    for line, colour in answer.lines:
        _print(line, colour)
    return PROBLEMS if answer.is_refused else DONE


@click.command(short_help="Tell where a number comes from, back to the line of the log.")
@click.argument("page", metavar="PAGE[#ROW]", shell_complete=results)
@data_option
@click.option(
    "--source",
    metavar="TREE",
    help="The submission tree it was imported from: its logs are read again.",
    shell_complete=folders,
)
def explain(page: str, data: str, source: str | None) -> int:
    """Tell where a number comes from: log, line, field, formula and digits.

    PAGE is the address of a card, or what it was before, as a browser shows it, as a file, or as
    round/division/submitter/system; ROW is the anchor of a row, a benchmark, or "benchmark scenario". PAGE may be a
    leaderboard too: ROW is then a rank, a submitter, a system, a card or a result ID.

    Exit codes: 0 explained, 1 not found or contradicted by its log, 2 wrong usage.
    """
    from site_builder import words
    from site_builder.explain import explain

    explained = explain(page, data, source)
    for each in explained:
        say(click.style(words.safe(each.name), bold=True), to_stderr=False)
        for name, text in each.facts:
            say(words.safe(f"    {name:<10} {text}"), to_stderr=False)
    return PROBLEMS if any(each.is_contradicted for each in explained) else DONE


@click.command(short_help="Print what a page says as plain text, for git diff.")
@click.argument("file", shell_complete=files)
def textconv(file: str) -> int:
    """Print what a page says as plain text, a fact on a line: for git diff (docs/review.md)."""
    from site_builder.diff import plain_lines
    from site_builder.problems import SiteBuilderError

    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise SiteBuilderError(f"{file}: {error.strerror}", "name a page of a built site") from error
    for line in plain_lines(data):
        say(line, to_stderr=False)
    return DONE


def _spread(work: Callable[[int], Any], count: int) -> list[Any]:
    """Over all cores, where that is worth it."""
    from site_builder.render import in_processes
    from site_builder.surroundings import usable_cores

    return in_processes(work, count, min(usable_cores(), 1 + count // PAGES_WORTH_A_PROCESS))


def _print(line: str, colour: str) -> None:
    say(_styled(line, colour) if colour else line, to_stderr=False)


def _styled(line: str, colour: str) -> str:
    return click.style(line, bold=True) if colour == "bold" else click.style(line, fg=colour)
