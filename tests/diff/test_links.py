"""What readers are led to, shown or not shown: no change of it is told as one of markup only."""

import re
from pathlib import Path

import pytest

from site_builder.diff import Differences, differences, side
from site_builder.diff.lines import line_of
from tests.builders import ROUND
from tests.diff.sites import base, built

CARD = f"{ROUND}/closed/Rival/box/index.html"
BOARD = f"{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
HEADS = (
    "Rank | System | Samples/s | Submitter | Availability | Chips | Precision"
    " | Samples/s per accelerator derived, unverified | Result ID"
)
EVIL = "https://evil.example/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before any edit, built once."""
    return built(tmp_path_factory.mktemp("before"), base())


def two(folder: Path, before: str, after: str, name: str = "page.html") -> Differences:
    """Two sites of one page."""
    for side_, html in (("old", before), ("new", after)):
        path = folder / side_ / name
        path.parent.mkdir(parents=True)
        path.write_text(html, "utf-8")
    return differences(side(str(folder / "old")), side(str(folder / "new")))


def told(found: Differences) -> list[tuple[str, str, str, str]]:
    """Each own change as it is told: what, before, after, and a note."""
    assert found.markup == ()
    lines = [line_of(change) for page in found.pages for change in page.changes]
    return [(line.label, line.old, line.new, line.note) for line in lines]


# An edit of a page by hand, and what is told of it.
EDITS = {
    "a hidden section": (
        CARD, '<section class="results"', '<section hidden class="results"',
        ("Not shown to readers: Results", "", "hidden", ""),
    ),
    "a hidden head of a column": (
        CARD, '<th rowspan="2" scope="col">Accuracy Target', '<th hidden rowspan="2" scope="col">Accuracy Target',
        ("Not shown to readers: Accuracy Target", "", "hidden", ""),
    ),
    "a row that is not displayed": (
        CARD, '<p class="citation">', '<p class="citation" style="display: none">',
        ("Not shown to readers: Sprint v1 Closed Datacenter: resnet Offline, Server; bert-99 Offline. Rival, Rival Box.", "", "hidden", ""),  # noqa: E501
    ),
    "a link around the title": (
        CARD, r'<h1 class="title">Sprint v1</h1>', f'<h1 class="title"><a href="{EVIL}">Sprint v1</a></h1>',
        ("Title", "Sprint v1", "Sprint v1", f"no link → {EVIL}"),
    ),
    "a link around a submitter": (
        CARD, r'<p class="submitter">Rival</p>', f'<p class="submitter"><a href="{EVIL}">Rival</a></p>',
        ("Submitter", "Rival", "Rival", f"no link → {EVIL}"),
    ),
    "a model of the results": (
        CARD, r'<th scope="row"><a href="#[^"]*">resnet<', f'<th scope="row"><a href="{EVIL}">resnet<',
        ("resnet: Model", "resnet", "resnet", f" → {EVIL}"),
    ),
    "a value of the results": (
        CARD, r'1100<span class="decimals">.25</span>', f'<a href="{EVIL}">1100.25</a>',
        ("resnet Offline: Value", "1100.25", "1100.25", f"no link → {EVIL}"),
    ),
    "what backs a result": (
        CARD, r'<th scope="row"><a href="#[^"]*">resnet Offline<', f'<th scope="row"><a href="{EVIL}">resnet Offline<',
        ("resnet Offline: Result", "resnet Offline", "resnet Offline", f" → {EVIL}"),
    ),
    "a rank": (
        CARD, r'<a class="place" href="[^"]*">', f'<a class="place" href="{EVIL}">',
        ("resnet Offline: Rank", "2 of 3", "2 of 3", f" → {EVIL}"),
    ),
    "a head of a leaderboard": (
        BOARD, r'(<th [^>]*>)Availability', rf'\1<a href="{EVIL}">Availability</a>',
        ("Ranking: columns", HEADS, HEADS, f"no link → {EVIL}"),
    ),
    "a value of a leaderboard": (
        BOARD, r'1100<span class="decimals">.25</span>', f'<a href="{EVIL}">1100.25</a>',
        ("Ranking: Rival Box: Samples/s", "1100.25", "1100.25", f"no link → {EVIL}"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_by_hand_that_readers_notice_is_told(site: Path, tmp_path: Path, edit: str) -> None:
    address, old, new, (label, before, after, note) = EDITS[edit]
    html = (site / address).read_text("utf-8")
    changed = re.sub(old, new, html, count=1)
    assert changed != html
    found = told(two(tmp_path, html, changed, address))
    assert [(line[0], line[1], line[2]) for line in found] == [(label, before, after)]
    assert found[0][3].endswith(note)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('<p>x <img src="a.png" alt="Chart"></p>', '<p>x <img src="b.png" alt="Chart"></p>', "a.png → b.png"),
        ('<p><img src="a.png" alt=""></p>', '<p><img src="b.png" alt=""></p>', "a.png → b.png"),
        ('<table><tr><th>A<th>B<tr><td>x<td><img src="a.png"></table>', '<table><tr><th>A<th>B<tr><td>x<td><img src="b.png"></table>', "a.png → b.png"),  # noqa: E501
        ('<dl><dt><a href="a.html">T</a><dd>x</dl>', '<dl><dt><a href="b.html">T</a><dd>x</dl>', "a.html → b.html"),
        ('<table><tr><th>K<td data-type="string"><a href="a.html">v</a></table>', '<table><tr><th>K<td data-type="string"><a href="b.html">v</a></table>', "string a.html → string b.html"),  # noqa: E501
        ("<p><a href='a.html'></a></p>", "<p><a href='b.html'></a></p>", "a.html → b.html"),
        ('<p><video src="a.mp4"></video></p>', '<p><video src="b.mp4"></video></p>', "a.mp4 → b.mp4"),
        ('<p><video poster="a.png"></video></p>', '<p><video poster="b.png"></video></p>', "a.png → b.png"),
        ('<p><audio><source src="a.ogg"></audio>', '<p><audio><source src="b.ogg"></audio>', "a.ogg → b.ogg"),
        ('<p><img srcset="a.png 1x" alt="C"></p>', '<p><img srcset="b.png 1x" alt="C"></p>', "a.png → b.png"),
        ('<p>x <button formaction="a">y</button></p>', '<p>x <button formaction="b">y</button></p>', "a → b"),
        ("<svg><a href='a.html'><text>1</text></a></svg>", "<svg><a href='b.html'><text>1</text></a></svg>", "a.html → b.html"),  # noqa: E501
    ],
)  # fmt: skip
def test_another_picture_or_link_is_told(tmp_path: Path, before: str, after: str, line: str) -> None:
    assert [note for *_, note in told(two(tmp_path, before, after))] == [line]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('<form></form>', f'<form action="{EVIL}"></form>', ("Code of the page: where a form leads", "", EVIL, "")),
        ('<p><input value="Best 1000"></p>', '<p><input value="Best 2000"></p>', ("text", "Best 1000", "Best 2000", "")),  # noqa: E501
        ('<p>x <b><input value="a"></b></p>', '<p>x <b><input value="b"></b></p>', ("text", "x a", "x b", "")),
    ],
)  # fmt: skip
def test_what_a_field_shows_and_where_a_form_leads_is_told(
    tmp_path: Path, before: str, after: str, line: tuple[str, str, str, str]
) -> None:
    assert told(two(tmp_path, before, after)) == [line]


