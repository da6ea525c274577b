"""Pull requests of every kind: the diff says what happened, and nothing else.

What is told stands in tests/pairs/, a file for each, which a person has read; `make accept` rewrites them.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.diff import differences, side
from site_builder.diff.as_text import text_lines
from site_builder.diff.formats import entries_of
from site_builder.diff.policy import forbidden
from site_builder.diff.report import report
from tests.conftest import ROOT
from tests.diff.history import (
    HIDES,
    NO_LONGER,
    OF_TEMPLATES,
    ONLY_REPEATED,
    REQUESTS,
    after,
    other_value,
    reworded,
    rewritten_article,
    superseded,
    templates,
    with_a_description,
    with_an_article,
    withdrawn_card,
)
from tests.diff.sites import Files, base, built

PAIRS = ROOT / "tests" / "pairs"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before every request, built once."""
    return built(tmp_path_factory.mktemp("before"), base())


def said(old: Path, new: Path) -> str:
    """What a reviewer reads."""
    found = differences(side(str(old)), side(str(new)))
    whole = report(found, tuple(entries_of(forbidden(found))))
    # Files beside pages are named by what is in them: each edit of a template would be one here too.
    parts = tuple(part for part in whole.parts if part.title != "Files that are no pages")
    told = replace(whole, old="before", new="after", parts=parts)
    return "".join(f"{line}\n" for line, _ in text_lines(told))


def hold_to(name: str, text: str) -> None:
    """Compare with what was read; ACCEPT=1 writes it instead."""
    path = PAIRS / f"{name}.txt"
    if os.environ.get("ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("edit", REQUESTS, ids=[edit.__name__ for edit in REQUESTS])
def test_a_request_is_told_as_what_it_is(before: Path, tmp_path: Path, edit: Callable[[Files], None]) -> None:
    hold_to(edit.__name__, said(before, built(tmp_path, after(base(), edit))))


@pytest.mark.parametrize(("name", "template", "old", "new"), OF_TEMPLATES, ids=[each[0] for each in OF_TEMPLATES])
def test_an_edit_of_a_template_is_told_as_one(
    before: Path, tmp_path: Path, name: str, template: str, old: str, new: str
) -> None:
    own = templates(tmp_path / "templates", template, old, new)
    hold_to(name, said(before, built(tmp_path, base(), own)))


def test_what_somebody_rewrote_in_an_article_is_told_beside_what_changed_on_cards(tmp_path: Path) -> None:
    old = after(base(), with_an_article)
    hold_to(
        "rewritten_article", said(built(tmp_path / "old", old), built(tmp_path / "new", after(old, rewritten_article)))
    )


def test_a_sentence_of_the_site_reworded_in_small_words_is_told_beside_a_value(tmp_path: Path) -> None:
    old = after(base(), with_a_description)
    hold_to("reworded", said(built(tmp_path / "old", old), built(tmp_path / "new", after(old, reworded))))


def test_a_sentence_of_a_template_that_says_the_opposite_is_told_beside_a_value(tmp_path: Path) -> None:
    old = after(base(), superseded)
    own = templates(tmp_path / "templates", *NO_LONGER)
    new = built(tmp_path / "new", after(old, other_value), own)
    hold_to("no_longer", said(built(tmp_path / "old", old), new))


def test_a_style_sheet_is_named_however_much_else_changed(before: Path, tmp_path: Path) -> None:
    new = built(tmp_path, after(base(), withdrawn_card), templates(tmp_path / "templates", *HIDES))
    hold_to("restyled_and_withdrawn", said(before, new))


@pytest.mark.parametrize("edit", ONLY_REPEATED, ids=[edit.__name__ for edit in ONLY_REPEATED])
def test_every_other_page_only_repeats_what_a_card_says(
    before: Path, tmp_path: Path, edit: Callable[[Files], None]
) -> None:
    found = differences(side(str(before)), side(str(built(tmp_path, after(base(), edit)))))
    assert {
        page.address for page in found.pages if page.kind == "page" and page.what == "changed" and page.changes
    } == set()


def test_every_file_of_pairs_is_of_a_request() -> None:
    names = (
        {edit.__name__ for edit in (*REQUESTS, rewritten_article, reworded)}
        | {each[0] for each in OF_TEMPLATES}
        | {"no_longer", "restyled_and_withdrawn"}
    )
    assert {path.stem for path in PAIRS.iterdir()} == names
