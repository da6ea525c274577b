"""A page as plain text, for `git diff`: each fact on a line of its own, with the place where it stands."""

from collections.abc import Iterator

from site_builder.diff.lines import printable
from site_builder.diff.outline import outline
from site_builder.diff.said import CODE, HEAD, RESULTS, Outline, Place


def plain_lines(address: str, data: bytes) -> Iterator[str]:
    """What a page says: `Results: resnet Offline: Value: 1200.5`; lines of text stand below their heading."""
    page = outline(address, data.decode("utf-8", "replace"))
    told = set[str]()
    for place, said in page.facts.items():
        # Git does not say where the page stands, and with it not where its scripts are.
        if place.section not in (HEAD, CODE):
            yield printable(": ".join((*_words(place, page), said.text)))
        if place.section not in told:
            told.add(place.section)
            yield from _running(page, place.section)
    for section in page.lines:
        if section not in told:
            yield from _running(page, section)


def _words(place: Place, page: Outline) -> list[str]:
    section = "Results" if place.section == RESULTS else place.section
    return [word for word in (section, page.labels.get(place.row, place.row), place.column) if word]


def _running(page: Outline, section: str) -> Iterator[str]:
    for line in page.lines.get(section, ()):
        yield printable(": ".join(filter(None, (section, line.text))))
