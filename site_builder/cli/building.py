"""Commands that make a site."""

from typing import TYPE_CHECKING

import click

from site_builder.cli.completing import cards, folders, page_types
from site_builder.cli.terminal import DONE, PROBLEMS, data_option, say, show

if TYPE_CHECKING:
    from site_builder.report import BuildReport, Options

__all__ = ["build"]


@click.command()
@data_option
@click.option(
    "--output",
    default="output",
    show_default=True,
    metavar="DIR",
    help="Where the site goes: a folder, or s3://...",
    shell_complete=folders,
)
@click.option(
    "--templates", metavar="DIR", help="Templates that stand before the packaged ones.", shell_complete=folders
)
@click.option("--base-url", metavar="URL", help="Where the site will stand; overrules site.json.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that render.  [default: one a core]")
@click.option(
    "--only",
    metavar="TYPES",
    help="Make pages of these types, and leave the rest of the site: home,round.",
    shell_complete=page_types,
)
@click.option("--no-search", is_flag=True, help="Make no index of the full text.")
@click.option("--draft", is_flag=True, help="A site for reviewers: unpublished rounds too, and each page says so.")
@click.option(
    "--cache",
    default=".site-cache",
    show_default=True,
    metavar="DIR",
    help="Where builds remember the last.",
    shell_complete=folders,
)
@click.option("--no-trust-mtime", is_flag=True, help="Hash every file, however unchanged it looks.")
@click.option(
    "--executor", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who renders."
)
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster: tcp://host:8786.")
@click.option("--why", metavar="PAGE", help="Say why a page was made anew, or kept.", shell_complete=cards)
@click.option("--quiet", is_flag=True, help="Print problems only.")
def build(
    data: str,
    output: str,
    templates: str | None,
    base_url: str | None,
    jobs: int | None,
    only: str | None,
    no_search: bool,
    draft: bool,
    cache: str,
    no_trust_mtime: bool,
    executor: str,
    scheduler: str | None,
    why: str | None,
    quiet: bool,
) -> int:
    """Build the whole site; it is replaced whole, or stays as it was."""
    from site_builder.report import Options
    from site_builder.surroundings import usable_cores

    _refuse_base_url(base_url)
    if (executor == "dask") != (scheduler is not None):
        raise click.UsageError("--executor dask and --scheduler ADDRESS go together")
    types = _listed(only, "--only")
    options = Options(
        data,
        output,
        templates,
        base_url,
        jobs or usable_cores(),
        types,
        not no_search,
        draft,
        cache=cache,
        scheduler=scheduler,
        trust_times=not no_trust_mtime,
    )
    report = _build(options)
    if report is None:
        return PROBLEMS
    show(report.warnings)
    if quiet and why is None:
        return DONE
    from site_builder import words

    if not quiet:
        for line in words.report_lines(report, output):
            say(line)
    if why is not None:
        click.echo(words.safe(_reason(report, why, options)))
    return DONE


def _build(options: "Options") -> "BuildReport | None":
    """What was built, or why nothing had to be: that is found out before what builds is loaded. None: bad data."""
    from site_builder.unchanged import glance_at, unchanged

    glance = glance_at(options) if not options.is_for_store else None
    if (report := unchanged(glance)) is not None:
        return report
    from site_builder.retouch import retouched

    def tell_that_we_wait() -> None:
        say("another build of this folder is running: waiting for it")

    if (report := retouched(options, glance, tell_that_we_wait)) is not None:
        return report
    from site_builder import words
    from site_builder.build import build
    from site_builder.problems import ProblemsFound

    try:
        return build(options, tell_that_we_wait, glance)
    except ProblemsFound as found:
        show(found.problems)
        say(f"{words.summary(found.problems)}; {options.output} is as it was")
        return None


def _refuse_base_url(base_url: str | None) -> None:
    if base_url is None:
        return
    from site_builder import words
    from site_builder.config import fault_of_base_url

    if fault := fault_of_base_url(base_url):
        raise click.BadParameter(f'"{words.safe(base_url)}": {fault}', param_hint="--base-url")


def _listed(words: str | None, option: str) -> tuple[str, ...]:
    """Words between commas, each once; an option that says nothing was not meant so."""
    found = tuple(dict.fromkeys(word for word in map(str.strip, (words or "").split(",")) if word))
    if words is not None and not found:
        raise click.BadParameter("it names nothing", param_hint=option)
    return found


def _reason(report: "BuildReport", page: str, options: "Options") -> str:
    """Why a page was made anew, or kept, by its address or that of its folder.

    Raises: SiteBuilderError if the site has no such page.
    """
    from site_builder.problems import SiteBuilderError, nearest

    published = report.published
    plain = page.strip("/")
    wanted = {plain, f"{plain}/index.html".lstrip("/")}
    made = next((url for url in published.written if url in wanted), None)
    kept = next((url for url in published.kept if url in wanted), None)
    url = made or kept
    if url is None:
        guess = nearest(plain, [name.removesuffix("/index.html") for name in (*published.written, *published.kept)])
        raise SiteBuilderError(f"the site has no page {page}", f"name {guess}" if guess else "name its address")
    reason = report.reasons.get(url)
    if made:
        return f"{url}: written: {reason or 'the old site had another, or none'}"
    if reason:
        return f"{url}: kept: made anew ({reason}), with the same bytes"
    if options.only:
        from site_builder.build import is_made

        if not is_made(url, options):
            return f"{url}: kept: --only {','.join(options.only)} does not make it; it may be older than the data"
    return f"{url}: kept: nothing that it is made of changed"
