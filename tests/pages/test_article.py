"""Articles become pages: sanitised, with an outline, anchors, and links that lead somewhere."""

import pickle
import re

import pytest
from bs4 import BeautifulSoup

from site_builder.build import Options, build
from site_builder.models import STATUSES, Precision
from site_builder.pages.article_html import rendered
from site_builder.pages.terms import Terms
from site_builder.pages.urls import article
from site_builder.sources import read_data
from tests.conftest import ROOT, SiteFolder
from tests.hostile_markdown import VECTORS, what_runs

HEAD = '+++\ntitle = "Rules"\n+++\n'


def html(text: str) -> str:
    return rendered(text).html.strip()


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_hostile_is_left_of_a_vector(vector: str) -> None:
    assert what_runs(html(vector)) == []


def test_a_picture_is_a_file_of_the_sites_own() -> None:
    assert html("![A kiln](/assets/kiln.svg)") == '<p><img alt="A kiln" src="../../assets/kiln.svg"></p>'
    for elsewhere in (
        "https://example.org/a.png",
        "//example.org/a.png",
        "data:image/png;base64,x",
        "a.png",
        "/b/a.png",
    ):
        assert html(f"![A kiln]({elsewhere}) here") == "<p> here</p>"
    hostile = html('![<table> " onerror=alert(1) <img src=x>](/assets/kiln.svg)')
    (picture,) = BeautifulSoup(hostile, "html.parser").find_all("img")
    assert picture.attrs == {"alt": 'table " onerror=alert(1) img src=x', "src": "../../assets/kiln.svg"}
    assert "<table" not in hostile


def test_html_in_an_article_is_shown_as_text() -> None:
    assert html("<b onclick=x>a</b>") == "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("other.md", "../other/index.html"),
        ("other.md#top", "../other/index.html#top"),
        ("#top", "#top"),
        ("/", "../../index.html"),
        ("/sprint-v1/", "../../sprint-v1/index.html"),
        ("/sprint-v1/rows-1.js", "../../sprint-v1/rows-1.js"),
        ("https://example.org/?a=b", "https://example.org/?a=b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org/", None),
        ("../up.md", None),
        ("ftp://example.org/", None),
    ],
)
def test_links_lead_from_the_articles_page(written: str, leads: str | None) -> None:
    link = BeautifulSoup(html(f"[x]({written})"), "html.parser").a
    assert link is not None
    assert link.get("href") == leads


@pytest.mark.parametrize(
    ("levels", "becomes"),
    [((1, 2, 3), (2, 3, 4)), ((2, 3), (2, 3)), ((3, 3, 2), (2, 2, 2)), ((2, 5, 2), (2, 3, 2)), ((1, 4, 2), (2, 3, 3))],
)
def test_the_outline_begins_below_the_pages_heading_and_has_no_gap(
    levels: tuple[int, ...], becomes: tuple[int, ...]
) -> None:
    made = html("\n\n".join(f"{'#' * level} H" for level in levels))
    assert tuple(int(level) for level in re.findall(r"<h(\d)", made)) == becomes


def test_a_heading_is_a_link_to_itself_and_no_anchor_stands_twice() -> None:
    made = html("# One `a`\n\n# One `a`\n\n# Main {#main}\n\n# With [link](#x)\n")
    assert '<h2 id="one-a"><a class="self" href="#one-a">One <code>a</code></a></h2>' in made
    assert '<h2 id="one-a_1">' in made
    assert 'id="main"' not in made  # the page's own place
    assert '<h2 id="with-link">With <a href="#x">link</a></h2>' in made


def test_tables_footnotes_definitions_and_code_have_what_styles_and_readers_need() -> None:
    made = html("| a | b |\n|---|--:|\n| 1 | 2 |\n\nText[^1]\n\n[^1]: Note\n\nTerm\n: Words\n\n```json\n{}\n```\n")
    page = BeautifulSoup(made, "html.parser")
    assert [cell.get("class") for cell in page.select(".scroll[tabindex] table td")] == [None, ["right"]]
    assert [note.text.strip()[:4] for note in page.select(".notes li[id='fn:1']")] == ["Note"]
    assert page.select_one("sup a.note-ref[href='#fn:1']") is not None
    assert [term.text for term in page.select("dl dt")] == ["Term"]
    assert page.select_one("pre[tabindex] code.language-json") is not None
    assert page.select("[style], [align]") == []


