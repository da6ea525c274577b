"""The words of an article: its links with their places, and what the rules on a name and on claims forbid.

Source: MLPerf results messaging guidelines, on the use of the name, and on clear and correct statements.
"""

import re
from collections.abc import Iterator

from site_builder.models import ArticleLink
from site_builder.problems import Location, Problem, shortened

FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?(?:\n(?!\n)[^\n]*?)*?)(?<!`)\1(?!`)")
INLINE_LINK = re.compile(r"\]\([ \t]*<?([^\s<>()]*)")
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
TARGETS = (INLINE_LINK, REFERENCE)

BENT_NAME = re.compile(r"\bML[ -]Perf\w*|\bMLPerf®?(?:['’]\w+|-\w+|s\b|ed\b|ing\b)", re.IGNORECASE)
BARE_NAME = re.compile(r"\bMLPerf\b(?!®|['’-]\w)")
SUPERLATIVE = re.compile(
    r"\b(?:fastest|best|number one|world record|new record|record-(?:breaking|setting)|unbeaten)\b|#1\b", re.IGNORECASE
)
SCOPE = (re.compile(r"\bv?[0-9]+\.[0-9]+\b"), re.compile(r"\bas of\b", re.IGNORECASE))
# From line to line: a line of spaces would else be read again from each of them on.
PARAGRAPH = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)

BRACKETS = re.compile(r"[\[\](){}<>]")
OPENED = {"]": "[", ")": "(", "}": "{", ">": "<"}
# The reader of Markdown looks for the end of each of them from where it begins: 5 000 cost it half a minute.
MOST_OPEN = 200


class Words:
    """A text without what stands in it as code, and the place of each offset in the file that it ends."""

    def __init__(self, path: str, text: str, lines_above: int) -> None:
        self.path, self._above = path, lines_above
        self.text = CODE.sub(_blank, FENCED.sub(_blank, text))

    def links(self) -> Iterator[ArticleLink]:
        """Every link, in the order of the text."""
        found = [match for pattern in TARGETS for match in pattern.finditer(self.text)]
        for match in sorted(found, key=re.Match.start):
            at = self._at(match.start(1))
            yield ArticleLink(target=match[1], line=at.line, column=at.column)

    def unreadable(self) -> Iterator[Problem]:
        """The first bracket that is one too many: what opens and is not closed must be looked for to the end."""
        for paragraph in PARAGRAPH.finditer(self.text):
            is_open = dict.fromkeys(OPENED.values(), 0)
            for found in BRACKETS.finditer(self.text, paragraph.start(), paragraph.end()):
                opening = OPENED.get(found[0])
                if opening is not None:
                    is_open[opening] = max(0, is_open[opening] - 1)
                    continue
                is_open[found[0]] += 1
                if is_open[found[0]] > MOST_OPEN:
                    message = f'more than {MOST_OPEN} "{found[0]}" of this paragraph are not closed here'
                    fix = "close them, or set them as code between backticks"
                    at = self._at(found.start())
                    yield Problem(
                        at=at, kind="nested-too-deep", message=message, expected=f"at most {MOST_OPEN}", fix=fix
                    )
                    return

    def problems(self) -> Iterator[Problem]:
        """What the rules forbid; warnings, for words are not to be judged by a program alone."""
        prose = INLINE_LINK.sub(_blank, REFERENCE.sub(_blank, self.text))
        expected = "the name as it is, with its mark: MLPerf®"
        for found in BENT_NAME.finditer(prose):
            yield self._warning(found, "misused-name", f'the name stands as "{found[0]}"', expected, "write MLPerf®")
        for found in BARE_NAME.finditer(prose):
            yield self._warning(found, "misused-name", "the name stands without its mark", expected, "write MLPerf®")
        for paragraph in PARAGRAPH.finditer(prose):
            if all(part.search(paragraph[0]) for part in SCOPE):
                continue
            for found in SUPERLATIVE.finditer(prose, paragraph.start(), paragraph.end()):
                message = f'"{found[0]}" stands without what it holds for'
                scope = "round, benchmark, scenario and a day in the same paragraph: v4.1 ... as of 2024-09-02"
                yield self._warning(found, "claim-without-scope", message, scope, "say of what and when, or remove it")

    def _warning(self, found: re.Match[str], kind: str, message: str, expected: str, fix: str) -> Problem:
        at = self._at(found.start())
        return Problem(at=at, kind=kind, message=shortened(message), expected=expected, fix=fix, severity="warning")

    def _at(self, offset: int) -> Location:
        before = self.text[:offset]
        return Location(self.path, before.count("\n") + 1 + self._above, offset - (before.rfind("\n") + 1) + 1)


def _blank(found: re.Match[str]) -> str:
    """As many spaces, on as many lines."""
    return re.sub(r"[^\n]", " ", found[0])
