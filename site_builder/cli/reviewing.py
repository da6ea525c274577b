"""Commands for who reviews a site."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from site_builder.cli.terminal import DONE, PROBLEMS, say

if TYPE_CHECKING:
    from site_builder.diff import Report

__all__ = ["diff"]

# Below this many changed pages, starting a second process costs more than it saves.
PAGES_WORTH_A_PROCESS = 60


@click.command()
@click.argument("old")
@click.argument("new")
def diff(old: str, new: str) -> int:
    """Tell what two sites say differently.

    OLD and NEW are folders, or commits: git:REV for this repository's output/, git:REV:PATH for another folder of it.

    Exit codes: 0 no differences, 1 differences, 2 wrong usage.
    """
    from site_builder.diff import differences, report, side

    found = differences(side(old), side(new), _spread)
    _print(report(found))
    return DONE if found.is_empty else PROBLEMS


def _spread(work: Callable[[int], Any], count: int) -> list[Any]:
    from site_builder.render import in_processes, usable_cores

    return in_processes(work, count, min(usable_cores(), 1 + count // PAGES_WORTH_A_PROCESS))


def _print(told: "Report") -> None:
    from site_builder import words
    from site_builder.diff import text_lines

    for line, colour in text_lines(told):
        plain = words.safe(line)
        styled = click.style(plain, bold=True) if colour == "bold" else click.style(plain, fg=colour or None)
        say(styled if colour else plain, to_stderr=False)
