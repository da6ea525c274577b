"""Light or dark changes colours and nothing else: what the browser tests look at in both schemes, and what in one."""

import re

from tests.conftest import ROOT

STYLES = [*(ROOT / "templates").rglob("*.css"), *(ROOT / "site_builder").rglob("*.css")]
IN_ONE_SCHEME = re.compile(r"^@media [^{]*prefers-color-scheme[^{]*\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
A_COLOUR = re.compile(r"\s*--[\w-]+: #[0-9a-f]{3,8};")
A_COLOUR_OF_SITE_JSON = "    --{{ token.name }}: {{ token.value }};"  # site_builder/config names which there are
AROUND = re.compile(r"\s*(\.[\w-]+,|(:root|\.[\w-]+) \{|\}|\{%.*%\})?")


def test_a_scheme_gives_other_values_to_colours_only() -> None:
    blocks = [(path, block) for path in STYLES for block in IN_ONE_SCHEME.findall(path.read_text("utf-8"))]
    assert {path.name for path, _ in blocks} == {"site.css", "history.css", "theme.css", "overlay.css"}
    lines = [line for _, block in blocks for line in block.splitlines()]
    assert sum(bool(A_COLOUR.fullmatch(line)) for line in lines) > 15
    others = [line for line in lines if not A_COLOUR.fullmatch(line) and line != A_COLOUR_OF_SITE_JSON]
    assert [line for line in others if not AROUND.fullmatch(line)] == []


def test_no_style_asks_for_the_scheme_in_another_way() -> None:
    for path in STYLES:
        text = IN_ONE_SCHEME.sub("", path.read_text("utf-8"))
        assert "prefers-color-scheme" not in text and "light-dark(" not in text, path
