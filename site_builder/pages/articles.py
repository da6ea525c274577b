"""The list of articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Frame, Page


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article."""

    title: Annotated[str, "Its heading"]
    href: Annotated[str, "Link to it"]
    description: Annotated[str, "One sentence; may be empty"]


@dataclass(frozen=True, slots=True)
class Articles:
    """Everything that the list says."""

    frame: Annotated[Frame, "What stands around it"]
    articles: Annotated[tuple[ListedArticle, ...], "In the order of the menu"]


def pages(contents: Contents) -> Iterator[Page]:
    """The one page, where there are articles."""
    articles = contents.catalog.articles
    if not articles:
        return
    words = "".join(f"{article.head.title} {article.head.description}" for article in articles)
    frame = contents.framing.frame(
        urls.ARTICLES,
        "Articles",
        "What stands on this site beside its results.",
        rounds=tuple(contents.catalog.rounds.values()) if "MLPerf" in words else (),
    )
    yield Page(urls.ARTICLES, "pages/articles.html", Articles(frame, listed(contents, urls.ARTICLES)))


def listed(contents: Contents, url: str) -> tuple[ListedArticle, ...]:
    """Every article, in the order of the menu, as a page at this address lists them."""
    return tuple(
        ListedArticle(article.head.title, urls.relative(url, urls.article(article.id)), article.head.description)
        for article in contents.catalog.articles
    )
