"""The badges of one system, each with what somebody pastes who shows it elsewhere: picture, link and footnote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Annotated
from urllib.parse import urljoin

from site_builder.models import Entry, Result
from site_builder.pages import urls
from site_builder.pages.badge_images import badge, badges_of, scope_of_badge
from site_builder.pages.contents import Contents
from site_builder.pages.messaging import citation, marked
from site_builder.pages.page import Frame, Link, Page

MARKDOWN = re.compile(r"[\\`*_\[\]<>&#~|!]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One badge, and how to show it."""

    id: Annotated[str, "Anchor of its heading"]
    name: Annotated[str, "Benchmark and scenario"]
    image: Annotated[str, "Link to the picture"]
    width: Annotated[int, "Of the picture, in pixels"]
    title: Annotated[str, "What the picture says"]
    footnote: Annotated[str, "What must stand with it, as text"]
    html: Annotated[str, "To paste into a page"]
    markdown: Annotated[str, "To paste into a README"]


@dataclass(frozen=True, slots=True)
class BadgeSnippets:
    """Everything that the page says."""

    frame: Annotated[Frame, "What stands around it"]
    card: Annotated[Link, "The system, leading to its card"]
    submitter: Annotated[str, "Who submitted it"]
    badges: Annotated[tuple[Snippet, ...], "In the order of the card"]


def pages(contents: Contents) -> Iterator[Page]:
    """The page of every system that has a result which counts."""
    for entry in contents.catalog.entries:
        url = urls.badges_of(entry)
        found = tuple(_snippet(entry, *one, contents) for one in badges_of(entry, contents))
        if found:
            yield Page(url, "pages/badge_snippets.html", _page(entry, url, found, contents))


def _page(entry: Entry, url: str, found: tuple[Snippet, ...], contents: Contents) -> BadgeSnippets:
    name = entry.system.name
    return BadgeSnippets(
        frame=contents.framing.frame(
            url,
            title=f"Badges · {name} · {entry.submitter}",
            description=f"Badges of {marked(entry.round.title, entry.round)} for {entry.submitter} {name}.",
            crumbs=(("Badges", urls.BADGES),),
            rounds=(entry.round,),
        ),
        card=Link(name, urls.relative(url, urls.result_card(entry))),
        submitter=entry.submitter,
        badges=found,
    )


def _snippet(entry: Entry, image: str, row: str, result: Result, contents: Contents) -> Snippet:
    base, shown = contents.framing.base_url or "", badge(entry, result)
    there, picture = urljoin(base, f"{urls.result_card(entry)}#{row}"), urljoin(base, image)
    footnote = citation(entry, [entry.results.index(result)], scope_of_badge(entry, result))
    alt = _in_markdown(shown.title)
    return Snippet(
        id=f"badge-{image.rpartition('/')[2].removesuffix('.svg')}",
        name=shown.measured,
        image=urls.relative(urls.badges_of(entry), image),
        width=shown.width,
        title=shown.title,
        footnote=footnote,
        html=f'<figure>\n<a href="{escape(there)}"><img src="{escape(picture)}" width="{shown.width}" height="92" '
        f'alt="{escape(shown.title)}"></a>\n<figcaption>{escape(footnote)}</figcaption>\n</figure>',
        markdown=f"[![{alt}]({picture})]({there})\n\n{_in_markdown(footnote)}",
    )


def _in_markdown(text: str) -> str:
    """The text as one line of Markdown that means itself."""
    return MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
