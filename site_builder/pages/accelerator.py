"""Accelerator pages: every system with one accelerator model, over all rounds, and where it stands at its best."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.accelerators import memory_of
from site_builder.pages.best_results import BestResults, best_by_accelerator, best_results
from site_builder.pages.contents import Contents
from site_builder.pages.disclosures import submitter_link
from site_builder.pages.listing import by_benchmark
from site_builder.pages.page import Frame, Link, Page
from site_builder.pages.portrait import Portrait, portrait, rounds_of
from site_builder.tables import Name, chips_of


@dataclass(frozen=True, slots=True)
class AcceleratorPage:
    """Everything that an accelerator's page says."""

    frame: Annotated[Frame, "What stands around it"]
    portrait: Annotated[Portrait, "All systems with the accelerator, and their results"]
    memory: Annotated[tuple[str, ...], "Its memory as systems state it; may be empty"]
    submitters: Annotated[tuple[Link, ...], "Who submitted the systems"]
    uncounted: Annotated[int, "How many systems do not state how many accelerators they have"]
    best: Annotated[BestResults | None, "Where its leading results stand; none where nothing with it is ranked"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page of each accelerator model."""
    best = best_by_accelerator(contents.tables.rankings)
    for key, name in contents.accelerators.items():
        url = urls.accelerator(name.part)
        listed, series = by_benchmark(name.entries, contents, url, name.title), contents.accelerator_histories
        context = AcceleratorPage(
            frame=contents.framing.frame(
                url,
                title=f"{name.title} · Accelerators",
                description=f"Systems with {name.title} and their results, over all rounds.",
                crumbs=(("Accelerators", urls.ACCELERATORS),),
                rounds=rounds_of(name),
            ),
            portrait=portrait(name, listed, series.get(key, ()), contents, url),
            memory=memory_of(name.entries),
            submitters=_submitters(name, contents, url),
            uncounted=sum(chips_of(entry).number is None for entry in name.entries),
            best=best_results(best.get(key, ()), contents, url, name.title),
        )
        yield Page(url, "pages/accelerator.html", context)


def _submitters(name: Name, contents: Contents, url: str) -> tuple[Link, ...]:
    links = {link.href: link for link in (submitter_link(entry, contents, url) for entry in name.entries)}
    return tuple(sorted(links.values(), key=lambda link: (link.text.casefold(), link.text)))
