"""What runs on pages is told as that, and an id that is gone where something leads to it."""

from pathlib import Path

import pytest

from site_builder.diff.code import is_code
from site_builder.diff.said import CODE
from tests.conftest import ROOT
from tests.diff.in_memory import InMemory
from tests.diff.sites import base
from tests.diff.test_broken import between, broken

WORDS = "<h1>x</h1>"
SCRIPT = '<script src="a.js" defer></script>'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", SCRIPT, ("a.js", None, "loaded defer")),
        (SCRIPT, "", ("a.js", "loaded defer", None)),
        (SCRIPT, SCRIPT.replace(" defer", ""), ("a.js", "loaded defer", "loaded")),
        ("<script>go( 1 )</script>", "<script>go( 2 )</script>", ("script in the page", "go( 1 )", "go( 2 )")),
        ("", '<p onClick="go()">', ("onclick of <p>", None, "go()")),
        ("", '<base href="https://example.org/">', ("where its links begin", None, "https://example.org/")),
        (
            '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">',
            '<meta http-equiv="Content-Security-Policy" content="default-src *">',
            ("what it may load", "default-src 'self'", "default-src *"),
        ),
    ],
)
def test_code_of_a_page_is_told(
    tmp_path: Path, before: str, after: str, told: tuple[str, str | None, str | None]
) -> None:
    found = between(tmp_path, {"x.html": before + WORDS, "a.js": "go()"}, {"x.html": after + WORDS, "a.js": "go()"})
    (page,) = found.pages
    changes = [
        (c.place.section, c.place.row, *(said.text if said else None for said in (c.old, c.new))) for c in page.changes
    ]
    assert (changes, found.markup) == ([(CODE, *told)], ())


def test_data_in_a_page_and_what_dresses_it_is_no_code(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"a": %d}</script><link rel="stylesheet" href="%d.css">'
    found = between(
        tmp_path,
        {"x.html": data % (1, 1) + WORDS, "1.css": "", "2.css": ""},
        {"x.html": data % (2, 2) + WORDS, "1.css": "", "2.css": ""},
    )
    assert (found.pages, found.markup) == ((), ("x.html",))


def test_a_script_that_changed_is_told_and_one_that_hands_over_values_is_a_file_like_others(tmp_path: Path) -> None:
    old = {"x.html": WORDS, "a.js": "go()", "rows.js": 'explorerRows(1, [["a", 7.5e2], ]);'}
    found = between(
        tmp_path, old, {**old, "a.js": "go(); go()", "rows.js": 'explorerRows(1, [["b);go(", -7.5], true, ]);'}
    )
    assert [(file.address, file.what, file.kind) for file in found.files] == [
        ("a.js", "changed", "script"),
        ("rows.js", "changed", "data"),
    ]


@pytest.mark.parametrize("call", ["location.assign", "document.write", "eval"])
def test_a_call_of_anything_else_is_code_whatever_it_is_given(call: str) -> None:
    assert is_code(f'{call}("https://elsewhere.example/");'.encode())


@pytest.mark.parametrize("link", ["nothere.css", "https://elsewhere.example/a.css"])
def test_a_page_is_read_whole_where_its_style_comes_from_elsewhere(tmp_path: Path, link: str) -> None:
    page = '<link rel="stylesheet" href="{}">' + WORDS
    old = {"x.html": page.format("a.css"), "a.css": ""}
    found = between(tmp_path, old, {**old, "x.html": page.format(link)})
    assert broken(found) == ([("x.html", link)] if "/" not in link else [])


def test_our_own_scripts_are_code_and_our_own_data_none() -> None:
    site = InMemory("site", base())
    handed = [url for url in site.files if url.endswith(".js") and not url.startswith("assets/")]
    assert len(handed) >= 3
    assert [url for url in handed if is_code(site.read(url))] == []
    assert [path.name for path in (ROOT / "templates/assets").glob("*.js") if not is_code(path.read_bytes())] == []


@pytest.mark.parametrize("link", ["x.html#here", "y.html"])
def test_an_id_that_is_gone_is_told_where_something_leads_to_it(tmp_path: Path, link: str) -> None:
    pages = {"x.html": f"{WORDS}<p id='here'>z</p>", "y.html": f"<p><a href='{link}'>z</a></p>"}
    found = between(tmp_path, pages, {**pages, "x.html": f"{WORDS}<p>z</p>"})
    assert (found.pages, found.markup) == ((), ("x.html",))
    assert broken(found) == ([("y.html", link)] if "#" in link else [])
