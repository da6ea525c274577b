"""Commands that tell what became of published results, in the data."""

import click

from site_builder.cli.completing import cards, results
from site_builder.cli.terminal import DONE, data_option, say

__all__ = ["rename", "withdraw"]

STATES = ["withdrawn", "corrected", "moved-to-open", "invalid", "noncompliant", "superseded"]


@click.command(short_help="Say in the data what became of a published result.")
@click.argument("result", shell_complete=results)
@click.option("--reason", required=True, metavar="TEXT", help="Why; readers see it.")
@click.option("--date", metavar="DATE", help="Since when, YYYY-MM-DD.  [default: the site's as_of]")
@click.option("--link", metavar="LINK", help="What replaced it, or a web address that says more.", shell_complete=cards)
@click.option("--status", type=click.Choice(STATES), default="withdrawn", show_default=True, help="What became of it.")
@data_option
def withdraw(result: str, reason: str, date: str | None, link: str | None, status: str, data: str) -> int:
    """Say in the data what became of a published RESULT; its address stays, and says so.

    RESULT is the address of a card, round/division/submitter/system: all of it is meant. With #benchmark, #row or
    #benchmark/scenario behind it only these results are.
    """
    from site_builder import words
    from site_builder.authoring import Told, withdraw
    from site_builder.pages import named_results

    edited = withdraw(data, result, Told(status, reason, date, link), named_results)
    say(edited.path, to_stderr=False)
    say(words.told_line(status, edited.results, is_changed=edited.is_changed))
    return DONE


@click.command(short_help="Give a system another address, and lead its old one there.")
@click.argument("old", shell_complete=cards)
@click.argument("new")
@data_option
def rename(old: str, new: str, data: str) -> int:
    """Give the system of the card OLD another address; its old one leads there.

    OLD is round/division/submitter/system; NEW the system's new id, submitter/system, or a whole address. The id is the
    file's name and the end of the address. The name on pages, system_name, stays: edit it in the file.
    """
    from site_builder import words
    from site_builder.authoring import rename

    edited = rename(data, old, new)
    say(edited.path, to_stderr=False)
    changed = edited.is_changed
    for line in words.renamed_lines(edited.link, edited.left, edited.former, edited.others, is_changed=changed):
        say(line)
    return DONE
