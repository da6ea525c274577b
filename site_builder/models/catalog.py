"""Catalog: all that was read, nothing worked out yet."""

from collections.abc import Mapping
from functools import cached_property

from site_builder.models.article import Article
from site_builder.models.base import Model
from site_builder.models.entry import Entry
from site_builder.models.frozen import FrozenMapping
from site_builder.models.round import Round


class Catalog(Model):
    """The rounds, newest first, the entries in the order of rounds, divisions, submitters and ids, and the articles."""

    rounds: FrozenMapping[str, Round]
    entries: tuple[Entry, ...]
    articles: tuple[Article, ...] = ()

    @classmethod
    def of(
        cls, rounds: Mapping[str, Round], entries: tuple[Entry, ...], articles: tuple[Article, ...] = ()
    ) -> "Catalog":
        """Sort what was read, so that no page depends on the order of files on disk."""
        newest_first = sorted(rounds.values(), key=lambda r: r.id)
        newest_first.sort(key=lambda r: r.published or "9999", reverse=True)
        divisions = {round_.id: list(round_.divisions) for round_ in newest_first}
        place = {round_.id: index for index, round_ in enumerate(newest_first)}

        def order(entry: Entry) -> tuple[int, int, str, str, str]:
            known, folded = divisions[entry.round.id], entry.submitter.casefold()
            return place[entry.round.id], known.index(entry.division), folded, entry.submitter, entry.id

        by_id = {round_.id: round_ for round_ in newest_first}
        return cls(rounds=by_id, entries=tuple(sorted(entries, key=order)), articles=articles)

    def entries_of(self, round_: Round) -> tuple[Entry, ...]:
        """The entries of one round."""
        return self._by_round.get(round_.id, ())

    @cached_property
    def _by_round(self) -> dict[str, tuple[Entry, ...]]:
        """Worked out once: every page of a round asks."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.round.id, []).append(entry)
        return {id_: tuple(entries) for id_, entries in found.items()}
