"""Reading an entry's words with its round: division, submitter, categories, availability."""

import re
from collections.abc import Mapping, Set
from typing import Any

from site_builder.models.base import is_blank
from site_builder.models.entry import Entry
from site_builder.models.entry_file import EntryFile
from site_builder.models.entry_rules import broken_rules, broken_without_round, follows
from site_builder.models.findings import unknown_word, wrong_type
from site_builder.models.round import Round, Word
from site_builder.problems import Finding, JsonPath, address_in_words, nearest, shortened

CATEGORY_SEPARATOR = re.compile(r"\s*(?:[,;/+&]|\band\b)\s*")

# As near to the name of a field as this, a key of a description is that name misspelt: system_type is not system_name.
MISSPELT = 0.85


def read_entry(
    stem: str, file: EntryFile, round_: Round, where: str, doubted: Set[str] = frozenset(), sha256: str = ""
) -> tuple[Entry | None, list[Finding]]:
    """The entry, or None, and everything that is wrong with it; `where` names the round's file.

    `doubted` are the fields of the round that have faults: the entry is not blamed for what may only follow from them.
    """
    words = _Words(file, round_, where)
    division, submitter, categories = words.division(), words.submitter(), words.categories()
    availability = words.availability()
    words.text("", "system_name", "the system's name")
    findings = [*words.findings, *broken_rules(file, round_, division, categories or (), where)]
    if doubted:
        findings = [finding for finding in findings if not follows(finding, doubted)]
    if "categories" in doubted:
        findings += (finding for finding in broken_without_round(file) if finding.kind == "duplicate-result")
    if division is None or submitter is None or categories is None or doubted & {"divisions", "categories"}:
        return None, findings
    entry = Entry(
        id=stem,
        round=round_,
        division=division,
        submitter=submitter,
        categories=categories,
        availability=availability,
        sha256=sha256,
        file=file,
    )
    return entry, findings


def words_of(
    file: EntryFile, round_: Round, where: str
) -> tuple[str | None, tuple[str, ...] | None, str | None, list[Finding]]:
    """The entry's division, categories and availability, and what is wrong with these."""
    words = _Words(file, round_, where)
    return words.division(), words.categories(), words.availability(), words.findings


class _Words:
    """Each word from the entry's top level, or else from the description, read as one of the round's own."""

    def __init__(self, file: EntryFile, round_: Round, where: str) -> None:
        self.file, self.round, self.where = file, round_, where
        self.description: Mapping[str, Any] = file.system.description
        self.findings: list[Finding] = []

    def text(self, field: str, key: str, what: str) -> tuple[str | None, JsonPath]:
        """The text under `field` of the entry, or `key` of the description, and where it stands."""
        own = getattr(self.file, field) if field else None
        if own is not None:
            return own, (field,)
        at: JsonPath = ("system", key)
        value = self.description.get(key)
        if key not in self.description:
            near = nearest(key, self.description, MISSPELT)
            fix = f'did you mean "{key}" where "{shortened(near)}" stands?' if near else f'add "{key}" to system'
            self.findings.append(Finding(("system",), "missing-field", f"system has no {key}", what, fix, on_key=True))
        elif not isinstance(value, str):
            self.findings.append(wrong_type(at, value, "a text"))
        elif is_blank(value):
            message = f"{address_in_words(at)} is empty"
            self.findings.append(Finding(at, "empty-text", message, what, "write it out"))
        else:
            return value, at
        return None, at

    def submitter(self) -> str | None:
        """Who submitted it."""
        return self.text("submitter", "submitter", "who submitted it")[0]

    def division(self) -> str | None:
        """The id of its division."""
        text, at = self.text("division", "division", "its division")
        if text is None:
            return None
        found = self.round.division(text)
        if found is None:
            known = self.round.divisions
            self.findings.append(unknown_word(at, "division", text, known, where=self.where, spelled=_spellings(known)))
        return found

    def categories(self) -> tuple[str, ...] | None:
        """The ids of its categories, in the round's order, whatever the order in which somebody wrote them."""
        if not self.round.categories:
            if self.file.category is not None:
                self.findings.append(unknown_word(("category",), "category", self.file.category, (), where=self.where))
            return ()
        text, at = self.text("category", "system_type", "its category")
        if text is None:
            return None
        found = set()
        # A category's own name may hold a separator: "R&D".
        whole = self.round.category(text) is not None
        for part in (text,) if whole else filter(None, CATEGORY_SEPARATOR.split(text.strip())):
            category = self.round.category(part)
            if category is None:
                self.findings.append(self._unknown_category(at, part))
                return None
            found.add(category)
        if not found:
            self.findings.append(self._unknown_category(at, text))
        return tuple(category for category in self.round.categories if category in found) or None

    def _unknown_category(self, at: JsonPath, word: str) -> Finding:
        known = self.round.categories
        return unknown_word(at, "category", word, known, where=self.where, spelled=_spellings(known))

    def availability(self) -> str | None:
        """The id of its availability, if stated."""
        value = self.description.get("status")
        at: JsonPath = ("system", "status")
        if value is None or value == "" or not self.round.availabilities:
            return None
        if not isinstance(value, str):
            self.findings.append(wrong_type(at, value, "a text"))
            return None
        found = self.round.availability(value)
        if found is None:
            known = self.round.availabilities
            self.findings.append(
                unknown_word(at, "availability", value, known, where=self.where, spelled=_spellings(known))
            )
        return found


def _spellings(words: Mapping[str, Word]) -> dict[str, str]:
    """Each title and other spelling with the word that it means."""
    return {spelling: word_id for word_id, word in words.items() for spelling in (word.title, *word.spellings)}
