"""Checking a site: every page read once, in several processes, then what only all of them together can tell."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_builder.checks import (
    alt_text,
    disclosure,
    drafts,
    footnotes,
    links,
    placement,
    recomputed,
    size,
    structure,
    wording,
)
from site_builder.checks.leading import links_of
from site_builder.checks.page import HOME, Page, PageFacts, SiteFacts
from site_builder.checks.reading import anchors_of, canonical_of, card_of, claims_of
from site_builder.checks.rule import Found
from site_builder.checks.tree import Place, tree_of
from site_builder.problems import Location, NothingFound, Problem
from site_builder.surroundings import uncollected

CHECKS = tuple(
    module.CHECK for module in (links, structure, placement, alt_text, disclosure, footnotes, recomputed, wording, size)
)
# What is asked of a site that is about to be published, and of no draft.
PUBLISHED = drafts.CHECK

EachOf = Callable[[Callable[[int], PageFacts], int], list[PageFacts]]


def one_by_one(work: Callable[[int], PageFacts], count: int) -> list[PageFacts]:
    """The answers for 0 to count - 1, in this process."""
    return [work(index) for index in range(count)]


def check_site(folder: str, each_of: EachOf = one_by_one, *, published: bool = False) -> tuple[Problem, ...]:
    """What is wrong with a built site, or with any folder of HTML files, sorted by file and line.

    `each_of` spreads the reading over processes; `published` refuses a draft. Raises: NothingFound where there is no
    HTML file.
    """
    files = dict(_files(folder))
    urls = [url for url in files if url.endswith((".html", ".htm"))]
    if not urls:
        raise NothingFound(f"there is no HTML file in {folder}", "build the site first, or name its folder")
    checks = (*CHECKS, PUBLISHED) if published else CHECKS

    def read(index: int) -> PageFacts:
        return _read(folder, urls[index], published=published)

    with uncollected():  # trees are many small things that refer to each other
        pages = {page.url: page for page in each_of(read, len(urls))}
    site = SiteFacts(pages, files, _base(pages))
    found = [problem for page in pages.values() for problem in page.problems]
    for check in checks:
        if check.of_site is not None:
            found += [_problem(folder, url, breach) for url, breach in check.of_site(site)]
    return tuple(sorted(found, key=lambda problem: (problem.at, problem.kind, problem.message)))


def _files(folder: str) -> Iterator[tuple[str, int]]:
    """Address and size of each file, in the order of the addresses; what begins with a point is no part of a site."""
    for at, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(at, name)
            if os.path.isfile(path):
                yield os.path.relpath(path, folder).replace(os.sep, "/"), os.path.getsize(path)


def _read(folder: str, url: str, *, published: bool) -> PageFacts:
    data = Path(folder, url).read_bytes()
    page = Page(url, tree_of(data.decode("utf-8", "replace")))
    checks = (*CHECKS, PUBLISHED) if published else CHECKS
    breaches = [breach for check in checks if check.of_page is not None for breach in check.of_page(page)]
    if b"\xef\xbf\xbd" not in data and "\ufffd" in page.text:
        fix = "save the file as UTF-8"
        breaches.append(Found(Place(1, 1), "broken-html", "the file is no text in UTF-8", "UTF-8", fix))
    return PageFacts(
        url=url,
        size=len(data),
        anchors=anchors_of(page),
        links=tuple(links_of(page.root)),
        is_redirect=any(e.get("http-equiv").casefold() == "refresh" for e in page.root.find("meta")),
        canonical=canonical_of(page),
        card=card_of(page),
        claims=tuple(claims_of(page)),
        problems=tuple(_problem(folder, url, breach) for breach in breaches),
    )


def _base(pages: dict[str, PageFacts]) -> str:
    """The path below which the site says that it stands; `/` where it does not say."""
    home = pages.get(HOME)
    path = unquote(urlsplit(home.canonical).path) if home else ""
    return f"{path.removesuffix(HOME).rstrip('/')}/"


def _problem(folder: str, url: str, found: Found) -> Problem:
    at = Location(os.path.join(folder, url), *found.place)
    return Problem(
        at=at, kind=found.kind, message=found.message, expected=found.expected, fix=found.fix, severity=found.severity
    )


def kinds() -> Sequence[str]:
    """The kinds of findings, in the order of the checks."""
    return [kind for check in (*CHECKS, PUBLISHED) for kind in check.rules]
