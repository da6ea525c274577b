"""What follows from a card that changed, and what somebody changed by hand beside it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.diff import differences, side
from site_builder.diff.lines import is_running
from site_builder.diff.notices import NOTICES
from site_builder.diff.said import HEAD
from site_builder.diff.tokens import counts, numbers_in
from tests.builders import ROUND
from tests.conftest import ROOT
from tests.diff.history import REWRITTEN, WITHDRAWN, with_an_article
from tests.diff.sites import RIVAL, Files, base, built, edited

BOARD = f"{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
HOME = "index.html"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before any edit, built once."""
    return built(tmp_path_factory.mktemp("before"), base())


def cooling(files: Files) -> None:
    files[RIVAL]["system"]["cooling"] = "Water"


def value(files: Files) -> None:
    files[RIVAL]["results"][0]["value"] = 1300.75


def by_hand(
    before: Path, folder: Path, edit: Callable[[Files], None], address: str, old: str, new: str
) -> list[tuple[str, str]]:
    """What a page says of its own after an edit of the data, and one of its HTML by hand."""
    site = built(folder, edited(edit))
    html = (site / address).read_text("utf-8")
    assert re.search(old, html)
    (site / address).write_text(re.sub(old, new, html, count=1), "utf-8")
    found = differences(side(str(before)), side(str(site)))
    return [
        (change.old.text if change.old else "", change.new.text if change.new else "")
        for page in found.pages
        if page.address == address
        for change in page.changes
    ]


ACME_VALUE = r'1200<span class="decimals">.5</span>'
RIVAL_VALUE = r'1100<span class="decimals">.25</span>'


@pytest.mark.parametrize("edit", [cooling, value])
def test_a_value_of_another_card_changed_by_hand_is_a_difference_of_its_own(
    before: Path, tmp_path: Path, edit: Callable[[Files], None]
) -> None:
    assert by_hand(before, tmp_path, edit, BOARD, ACME_VALUE, "64.6196") == [("1200.5", "64.6196")]


def test_a_value_of_the_card_itself_is_one_where_no_number_of_the_card_changed(before: Path, tmp_path: Path) -> None:
    assert by_hand(before, tmp_path, cooling, BOARD, RIVAL_VALUE, "1300.25") == [("1100.25", "1300.25")]


def test_a_number_in_running_text_that_no_card_says_is_one(before: Path, tmp_path: Path) -> None:
    found = by_hand(before, tmp_path, cooling, HOME, r"3601.5\b", "9999.5")
    assert [(old.partition(" ")[0], new.partition(" ")[0]) for old, new in found] == [("3601.5", "9999.5")]


@pytest.mark.parametrize("edit", [cooling, value])
@pytest.mark.parametrize(("old", "new"), REWRITTEN)
def test_no_word_of_an_article_follows_from_a_card(
    tmp_path: Path, edit: Callable[[Files], None], old: str, new: str
) -> None:
    def rewrite(files: Files) -> None:
        edit(files)
        files["articles/news.md"] = files["articles/news.md"].replace(old, new)

    files = edited(with_an_article)
    sites = built(tmp_path / "old", files), built(tmp_path / "new", edited(rewrite, files))
    (page,) = (page for page in differences(*(side(str(site)) for site in sites)).pages if "articles/" in page.address)
    (change,) = page.changes
    assert page.follows == ()
    assert change.old is not None
    assert change.new is not None
    assert (old in change.old.text, new in change.new.text) == (True, True)


def test_the_same_words_in_another_order_are_a_difference_wherever_somebody_wrote_them(tmp_path: Path) -> None:
    def rewrite(files: Files) -> None:
        cooling(files)
        files["site.json"]["description"] = "Rival before Acme"

    files = edited(lambda files: files["site.json"].update(description="Acme before Rival"))
    sites = built(tmp_path / "old", files), built(tmp_path / "new", edited(rewrite, files))
    (page,) = (page for page in differences(*(side(str(site)) for site in sites)).pages if page.address == HOME)
    told = [(change.old.text, change.new.text) for change in page.changes if change.old and change.new]
    assert ("Acme before Rival", "Rival before Acme") in told


def test_shares_ranks_and_counts_follow(before: Path, tmp_path: Path) -> None:
    site = built(tmp_path, edited(value))
    found = differences(side(str(before)), side(str(site)))
    assert {page.address for page in found.pages if page.changes} == {f"{ROUND}/closed/Rival/box/index.html"}
    follows = {change.place.column for page in found.pages if page.address == BOARD for change in page.follows}
    assert {"Rank", "Samples/s", "Samples/s, in full"} <= follows


