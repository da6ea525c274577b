"""Policy `published`: what it refuses, also where it would be done in several requests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.diff import differences, side
from site_builder.diff.policy import forbidden
from tests.builders import ROUND
from tests.diff.history import CORRECTED, WITHDRAWN
from tests.diff.sites import ACME, RIVAL, Files, base, built

WAS = f"{ROUND}/closed/Rival/old-box"


def of_this(files: Files) -> None:
    """A state of every kind: a card that was withdrawn, a result that was, one corrected, an old address."""
    files[ACME]["verification"] = WITHDRAWN
    files[RIVAL]["results"][0]["verification"] = WITHDRAWN
    files[RIVAL]["results"][1]["verification"] = CORRECTED
    files[RIVAL]["was"] = [WAS]


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


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before every request, built once."""
    files = base()
    of_this(files)
    return built(tmp_path_factory.mktemp("before"), files)


@pytest.mark.parametrize(
    ("edit", "refused"),
    [
        (withdrawn_card_gone, [("", "a published card is gone, and nothing stands at its address")]),
        (withdrawn_result_gone, [("resnet Offline", "the published result 1100.25 is gone")]),
        (withdrawn_number, [("resnet Offline", "the published value was 1100.25, and is 7")]),
        (withdrawal_unsaid, [("resnet Offline", "it was withdrawn, and is verified")]),
        (correction_unsaid, [("resnet Server", "it was corrected, and is verified")]),
        (unverified_now, [("", "it was verified, and is unverified")]),
        (old_address_gone, [("", f"it led to {ROUND}/closed/Rival/box, and nothing stands there now")]),
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
