"""Tokens: the words and numbers of a text as they are held against those of another page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_NUMBER = re.compile(r"(?=.*[0-9])[0-9.,%×+–:-]+(?:e[+-]?[0-9]+)?x?")
_EDGES = ".,;:()[]{}|\"'„“”‘’"
# What is counted or reckoned as a share, by the word behind a number.
_COUNTED = frozenset(
    {"result", "system", "submitter", "card", "round", "benchmark", "leaderboard", "more", "of", "time"}
)
_BEFORE_A_COUNT = frozenset({"rank", "of"})
_GROUP = re.compile(r"[0-9]{3}")


def numbers_in(texts: Iterable[str]) -> Iterator[str]:
    """The numbers of some texts, as they are compared."""
    yield from (token for text in texts for token in tokens(text) if is_number(token))


def tokens(text: str) -> Iterator[str]:
    """Words in small letters, without punctuation around them and the `s` of a plural."""
    for word in text.split():
        if token := word.strip(_EDGES).casefold().removesuffix("s"):
            yield token


def differing_tokens(before: str, after: str) -> Counter[str]:
    """The tokens that only one of two texts has, or has more often."""
    old, new = Counter(tokens(before)), Counter(tokens(after))
    return (old - new) + (new - old)


def is_number(token: str) -> bool:
    """Whether a token is a number, a date or an ID: digits and what stands between them."""
    return bool(_NUMBER.fullmatch(token))


def counts(text: str) -> Iterator[str]:
    """The numbers of a text that are counts, ranks or shares, by the words beside them."""
    found = list(tokens(text))
    for at, token in enumerate(found):
        if is_number(token):
            behind = at + 1
            while behind < len(found) and _GROUP.fullmatch(found[behind]):  # 1 204 results
                behind += 1
            is_counted = behind < len(found) and found[behind] in _COUNTED
            if is_counted or (at and found[at - 1] in _BEFORE_A_COUNT):
                yield token
