"""Commands that look at a built site."""

import click

from site_builder.cli.completing import folders
from site_builder.cli.terminal import told_as

__all__ = ["check"]


@click.command(short_help="Tell what is wrong with a built site.")
@click.argument("output", default="output", metavar="[OUTPUT]", shell_complete=folders)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How it is told.",
)
@click.option("--published", is_flag=True, help="Refuse a draft too: the site is about to be published.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that read.  [default: one a core]")
def check(output: str, format_: str, published: bool, jobs: int | None) -> int:
    """Tell what is wrong with a built site: links, HTML, texts of pictures, what must stand with results.

    OUTPUT may be any folder of HTML files, published cards too.
    """
    from site_builder.checks import check_site
    from site_builder.render import in_processes
    from site_builder.surroundings import usable_cores

    problems = check_site(
        output, lambda read, count: in_processes(read, count, jobs or usable_cores()), published=published
    )
    return told_as(format_, problems)
