"""Articles: `data/articles/*.md`, Markdown below a head in TOML."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from site_builder.models import LONGEST_PART, WEB, Article, address_part, is_an_address
from site_builder.problems import Location, Problem, nearest, shortened
from site_builder.sources.article_head import read_head
from site_builder.sources.article_words import Words
from site_builder.sources.data_files import ARTICLE, Tell, file_problem, printable, unreadable
from site_builder.sources.json_words import NOT_IN_HTML

LARGEST_ARTICLE = 1_000_000


def read_articles(paths: Iterable[str], tell: Tell) -> tuple[Article, ...]:
    """The articles of these files that have no error, in the order of the menu; what is wrong is told."""
    found: dict[str, list[Article]] = {}
    unread: list[str] = []
    for path in paths:
        article = _article(path, tell)
        if article is None:
            unread.append(address_part(_stem(path)))
        else:
            found.setdefault(article.id.casefold(), []).append(article)
    for same in found.values():
        if len(same) > 1:
            tell(_clash(same))
    articles = sorted((article for same in found.values() for article in same), key=lambda a: (a.place, a.id))
    for problem in _dead_links(articles, unread):
        tell(problem)
    return tuple(articles)


def _stem(path: str) -> str:
    return PurePath(path).name.removesuffix(ARTICLE)


def _article(path: str, tell: Tell) -> Article | None:
    stem = _stem(path)
    text = _text(path, tell)
    name_is_usable = is_an_address(stem) and printable(stem) == stem
    if not name_is_usable:
        message = f'an article\'s file name is "{shortened(printable(stem))}"'
        expected = f"a name with Latin letters or digits, at most {LONGEST_PART} characters, none of them invisible"
        tell(file_problem(path, "name-cannot-be-an-address", message, expected, "rename the file"))
    if text is None:
        return None
    at = printable(path)
    head = read_head(at, text)
    body = "\n".join(text.split("\n")[head.lines :])
    words = Words(at, body, head.lines)
    unreadable = tuple(words.unreadable())
    for problem in (*head.problems, *_unprintable(at, body, head.lines), *words.problems(), *unreadable):
        tell(problem)
    if head.model is None or not name_is_usable or unreadable:
        return None
    return Article(id=address_part(stem), path=at, head=head.model, text=body, links=tuple(words.links()))


def _text(path: str, tell: Tell) -> str | None:
    """The file as text with plain line ends; None if it is none."""
    try:
        size = os.path.getsize(path)
        if size > LARGEST_ARTICLE:
            message, expected = f"it has {size:,} bytes", f"at most {LARGEST_ARTICLE:,}"
            tell(file_problem(path, "file-too-large", message, expected, "make several articles of it"))
            return None
        data = Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        tell(unreadable(path, error))
        return None
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message, fix = f"byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8"
        at = Location(printable(path), line, column)
        tell(Problem(at=at, kind="not-utf8", message=message, expected="text in UTF-8", fix=fix))
        return None


def _unprintable(path: str, body: str, above: int) -> Iterator[Problem]:
    """The first character on each line that no web page can hold."""
    for number, line in enumerate(body.split("\n"), above + 1):
        if found := NOT_IN_HTML.search(line):
            yield Problem(
                at=Location(path, number, found.start() + 1),
                kind="text-html-cannot-hold",
                message=f"character U+{ord(found[0]):04X} stands in this text",
                expected="characters that a web page can hold",
                fix="remove the character, or write it in words",
            )


def _clash(same: list[Article]) -> Problem:
    paths = sorted(article.path for article in same)
    message, fix = f"{' and '.join(paths)} have one address", "remove all but one, or rename them apart"
    problem = file_problem(paths[0], "two-articles-one-address", message, "one file for each article", fix)
    return problem.model_copy(update={"also": tuple(paths[1:])})


def _dead_links(articles: Iterable[Article], unread: Iterable[str]) -> Iterator[Problem]:
    """Links to articles that are not there, and those of a form that leads nowhere; pages are the build's to know."""
    names = {article.id: f"{article.id}{ARTICLE}" for article in articles}
    known = {*names, *unread}
    for article in articles:
        for link in article.links:
            target = link.target.partition("#")[0]
            if not target or target.startswith(("/", *WEB, "mailto:")):
                continue
            if target.endswith(ARTICLE) and address_part(target.removesuffix(ARTICLE)) in known:
                continue
            guess = nearest(target, names.values())
            yield Problem(
                at=Location(article.path, link.line, link.column),
                kind="link-to-nothing",
                message=f'link is "{shortened(link.target)}", which leads nowhere',
                expected="another article (name.md), a heading (#name), a page of the site (/round/) or a web address",
                fix=f'write "{guess}"' if guess else "correct it, or remove it",
                severity="warning",
            )
