"""A page as plain text, for `git diff`: each fact on a line of its own, with the place where it stands."""

from collections.abc import Iterator

from site_builder.diff.lines import printable
from site_builder.diff.links import ELSEWHERE
from site_builder.diff.outline import outline
from site_builder.diff.said import RESULTS, Outline, Place, Said

# Git hands over a file of some name, and does not say where the page stands: its links are told as seen from there.
HERE = "index.html"
TEXT = "string"  # what a fact is that nothing else is said of


def plain_lines(data: bytes) -> Iterator[str]:
    """What a page says: `Results: resnet Offline: Value: 1200.5`; lines of text stand below their heading.

    Where it leads stands behind an arrow, what it runs and what stands in its head beside the rest. Left out is how it
    looks: comments, classes, styles.
    """
    page = outline(HERE, data.decode("utf-8", "replace"))
    told = set[str]()
    led_to = set[str]()
    for place, said in page.facts.items():
        yield printable(": ".join((*_words(place, page), _with_more(said))))
        led_to.update(said.more.split())
        if place.section not in told:
            told.add(place.section)
            yield from _running(page, place.section)
    for section in page.lines:
        if section not in told:
            yield from _running(page, section)
    led_to.update(link for lines in page.lines.values() for said in lines for link in said.more.split())
    for link in sorted(page.links - led_to):
        if ELSEWHERE.match(link):
            yield printable(f"Loaded from elsewhere: {link}")


def _words(place: Place, page: Outline) -> list[str]:
    section = "Results" if place.section == RESULTS else place.section
    return [word for word in (section, page.labels.get(place.row, place.row), place.column) if word]


def _with_more(said: Said) -> str:
    """A text, and behind an arrow where it leads; or of what type it is, as its JSON has it."""
    more = said.more.removeprefix(TEXT).strip()
    return f"{said.text} → {more}" if more else said.text


def _running(page: Outline, section: str) -> Iterator[str]:
    for line in page.lines.get(section, ()):
        yield printable(": ".join(filter(None, (section, _with_more(line)))))
