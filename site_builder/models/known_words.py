"""Known words: what entries of one round said, and was judged right once, is right again.

Nearly all entries say the same few words in the same few combinations, and nothing is wrong with them: looking that
up takes a tenth of the time of judging it. Whatever is not known to be right is left to `read_entry`, which says why.
"""

from collections.abc import Mapping
from types import NoneType
from typing import NamedTuple

from site_builder.models.base import is_blank, made
from site_builder.models.entry import Entry
from site_builder.models.entry_file import EntryFile
from site_builder.models.entry_rules import is_in_words_of
from site_builder.models.entry_words import words_of
from site_builder.models.number import Number
from site_builder.models.result import Result, Source, Verification
from site_builder.models.round import Round

# Spellings are as many as people write; the round's own words are far fewer.
MOST_KNOWN = 10_000

ALL_OF_ENTRY = set(Entry.model_fields)

Spelled = tuple[str | None, ...]
Ground = tuple[str | bool | tuple[str, ...] | None, ...]
TEXT_OR_NOTHING = {str, NoneType}


class Words(NamedTuple):
    """What an entry's words mean in its round, and the grounds of results that are known to be right among them."""

    division: str
    categories: tuple[str, ...]
    availability: str | None
    right: set[Ground]


class KnownWords:
    """Reads entries of one round, of which it remembers what was right."""

    def __init__(self, round_: Round, where: str) -> None:
        self.round, self.where = round_, where
        self._words: dict[Spelled, Words] = {}
        self._right: dict[tuple[str, tuple[str, ...]], set[Ground]] = {}
        self._reached: set[tuple[str, str, str, str]] = set()  # benchmark, scenario, metric and accuracy that count

    def entry(self, stem: str, file: EntryFile, sha256: str) -> Entry | None:
        """The entry, where nothing at all is wrong with it; None where something may be."""
        words = self._words_of(file)
        if words is None or not self._is_right(file, words):
            return None
        said = file.system.description.get
        submitter, name = file.submitter or said("submitter"), said("system_name")
        if type(submitter) is not str or is_blank(submitter) or type(name) is not str or is_blank(name):
            return None
        members = {
            "id": stem,
            "round": self.round,
            "division": words.division,
            "submitter": submitter,
            "categories": words.categories,
            "availability": words.availability,
            "sha256": sha256,
            "file": file,
        }
        return made(Entry, members, ALL_OF_ENTRY)

    def _words_of(self, file: EntryFile) -> Words | None:
        said = file.system.description.get
        spelled = file.division, file.category, said("division"), said("system_type"), said("status")
        if not TEXT_OR_NOTHING.issuperset(map(type, spelled)):
            return None
        if spelled not in self._words:
            division, categories, availability, findings = words_of(file, self.round, self.where)
            if findings or division is None or categories is None:
                return None
            if len(self._words) >= MOST_KNOWN:
                self._words.clear()
            right = self._right.setdefault((division, categories), set())
            self._words[spelled] = Words(division, categories, availability, right)
        return self._words[spelled]

    def _is_right(self, file: EntryFile, words: Words) -> bool:
        """Whether no rule is broken, as far as that can be told at a glance."""
        is_verified = file.verification.status == "verified"
        if (is_verified and not _has_proof(file.verification, file.source)) or file.verification.lacking:
            return False
        needs_id = is_verified or file.verification.status == "corrected"
        has_id, right, rows = file.id is not None or not needs_id, words.right, set()
        has_targets = not self.round.divisions[words.division].own_models
        for result in file.results:
            benchmark, scenario, model, accuracy = result.benchmark, result.scenario, result.used_model, result.accuracy
            metrics = tuple(accuracy) if accuracy else ()
            ground = benchmark, scenario, result.category, result.unit, result.inferred_from, model is None, metrics
            if not (
                (ground in right or self._learns(ground, file, result, words))
                and (has_id or result.id)
                and result.verification is None
                and result.value.value > 0
                and (result.power is None or result.power.value.value > 0)
                and not (
                    accuracy and (_has_minus(accuracy) or (has_targets and self._misses(benchmark, scenario, accuracy)))
                )
            ):
                return False
            rows.add((benchmark, model or benchmark, scenario))
        return len(rows) == len(file.results)

    def _misses(self, benchmark: str, scenario: str, accuracy: Mapping[str, Number]) -> bool:
        """Whether a target of the benchmark is told to be missed."""
        for metric, reached in accuracy.items():
            said = benchmark, scenario, metric, reached.as_written
            if said not in self._reached:
                known = self.round.benchmark(benchmark)
                if known is None or any(True for _ in known.missed(scenario, {metric: reached})):
                    return True
                if len(self._reached) >= MOST_KNOWN:
                    self._reached.clear()
                self._reached.add(said)
        return False

    def _learns(self, ground: Ground, file: EntryFile, result: Result, words: Words) -> bool:
        """Whether a result is right that says these words; it is remembered then."""
        if not is_in_words_of(self.round, file, result, words.division, words.categories, self.where):
            return False
        if len(words.right) >= MOST_KNOWN:
            words.right.clear()
        words.right.add(ground)
        return True


def _has_proof(state: Verification, source: Source | None) -> bool:
    return bool(state.date and source and source.url and source.retrieved)


def _has_minus(accuracy: Mapping[str, Number]) -> bool:
    return "-" in [reached.as_written[0] for reached in accuracy.values()]
