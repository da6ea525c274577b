"""Retouch: the pages that a few edited entries change are made anew; no other entry is read, and no other page planned.

For edits of values and of what only an entry's own card tells, where the last build left a trail. Any other edit, and
whatever else is not as that build left it, is for `build`, which plans all pages; the bytes are the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

from site_builder.cache import Glance, Made, Memory, Plain
from site_builder.config import Site
from site_builder.keeping import NO_LOOK, Keeper
from site_builder.models import Entry, Gist, Round
from site_builder.pages import TRACED, CardAgain, Framing, Page, SitePlan, card_again, rows_again
from site_builder.publish import MANIFEST, Spare, Stage, Stored, digest_of_manifest, staging
from site_builder.render import render
from site_builder.report import BuildReport, Options
from site_builder.sources import EntryRead, EntryReader, read_words
from site_builder.surroundings import uncollected
from site_builder.tables import BoardKey, Columns, keys_of_gist
from site_builder.trail import Trail

# Beyond so many, planning all pages at once costs less.
MOST_EDITS = 20


class Edit(NamedTuple):
    """An entry that was edited, of which others tell nothing new but values."""

    place: int  # in the catalog
    before: Gist
    read: EntryRead
    entry: Entry


class NotAlone(Exception):
    """More than a few pages may follow from the edits: all are to be planned."""


def retouched(options: Options, glance: Glance | None, on_wait: Callable[[], None]) -> BuildReport | None:
    """What was built, where the edits since the last build change a few pages only; None where they may change more."""
    if glance is None or not options.only or not TRACED.issuperset(options.only) or options.scheduler:
        return None
    with uncollected():
        return _retouched(options, glance, on_wait)


def _retouched(options: Options, glance: Glance, on_wait: Callable[[], None]) -> BuildReport | None:
    start = perf_counter()
    memory = Memory(glance)
    before = memory.few_edits(MOST_EDITS)
    if before is None:
        return None
    looked = perf_counter()
    try:
        retouch = Retouch(options, memory, before)
        planned = perf_counter()
        with staging(options.output, on_wait, retouch.spare) as stage:
            report = retouch.publish(stage)
    except NotAlone:
        return None
    report.seconds.update(look=looked - start, plan=planned - looked, render=perf_counter() - planned)
    return report


class Retouch:
    """The pages of one retouching, planned."""

    def __init__(self, options: Options, memory: Memory, before: list[EntryRead]) -> None:
        self._options, self._memory = options, memory
        self._trail = Trail(*memory.trail)
        self._keeper = Keeper(memory, options.data, options.templates, rounds=memory.rounds)
        site, rounds = self._words({read.known["round"] for read in before if read.known})
        self._framing = Framing.remade(site, self._trail.links, draft=options.draft)
        if self._framing.digest != self._trail.shared:
            raise NotAlone
        self._reader = EntryReader(options.data, rounds, {}, frozenset())
        self._cards: dict[int, CardAgain] = {}
        self._boards: dict[BoardKey, Columns] = {}
        # What is told of all entries together, with lines that an edit may move.
        self._warned = {path for warning in memory.warnings for path in (warning.at.path, *warning.also)}
        self._edits = [self._edit(read) for read in before]
        self._entries = {edit.place: edit.entry for edit in self._edits}
        self._pages = list(self._planned())
        self._keeper.begin(SitePlan(tuple(sorted(self._pages, key=lambda page: page.url)), shared=self._trail.shared))

    def _words(self, names: set[str]) -> tuple[Site, Mapping[str, Round]]:
        site, rounds, hashes = read_words(self._options.data, names)
        if site is None or rounds.keys() != names:
            raise NotAlone
        if any(sha256 != self._memory.last_hash(path) for path, sha256 in hashes.items()):
            raise NotAlone  # a round was edited since we looked: more pages than these show it
        if self._options.base_url is not None:
            site = site.model_copy(update={"base_url": self._options.base_url})
        return site, rounds

    def _edit(self, before: EntryRead) -> Edit:
        """One edit, if it is one of those that change a few pages only."""
        now, place = self._reader.read(before.file), self._trail.place_of(before.file)
        entry = self._reader.entry(now)
        if place is None or entry is None or before.gist is None or not _is_small(before, now):
            raise NotAlone
        if self._trail.source(place) is None or now.path in self._warned:
            raise NotAlone
        return Edit(place, before.gist, now, entry)

    def _planned(self) -> Iterator[Page]:
        if "result_card" in self._options.only:
            for place, ranks in self._moved().items():
                self._cards[place] = self._card(place, ranks)
                yield self._cards[place].page
        if "round" in self._options.only:
            for round_ in {edit.entry.round.id: edit.entry.round for edit in self._edits}.values():
                yield from self._rows(round_)

    def _moved(self) -> dict[int, list[tuple[int, BoardKey, int]]]:
        """The entries with other cards, by their places, and the ranks that moved: position, board and rank."""
        found: dict[int, list[tuple[int, BoardKey, int]]] = defaultdict(list)
        for edit in self._edits:
            found[edit.place] = []
        for key, board in self._edited_boards():
            if key.is_ranked:
                before, now = board.ranks(), self._boards[key].ranks()
                for (place, position), rank in now.items():
                    if before[place, position] != rank:
                        found[place].append((position, key, rank))
        return found

    def _edited_boards(self) -> Iterator[tuple[BoardKey, Columns]]:
        """The boards on which a value was edited, as they were; as they are now, they are among our own."""
        first: dict[BoardKey, Columns] = {}
        for edit in self._edits:
            for position, (then, now) in enumerate(zip(edit.before.results, edit.entry.gist.results, strict=True)):
                if then.value == now.value:
                    continue
                for key in keys_of_gist(edit.entry, now):
                    board = first.setdefault(key, self._board(key))
                    self._boards[key] = self._with_value(self._boards.get(key, board), key, edit, position)
        yield from first.items()

    def _board(self, key: BoardKey) -> Columns:
        board = self._trail.board(key)
        if board is None:
            raise NotAlone
        return board

    def _with_value(self, board: Columns, key: BoardKey, edit: Edit, position: int) -> Columns:
        metric, result = edit.entry.round.metric(key.unit), (edit.place, position)
        assert metric is not None  # or it stands on no board
        moved = board.with_value(result, edit.entry.gist.results[position].value, metric.better)
        group = board.group_of(result)
        # Cards of the same accelerators name the best result with fewer bits.
        if group and board.best_of(group) != moved.best_of(group):
            raise NotAlone
        return moved

    def _card(self, place: int, ranks: Iterable[tuple[int, BoardKey, int]]) -> CardAgain:
        entry, around = self._entry(place), self._trail.around(place)
        if around is None:
            raise NotAlone
        return card_again(entry, self._framing, around, ranks, place)

    def _entry(self, place: int) -> Entry:
        """The entry at a place in the catalog: one that was edited, or one that says what it said."""
        if place not in self._entries:
            source = self._trail.source(place)
            read = self._reader.read(source[0]) if source else None
            entry = self._reader.entry(read) if read else None
            if read is None or entry is None or source is None or read.sha256 != source[1]:
                raise NotAlone
            self._entries[place] = entry
        return self._entries[place]

    def _rows(self, round_: Round) -> Iterator[Page]:
        """The pages with rows of edited entries of a round."""
        parts = self._trail.parts(round_.id)
        for index, part in enumerate(parts):
            if any(edit.entry.round.id == round_.id and part.has(edit.place) for edit in self._edits):
                places = range(part.first[0], part.last[0] + 1)
                yield from rows_again(round_, self._framing, parts, index, [self._entry(place) for place in places])

    @property
    def spare(self) -> Spare | None:
        """What the site is put together from."""
        spare = self._keeper.spare
        return replace(spare, is_wanted=True) if spare else None

    def publish(self, stage: Stage) -> BuildReport:
        """Publish the site with these pages, and remember it."""
        reasons = self._keeper.reasons(self._pages)
        new = {page.url: stage.store(page.url, render(page, self._options.templates)) for page in self._pages}
        stored = list(self._stored(stage, new))
        published = stage.publish(stored)
        digest = digest_of_manifest({one.url: one.sha256 for one in stored})
        made = [*self._keeper.made(new.values()), Made(MANIFEST, digest, None, NO_LOOK)]
        self._memory.save_few([edit.read for edit in self._edits], made, self._leave_trail, linked=stage.linked)
        return BuildReport(published, self._memory.warnings, self._memory.is_based, {}, reasons)

    def _stored(self, stage: Stage, new: Mapping[str, Stored]) -> Iterator[Stored]:
        """All files of the new site; those that are as they were, linked into it."""
        files = [(url, told, look) for url, told, look in self._memory.looks() if url != MANIFEST]
        if not new.keys() <= stage.old.keys() or stage.old != {url: told for url, told, _ in files}:
            raise NotAlone  # another build published since we looked
        for url, _, look in files:
            one = new.get(url) or stage.keep(url, look)
            if one is None:
                raise NotAlone
            yield one

    def _leave_trail(self) -> Plain:
        """The trail for the next build."""
        places = {*self._cards, *(edit.place for edit in self._edits)}
        cards = {place: self._cards.get(place) for place in places}
        now = {place: (self._entry(place).sha256, card.around if card else None) for place, card in cards.items()}
        return self._trail.leave(now, self._boards)


def _is_small(before: EntryRead, now: EntryRead) -> bool:
    """Whether nothing of an entry is another but what its card alone tells, and values; whole and right both times."""
    if before.gist is None or now.gist is None or before.known != now.known or not before.whole or not now.whole:
        return False
    if any((before.problems, now.problems, before.held_up, now.held_up, before.unsure, now.unsure)):
        return False
    if before.latest != now.latest:
        return False  # it may be later than the site's as_of now, or no longer
    return _but_for_values(before.gist) == _but_for_values(now.gist)


def _but_for_values(gist: Gist) -> Gist:
    return gist._replace(said="", results=tuple([result._replace(value="") for result in gist.results]))
