"""Site: what `data/site.json` says of the site as a whole."""

from collections.abc import Iterator

from pydantic import Field, TypeAdapter, ValidationError

from site_builder.models import Day, Model, Number, SomeLink, SomeText, Theme, WebAddress
from site_builder.problems import Finding, shortened

__all__ = ["FORMAT", "MenuItem", "Site", "fault_of_base_url"]

FORMAT = 1


class MenuItem(Model):
    """A link of the menu."""

    title: SomeText = Field(description="What the link says")
    link: SomeLink = Field(description="A round's id, articles/<name>, or a web address")


class Site(Model):
    """Title, base URL, dates and words of the whole site."""

    format: Number = Field(description="The number of this data format: 1", json_schema_extra={"const": FORMAT})
    title: SomeText = Field(description="The site's name")
    description: str = Field(default="", description="One sentence for the home page and for search engines")
    base_url: WebAddress | None = Field(default=None, description="Where the site will stand, for absolute links")
    as_of: Day | None = Field(default=None, description="The day that the site speaks for; no clock is read")
    menu: tuple[MenuItem, ...] = Field(default=(), description="Links on top of each page; newest rounds where empty")
    theme: Theme | None = Field(default=None, description="A brand's colours, fonts and logo")
    licence: str = Field(default="", description="Under which terms the data may be used, for the foot of each page")

    def findings(self) -> Iterator[Finding]:
        """What is wrong though every value has its type."""
        if self.format.as_written != str(FORMAT):
            newer = self.format.value > FORMAT
            yield Finding(
                ("format",),
                "unknown-format",
                f"format is {self.format}, and this builder knows {FORMAT}",
                str(FORMAT),
                "update site-builder" if newer else f"write {FORMAT}",
            )
        if self.theme is not None:
            yield from self.theme.findings()
        if self.base_url is not None and (fault := fault_of_base_url(self.base_url)):
            message, fix = f'base_url is "{shortened(self.base_url)}": {fault}', "write the address of a folder"
            yield Finding(("base_url",), "bad-link", message, "an address without query and fragment", fix)


def fault_of_base_url(text: str) -> str | None:
    """Why a site cannot stand at this address; None where it can.

    Addresses of pages are added at its end: behind a query or a fragment they would be part of it.
    """
    try:
        TypeAdapter(WebAddress).validate_python(text)
    except ValidationError:
        return "it is no address that begins with https:// or http:// and names a host"
    if "?" in text or "#" in text:
        return "it has a query or a fragment, behind which no page can stand"
    return None
