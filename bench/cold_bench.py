"""Where the time of a cold build goes: `python -m bench.cold_bench N` writes bench/PROFILE.md.

CPU time of one process for each part of a build of cards and round lists, beside that of the Jinja2 loop on the same
facts: the least of several turns, which says little of who else is on the machine.
"""

import argparse
import cProfile
import gc
import os
import pstats
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from bench.contenders import jinja_loop
from bench.corpus import write_corpus
from bench.generators import MEMORY, ROOT, machine
from site_builder.build import build
from site_builder.exports import exports
from site_builder.models import EntryFile
from site_builder.pages import Page, SitePlan, contents_of, plan_site, urls
from site_builder.pages.around import around
from site_builder.publish import Stage
from site_builder.render import render
from site_builder.report import Options
from site_builder.sources import DataFolder, read_data
from site_builder.sources.data_files import unread_document
from site_builder.sources.frozen_json import read_json
from site_builder.sources.known_shapes import Making, known_shapes

PROFILE = ROOT / "bench" / "PROFILE.md"
TYPES = ("result_card", "round")
FUNCTIONS_SHOWN = 15
REST = "starting Python and importing, compiling templates, remembering the build, publishing"
HEAD = """# Where the time of a cold build goes

`python -m bench.cold_bench {count}`: {count} entries made from the shipped round, everything validated, cards and
round lists made and written to memory. CPU time of one process, the least of {turns} turns of each part, in
microseconds for each card; of the loop, which reads the JSON, fills one template and checks nothing. A turn finds
what others remembered; what remembering takes is in the rest. {kind}, Python {python}.

| part | µs a card | of the loop | why it is there |
|---|---|---|---|"""
FUNCTIONS = """
The functions in which most of a build is spent, themselves and not what they call, by Python's own profiler, which
makes short functions look longer than they are:

| function | calls a card | share |
|---|---|---|"""


class Part(NamedTuple):
    """One part of a build, or a part of one, and why it is there."""

    name: str
    why: str
    work: Callable[[], object]
    within: str = ""  # the part that this is a part of


class Build:
    """A build of one corpus, taken apart."""

    def __init__(self, work: Path) -> None:
        self.work, self.folder = work, str(work / "data")
        self.stages = count()

    def options(self) -> Options:
        """A whole build by one process, from nothing."""
        place = f"{self.work}/whole-{next(self.stages)}"
        return Options(self.folder, f"{place}/site", None, None, 1, TYPES, cache=f"{place}/cache")

    @cached_property
    def paths(self) -> list[str]:
        """The files of its entries."""
        return sorted(map(str, (self.work / "data" / "results").rglob("*.json")))

    @cached_property
    def data(self) -> DataFolder:
        """What it reads."""
        return read_data(self.folder)

    @cached_property
    def texts(self) -> list[bytes]:
        """The bytes of its entries."""
        return [Path(path).read_bytes() for path in self.paths]

    @cached_property
    def values(self) -> list[Any]:
        """The JSON of its entries."""
        return list(map(read_json, self.texts))

    @cached_property
    def pages(self) -> list[Page]:
        """What it plans, in the order in which it is made."""
        return sorted(self.plan().pages, key=lambda page: page.near)

    @cached_property
    def said(self) -> list[Page]:
        """The same with what each page says."""
        return [Page(page.url, page.template, page.context) for page in self.pages]

    @cached_property
    def made(self) -> list[tuple[str, bytes]]:
        """Addresses and bytes."""
        return [(page.url, render(page)) for page in self.said]

    def plan(self) -> SitePlan:
        """Plan it anew."""
        assert self.data.site is not None
        return plan_site(self.data.site, self.data.catalog, TYPES, exports)

    def surround(self) -> None:
        """Work out what is around each card."""
        assert self.data.site is not None
        contents = contents_of(self.data.site, self.data.catalog)
        for entry in self.data.catalog.entries:
            around(entry, contents, urls.result_card(entry))

    def store(self) -> None:
        """Write all of it to where nothing is."""
        folder = self.work / f"stage-{next(self.stages)}"
        folder.mkdir()
        stage = Stage(str(folder / "none"), str(folder), {})
        for url, content in self.made:
            stage.store(url, content)

    def loop(self) -> None:
        """What the simplest loop does of the same facts."""
        jinja_loop.begin(str(self.work), str(self.work / "loop"))
        for path in sorted((self.work / "entries").iterdir()):
            jinja_loop.write(path)


def is_card(page: Page) -> bool:
    """Whether it is a card, and no list."""
    return page.template == "pages/result_card.html"


