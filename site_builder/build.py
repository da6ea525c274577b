"""Build: load, plan, render, publish."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from site_builder.cache import Memory
from site_builder.config import Site, fault_of_base_url
from site_builder.exports import NAMED_EXPORTS, SEARCH_INDEX, exports, is_whole, search_index
from site_builder.keeping import Keeper
from site_builder.pages import NAMED_TYPES, Export, Page, SitePlan, plan_site
from site_builder.problems import Problem, ProblemsFound, SiteBuilderError, nearest, shortened
from site_builder.publish import Published, Stage, Stored, assets, is_store, send, staging
from site_builder.render import from_cluster, in_processes, packaged_templates, render
from site_builder.sources import EMBARGOED, PICTURES, DataFolder, binding, read_data

# Below this many pages, starting a second process costs more than it saves.
PAGES_WORTH_A_PROCESS = 150
FILES_WORTH_A_PROCESS = 300


@dataclass(frozen=True, slots=True)
class Options:
    """What a build was asked for."""

    data: str = "data"
    output: str = "output"
    templates: str | None = None
    base_url: str | None = None
    jobs: int = 1
    only: tuple[str, ...] = ()  # page types; all of the site where empty
    search: bool = True  # whether the full text can be searched
    draft: bool = False  # a site for reviewers: embargoed rounds too, told as a draft on each page
    cache: str | None = None  # the folder of what builds remember; nothing is remembered without one
    scheduler: str | None = None  # of a Dask cluster that renders; processes here do where there is none
    trust_times: bool = True  # whether a file that looks the same is the same; else each is hashed


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: addresses of files, warnings of the data, and seconds by stage."""

    published: Published
    warnings: tuple[Problem, ...]
    has_base_url: bool
    seconds: dict[str, float]
    reasons: Mapping[str, str] = field(default_factory=dict)  # why files were made anew, where something is remembered


@dataclass(slots=True)
class _Clock:
    """Seconds by stage, in the order of the stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[name] = perf_counter() - start


def build(options: Options, on_wait: Callable[[], None] = lambda: None) -> BuildReport:
    """Build the site; the output folder is replaced whole, or not at all.

    Raises: ProblemsFound if the data has errors; SiteBuilderError if templates or output are not usable.
    """
    _refuse_overlap(options)
    _refuse_base_url(options.base_url)
    _refuse_unknown_types(options.only)
    with _uncollected():
        return _build_and_send(options, on_wait) if is_store(options.output) else _build(options, on_wait)


def _build_and_send(options: Options, on_wait: Callable[[], None]) -> BuildReport:
    """Build into a folder of our own, beside what builds remember, and send what changed to the store."""
    with ExitStack() as stack:
        place = options.cache or stack.enter_context(TemporaryDirectory(prefix="site-builder-"))
        name = sha256(options.output.encode("utf-8", "replace")).hexdigest()[:16]
        folder = os.path.join(place, "stores", name)
        report = _build(replace(options, output=folder), on_wait)
        clock = _Clock(report.seconds)
        with clock.stage("send"):
            published = send(folder, options.output, partial=bool(options.only))
    return replace(report, published=published, seconds=clock.seconds)


@contextmanager
def _uncollected() -> Iterator[None]:
    """What is read and planned lives until the end: looking for garbage in it took a third of a build."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _build(options: Options, on_wait: Callable[[], None]) -> BuildReport:
    clock = _Clock()
    with clock.stage("look"):
        memory = _memory(options) if options.cache is not None else None
        last = memory.last_report() if memory is not None else None
    if last is not None:
        published = Published((), last.kept, (), in_one_step=True)
        return BuildReport(published, last.warnings, last.has_base_url, clock.seconds)
    keeper = Keeper(memory, options.data, options.templates)
    with clock.stage("load"):
        spread = partial(_spread, worth=FILES_WORTH_A_PROCESS, jobs=options.jobs)
        data = read_data(options.data, spread, keeper.recall)
        site = _usable(data, options.base_url)
        if not options.draft:
            _refuse_embargoed(data)
    with clock.stage("plan"):
        plan = plan_site(site, data.catalog, options.only, exports, draft=options.draft, is_indexed=options.search)
        own = [Path(options.templates, "assets")] if options.templates else []
        files = tuple(assets(*own, Path(options.data, PICTURES), packaged_templates() / "assets"))
        keeper.begin(plan)
    warnings = data.problems if options.only else (*data.problems, *plan.dead_links(data.catalog.articles))
    with staging(options.output, on_wait) as stage:
        with clock.stage("render"):
            stored, reasons = _render_all(plan, stage, options, keeper)
            stored += [stage.store(url, content) for url, content in files]
        if plan.finds:
            with clock.stage("search"):
                index = search_index(plan.finds, tuple(stage.old), stage.old_bytes)
                stored += [stage.store(url, content) for url, content in index]
        with clock.stage("publish"):
            if options.only:
                stored += stage.keep_rest(stored, without=(SEARCH_INDEX,) if plan.finds else ())
            published = stage.publish(stored)
    with clock.stage("remember"):
        keeper.remember(data, stored, plan, warnings, based=site.base_url is not None)
    return BuildReport(published, warnings, site.base_url is not None, clock.seconds, reasons)


