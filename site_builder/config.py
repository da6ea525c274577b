"""Site: what `data/site.json` says of the site as a whole."""

from collections.abc import Iterator

from pydantic import Field

from site_builder.models import Day, Model, Number, SomeLink, SomeText, WebAddress
from site_builder.problems import Finding

__all__ = ["FORMAT", "MenuItem", "Site"]

FORMAT = 1


class MenuItem(Model):
    """A link of the menu."""

    title: SomeText = Field(description="What the link says")
    link: SomeLink = Field(description="A round's id, or a web address")


class Site(Model):
    """Title, base URL, dates and words of the whole site."""

    format: Number = Field(description="The number of this data format: 1")
    title: SomeText = Field(description="The site's name")
    description: str = Field(default="", description="One sentence for the home page and for search engines")
    base_url: WebAddress | None = Field(default=None, description="Where the site will stand, for absolute links")
    as_of: Day | None = Field(default=None, description="The day that the site speaks for; no clock is read")
    menu: tuple[MenuItem, ...] = Field(default=(), description="Links on top of each page; newest rounds where empty")
    licence: str = Field(default="", description="Under which terms the data may be used, for the foot of each page")

    def findings(self) -> Iterator[Finding]:
        """What is wrong though every value has its type."""
        if self.format.as_written == str(FORMAT):
            return
        newer = self.format.value > FORMAT
        yield Finding(
            ("format",),
            "unknown-format",
            f"format is {self.format}, and this builder knows {FORMAT}",
            str(FORMAT),
            "update site-builder" if newer else f"write {FORMAT}",
        )
