"""Themes: contrast is told as a ratio, with a colour that can be read."""

import re

import pytest

from site_builder.config import Site
from site_builder.models import Theme
from site_builder.models.theme import DARK, LIGHT, WRITTEN_ON, Palette, contrast
from site_builder.problems import Finding
from tests.conftest import ROOT, SiteFolder

CSS = (ROOT / "templates/assets/site.css").read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ffffff", "#ffffff", 1.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_the_colours_by_which_it_judges_are_those_of_the_style_sheet_and_can_be_read() -> None:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    for defaults, written in ((LIGHT, light), (DARK, dark)):
        found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", written))
        assert {name: found[name.replace("_", "-")] for name in defaults} == defaults
        assert list(Palette(**defaults).findings("light", {})) == []


def findings(**palette: str) -> list[Finding]:
    return list(Palette(**palette).findings("light", LIGHT))


def test_a_colour_that_cannot_be_read_is_told_with_one_that_can() -> None:
    (told,) = findings(accent="#ffb000")
    assert told == Finding(
        ("theme", "light", "accent"),
        "low-contrast",
        "accent #ffb000 on care_paper #fbf0d9 has a contrast of 1.62 to 1",
        "at least 4.5 to 1, so that everybody can read it",
        told.fix,
        "warning",
    )
    better = re.findall("#[0-9a-f]{6}", told.fix)[0]
    assert findings(accent=better) == []


def test_paper_on_which_the_templates_own_words_cannot_be_read_is_told_where_it_stands() -> None:
    told = findings(paper="#5a5a5a")
    assert {finding.path for finding in told} == {("theme", "light", "paper")}
    assert [finding.message.split()[0] for finding in told] == ["ink", "muted", "accent", "care"]
    assert set(WRITTEN_ON) == {finding.message.split()[0] for finding in told}


def test_what_is_left_out_is_nobodys_fault() -> None:
    assert findings() == []
    assert findings(ink="#000000") == []


def test_fonts_and_colours_cannot_say_anything_else_in_a_style_sheet(site: SiteFolder) -> None:
    theme = {
        "light": {"accent": "red; } * { display: none"},
        "sans": ["a;b", "a}b", 'a"b', "a/*b", "", "7up", "a, b", "url(x)", "Noto Sans"],
        "logo": "../../secret.svg",
        "logo_dark": "logo.svg?x",
    }
    site.write("site.json", {"format": 1, "title": "T", "theme": theme})
    kinds = [kind for _, kind in site.problems()]
    assert kinds == ["bad-colour", *["bad-font"] * 8, "bad-picture", "bad-picture"]


def test_a_theme_says_which_pictures_it_needs() -> None:
    assert Theme(logo="a.svg", logo_dark="b.png").pictures == {"logo": "a.svg", "logo_dark": "b.png"}
    assert Site.model_fields["theme"].default is None
