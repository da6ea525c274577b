"""Findings that several models make: a word that is not known, a value of the wrong type."""

import re
from collections.abc import Iterable, Mapping

from site_builder.models.number import Number
from site_builder.problems import Finding, JsonPath, address_in_words, nearest


def unknown_word(
    path: JsonPath, kind: str, word: str, known: Iterable[str], *, on_key: bool = False, where: str = ""
) -> Finding:
    """The Finding for a word that is not one of the valid ones, with the nearest of them.

    `kind` names what the word is (scenario, benchmark); `where` the file that declares the valid ones.
    """
    words = list(known)
    guess = nearest(word, words)
    expected = f"one of {', '.join(words)}" if words else f"no {kind} at all"
    fix = f'write "{guess}"' if guess else f"write one of the names above for the {kind}" if words else "remove it"
    if where:
        expected = f"{expected} ({where})"
    return Finding(path, f"unknown-{kind}", f'{address_in_words(path)} is "{word}"', expected, fix, on_key=on_key)


def wrong_type(path: JsonPath, value: object, expected: str) -> Finding:
    """The Finding for a value of another JSON type than the one that belongs there."""
    fix = f"write {expected}"
    if expected == "a text" and isinstance(value, Number):
        fix = f'write "{value}", in quotation marks'
    if expected == "a number" and isinstance(value, str) and re.fullmatch(r"-?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?", value):
        fix = f"write {value}, without quotation marks"
    return Finding(path, "wrong-type", f"{address_in_words(path)} is {_in_words(value)}", expected, fix)


def _in_words(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number):
        return f"the number {_short(str(value))}"
    if isinstance(value, str):
        return f'the text "{_short(value)}"'
    return "an object" if isinstance(value, Mapping) else "an array"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
