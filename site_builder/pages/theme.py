"""The style sheet of a theme: what site.json says of colours and fonts, over the packaged one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from site_builder.models import Theme
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Page

TEMPLATE = "data/theme.css"


@dataclass(frozen=True, slots=True)
class Token:
    """One custom property of the style sheet."""

    name: Annotated[str, "Its name, without the two dashes"]
    value: Annotated[str, "What it is set to"]


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """The tokens that a theme sets."""

    always: Annotated[tuple[Token, ...], "In every scheme: fonts"]
    light: Annotated[tuple[Token, ...], "Where the reader's system is light"]
    dark: Annotated[tuple[Token, ...], "Where it is dark"]


# The first stands for all: where a reader has none of a brand's fonts, the system's own.
FALLBACK = {"sans": "system-ui, sans-serif", "mono": "ui-monospace, monospace"}


def pages(contents: Contents) -> Iterator[Page]:
    """The sheet, where the site has a theme that sets something."""
    theme = contents.framing.site.theme
    if theme is not None and theme.sets_tokens:
        yield Page(urls.THEME, TEMPLATE, _sheet(theme))


def _sheet(theme: Theme) -> ThemeSheet:
    fonts = {"sans": theme.sans, "mono": theme.mono}
    always = [Token(name, ", ".join([*names, FALLBACK[name]])) for name, names in fonts.items() if names]
    return ThemeSheet(tuple(always), _tokens(theme.light.given()), _tokens(theme.dark.given()))


def _tokens(colours: Mapping[str, str]) -> tuple[Token, ...]:
    return tuple(Token(name.replace("_", "-"), value) for name, value in colours.items())
