"""Build: load, plan, render, publish."""

import os
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from site_builder.cache import USED, Glance, Memory
from site_builder.config import Site, fault_of_base_url
from site_builder.exports import NAMED_EXPORTS, SEARCH_INDEX, exports, is_whole, search_index
from site_builder.keeping import Keeper
from site_builder.pages import NAMED_TYPES, TRACED, Export, Page, SitePlan, plan_site
from site_builder.problems import ProblemsFound, SiteBuilderError, nearest, shortened
from site_builder.publish import Stage, Stored, assets, locked, send, staging
from site_builder.render import Source, from_cluster, in_processes, prepare, refuse_unused_templates, render, to_be_sent
from site_builder.report import BuildReport, Options
from site_builder.retouch import retouched
from site_builder.sources import EMBARGOED, PICTURES, DataFolder, binding, read_data
from site_builder.surroundings import packaged_templates, uncollected
from site_builder.unchanged import glance_at, told_again, unchanged

# Below this many pages, starting a second process costs more than it saves.
PAGES_WORTH_A_PROCESS = 150
FILES_WORTH_A_PROCESS = 300
# Above so many, what this process keeps of its share costs more than the time is worth: of 100 000 cards, 470 MB.
MOST_WORTH_JOINING = 20_000
# What another process reads is read again by the one that renders it: so few gain nothing by sharing the reading.
TOO_FEW = 2


@dataclass(slots=True)
class _Clock:
    """Seconds by stage, in the order of the stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[name] = perf_counter() - start


__all__ = ["BuildReport", "Options", "build"]


def build(options: Options, on_wait: Callable[[], None] = lambda: None, glance: Glance | None = None) -> BuildReport:
    """Build the site; the output folder is replaced whole, or not at all.

    `glance` is one that told already of an edit that changes more than a few pages: everything is looked at once.
    Raises: ProblemsFound if the data has errors; SiteBuilderError if templates or output are not usable.
    """
    _refuse_templates(options.templates)
    _refuse_overlap(options)
    _refuse_base_url(options.base_url)
    _refuse_unknown_types(options.only)
    with uncollected():
        if options.is_for_store:
            return _build_and_send(options, on_wait)
        return _build(options, on_wait, glance)


def _build_and_send(options: Options, on_wait: Callable[[], None]) -> BuildReport:
    """Build into a folder of our own, beside what builds remember, and send what changed to the store.

    Of a build of named page types that folder is a new one, and nothing is remembered: pages of an older state that
    lie in the kept one, and are none of its own, would take the place of newer ones that came from elsewhere.
    Each goes by what the store had before, so that one at a time is sent of those that share a cache.
    """
    name = sha256(options.output.encode("utf-8", "replace")).hexdigest()[:16]
    with ExitStack() as stack:
        if options.cache:
            stack.enter_context(locked(os.path.join(options.cache, "stores", f"{name}.sending"), on_wait))
        kept = None if options.only else options.cache
        place = kept or stack.enter_context(TemporaryDirectory(prefix="site-builder-"))
        folder = os.path.join(place, "stores", name)
        report = _build(replace(options, output=folder, cache=kept), on_wait, None)
        clock = _Clock(report.seconds)
        with clock.stage("send"):
            fits_rest = partial(_refuse_other_kind, options=options) if options.only else None
            published = send(folder, options.output, is_whole, fits_rest=fits_rest)
    return replace(report, published=published, seconds=clock.seconds)


def _build(options: Options, on_wait: Callable[[], None], asked: Glance | None) -> BuildReport:
    clock = _Clock()
    with clock.stage("look"):
        glance = asked or glance_at(options)
        if asked is None and (report := unchanged(glance) or retouched(options, glance, on_wait)):
            return report
        memory = Memory(glance) if glance is not None else None
        last = memory.last_report() if memory is not None else None
    if last is not None:
        return told_again(last, clock.seconds["look"])
    keeper = Keeper(memory, options.data, options.templates)
    with clock.stage("load"):
        spread = partial(_spread_reading, jobs=options.jobs)
        data = read_data(options.data, spread, keeper.recalling)
        site = _usable(data, options.base_url)
        if not options.draft:
            _refuse_embargoed(data)
    with clock.stage("plan"):
        plan = plan_site(
            site,
            data.catalog,
            options.only,
            exports,
            draft=options.draft,
            is_indexed=options.search,
            settle=partial(keeper.settle, data),
        )
        files = tuple(_assets(options))
        keeper.begin(plan)
    warnings = data.problems if options.only else (*data.problems, *plan.dead_links(data.catalog.articles))
    with staging(options.output, on_wait, keeper.spare) as stage:
        if options.only:
            _refuse_mixture(stage, {page.url for page in plan.pages}, options)
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
        with clock.stage("remember"):  # before another build may exchange the site
            is_traced = bool(options.only) and TRACED.issuperset(options.only)
            keeper.remember(data, stored, plan, warnings, based=site.base_url is not None, is_traced=is_traced)
    return BuildReport(published, warnings, site.base_url is not None, clock.seconds, reasons)


def is_made(url: str, options: Options) -> bool:
    """Whether a build makes the file of this address, and does not leave it as it was.

    Raises: ProblemsFound if the data has errors.
    """
    data = read_data(options.data)
    site = _usable(data, options.base_url)
    plan = plan_site(site, data.catalog, options.only, exports, draft=options.draft, is_indexed=options.search)
    if url.startswith(SEARCH_INDEX):  # what its files are called, only making them tells
        return bool(plan.finds)
    made = {page.url for page in plan.pages} | {export.url for export in plan.exports}
    return url in made.union(asset for asset, _ in _assets(options))


def _assets(options: Options) -> Iterator[tuple[str, bytes]]:
    own = [Path(options.templates, "assets")] if options.templates else []
    return assets(*own, Path(options.data, PICTURES), packaged_templates() / "assets")


def _refuse_templates(folder: str | None) -> None:
    """Templates of somebody's own that would change nothing were meant to."""
    if folder is None:
        return
    if not os.path.isdir(folder):
        raise SiteBuilderError(f"there is no folder {folder}", "name a folder with --templates")
    refuse_unused_templates(folder)


