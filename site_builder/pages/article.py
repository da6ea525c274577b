"""Articles: a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Article
from site_builder.pages import urls
from site_builder.pages.article_html import Rendered, html_of
from site_builder.pages.contents import Contents
from site_builder.pages.page import Frame, Link, Page

# An article of so many parts begins with a list of them.
PARTS_WORTH_A_LIST = 3


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that an article's page says."""

    frame: Annotated[Frame, "What stands around it"]
    title: Annotated[str, "Its heading"]
    description: Annotated[str, "One sentence; may be empty"]
    parts: Annotated[tuple[Link, ...], "Its parts, each leading to its heading; may be empty"]
    body: Annotated[str, "Its text as HTML that was sanitised: the one value that templates print as it is"]


def pages(contents: Contents) -> Iterator[Page]:
    """All articles, in the order of the menu."""
    for article in contents.catalog.articles:
        url = urls.article(article.id)
        yield Page(url, "pages/article.html", _page(url, article, html_of(article), contents))


def _page(url: str, article: Article, made: Rendered, contents: Contents) -> ArticlePage:
    head = article.head
    names_the_mark = "MLPerf" in f"{head.title}{head.description}{article.text}"
    frame = contents.framing.frame(
        url,
        head.title,
        head.description,
        crumbs=(("Articles", urls.ARTICLES),),
        rounds=tuple(contents.catalog.rounds.values()) if names_the_mark else (),
    )
    parts = tuple(Link(section.title, f"#{section.id}") for section in made.sections if section.level == 2)
    return ArticlePage(
        frame=frame,
        title=head.title,
        description=head.description,
        parts=parts if len(parts) >= PARTS_WORTH_A_LIST else (),
        body=made.html,
    )
