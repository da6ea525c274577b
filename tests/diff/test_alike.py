"""Rows that two versions of a card share are left out before reading, and no difference with them."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.diff import compare, differences, side
from site_builder.diff.alike import without_alike
from site_builder.diff.outline import outline
from site_builder.diff.said import Outline
from site_builder.diff.two_pages import changed_page
from tests.builders import ROUND
from tests.diff.sites import base, built

ADDRESS = f"{ROUND}/closed/Acme/box/index.html"
ROWS = re.compile(r"<tr[\s>].*?</tr>\n", re.DOTALL)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["word", "gone", "twice", "swap", "heading", "state", "hidden", "unseen"]), st.integers(0, 200)
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A card as it is built."""
    return (built(tmp_path_factory.mktemp("site"), base()) / ADDRESS).read_text("utf-8")


def edited(html: str, what: str, number: int) -> str:
    """The card after one edit by hand of one of its rows, or of a heading."""
    rows = [found[0] for found in ROWS.finditer(html)]
    row = rows[number % len(rows)]
    if what == "word":
        return html.replace(row, re.sub(r">[^<>\n]+<", f">word {number}<", row, count=1), 1)
    if what == "gone":
        return html.replace(row, "", 1)
    if what == "twice":
        return html.replace(row, row + row, 1)
    if what == "swap":
        other = rows[(number + 1) % len(rows)]
        return html.replace(row, "@", 1).replace(other, row, 1).replace("@", other, 1)
    if what == "hidden":
        return html.replace(row, f"</tbody><tbody hidden>{row}", 1)
    if what == "unseen":
        at = number % html.count("<section")
        parts = html.split("<section")
        return "<section".join(parts[: at + 1]) + '<section style="display:none"' + "<section".join(parts[at + 1 :])
    if what == "state":
        return html.replace(row, row.replace("</td>", '<p class="state-of-result"><b class="state">withdrawn</b></p></td>', 1), 1)  # fmt: skip  # noqa: E501
    return html.replace("<h3", f"<h3>Another {number}</h3>\n<h3", 1)


OTHERS = [f"{ROUND}/index.html", f"{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"]


@pytest.fixture(scope="module", params=OTHERS, ids=["round", "board"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The address of another page, and the page as it is built."""
    address: str = request.param
    return address, (built(tmp_path_factory.mktemp("site"), base()) / address).read_text("utf-8")


def holds(address: str, before: str, edits: list[tuple[str, int]]) -> None:
    """Hold what is left of a page to the whole of it, after these edits."""
    after = before
    for what, number in edits:
        after = edited(after, what, number)
    whole = changed_page(outline(address, before), outline(address, after), {})
    old, new = without_alike(before, after)
    assert changed_page(outline(address, old), outline(address, new), {}) == whole


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_what_is_left_tells_what_the_whole_tells(card: str, edits: list[tuple[str, int]]) -> None:
    holds(ADDRESS, card, edits)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_what_is_left_of_another_page_tells_what_the_whole_tells(
    page: tuple[str, str], edits: list[tuple[str, int]]
) -> None:
    holds(*page, edits)


def test_most_of_a_card_that_changed_in_one_value_is_left_out(card: str) -> None:
    old, new = without_alike(card, card.replace("76.1", "76.2"))
    assert "accelerators_per_node" in card
    assert "accelerators_per_node" not in old + new
    assert ("76.1" in old, "76.2" in new) == (True, True)


def test_of_a_large_page_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def measured(address: str, text: str) -> Outline:
        read.append(len(text))
        return outline(address, text)

    monkeypatch.setattr(compare, "outline", measured)
    rows = [f"<tr><th><a href='s{n}.html'>{n}</a></th><td>{n}.5</td><td>{'x' * 200}</td></tr>\n" for n in range(1000)]
    head = "<h1>All</h1><table><thead><tr><th>System</th><th>Value</th><th>More</th></tr></thead><tbody>\n"
    for name, value in (("a", "500.5"), ("b", "7.5")):
        (tmp_path / name).mkdir()
        text = "".join(rows).replace("<td>500.5<", f"<td>{value}<")
        (tmp_path / name / "index.html").write_text(f"{head}{text}</tbody></table>", "utf-8")
    (page,) = differences(side(str(tmp_path / "a")), side(str(tmp_path / "b"))).pages
    (change,) = page.changes
    assert (change.label, change.old and change.old.text, change.new and change.new.text) == ("500", "500.5", "7.5")
    assert max(read) < len("".join(rows)) / 50


def test_cards_of_other_layouts_are_left_whole(card: str) -> None:
    other = card.replace("System details", "The system", 1)
    assert without_alike(card, other) == (card, other)


def test_a_link_that_leads_nowhere_is_no_new_one_where_a_shared_row_had_it(tmp_path: Path, card: str) -> None:
    row = "<tr><th>{}</th><td><a href='nowhere.html'>x</a></td></tr>\n"
    table = f"<table><tbody>{''.join(map(row.format, 'abc'))}</tbody></table></main>"
    before = card.replace("</main>", table)
    for name, text in (("a", before), ("b", before.replace("</main>", "<p><a href='nowhere.html'>y</a></p></main>"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, "utf-8")
    assert differences(side(str(tmp_path / "a")), side(str(tmp_path / "b"))).broken == ()
