"""Policy `published`: what it refuses, also where it would be done in several requests."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.diff import differences, side
from site_builder.diff.policy import forbidden
from tests.builders import ROUND, a_system
from tests.diff.history import CORRECTED, WITHDRAWN
from tests.diff.sites import ACME, CLOSED, RIVAL, THIRD, Files, base, built, verified

ROWS = ("resnet SingleStream", "resnet Offline")  # of the edge system
WAS, BOX = f"{ROUND}/closed/Rival/old-box", f"{ROUND}/closed/Rival/box"


def of_this(files: Files) -> None:
    """A state of every kind: a card that was withdrawn, a result that was, one corrected, an old address."""
    files[ACME]["verification"] = WITHDRAWN
    files[RIVAL]["results"][0]["verification"] = WITHDRAWN
    files[RIVAL]["results"][1]["verification"] = CORRECTED
    files[RIVAL]["was"] = [WAS]
    files[f"{CLOSED}/Acme/edge.json"]["id"] = "5.10"


def withdrawn_card_gone(files: Files) -> None:
    del files[ACME]


def withdrawn_result_gone(files: Files) -> None:
    del files[RIVAL]["results"][0]


def withdrawn_number(files: Files) -> None:
    files[RIVAL]["results"][0]["value"] = 7


def withdrawal_unsaid(files: Files) -> None:
    del files[RIVAL]["results"][0]["verification"]


def correction_unsaid(files: Files) -> None:
    del files[RIVAL]["results"][1]["verification"]


def unverified_now(files: Files) -> None:
    del files[RIVAL]["verification"]


def old_address_gone(files: Files) -> None:
    del files[RIVAL]["was"]


def corrected_after_all(files: Files) -> None:
    files[RIVAL]["results"][0]["verification"] = CORRECTED


def corrected_again(files: Files) -> None:
    files[RIVAL]["results"][1].update(value=7, verification={**CORRECTED, "date": "2024-06-20"})


def corrected_card_result_gone(files: Files) -> None:
    files[THIRD]["verification"] = CORRECTED
    del files[THIRD]["results"][1]


def result_withdrawn_and_gone(files: Files) -> None:
    result_corrected(files)
    del files[THIRD]["results"][1]


def result_corrected(files: Files) -> None:
    files[THIRD]["results"][0].update(value=901, verification=CORRECTED)


def withdrawn_without_reason(files: Files) -> None:
    files[THIRD]["verification"] = {"status": "withdrawn", "date": "2024-06-10"}


def result_withdrawn_without_anything(files: Files) -> None:
    files[THIRD]["results"][1]["verification"] = {"status": "withdrawn"}


def id_with_a_nought_less(files: Files) -> None:
    files[f"{CLOSED}/Acme/edge.json"]["id"] = "5.1"


def reason_unsaid(files: Files) -> None:
    files[ACME]["verification"] = {"status": "withdrawn", "date": "2024-06-10"}


def old_address_of_another(files: Files) -> None:
    old_address_gone(files)
    files[THIRD]["was"] = [WAS]


def old_address_with_a_card(files: Files) -> None:
    old_address_gone(files)
    files[f"{CLOSED}/Rival/old-box.json"] = verified("1-3000", system=a_system(submitter="Rival", system_name="Old"))


def merged_into_another(files: Files) -> None:
    files[ACME]["was"] = [f"{ROUND}/closed/Third/box"]
    del files[THIRD]


def renamed_back(files: Files) -> None:
    """The card stands at its old address again, and the one that it had leads there."""
    files[f"{CLOSED}/Rival/old-box.json"] = {**files.pop(RIVAL), "was": [f"{ROUND}/closed/Rival/box"]}


def renamed_back_with_another_number(files: Files) -> None:
    renamed_back(files)
    files[f"{CLOSED}/Rival/old-box.json"]["results"][2]["value"] = 7


def renamed_again(files: Files) -> None:
    """The card moves, and both of its old addresses lead to where it is now."""
    files[f"{CLOSED}/Rival/a-new-box.json"] = {**files.pop(RIVAL), "was": [WAS, f"{ROUND}/closed/Rival/box"]}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before every request, built once."""
    files = base()
    of_this(files)
    return built(tmp_path_factory.mktemp("before"), files)


