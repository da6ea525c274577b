"""Texts, days and addresses that models share."""

import pytest
from pydantic import TypeAdapter, ValidationError

from site_builder.models import Day, SomeLink, SomeText, WebAddress


def takes(type_: object, text: str) -> bool:
    """Whether a value of this type may be written so."""
    try:
        TypeAdapter(type_).validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("text", ["2024-02-29", "0001-01-01", "9999-12-31"])
def test_days_of_the_calendar(text: str) -> None:
    assert takes(Day, text)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13-01", "20240228", "2024-W01-1", "2024-2-1", "٢٠٢٤-01-01", "", "2024-01-01\n"]
)
def test_no_days_of_the_calendar(text: str) -> None:
    assert not takes(Day, text)


@pytest.mark.parametrize(
    "text", ["https://example.org", "http://a.b/c?d=e&f#g", "https://[::1]:80/x", "https://例え.jp/ü"]
)
def test_web_addresses(text: str) -> None:
    assert takes(WebAddress, text) and takes(SomeLink, text)


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "https:///path",
        "https://[",
        "https://a:x/",
        "https://a:99999/",
        "https://a b",
        'https://a"onclick=x',
        "https://a/<script>",
        "https://a\n",
    ],
)
def test_no_web_addresses(text: str) -> None:
    assert not takes(WebAddress, text) and not takes(SomeLink, text)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//example.org", "HTTPS://example.org"])
def test_other_schemes_are_no_web_addresses_and_links_to_nothing(text: str) -> None:
    assert not takes(WebAddress, text) and takes(SomeLink, text)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0", "\u200b\u202e", "\u2028"])
def test_what_shows_nothing_is_no_text(text: str) -> None:
    assert not takes(SomeText, text)
