"""Commands that read the data folder, or bring results into it."""

import click

from site_builder.cli.completing import files, rounds
from site_builder.cli.terminal import DONE, PROBLEMS, data_option, progress, say, told_as

__all__ = ["import_", "validate"]

# To `validate` an embargo is a warning: the data are as they should be, and a draft may be built of them.
REFUSED = "until a round may be shown, build stops at it; build --draft makes a site for reviewers"


@click.command(short_help="Tell every problem of the data, or of these files, at once.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=files)
@data_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How it is told.",
)
def validate(paths: tuple[str, ...], data: str, format_: str) -> int:
    """Tell every problem of the data at once; with PATHs, of these files and folders only."""
    from site_builder.sources import EMBARGOED, problems_of, read_data

    read = read_data(data)
    problems = problems_of(read, data, paths) if paths else read.problems
    code = told_as(format_, problems)
    if any(problem.kind == EMBARGOED for problem in problems):
        say(REFUSED)
    return code


@click.command("import", short_help="Read a submission tree, a summary or published cards into data.")
@click.argument("source", shell_complete=files)
@data_option
@click.option(
    "--round", "round_", metavar="ROUND", help="The round, where the source does not say it.", shell_complete=rounds
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--replace", is_flag=True, help="Overwrite what differs from the source.")
@click.option("--verified", is_flag=True, help="Say that these results were verified.")
@click.option("--source-url", metavar="URL", help="Where the source was found.")
@click.option("--retrieved", metavar="DATE", help="When it was found there, YYYY-MM-DD.")
@click.option("--omit", metavar="KEYS", default="", help="Keys of descriptions to leave out: a,b,c.")
@click.option(
    "--report", metavar="FILE", help="Write all that was left out, with reasons, as JSON.", shell_complete=files
)
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

    with progress(quiet, "reading") as advance:
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
        say(line)
    if not quiet:
        for line in words.import_lines(found):
            say(line)
    return DONE if found.succeeded else PROBLEMS
