"""Theme: a brand's colours, type and logo, over those that come with the templates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from site_builder.models.base import Model
from site_builder.problems import Finding

COLOUR = re.compile("#[0-9a-fA-F]{6}")
FONT = re.compile("[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*)*")
PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:svg|png|webp)")

# Those of templates/assets/site.css, by which contrast is judged where a theme leaves one out.
LIGHT = {
    "paper": "#fbfaf6",
    "ink": "#1f1d1a",
    "muted": "#625d54",
    "accent": "#0c5a70",
    "care": "#7a4a00",
    "care_paper": "#fbf0d9",
}
DARK = {
    "paper": "#171613",
    "ink": "#ebe7de",
    "muted": "#a9a397",
    "accent": "#83cbe2",
    "care": "#f0bf6a",
    "care_paper": "#2d2414",
}
# What is written on what; text of any size needs this ratio. Source: WCAG 2.2, 1.4.3, level AA.
WRITTEN_ON = {
    "ink": ("paper", "care_paper"),
    "muted": ("paper",),
    "accent": ("paper", "care_paper"),
    "care": ("paper", "care_paper"),
}
LEAST = 4.5


def _a_colour(text: str) -> str:
    if not COLOUR.fullmatch(text):
        raise PydanticCustomError("bad-colour", "not a colour")
    return text.lower()


def _a_font(text: str) -> str:
    if not FONT.fullmatch(text):
        raise PydanticCustomError("bad-font", "not the name of a font")
    return text


def _a_picture(text: str) -> str:
    if not PICTURE.fullmatch(text):
        raise PydanticCustomError("bad-picture", "not the name of a picture")
    return text


Colour = Annotated[str, AfterValidator(_a_colour), WithJsonSchema({"type": "string", "pattern": f"^{COLOUR.pattern}$"})]
Font = Annotated[str, AfterValidator(_a_font), WithJsonSchema({"type": "string", "pattern": f"^{FONT.pattern}$"})]
Picture = Annotated[
    str, AfterValidator(_a_picture), WithJsonSchema({"type": "string", "pattern": f"^{PICTURE.pattern}$"})
]


class Palette(Model):
    """Colours of one scheme, light or dark; one that is left out is that of the templates."""

    paper: Colour | None = Field(default=None, description="Behind everything: #fbfaf6")
    ink: Colour | None = Field(default=None, description="Text")
    muted: Colour | None = Field(default=None, description="Text that steps back: units, labels")
    accent: Colour | None = Field(default=None, description="What can be clicked, bars, the focus ring")
    care: Colour | None = Field(default=None, description="Words that need care: unverified, preview")
    care_paper: Colour | None = Field(default=None, description="Behind notices")

    def given(self) -> dict[str, str]:
        """The colours that are not left out, by name."""
        return {name: value for name, value in self if value is not None}

    def findings(self, scheme: str, defaults: Mapping[str, str]) -> Iterator[Finding]:
        """Text that cannot be read well, as far as this palette is the reason."""
        given = self.given()
        colours = {**defaults, **given}
        for text, grounds in WRITTEN_ON.items():
            judged = grounds if text in given else [ground for ground in grounds if ground in given]
            if not judged:
                continue
            ratio, ground = min((contrast(colours[text], colours[ground]), ground) for ground in judged)
            if ratio < LEAST:
                better = _readable(colours[text], [colours[ground] for ground in grounds])
                yield Finding(
                    ("theme", scheme, text if text in given else ground),
                    "low-contrast",
                    f"{text} {colours[text]} on {ground} {colours[ground]} has a contrast of {ratio:.2f} to 1",
                    f"at least {LEAST} to 1, so that everybody can read it",
                    f'write "{better}" for {text}, or another {ground}' if better else f"write another {ground}",
                    "warning",
                )


class Theme(Model):
    """A brand: colours light and dark, fonts of the reader's system, and a logo beside the title."""

    light: Palette = Field(default=Palette(), description="Colours where the reader's system is light")
    dark: Palette = Field(default=Palette(), description="Colours where it is dark")
    sans: tuple[Font, ...] = Field(default=(), description="Fonts for words, the first that a reader has is taken")
    mono: tuple[Font, ...] = Field(default=(), description="Fonts for keys and ids")
    logo: Picture | None = Field(default=None, description="A picture in data/assets/: logo.svg")
    logo_dark: Picture | None = Field(default=None, description="The same for dark paper; the logo where absent")
    logo_says_title: bool = Field(default=False, description="Whether the logo has the title in it, and stands alone")

    def findings(self) -> Iterator[Finding]:
        """What is wrong though every value has its type."""
        yield from self.light.findings("light", LIGHT)
        yield from self.dark.findings("dark", DARK)

    @property
    def sets_tokens(self) -> bool:
        """Whether it needs a style sheet: a logo alone does not."""
        return bool(self.light.given() or self.dark.given() or self.sans or self.mono)

    @property
    def pictures(self) -> dict[str, str]:
        """The pictures that it needs, by field."""
        found = {"logo": self.logo, "logo_dark": self.logo_dark}
        return {field: name for field, name in found.items() if name is not None}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21. Source: WCAG 2.2, contrast ratio and relative luminance."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _readable(text: str, grounds: Sequence[str]) -> str | None:
    """The text's colour, mixed with as little black or white as makes it readable on all of these, if any does."""
    for percent in range(1, 101):
        for end in (0, 255):
            mixed = "".join(f"{round(value + (end - value) * percent / 100):02x}" for value in _channels(text))
            if all(contrast(f"#{mixed}", ground) >= LEAST for ground in grounds):
                return f"#{mixed}"
    return None
