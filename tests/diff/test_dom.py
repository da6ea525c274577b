"""The quick reader of HTML says what html5lib says, on whatever our pages and published cards may hold."""

from xml.etree.ElementTree import Comment

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diff.dom import parse, text_of
from tests.hostile import TEXT

NAMES = ("p", "b", "i", "span", "div", "ul", "li", "table", "tr", "td", "th", "h2", "dl", "dt", "dd", "section")


def text_by_html5lib(html: str) -> str:
    """All text of the body without white space, as a browser reads it."""
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    for comment in body.iter(Comment):
        comment.text = ""  # or it would count as text
    return "".join("".join(body.itertext()).split())


def escaped(text: str) -> str:
    """As templates escape it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;").replace("'", "&#39;")  # fmt: skip  # noqa: E501


TREE = st.recursive(
    TEXT.map(escaped),
    lambda inner: st.builds(
        lambda name, title, parts: f'<{name} title="{escaped(title)}">{"".join(parts)}</{name}>',
        st.sampled_from(("b", "i", "span", "em")), TEXT, st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip


@given(TREE)
def test_escaped_text_is_read_as_a_browser_reads_it(html: str) -> None:
    read = text_of(parse(f"<!doctype html><title>x</title><body><p>{html}</p>"))
    assert "".join(read.split()).removeprefix("x") == text_by_html5lib(f"<!doctype html><body><p>{html}</p>")


@given(st.lists(st.sampled_from([f"<{slash}{name}>" for name in NAMES for slash in ("", "/")])))
def test_no_text_is_lost_whatever_is_left_open(tags: list[str]) -> None:
    words = [f"word{number}" for number in range(len(tags))]
    html = "".join(f"{tag} {word} " for tag, word in zip(tags, words, strict=True))
    assert text_of(parse(html)).split() == words


ENDS = ["-->", "--!>", "->", ">", "<b>", "</b>", " x ", "-", "!"]


@given(st.sampled_from(["<!--", "<!-->", "<!--->"]), st.lists(st.sampled_from(ENDS), max_size=12))
def test_comments_end_where_a_browser_ends_them(begin: str, parts: list[str]) -> None:
    html = "".join([begin, *parts, "-->"])
    read = text_of(parse(f"<!doctype html><body><p>{html}"))
    assert "".join(read.split()) == text_by_html5lib(f"<!doctype html><body><p>{html}")


@given(st.text("<>/=\"'& abtd!-", max_size=60))
def test_any_characters_are_read_without_a_fault(html: str) -> None:
    assert isinstance(text_of(parse(html)), str)


def rows_of(html: str) -> list[list[str]]:
    """The rows of a table and the text of their cells."""
    rows = [element for element in parse(html).descendants() if element.tag == "tr"]
    return [[text_of(cell) for cell in row.elements()] for row in rows]


def test_rows_and_cells_may_be_left_open_as_published_cards_leave_them() -> None:
    assert rows_of("<table><tr><td>a<td>b<tr><td>c</td> <td>d</table>") == [["a", "b"], ["c", "d"]]


def test_what_scripts_and_styles_hold_is_no_text() -> None:
    html = "<style>p{content:'</p>'}</style><script>if (a < b) '<p>x</p>'</script>said"
    assert text_of(parse(html)) == "said"


def test_a_value_in_quotes_may_hold_what_ends_a_tag() -> None:
    (element,) = parse("<a title='1 > 0 \"so\"' href=x>said</a>").elements()
    assert (element.get("title"), element.get("href"), text_of(element)) == ('1 > 0 "so"', "x", "said")


def test_decimals_stay_with_their_number_and_other_neighbours_apart() -> None:
    assert text_of(parse('<td>12<span class="decimals">.50</span><span>Samples/s</span></td>')) == "12.50 Samples/s"


def test_ten_thousand_levels_are_read() -> None:
    assert text_of(parse("<div>" * 10_000 + "deep")) == "deep"
