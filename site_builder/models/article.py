"""Article: a page of prose, as it was written."""

from pydantic import Field

from site_builder.models.base import Model, SomeText
from site_builder.models.number import Number


class ArticleHead(Model):
    """What an article says of itself above its text."""

    title: SomeText = Field(description="The article's heading, and what links to it say")
    description: str = Field(default="", description="One sentence below the heading, and for search engines")
    order: Number | None = Field(default=None, description="Its place in the menu, lowest first; without it, not there")
    glossary: bool = Field(default=False, description="Whether its headings are terms that other pages link to")


class ArticleLink(Model):
    """Where a link of an article leads, as it was written, and where it stands in the file."""

    target: str
    line: int
    column: int


class Article(Model):
    """An article: its head, its text in Markdown, and the links in it; `path` is printed in Problems."""

    id: str
    path: str
    head: ArticleHead
    text: str
    links: tuple[ArticleLink, ...] = ()

    @property
    def place(self) -> tuple[bool, float, str]:
        """What articles are sorted by: those with an order by it, then the others by title."""
        order = self.head.order
        return order is None, order.value if order else 0.0, self.head.title.casefold()
