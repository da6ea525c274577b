"""Feed: what became public, and when, as Atom (RFC 4287). All dates are dates of the data: no clock is read."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from site_builder.exports.xml import document, element, text
from site_builder.models import ERRATA, Entry, Verification
from site_builder.pages import Contents, Export, legend, marked, row_ids, urls
from site_builder.tables import Counts

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100  # whoever subscribes reads the newest; the pages have the rest


class FeedEntry(NamedTuple):
    """One thing that happened: `day` is written in the data, and `id` stays the same for ever."""

    day: str
    title: str
    summary: str
    address: str  # of the page that tells more
    anchor: str = ""  # tells apart what happened to one page

    @property
    def id(self) -> str:
        """The address with the day and what happened: two things that happened to one page are two entries."""
        return f"{self.address}#{'-'.join(filter(None, (self.anchor, self.day)))}"


class Feed(NamedTuple):
    """What the file is made of."""

    base: str
    title: str
    updated: str
    rights: str
    entries: tuple[FeedEntry, ...]


def rounds_published(contents: Contents) -> Iterator[FeedEntry]:
    """Each round that has results, on the day on which they became public."""
    for round_ in contents.catalog.rounds.values():
        entries = contents.catalog.entries_of(round_)
        if entries and round_.published:
            counts = Counts.of(entries)
            yield FeedEntry(
                day=round_.published,
                title=f"{marked(round_.title, round_)} was published",
                summary=f"{counts.results} results of {counts.systems} systems by {counts.submitters} submitters.",
                address=urls.round_page(round_.id),
                anchor="published",
            )


def results_changed(contents: Contents) -> Iterator[FeedEntry]:
    """Each entry that was corrected, withdrawn ..., and each such result of others, on a day that is written.

    Source: MLPerf submission rules, on changes after publication.
    """
    for entry in contents.catalog.entries:
        if not ERRATA.isdisjoint((entry.gist.status, *(result.status for result in entry.gist.results))):
            yield from _changes_of(entry)


def _changes_of(entry: Entry) -> Iterator[FeedEntry]:
    whole = entry.file.verification
    if whole.status in ERRATA and whole.date:
        yield _change(entry, whole, whole.date, "")
    rows = row_ids(entry)
    for position, result in enumerate(entry.results):
        state = result.verification
        # What became of it together with its entry is told once.
        if state is not None and state != whole and state.status in ERRATA and state.date:
            what = f"{result.benchmark} {result.scenario}"
            yield _change(entry, state, state.date, what, f"{rows[position]}-{result.scenario}")


def _change(entry: Entry, state: Verification, day: str, what: str, anchor: str = "") -> FeedEntry:
    name = f"{entry.submitter}, {entry.system.name}"
    scope = f"{marked(entry.round.title, entry.round)} {entry.round.divisions[entry.division].title}"
    return FeedEntry(
        day=day,
        title=f"{f'{what} of {name}' if what else name}: {state.status}",
        summary=f"{scope}. {state.reason or 'No reason is stated.'}",
        address=urls.result_card(entry),
        anchor="-".join(filter(None, (anchor, state.status))),
    )


# What happens on a site, each kind by a function of its own.
KINDS: tuple[Callable[[Contents], Iterator[FeedEntry]], ...] = (rounds_published, results_changed)


def exports(contents: Contents) -> Iterator[Export]:
    """`feed.xml`, where it is known where the site stands, and something has happened."""
    site, base = contents.framing.site, contents.framing.base_url
    found = [entry for kind in KINDS for entry in kind(contents)]
    if base is None or not found:
        return
    found.sort(key=lambda entry: entry.id)
    found.sort(key=lambda entry: entry.day, reverse=True)
    rounds = {entry.round.id: entry.round for entry in contents.catalog.entries}
    rights = " ".join(filter(None, (site.licence, legend(*rounds.values()))))
    yield Export(urls.FEED, feed_bytes, Feed(base, site.title, found[0].day, rights, tuple(found[:MOST_ENTRIES])))


def feed_bytes(feed: Feed) -> bytes:
    """The feed; entries newest first."""
    head = [
        text("id", feed.base),
        text("title", feed.title),
        text("updated", _moment(feed.updated)),
        element("author", text("name", feed.title)),
        element("link", rel="self", type="application/atom+xml", href=urljoin(feed.base, urls.FEED)),
        element("link", rel="alternate", type="text/html", href=feed.base),
        *([text("rights", feed.rights)] if feed.rights else []),
    ]
    return document(element("feed", *head, *(_entry(entry, feed.base) for entry in feed.entries), xmlns=ATOM))


def _entry(entry: FeedEntry, base: str) -> str:
    return element(
        "entry",
        text("id", urljoin(base, entry.id)),
        text("title", entry.title),
        text("published", _moment(entry.day)),
        text("updated", _moment(entry.day)),
        element("link", rel="alternate", type="text/html", href=urljoin(base, entry.address)),
        text("summary", entry.summary),
    )


def _moment(day: str) -> str:
    """The data knows days; Atom wants moments."""
    return f"{day}T00:00:00Z"
