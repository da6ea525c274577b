"""The command that shows a site while somebody edits it."""

import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from site_builder.cli.completing import folders
from site_builder.cli.terminal import DONE, data_option, say, show

if TYPE_CHECKING:
    from site_builder.problems import Problem, SiteBuilderError

__all__ = ["serve"]


@click.command(short_help="Show the site on this machine while you edit it.")
@data_option
@click.option(
    "--templates", metavar="DIR", help="Templates that stand before the packaged ones.", shell_complete=folders
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--draft", is_flag=True, help="Show unpublished rounds too; each page says that it is a draft.")
def serve(data: str, templates: str | None, port: int, draft: bool) -> int:
    """Serve the site on this machine while you edit it; pages reload by themselves.

    Nothing is written: pages are made as they are asked for, and what `build` writes stays as it is.
    """
    from site_builder.live import LiveSite
    from site_builder.serve import serve

    site: LiveSite | None = None

    def made(address: str) -> LiveSite:
        nonlocal site
        site = LiveSite(data, templates, draft=draft, base_url=address)
        return site

    _obey(signal.SIGTERM)  # a system that stops it
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # a terminal that is closed, without `nohup`
        _obey(signal.SIGHUP)
    try:
        serve(port, made, _opened, _told, _failed)
    finally:
        if site is not None:
            site.close()
    return DONE


def _obey(number: signal.Signals) -> None:
    """As Ctrl-C: what it made for itself is removed."""
    signal.signal(number, signal.default_int_handler)


def _opened(address: str) -> None:
    say(f"{address} shows the site as it is edited; Ctrl-C ends it")


def _told(problems: Sequence["Problem"], fault: "SiteBuilderError | None", seconds: float) -> None:
    from site_builder import words

    show(problems)
    for line in words.error_lines(fault) if fault else ():
        say(line)
    say(f"read in {seconds:.2f} s: {words.summary(problems)}" if fault is None else "the pages are as they were")


def _failed(path: str, fault: "SiteBuilderError") -> None:
    from site_builder import words

    say(words.safe(f"error: {path}: {fault.message}"))
