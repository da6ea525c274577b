"""Commands that hand over the data."""

import os
import sys

import click

from site_builder.cli.completing import files
from site_builder.cli.terminal import DONE, PROBLEMS, data_option, say, show

__all__ = ["export"]

TEXT = ("csv", "json")
FORMATS = (*TEXT, "parquet", "xlsx", "sqlite")
ENDINGS = {f".{name}": name for name in FORMATS} | {".db": "sqlite"}


@click.command(short_help="Write the table of all results.")
@data_option
@click.option("--format", "format_", type=click.Choice(FORMATS), help="What kind.  [default: as FILE ends, else csv]")
@click.option(
    "--output", metavar="FILE", help="Where it goes; - is standard output.  [default: -]", shell_complete=files
)
def export(data: str, format_: str | None, output: str | None) -> int:
    """Write the table of all results: what was measured, of which system, with which standing.

    Columns and units are those of the site's downloads page. CSV and JSON have the digits that were measured; the
    other formats have them as text, beside the number. Results under embargo are refused, as by build.
    """
    from site_builder import words
    from site_builder.exports import all_results
    from site_builder.sources import binding, read_data

    output = None if output == "-" else output
    format_ = _as_named(format_, output) if format_ else _by_its_ending(output)
    if output is None and format_ not in TEXT and sys.stdout.isatty():
        raise click.UsageError(f"{format_} is no text for a terminal: name a file with --output")
    read = read_data(data)
    problems = binding(read.problems)  # what was exported is not called back
    show(problems)
    if read.site is None or any(problem.severity == "error" for problem in problems):
        say(f"{words.summary(problems)}; nothing was written")
        return PROBLEMS
    content = all_results(read.site, read.catalog, format_)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        from site_builder.authoring import write_over

        write_over(output, content, "make room, or name a file in a folder that is there and yours to write")
    return DONE


def _as_named(format_: str, output: str | None) -> str:
    """The format that was asked for, where the name of the file does not say another one."""
    named = ENDINGS.get(os.path.splitext(output or "")[1].casefold(), format_)
    if named != format_:
        raise click.UsageError(f"--format says {format_}, and the name of the file {named}: say only one, or the same")
    return format_


def _by_its_ending(output: str | None) -> str:
    """The format that the name of the file asks for; CSV where there is no file."""
    if output is None:
        return "csv"
    format_ = ENDINGS.get(os.path.splitext(output)[1].casefold())
    if format_ is None:
        raise click.UsageError(f"say which: --format {'|'.join(FORMATS)}, or --output with a name that ends so")
    return format_
