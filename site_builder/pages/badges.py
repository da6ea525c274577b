"""The list of systems that have badges."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.badge_images import badges_of
from site_builder.pages.contents import Contents
from site_builder.pages.page import Frame, Link, Page


@dataclass(frozen=True, slots=True)
class Badges:
    """Everything that the list says."""

    frame: Annotated[Frame, "What stands around it"]
    systems: Annotated[tuple[Link, ...], "Submitter and system, leading to the badges"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one list."""
    entries = [entry for entry in contents.catalog.entries if any(badges_of(entry, contents))]
    frame = contents.framing.frame(
        urls.BADGES,
        title="Badges",
        description="Results as small pictures to show elsewhere, each with the footnote that must stand with it.",
        rounds=tuple({entry.round.id: entry.round for entry in entries}.values()),
    )
    links = (
        Link(f"{entry.submitter}, {entry.gist.name}", urls.relative(urls.BADGES, urls.badges_of(entry)))
        for entry in entries
    )
    yield Page(urls.BADGES, "pages/badges.html", Badges(frame, tuple(links)))
