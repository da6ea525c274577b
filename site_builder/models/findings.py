"""Findings that several models make: a word that is not known, a value of the wrong type."""

from collections.abc import Iterable, Mapping

from site_builder.models.address import LONGEST_PART
from site_builder.models.number import JSON_NUMBER, Number
from site_builder.problems import LONGEST_QUOTE, Finding, JsonPath, address_in_words, nearest, shortened


def unknown_word(
    path: JsonPath,
    kind: str,
    word: str,
    known: Iterable[str],
    *,
    on_key: bool = False,
    where: str = "",
    spelled: Mapping[str, str] | None = None,
) -> Finding:
    """The Finding for a word that is not one of the valid ones, with the nearest of them.

    `kind` names what the word is (scenario, benchmark); `where` the file that declares the valid ones,
    `spelled` other spellings of them, each with the word that it means.
    """
    words = list(known)
    found = nearest(word, [*words, *(spelled or {})])
    guess = words[0] if len(words) == 1 else (spelled or {}).get(found, found) if found else None
    expected = f"one of {', '.join(words)}" if words else f"no {kind} at all"
    fix = f'write "{guess}"' if guess else f"write one of the names above for the {kind}" if words else "remove it"
    if where:
        expected = f"{expected} ({where})"
    name = f"the {kind}" if on_key else address_in_words(path)
    return Finding(path, f"unknown-{kind}", f'{name} is "{shortened(word)}"', expected, fix, on_key=on_key)


def no_address(path: JsonPath, message: str, *, on_key: bool = False) -> Finding:
    """The Finding for a name of which nothing is left in an address."""
    expected = f"a name with Latin letters or digits, at most {LONGEST_PART} characters"
    fix = "write it in Latin letters"
    return Finding(path, "name-cannot-be-an-address", message, expected, fix, on_key=on_key)


def wrong_type(path: JsonPath, value: object, expected: str) -> Finding:
    """The Finding for a value of another JSON type than the one that belongs there."""
    fix = f"write {expected}"
    if expected == "a text" and isinstance(value, Number) and len(str(value)) < LONGEST_QUOTE:
        fix = f'write "{value}", in quotation marks'
    if expected == "a number" and isinstance(value, str) and JSON_NUMBER.fullmatch(value[:LONGEST_QUOTE]):
        fix = f"write {value}, without quotation marks"
    return Finding(path, "wrong-type", f"{address_in_words(path)} is {_in_words(value)}", expected, fix)


def _in_words(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number):
        return f"the number {shortened(str(value))}"
    if isinstance(value, str):
        return f'the text "{shortened(value)}"'
    return "an object" if isinstance(value, Mapping) else "an array"