def parts(one: Build) -> Iterator[Part]:
    """Every part, in the order of a build."""
    cards = [page for page in one.pages if is_card(page)]
    lists = [page for page in one.pages if not is_card(page)]
    said_cards, said_lists = ([p for p in one.said if is_card(p) == wanted] for wanted in (True, False))
    shapes, read = known_shapes(EntryFile), "read and validate"
    yield Part(read, "faults of all files are found before a page is made", lambda: read_data(one.folder))
    yield Part(
        "files",
        "opened, read and closed by the system's own calls",
        lambda: [unread_document(path, lambda _: None) for path in one.paths],
        read,
    )
    yield Part(
        "JSON",
        "jiter, which keeps the digits of each number",
        lambda: [read_json(text, once=False) for text in one.texts],
        read,
    )
    yield Part(
        "models",
        "two for each result; keys, types and texts are looked at",
        lambda: [shapes.read(Making(str.strip), dict(value)) for value in one.values],
        read,
    )
    plan = "plan"
    yield Part(plan, "each address once; digests by which the next build knows what to make anew", one.plan)
    yield Part("ranks and relatives", "a card says where each of its results stands on its boards", one.surround, plan)
    yield Part(
        "what cards say", "some 500 fields of contexts, which themes rely on", lambda: [p.context for p in cards]
    )
    yield Part(
        "cards by their template",
        "22 KB each; the loop's have 8.5 KB, without About these results",
        lambda: [render(page) for page in said_cards],
    )
    yield Part(
        "what lists say", "each result once for a table, and once for the script", lambda: [p.context for p in lists]
    )
    yield Part(
        "lists by their templates",
        "12 KB for each card; the loop makes none",
        lambda: [render(page) for page in said_lists],
    )
    yield Part("write", "a folder and a file each, SHA-256 for the manifest", one.store)


def least_seconds(works: Mapping[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """The least CPU time of each, in turns."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    gc.disable()  # as a build does
    for _ in range(turns):
        for name, work in works.items():
            start = time.process_time()
            work()
            seconds[name].append(time.process_time() - start)
        gc.collect()
    return {name: min(values) for name, values in seconds.items()}


def whole(one: Build) -> float:
    """CPU seconds of the command itself, with its start."""
    options = one.options()
    command = [sys.executable, "-m", "site_builder", "build", "--quiet", "--jobs", "1", "--only", ",".join(TYPES)]
    command += ["--data", one.folder, "--output", options.output, "--cache", str(options.cache)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def functions(one: Build, cards: int) -> Iterator[str]:
    """Rows of the functions that take most."""
    profiler = cProfile.Profile()
    profiler.runcall(build, one.options())
    found = pstats.Stats(profiler).get_stats_profile()
    every = [(key, row) for key, row in found.func_profiles.items()]
    total = sum(row.tottime for _, row in every)
    for name, row in sorted(every, key=lambda item: -item[1].tottime)[:FUNCTIONS_SHOWN]:
        place = Path(row.file_name)
        where = str(place.relative_to(ROOT)) if place.is_relative_to(ROOT) else place.name
        calls = int(str(row.ncalls).partition("/")[0]) / cards
        yield f"| `{name}` {'' if where == '~' else where} | {calls:.1f} | {row.tottime / total:.1%} |"


def report(one: Build, cards: int, turns: int) -> str:
    """PROFILE.md."""
    every = list(parts(one))
    works: dict[str, Callable[[], object]] = {"": one.loop, **{part.name: part.work for part in every}}
    seconds = least_seconds(works, turns)
    of_all = min(whole(one) for _ in range(turns))
    rest = of_all - sum(seconds[part.name] for part in every if not part.within)

    def row(name: str, taken: float, why: str) -> str:
        return f"| {name} | {taken * 1e6 / cards:.0f} | {taken / seconds['']:.2f} | {why} |"

    lines = [HEAD.format(count=cards, turns=turns, **machine())]
    for part in every:
        lines.append(row(f"– of it: {part.name}" if part.within else part.name, seconds[part.name], part.why))
    lines.append(
        row("the rest", rest, "starting Python and importing, compiling templates, remembering the build, publishing")
    )
    lines.append(row("**the whole command**", of_all, ""))
    lines.append(row("the Jinja2 loop", seconds[""], "without its start"))
    return "\n".join([*lines, FUNCTIONS, *functions(one, cards), ""])


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, write."""
    options = argparse.ArgumentParser(prog="python -m bench.cold_bench", description=__doc__)
    options.add_argument("count", type=int, nargs="?", default=2000, help="how many cards")
    options.add_argument("--turns", type=int, default=5)
    options.add_argument("--results", default=str(PROFILE), help="the file to write")
    given = options.parse_args(arguments)
    work = (MEMORY if MEMORY.is_dir() else Path("/tmp")) / f"site-builder-profile-{os.getpid()}"
    try:
        write_corpus(work, given.count)
        Path(given.results).write_text(report(Build(work), given.count, given.turns), "utf-8")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(Path(given.results).read_text("utf-8"))


if __name__ == "__main__":
    main()