def _refuse_overlap(options: Options) -> None:
    """A site inside its own data would be read as data by the next build; data inside it would be pruned.

    What builds remember would be read as data too, or be published.
    """
    data = ("data", options.data)
    output = None if options.is_for_store else ("output", options.output)
    cache = ("cache", options.cache) if options.cache is not None else None
    for one, other in ((output, data), (cache, data), (cache, output)):
        if one and other and _lie_inside(one[1], other[1]):
            raise SiteBuilderError(
                f"the {one[0]} folder {one[1]} and the {other[0]} folder {other[1]} lie one inside the other",
                f"name another folder with --{one[0]}",
            )


def _lie_inside(one: str, other: str) -> bool:
    """Whether one of two folders is the other, or inside it, wherever links lead."""
    paths = [os.path.realpath(one), os.path.realpath(other)]
    return os.path.commonpath(paths) in paths


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


DRAFT = b'<aside class="draft"'


def _refuse_mixture(stage: Stage, made: Container[str], options: Options) -> None:
    """Stop where pages of a draft and others would stand in one site, half of which might be published.

    Each build refuses it, so that any page of the rest tells of all of them.
    """
    rest = (url for url in sorted(stage.old) if url.endswith(".html") and url not in made)
    page = next((found for url in rest if (found := stage.old_bytes(url)) is not None), None)
    if page is not None:
        _refuse_other_kind(page, options)


def _refuse_other_kind(page: bytes, options: Options) -> None:
    """Stop where a page that stays is a draft's and this build is none, or the other way round."""
    if (DRAFT in page) != options.draft:
        is_draft = not options.draft
        raise SiteBuilderError(
            f"the site in {options.output} is {'a draft' if is_draft else 'no draft'}, and these pages would "
            f"{'be none' if is_draft else 'be of one'}",
            f"build {'with' if is_draft else 'without'} --draft, or the whole site, without --only",
        )


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
    prepare((one.template for one in planned if isinstance(one, Page)), options.templates)
    made = _spread(store, len(planned), worth=PAGES_WORTH_A_PROCESS, jobs=options.jobs)
    return sorted([*kept.values(), *made]), keeper.reasons(planned)


def _made_elsewhere(planned: list[Page | Export], stage: Stage, scheduler: str, templates: str | None) -> list[Stored]:
    """Store what a cluster makes; what is known by what it is made from is made here."""
    here = [one for one in planned if isinstance(one, Export) and one.made_from]
    there = [one for one in planned if not (isinstance(one, Export) and one.made_from)]
    stored = [stage.store_made(one.url, one.made_from, one.content, is_whole) for one in here]

    def take(place: int, content: bytes) -> None:
        stored.append(stage.store(there[place].url, content))

    from_cluster(scheduler, there, partial(_bytes_of, templates=to_be_sent(templates)), take, USED)
    return stored


def _bytes_of(one: Page | Export, templates: Source) -> bytes:
    return render(one, templates) if isinstance(one, Page) else one.content()


def _spread_reading(work: Callable[[int], Any], count: int, *, jobs: int) -> list[Any]:
    """As `_spread`, by this process alone where it would not join in, and sharing gains nothing."""
    alone = count > MOST_WORTH_JOINING and jobs <= TOO_FEW
    return _spread(work, count, worth=FILES_WORTH_A_PROCESS, jobs=1 if alone else jobs)


def _spread(work: Callable[[int], Any], count: int, *, worth: int, jobs: int) -> list[Any]:
    """The answers for 0 to count - 1, from so many processes as are worth it.

    Unless they are very many, this one is among them: what it reads itself, it need not read again.
    """
    return in_processes(work, count, min(jobs, 1 + count // worth), joins=count <= MOST_WORTH_JOINING)