def test_what_only_those_are_told_who_hear_a_page_is_told(tmp_path: Path) -> None:
    found = told(two(tmp_path, '<p>x <a aria-label="A" href="x"></a>', '<p>x <a aria-label="B" href="x"></a>'))
    assert sorted(found) == [
        ("For who hears the page: A", "names <a>", "", ""),
        ("For who hears the page: B", "", "names <a>", ""),
    ]


def test_what_is_shown_again_is_told(tmp_path: Path) -> None:
    found = told(two(tmp_path, "<p>a <span hidden>not this</span></p>", "<p>a <span>not this</span></p>"))
    assert found == [("Not shown to readers: not this", "hidden", "", "")]


def test_a_board_that_leads_out_is_told_though_its_card_changed(site: Path, tmp_path: Path) -> None:
    html = (site / CARD).read_text("utf-8")
    board = (site / BOARD).read_text("utf-8")
    for name, card, text in (
        ("old", html, board),
        ("new", html.replace("1100<", "1300<"), board.replace("1100<", f"<a href='{EVIL}'>1100</a><", 1)),
    ):
        for address, content in ((CARD, card), (BOARD, text)):
            (tmp_path / name / address).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / address).write_text(content, "utf-8")
    found = differences(side(str(tmp_path / "old")), side(str(tmp_path / "new")))
    own = {page.address: [line_of(change).note for change in page.changes] for page in found.pages}
    assert own[BOARD] == [f"no link → {EVIL}"]
