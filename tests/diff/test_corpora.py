"""Two layouts of the same published cards, compared: what they say differently, whoever wrote the markup."""

import tarfile
from pathlib import Path
from time import perf_counter

import pytest

from site_builder.diff import Differences, differences, side

pytestmark = pytest.mark.corpora

MOST_SECONDS = 10


@pytest.fixture(scope="module")
def layouts(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Differences:
    """The later layout against the seed's, of the same 98 cards."""
    folder = tmp_path_factory.mktemp("layouts")
    sides = []
    for name in ("inference_v4.1", "seed_layout_v4.1"):
        with tarfile.open(shared / "corpora" / f"{name}.cards.tar.xz") as archive:
            archive.extractall(folder / name, filter="data")
        sides.append(side(str(folder / name)))
    start = perf_counter()
    found = differences(*sides)
    assert perf_counter() - start < MOST_SECONDS
    return found


def fact(found: Differences, card: str, row: str) -> tuple[str, str]:
    """A fact of a card before and after."""
    (page,) = [page for page in found.pages if f"/{card}/" in f"/{page.address}"]
    (change,) = [change for change in page.changes if change.place.row == row and not change.place.column]
    return change.old.text if change.old else "", change.new.text if change.new else ""


def test_every_card_is_read_in_both_layouts(layouts: Differences) -> None:
    assert {(page.kind, page.what) for page in layouts.pages} == {("card", "changed")}
    assert len(layouts.pages) == 98


def test_what_the_seed_layout_got_wrong_is_told(layouts: Differences) -> None:
    assert fact(layouts, "1xMI300X_2xEPYC-9374F", "Title") == ("MLPerf Inference v4.1", "MLPerf Inference v5.0")
    assert fact(layouts, "8xMI300X_2xEPYC-TURIN", "Availability") == ("preview", "Available as of Feb 2025")
    edge = [page for page in layouts.pages if any(c.old and (c.place.row, c.old.text) == ("Category", "edge") for c in page.changes)]  # fmt: skip  # noqa: E501
    assert len(edge) >= 13


def test_values_that_are_the_same_number_are_no_move(layouts: Differences) -> None:
    values = [value for page in layouts.pages for value in page.values]
    same = [value for value in values if value.percent == 0]
    moved = [value for value in values if value.percent]
    assert same
    # All that is left is rounding, of small values too: the later layout prints two decimals.
    assert all(abs(value.percent or 0) < 5 for value in moved)
    assert all(len(value.old.partition(".")[2]) == 2 for value in moved)


def test_the_two_cards_that_carry_another_description_are_found(layouts: Differences) -> None:
    details = [page for page in layouts.pages if any(c.place.section.endswith("Details") for c in page.changes)]
    assert {page.address.split("/")[1] for page in details} == {"HPE", "NeuralMagic"}
    assert len(details) == 2
    card = "open/HPE/results/HPE_ProLiant_DL380a_H100_NVL_94GBx4_TRT"
    assert fact(layouts, card, "accelerator_model_name") == ("NVIDIA H100-NVL-94GB", "NVIDIA H100-SXM-80GB")