@pytest.mark.parametrize(
    ("edit", "refused"),
    [
        (withdrawn_card_gone, [("", "a published card is gone, and no card stands at its address")]),
        (merged_into_another, [("", f"a published card is gone, and its address leads to {ROUND}/closed/Acme/box")]),
        (renamed_back, []),
        (renamed_back_with_another_number, [("bert-99 Offline", "the published value was 3300.75, and is 7")]),
        (withdrawn_result_gone, [("resnet Offline", "the published result 1100.25 is gone")]),
        (withdrawn_number, [("resnet Offline", "the published value was 1100.25, and is 7")]),
        (withdrawal_unsaid, [("resnet Offline", "it was withdrawn, and is verified")]),
        (correction_unsaid, [("resnet Server", "it was corrected, and is verified")]),
        (unverified_now, [("", "it was verified, and is unverified")]),
        (old_address_gone, [("", f"it led to {BOX}, and nothing stands there now")]),
        (old_address_of_another, [("", f"it led to {BOX}, and leads to {ROUND}/closed/Third/box")]),
        (old_address_with_a_card, [("", f"it led to {BOX}, and leads there no more")]),
        (renamed_again, []),
        (corrected_card_result_gone, [("resnet Server", "the published result 450.0 is gone")]),
        (result_withdrawn_and_gone, [("resnet Server", "the published result 450.0 is gone")]),
        (result_corrected, []),
        (withdrawn_without_reason, [("", "it is withdrawn, and nothing says why")]),
        (
            result_withdrawn_without_anything,
            [("resnet Server", "it is withdrawn, and nothing says since when and why")],
        ),
        (reason_unsaid, [("", "it is withdrawn, and nothing says why")]),
        (id_with_a_nought_less, [(row, "the published ID was 5.10, and is 5.1") for row in ROWS]),
        (corrected_after_all, []),
        (corrected_again, []),
    ],
)
def test_what_was_published_stays_told(
    before: Path, tmp_path: Path, edit: Callable[[Files], None], refused: list[tuple[str, str]]
) -> None:
    files = base()
    of_this(files)
    edit(files)
    found = forbidden(differences(side(str(before)), side(str(built(tmp_path, files)))))
    assert [(each.row, each.message) for each in found] == refused


def test_an_old_address_that_leads_on_no_more_is_refused_though_it_says_so_in_words(
    before: Path, tmp_path: Path
) -> None:
    files = base()
    of_this(files)
    after = built(tmp_path, files)
    page = after / WAS / "index.html"
    text = page.read_text("utf-8")
    page.write_text(re.sub("<meta http-equiv=.refresh[^>]*>", "", text), "utf-8")
    assert page.read_text("utf-8") != text
    found = forbidden(differences(side(str(before)), side(str(after))))
    assert [each.message for each in found] == [f"it led to {BOX}, and leads there no more"]


def test_what_mends_a_result_that_is_gone_is_to_put_it_back(before: Path, tmp_path: Path) -> None:
    files = base()
    of_this(files)
    corrected_card_result_gone(files)
    (found,) = forbidden(differences(side(str(before)), side(str(built(tmp_path, files)))))
    assert found.fix == 'keep it, with "verification": {"status": "withdrawn", "date": ..., "reason": ...}'


def test_a_page_that_is_no_card_any_more_is_a_card_that_is_gone(before: Path, tmp_path: Path) -> None:
    files = base()
    of_this(files)
    after = built(tmp_path, files)
    page = after / ROUND / "closed/Third/box/index.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace("resultpage", "page"), "utf-8")
    assert page.read_text("utf-8") != text
    found = differences(side(str(before)), side(str(after)))
    assert [each.message for each in forbidden(found)] == [
        "a published card is gone, and no card stands at its address"
    ]
    (gone,) = found.of("card", "gone")
    assert len({change.place.row for change in gone.changes if change.place.column == "Value"}) == 3
    assert found.markup == ()


def test_a_number_of_which_only_the_link_changed_is_the_number_that_was_published(before: Path, tmp_path: Path) -> None:
    files = base()
    of_this(files)
    after = built(tmp_path, files)
    page = after / ROUND / "closed/Third/box/index.html"
    text = page.read_text("utf-8")
    linked = re.sub(r"(1-0900)(</span>|</td>)", r'<a href="https://example.org/elsewhere">\1</a>\2', text)
    assert linked != text
    page.write_text(linked, "utf-8")
    found = differences(side(str(before)), side(str(after)))
    assert forbidden(found) == ()
    (card,) = found.of("card", "changed")
    ids = [change for change in card.changes if change.place.column == "Result ID"]
    assert {change.old.text == change.new.text for change in ids if change.old and change.new} == {True}
    assert {change.new.more for change in ids if change.new} == {"https://example.org/elsewhere"}
