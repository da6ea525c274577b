"""Addresses: what becomes of a name in a folder of the site."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.models import LONGEST_PART, address_part, is_an_address, named_card, names_a_round


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("8xT1000_v1.2-b", "8xT1000_v1.2-b"),
        ("Rocket 9 (8x T1000)", "Rocket-9--8x-T1000-"),
        ("Caf\u00e9", "Cafe"),
        ("Cafe\u0301", "Cafe"),
        ("Größe", "Grosse"),
        ("T1000™ ²", "T1000---"),
        ("..", "--"),
        (".hidden", "-hidden"),
        ("a/../b", "a-..-b"),
        ("a\x00b\n", "a-b-"),
    ],
)
def test_letters_digits_points_and_dashes_are_kept(name: str, part: str) -> None:
    assert address_part(name) == part


@settings(derandomize=True, database=None, deadline=None)
@given(st.text())
def test_a_part_is_one_folder_and_stays_as_it_is(name: str) -> None:
    part = address_part(name)
    assert "/" not in part and not part.startswith(".") and part.isascii()
    assert address_part(part) == part


@pytest.mark.parametrize("name", ["", "...", "漢字", "\U0001f680", "a" * (LONGEST_PART + 1), "INDEX.html"])
def test_names_of_which_nothing_is_left_are_no_addresses(name: str) -> None:
    assert not is_an_address(name)


def test_a_round_cannot_have_a_name_of_the_site_itself() -> None:
    assert [name for name in ("sprint-v1", "Compare", "404.HTML", "assets") if names_a_round(name)] == ["sprint-v1"]


@pytest.mark.parametrize(
    ("written", "card"),
    [
        ("v1/closed/Acme/box", "v1/closed/Acme/box"),
        ("/srv/site/output/v1/closed/Acme/box/index.html", "v1/closed/Acme/box"),
        ("https://example.org/v1/closed/Acme/box/?a=b", "v1/closed/Acme/box"),
        ("output/index.html", "output"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_a_card_is_read_from_what_people_copy(written: str, card: str) -> None:
    assert named_card(written) == card
