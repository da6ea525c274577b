"""Terms: words of pages that the glossary explains; which there are, the headings of articles say."""

from collections.abc import Iterable, Mapping

from site_builder.models import Article
from site_builder.pages import urls
from site_builder.pages.article_html import html_of, terms
from site_builder.pages.page import Link

ARTICLE = urls.ARTICLES.removesuffix("index.html")


class Terms:
    """Where each term is explained."""

    def __init__(self, articles: Iterable[Article]) -> None:
        places: dict[str, str] = {}
        for article in articles:
            if article.head.glossary:
                for word, anchor in terms(html_of(article).sections):
                    places.setdefault(word, f"{urls.article(article.id)}#{anchor}")
        self._places: Mapping[str, str] = places
        self._known: dict[tuple[str, tuple[str, ...]], tuple[Link, ...]] = {}

    def of(self, here: str, words: tuple[str, ...]) -> tuple[Link, ...]:
        """Links from a page to the terms among these words, each place once, in their order."""
        if not self._places:
            return ()
        # From all pages of one depth the same links lead to the articles, but from other articles.
        near = here if here.startswith(ARTICLE) else "../" * here.count("/")
        known = self._known.get((near, words))
        if known is None:
            known = self._known[near, words] = self._links(here, words)
        return known

    def _links(self, here: str, words: Iterable[str]) -> tuple[Link, ...]:
        found: dict[str, str] = {}
        for word in words:
            there = self._places.get(word.strip().casefold())
            if there is not None:
                found.setdefault(there, word)
        return tuple(Link(word, urls.relative(here, there)) for there, word in found.items())

    def href(self, here: str, word: str) -> str:
        """The link from a page to one term; empty where it is not explained."""
        found = self.of(here, (word,))
        return found[0].href if found else ""
