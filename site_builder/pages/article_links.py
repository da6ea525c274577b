"""Links of articles to pages and headings: what only the whole plan of a site can tell."""

from collections.abc import Collection, Iterator

from site_builder.models import Article, ArticleLink
from site_builder.pages import urls
from site_builder.pages.article_html import html_of, page_of
from site_builder.problems import Location, Problem, nearest, shortened


def dead_page_links(articles: Collection[Article], addresses: Collection[str]) -> Iterator[Problem]:
    """Links to a page that is none of these addresses, or to a heading that its article has not.

    Links to articles that are not there were told when the data was read.
    """
    known = {urls.article(article.id): article for article in articles}
    for article in articles:
        for link in article.links:
            path, _, anchor = link.target.partition("#")
            there = urls.article(article.id) if not path else page_of(link.target)
            if there is None:
                continue
            if path.startswith(f"/{urls.ASSETS}"):
                continue  # files that are copied as they are, and no pages
            if path.startswith("/") and there not in addresses:
                guess = nearest(there.removesuffix("index.html"), {a.removesuffix("index.html") for a in addresses})
                yield _dead(article, link, "a page of the site: /round/", f"/{guess}" if guess else None)
            elif anchor and there in known and anchor not in (ids := html_of(known[there]).ids):
                guess = nearest(anchor, ids)
                yield _dead(article, link, "the name of a heading", f"{path}#{guess}" if guess else None)


def _dead(article: Article, link: ArticleLink, expected: str, guess: str | None) -> Problem:
    return Problem(
        at=Location(article.path, link.line, link.column),
        kind="link-to-nothing",
        message=f'link is "{shortened(link.target)}", which leads nowhere',
        expected=expected,
        fix=f'write "{guess}"' if guess else "correct it, or remove it",
        severity="warning",
    )