def test_sections_hold_their_text_for_search_and_glossary() -> None:
    made = rendered("Before\n\n## A, b {#a}\n\nIn *a* & more\n\n### C\n\nIn c\n")
    assert made.opening == "Before"
    sections = [(section.id, section.title, section.level, section.text) for section in made.sections]
    assert sections == [("a", "A, b", 2, "In a & more"), ("c", "C", 3, "In c")]
    assert pickle.loads(pickle.dumps(made)) == made


def test_an_article_has_a_page_a_place_in_the_menu_and_one_in_the_list(site: SiteFolder) -> None:
    site.write("articles/rules.md", '+++\ntitle = "Rules <&>"\ndescription = "All"\norder = 1\n+++\nText\n')
    site.write("articles/news.md", '+++\ntitle = "News"\n+++\n')
    site.build()
    page = BeautifulSoup(site.page(article("rules")), "html.parser")
    assert [heading.text for heading in page.select("h1")] == ["Rules <&>"]
    assert [link.text for link in page.select("header.site nav a")][-2:] == ["Rules <&>", "Search"]
    listed = BeautifulSoup(site.page("articles/index.html"), "html.parser").select("main li a")
    assert [link["href"] for link in listed] == ["rules/index.html", "news/index.html"]


def test_links_to_pages_and_headings_that_are_not_there_are_told_by_the_build(site: SiteFolder) -> None:
    text = "[a](/sprint-v1/) [b](/sprint-v2/) [c](#hre) [d](other.md#top) [e](other.md#tip)\n\n## Here {#here}\n"
    site.write("articles/rules.md", HEAD + text)
    site.write("articles/other.md", f"{HEAD}## Top\n")
    warnings = build(Options(str(site.data), str(site.output))).warnings
    told = [(problem.at.line, problem.at.column, problem.kind, problem.fix) for problem in warnings]
    assert told == [
        (4, 22, "link-to-nothing", 'write "/sprint-v1/"'),
        (4, 39, "link-to-nothing", 'write "#here"'),
        (4, 67, "link-to-nothing", 'write "other.md#top"'),
    ]


def test_an_article_nested_without_end_is_told_and_stops_nothing_else(site: SiteFolder) -> None:
    site.write("articles/rules.md", HEAD + "> " * 3000 + "x\n")
    site.build()
    assert "x" in site.page(article("rules"))


def terms_of(site: SiteFolder, url: str) -> list[tuple[str, str]]:
    links = BeautifulSoup(site.page(url), "html.parser").select("main a.term")
    return [(link.text, str(link["href"])) for link in links]


def test_words_of_pages_lead_to_the_headings_that_explain_them_and_only_those(site: SiteFolder) -> None:
    board = "sprint-v1/leaderboards/closed-datacenter/resnet/Offline/index.html"
    card = "sprint-v1/closed/Acme/rocket/index.html"
    glossary = "# Words\n\n## resnet, ResNet-50 {#net}\n\nOne.\n\n## OFFLINE\n\nTwo.\n\n## closed\n\nThree.\n"
    site.write("articles/words.md", f"{HEAD}{glossary}")  # no glossary, so no terms
    site.build()
    assert (terms_of(site, board), terms_of(site, card)) == ([], [])
    site.write("articles/words.md", f'+++\ntitle = "Words"\nglossary = true\n+++\n{glossary}')
    written = site.build().written
    assert {board, card} <= set(written)
    there = "../../../../../articles/words/index.html"
    assert terms_of(site, board) == [
        ("resnet", f"{there}#net"),
        ("Offline", f"{there}#offline"),
        ("Closed", f"{there}#closed"),
    ]
    assert [word for word, _ in terms_of(site, card)] == ["Closed", "Offline"]
    benchmarks = BeautifulSoup(site.page("sprint-v1/benchmarks/index.html"), "html.parser").select("tbody th a")
    assert [(link.text, link["href"]) for link in benchmarks] == [("ResNet-50", "../../articles/words/index.html#net")]


def test_the_shipped_glossary_explains_every_word_of_the_shipped_rounds() -> None:
    catalog = read_data(str(ROOT / "data")).catalog
    terms = Terms(catalog.articles)
    words = {
        word
        for round_ in catalog.rounds.values()
        for group in (
            (benchmark.id for benchmark in round_.benchmarks),
            round_.scenarios,
            round_.metrics,
            round_.power_units.values(),
            (word.title for word in round_.divisions.values()),
            (word.title for word in round_.categories.values()),
            (word.title for word in round_.availabilities.values()),
        )
        for word in group
    }
    weights = (result.weights for entry in catalog.entries for result in entry.gist.results)
    words |= {*STATUSES, *(name for written in weights for name in Precision.of(written).formats)}
    assert len(words) > 50
    assert {word for word in words if not terms.href("index.html", word)} == set()
