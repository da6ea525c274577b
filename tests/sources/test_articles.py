"""Articles: their heads, the faults in them with their places, and what stands in their text."""

import pytest

from site_builder.models import Article, ArticleLink
from site_builder.sources import read_data
from tests.builders import a_site
from tests.conftest import SiteFolder

HEAD = '+++\ntitle = "Rules"\n+++\n'


def articles(site: SiteFolder) -> tuple[Article, ...]:
    return read_data(str(site.data)).catalog.articles


def test_an_article_is_its_head_and_the_text_below_it(site: SiteFolder) -> None:
    written = 'title = "Rules"\ndescription = "All"\norder = 1.5\nglossary = true'
    site.write("articles/rules.md", f"+++\n{written}\n+++\n\nText\n")
    (article,) = articles(site)
    head = article.head
    assert (article.id, article.text, head.title, head.description) == ("rules", "\nText\n", "Rules", "All")
    assert (str(head.order), head.glossary) == ("1.5", True)
    assert site.problems() == []


def test_articles_stand_in_the_order_they_ask_for_and_then_by_title(site: SiteFolder) -> None:
    heads = {"a": 'title = "Z"', "b": 'title = "é"', "c": 'title = "Y"\norder = 10', "d": 'title = "X"\norder = 2'}
    for name, head in heads.items():
        site.write(f"articles/{name}.md", f"+++\n{head}\n+++\n")
    assert [article.id for article in articles(site)] == ["d", "c", "a", "b"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_of_other_editors_are_read(site: SiteFolder, ends: str, mark: bytes) -> None:
    site.write("articles/rules.md", mark + f"{HEAD}One\nTwo\n".replace("\n", ends).encode())
    assert [article.text for article in articles(site)] == ["One\nTwo\n"]
    assert site.problems() == []


@pytest.mark.parametrize(
    ("content", "place", "kind"),
    [
        ("", "1:1", "broken-article-head"),
        ("# Rules\n", "1:1", "broken-article-head"),
        ("---\ntitle: Rules\n---\n", "1:1", "broken-article-head"),
        ('+++\ntitle = "Rules"\n', "1:1", "broken-article-head"),
        ('+++\ntitle = "Rules\n+++\n', "2:15", "broken-article-head"),
        ('+++\ntitle = "Rules"\ntitle = "Again"\n+++\n', "3:16", "broken-article-head"),
        ("+++\n+++\n", "1:1", "missing-field"),
        ('+++\ntitle = "Rules"\ndescripton = "All"\n+++\n', "3:1", "unknown-field"),
        ("+++\ntitle = 7\n+++\n", "2:9", "wrong-type"),
        ('+++\ntitle = " "\n+++\n', "2:9", "empty-text"),
        ('+++\ntitle = "Rules"\norder = nan\n+++\n', "3:9", "wrong-type"),
        ('+++\ntitle = "Rules"\norder = 2024-01-01\n+++\n', "3:9", "wrong-type"),
        ('+++\ntitle = "Rules"\nglossary = "yes"\n+++\n', "3:12", "wrong-type"),
        ('+++\ntitle = "a\\u0001b"\n+++\n', "2:9", "text-html-cannot-hold"),
        (f"{HEAD}One\nTw\x0co\n", "5:3", "text-html-cannot-hold"),
        (HEAD.encode() + b"One\nTw\xe9\n", "5:3", "not-utf8"),
        (f"{HEAD}One\n{'[' * 201}\n", "5:201", "nested-too-deep"),
        (f"{HEAD}{'<a ' * 20_000}", "4:601", "nested-too-deep"),
        (f"{HEAD}{'[a](' * 5_000}", "4:804", "nested-too-deep"),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_article_is_not_read(
    site: SiteFolder, content: str | bytes, place: str, kind: str
) -> None:
    site.write("articles/rules.md", content)
    assert site.problems() == [(f"articles/rules.md:{place}", kind)]


def test_brackets_that_are_closed_or_stand_in_code_may_be_many(site: SiteFolder) -> None:
    code = f"```\n{'[<(' * 300}\n```\n\n`{'[' * 300}`\n"
    site.write("articles/rules.md", f"{HEAD}{'[a](#b) <b> {c} ' * 300}\n\n{code}")
    assert site.problems() == []


def test_a_line_of_spaces_is_read_once(site: SiteFolder) -> None:
    site.write("articles/rules.md", f"{HEAD}One\n\n{' ' * 500_000}\n")  # each read from each on: an hour
    assert site.problems() == []


def test_a_misspelt_name_of_the_head_is_told_with_the_nearest(site: SiteFolder) -> None:
    site.write("articles/rules.md", '+++\ntitle = "Rules"\ndescripton = "All"\n+++\n')
    (problem,) = read_data(str(site.data)).problems
    assert problem.fix == 'write "description"'


def test_an_article_too_large_and_one_without_an_address_are_told(site: SiteFolder) -> None:
    site.write("articles/large.md", HEAD + "x" * 1_000_000)
    site.write("articles/☃.md", HEAD)
    assert site.problems() == [
        ("articles/large.md", "file-too-large"),
        ("articles/☃.md", "name-cannot-be-an-address"),
    ]


def test_markdown_elsewhere_is_told_as_not_read(site: SiteFolder) -> None:
    site.write("notes.md", HEAD)
    site.write("articles/deeper/rules.md", HEAD)
    assert site.problems() == [("articles/deeper/rules.md", "file-not-read"), ("notes.md", "file-not-read")]


def test_links_are_found_with_their_places_and_code_holds_none(site: SiteFolder) -> None:
    text = "A [page](/sprint-v1/) and\n[one][ref] `[no](x.md)`.\n\n```\n[no](y.md)\n```\n\n[ref]: other.md#top\n"
    site.write("articles/rules.md", HEAD + text)
    site.write("articles/other.md", HEAD)
    links = {article.id: article.links for article in articles(site)}
    assert links["rules"] == (
        ArticleLink(target="/sprint-v1/", line=4, column=10),
        ArticleLink(target="other.md#top", line=11, column=8),
    )
    assert site.problems() == []


@pytest.mark.parametrize("target", ["othr.md", "other.html", "../other.md", "javascript:alert(1)", "x/y.md"])
def test_a_link_that_leads_nowhere_is_a_warning_with_its_place(site: SiteFolder, target: str) -> None:
    site.write("articles/rules.md", f"{HEAD}See [this]({target}).\n")
    site.write("articles/other.md", HEAD)
    assert site.problems() == [("articles/rules.md:4:12", "link-to-nothing")]


def test_nobody_is_blamed_for_naming_an_article_with_faults(site: SiteFolder) -> None:
    site.write("articles/rules.md", f"{HEAD}See [this](other.md).\n")
    site.write("articles/other.md", "no head\n")
    assert site.problems() == [("articles/other.md:1:1", "broken-article-head")]


def test_a_menu_may_name_an_article(site: SiteFolder) -> None:
    site.write("site.json", a_site(menu=[{"title": "Rules", "link": "articles/rules"}]))
    assert site.problems() == [("site.json:7:15", "link-to-nothing")]
    site.write("articles/rules.md", HEAD)
    assert site.problems() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MLPerf® Inference v4.1", []),
        ("MLPerf Inference", [("4:1", "misused-name")]),
        ("the MLPerf's rules", [("4:5", "misused-name")]),
        ("ML Perf, ML-Perf, MLPerfs, MLPerf-like", [("4:1",), ("4:10",), ("4:19",), ("4:28",)]),
        ("`MLPerf` and [x](https://example.org/MLPerf)", []),
        ("It is the fastest.", [("4:11", "claim-without-scope")]),
        ("As of 2024-09-02 it is the\nfastest of 20 in Sprint v1.0.", []),
        ("As of 2024-09-02 in v1.0:\n\nIt is #1.", [("6:7", "claim-without-scope")]),
        ("breakfast and bestow", []),
    ],
)
def test_the_name_and_claims_are_held_to_the_rules(site: SiteFolder, text: str, found: list[tuple[str, ...]]) -> None:
    site.write("articles/rules.md", f"{HEAD}{text}\n")
    expected = [(f"articles/rules.md:{at}", (*kind, "misused-name")[0]) for at, *kind in found]
    assert site.problems() == expected