@pytest.mark.parametrize(
    ("text", "reckoned"),
    [
        ("3 results of 2 systems", ["3", "2"]),
        ("1 204 results; 1 more", ["1", "204", "1"]),
        (", rank 3 of 4, 0.7497 times the leader's throughput", ["3", "4", "0.7497"]),
        ("1200.5 Samples/s, 99 %, 64 GB, 2024-05-01", []),
    ],
)
def test_counts_are_told_from_values_by_the_words_beside_them(text: str, reckoned: list[str]) -> None:
    assert list(counts(text)) == reckoned


def test_numbers_are_told_from_words_however_they_are_written() -> None:
    assert list(numbers_in(["1200.5 Samples/s, 1.5E72 and 2e-3; ID 1-1200, 1e, v1"])) == [
        "1200.5",
        "1.5e72",
        "2e-3",
        "1-1200",
    ]


def withdrawn(before: Path, folder: Path, old: str, new: str) -> list[str]:
    """What the lines of the notice say of their own, on a card that was withdrawn and edited by hand."""
    site = built(folder, edited(lambda files: files[RIVAL].update(verification=WITHDRAWN)))
    page = site / ROUND / "closed/Rival/box/index.html"
    html = page.read_text("utf-8")
    assert old in html
    page.write_text(html.replace(old, new), "utf-8")
    found = differences(side(str(before)), side(str(site)))
    (card,) = (each for each in found.of("card", "changed") if each.changes)
    assert [change.new.text for change in card.changes if change.place.row == "Verification" and change.new] != []
    return [change.new.text for change in card.changes if change.new and is_running(change.place)]


def test_a_card_that_was_withdrawn_says_so_once(before: Path, tmp_path: Path) -> None:
    assert withdrawn(before, tmp_path, "", "") == []


def test_what_its_notice_says_besides_is_told(before: Path, tmp_path: Path) -> None:
    assert withdrawn(before, tmp_path, "stands on no leaderboard,", "stands on a leaderboard,") == [
        "It was taken back after publication: it counts no longer, stands on a leaderboard, and is not to be quoted "
        "as a result."
    ]


def test_notices_are_those_of_the_templates() -> None:
    words = "".join(
        (ROOT / "templates" / name).read_text("utf-8") for name in ("parts/state.html", "pages/result_card.html")
    )
    meanings = dict(re.findall(r'^  "([a-z-]+)": "(.*)",?$', words, re.MULTILINE))
    assert meanings.keys() == NOTICES.keys()
    assert {status: {meanings[status]} <= NOTICES[status] for status in NOTICES} == dict.fromkeys(NOTICES, True)
    assert {text for texts in NOTICES.values() for text in texts if text not in words} == set()


def test_the_name_of_a_site_is_told_of_the_page_for_what_is_not_there_too(tmp_path: Path) -> None:
    # 404.html may be shown below any address: there it leads by a path from the root.
    files = base()
    files["site.json"]["base_url"] = "https://example.org/results/"

    def titles(edit: Files) -> None:
        edit["site.json"]["title"] = "Results of Acme"
        edit[f"rounds/{ROUND}.json"]["title"] = "Sprint of spring"

    sites = built(tmp_path / "old", files), built(tmp_path / "new", edited(titles, files))
    found = differences(*(side(str(site)) for site in sites))
    [page] = [page for page in found.pages if page.address == "404.html"]
    said = [(change.old.text, change.new.text) for change in page.changes if change.old and change.new]
    assert ("Acme results", "Results of Acme") in said


def test_what_a_site_says_of_itself_repeats_no_card_in_its_head_either(tmp_path: Path) -> None:
    files, sentences = base(), ("Results on a card since this benchmark.", "Results, and this is no benchmark.")
    files["site.json"]["description"] = sentences[0]

    def reworded(edit: Files) -> None:
        edit["site.json"]["description"] = sentences[1]
        edit[RIVAL]["system"]["cooling"] = "a fan"

    sites = built(tmp_path / "old", files), built(tmp_path / "new", edited(reworded, files))
    [page] = [page for page in differences(*(side(str(site)) for site in sites)).pages if page.address == HOME]
    told = [change.place.section for change in page.changes if change.new and change.new.text == sentences[1]]
    assert (HEAD in told, len(told), page.follows) == (True, 2, ())