def _memory(options: Options) -> Memory:
    """What builds with these options remember; files are known by the names that the options give them."""
    assert options.cache is not None
    output = os.path.realpath(options.output)
    about = (os.path.abspath(options.data), options.data, output, options.templates, options.base_url, options.only)
    inputs = [options.data, *([options.templates] if options.templates else []), str(packaged_templates())]
    kind = (*about, options.search, options.draft)
    return Memory(options.cache, kind, inputs, output, trust_times=options.trust_times)


def _refuse_overlap(options: Options) -> None:
    """A site inside its own data would be read as data by the next build; data inside it would be pruned."""
    if options.templates is not None and not os.path.isdir(options.templates):
        raise SiteBuilderError(f"there is no folder {options.templates}", "name a folder with --templates")
    if is_store(options.output):
        return
    data, output = os.path.realpath(options.data), os.path.realpath(options.output)
    if os.path.commonpath([data, output]) in (data, output):
        raise SiteBuilderError(
            f"the output folder {options.output} and the data folder {options.data} lie one inside the other",
            "name another folder with --output",
        )


def _refuse_base_url(base_url: str | None) -> None:
    """What overrules site.json must keep its rules: it stands in a link of each page."""
    if base_url is not None and (fault := fault_of_base_url(base_url)):
        raise SiteBuilderError(f'the base URL is "{base_url}": {fault}', "write the address of a folder")


def _refuse_unknown_types(only: tuple[str, ...]) -> None:
    known = tuple(dict.fromkeys((*NAMED_TYPES, *NAMED_EXPORTS)))
    for name in only:
        if name not in known:
            guess = nearest(name, known)
            fix = f'write "{guess}"' if guess else f"name one of {', '.join(known)}"
            raise SiteBuilderError(f'there is no page type "{shortened(name)}"', fix)


def _usable(data: DataFolder, base_url: str | None) -> Site:
    """The site, if nothing in the data stops a build."""
    if data.errors or data.site is None:
        raise ProblemsFound(data.problems)
    return data.site.model_copy(update={"base_url": base_url}) if base_url is not None else data.site


def _refuse_embargoed(data: DataFolder) -> None:
    """Stop where results would be published that may not be shown yet."""
    if any(problem.kind == EMBARGOED for problem in data.problems):
        raise ProblemsFound(binding(data.problems))


def _render_all(
    plan: SitePlan, stage: Stage, options: Options, keeper: Keeper
) -> tuple[list[Stored], Mapping[str, str]]:
    """Store every page and file, kept or made anew, in one process or several: the bytes are the same."""
    every: list[Page | Export] = [*plan.pages, *plan.exports]
    kept = {item.url: item for one in every if (item := keeper.kept(one, stage))}
    # What is made of the same entries is made by one process, which reads them once.
    planned = sorted((one for one in every if one.url not in kept), key=lambda one: one.near)

    def store(index: int) -> Stored:
        one = planned[index]
        if isinstance(one, Export) and one.made_from:
            return stage.store_made(one.url, one.made_from, one.content, is_whole)
        return stage.store(one.url, _bytes_of(one, options.templates))

    if options.scheduler is not None:
        made = _made_elsewhere(planned, stage, options.scheduler, options.templates)
        return sorted([*kept.values(), *made]), keeper.reasons(planned)
    made = _spread(store, len(planned), worth=PAGES_WORTH_A_PROCESS, jobs=options.jobs)
    return sorted([*kept.values(), *made]), keeper.reasons(planned)


def _made_elsewhere(planned: list[Page | Export], stage: Stage, scheduler: str, templates: str | None) -> list[Stored]:
    """Store what a cluster makes; what is known by what it is made from is made here."""
    here = [one for one in planned if isinstance(one, Export) and one.made_from]
    there = [one for one in planned if not (isinstance(one, Export) and one.made_from)]
    stored = [stage.store_made(one.url, one.made_from, one.content, is_whole) for one in here]

    def take(place: int, content: bytes) -> None:
        stored.append(stage.store(there[place].url, content))

    from_cluster(scheduler, there, partial(_bytes_of, templates=templates), take)
    return stored


def _bytes_of(one: Page | Export, templates: str | None) -> bytes:
    return render(one, templates) if isinstance(one, Page) else one.content()


def _spread(work: Callable[[int], Any], count: int, *, worth: int, jobs: int) -> list[Any]:
    """The answers for 0 to count - 1, from so many processes as are worth it."""
    return in_processes(work, count, min(jobs, 1 + count // worth))
