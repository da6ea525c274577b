"""The theme of a site: a style sheet of its own over the packaged one, and a logo beside the title."""

from tests.builders import a_site
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_tokens_stand_in_a_sheet_of_their_own_and_no_page_has_a_style(site: SiteFolder) -> None:
    theme = {"light": {"accent": "#5B2A86", "care_paper": "#ffffff"}, "dark": {"accent": "#c9a6f0"}, "sans": ["Inter"]}
    site.write("site.json", a_site(theme=theme))
    assert site.problems() == []
    site.build()
    assert site.page("theme.css") == (
        "/* What site.json says of the site's looks; site.css has the rest. */\n"
        ":root {\n  --sans: Inter, system-ui, sans-serif;\n}\n"
        "@media screen and (prefers-color-scheme: light) {\n"
        "  :root {\n    --accent: #5b2a86;\n    --care-paper: #ffffff;\n  }\n}\n"
        "@media screen and (prefers-color-scheme: dark) {\n  :root {\n    --accent: #c9a6f0;\n  }\n}\n"
    )
    page = site.page(CARD)
    assert page.index("assets/site.css") < page.index('href="../../../../theme.css"')
    assert "style=" not in page
    assert "<style" not in page


def test_a_logo_stands_beside_the_title_or_in_its_place(site: SiteFolder) -> None:
    site.write("assets/logo.svg", LOGO)
    site.write("site.json", a_site(theme={"logo": "logo.svg"}))
    site.build()
    page = site.page(CARD)
    assert '<img class="logo" src="../../../../assets/logo.svg" alt="">' in page
    assert "\nAcme results\n</a>" in page
    assert "theme.css" not in page
    assert site.page("assets/logo.svg") == LOGO
    site.write("site.json", a_site(theme={"logo": "logo.svg", "logo_says_title": True}))
    site.build()
    page = site.page(CARD)
    assert 'alt="Acme results"' in page
    assert "\nAcme results\n</a>" not in page


def test_files_of_the_data_stand_before_packaged_assets(site: SiteFolder) -> None:
    site.write("assets/icon.svg", LOGO)
    site.write("assets/entry.json", "{}")
    assert site.problems() == []
    site.build()
    assert site.page("assets/icon.svg") == LOGO
    assert site.page("assets/entry.json") == "{}"


def test_a_site_without_a_theme_has_no_trace_of_one(site: SiteFolder) -> None:
    site.build()
    assert not (site.output / "theme.css").exists()
    assert "theme.css" not in site.page(CARD)
