"""Commands that write files for an author to fill in."""

import click

from site_builder.cli.completing import benchmarks, categories, divisions, folders, rounds, submitters, systems
from site_builder.cli.terminal import DONE, PROBLEMS, data_option, say, show

__all__ = ["init", "new", "schema", "upgrade"]


@click.command(short_help="Make a new site: one round, one system, what to do with them.")
@click.argument("folder", metavar="DIR", shell_complete=folders)
@click.option("--title", metavar="TEXT", default="Benchmark results", show_default=True, help="What it is called.")
@click.option("--submitter", metavar="NAME", default="Example Lab", show_default=True, help="Who measures the systems.")
def init(folder: str, title: str, submitter: str) -> int:
    """Make a new site in DIR: one round, one system, and what to do with them."""
    from site_builder import words
    from site_builder.authoring import new_site

    for path in new_site(folder, title, submitter):
        say(path, to_stderr=False)
    for line in words.new_site_lines(folder):
        say(line)
    return DONE


@click.command(short_help="Write a skeleton for a new system, to be filled in.")
@click.argument("system")
@data_option
@click.option(
    "--like",
    metavar="OTHER",
    help="Copy the description of this system: its name, id, file or address.",
    shell_complete=systems,
)
@click.option("--round", "round_", metavar="ROUND", help="Its round.  [default: the newest]", shell_complete=rounds)
@click.option("--submitter", metavar="NAME", help="Who submits it.", shell_complete=submitters)
@click.option("--division", metavar="WORD", help="Its division.", shell_complete=divisions)
@click.option("--category", metavar="WORD", help="Its category; several: a,b.", shell_complete=categories)
@click.option(
    "--benchmark",
    "wanted_benchmarks",
    multiple=True,
    metavar="ID",
    help="Add a row for each of its scenarios.",
    shell_complete=benchmarks,
)
def new(
    system: str,
    data: str,
    like: str | None,
    round_: str | None,
    submitter: str | None,
    division: str | None,
    category: str | None,
    wanted_benchmarks: tuple[str, ...],
) -> int:
    """Write a skeleton for a new SYSTEM, with every fact that systems of its round state.

    Facts that few of them state stand last. Results are never copied: add a row for each, or name their benchmarks
    and fill in the values.
    """
    from site_builder import words
    from site_builder.authoring import Wanted, new_entry
    from site_builder.sources import problems_of, read_data

    made = new_entry(data, Wanted(system, like, round_, submitter, division, category, wanted_benchmarks))
    say(made.path, to_stderr=False)
    # That a skeleton has no results is said below, with a row to fill in.
    problems = [one for one in problems_of(read_data(data), data, [made.path]) if one.kind != "no-results"]
    show(problems)
    left = words.new_entry_lines(len(made.blank), made.rare, made.values, made.benchmarks, made.scenarios)
    for line in (*words.new_id_lines(system, made.id), *left):
        say(line)
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else DONE


@click.command(short_help="Write the JSON Schemas of the data files, for editors.")
@click.argument("which", required=False, type=click.Choice(["entry", "round", "site"]))
@data_option
@click.option("--output", metavar="DIR", help="Write all three into this folder.", shell_complete=folders)
@click.option("--vscode", is_flag=True, help="Write them into .vscode/, and which data files they are for.")
def schema(which: str | None, data: str, output: str | None, vscode: bool) -> int:
    """Print or write the JSON Schemas of the data files, by which editors complete and check them."""
    from site_builder.authoring import schema_text, write_editor_settings, write_schemas

    if which is None and output is None and not vscode:
        raise click.UsageError("say which: entry, round or site, --output DIR, or --vscode")
    if which is not None:
        click.echo(schema_text(which), nl=False)
    written = write_schemas(output) if output is not None else []
    for path in [*written, *(write_editor_settings(data) if vscode else [])]:
        say(path)
    return DONE


@click.command()
@data_option
def upgrade(data: str) -> int:
    """Bring older data to today's format."""
    from site_builder import words
    from site_builder.authoring import upgrade

    say(words.upgrade_line(data, upgrade(data)))
    return DONE
