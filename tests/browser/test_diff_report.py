"""The differences as a page, in a real browser: readable at any width, by anybody, with what follows folded."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from site_builder.diff import differences, side, told
from tests.browser.conftest import Visit
from tests.browser.tools import axe, vnu
from tests.diff.history import several_at_once
from tests.diff.sites import ACME, RIVAL, Files, base, built, edited
from tests.rich_site import HOSTILE

Open = Callable[..., Visit]
LONG = "A-name-without-a-place-to-break-it" * 4


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page about every kind of difference, hostile text and long names among them."""

    def edit(files: Files) -> None:
        several_at_once(files)
        files[RIVAL]["system"]["cooling"] = HOSTILE
        files[ACME]["system"]["host_networking"] = f"{LONG} {'many words ' * 40}"

    folder = tmp_path_factory.mktemp("report")
    old, new = built(folder / "before", base()), built(folder / "after", edited(edit))
    page = folder / "report.html"
    lines = told(differences(side(str(old)), side(str(new))), "html", "published").lines
    page.write_text("".join(line for line, _ in lines), "utf-8")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_readable_by_anybody(report: Path, visit: Open, width: int, scheme: Literal["light", "dark"]) -> None:
    opened = visit(report.as_uri(), width=width, scheme=scheme)
    opened.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert axe(opened.page) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (opened.errors, opened.foreign) == ([], [])


def test_before_and_after_stand_side_by_side_and_below_each_other_on_a_phone(report: Path, visit: Open) -> None:
    for width, beside in ((1280, True), (390, False)):
        row = visit(report.as_uri(), width=width).page.locator("tr:has(del):has(ins)").first
        before, after = row.locator("td").nth(0).bounding_box(), row.locator("td").nth(1).bounding_box()
        assert before is not None
        assert after is not None
        assert (before["y"] == after["y"]) is beside


def test_what_happened_stands_open_and_what_follows_is_folded(report: Path, visit: Open) -> None:
    page = visit(report.as_uri(), javascript=False).page
    assert page.get_by_role("heading", name="New cards").is_visible()
    ranks = page.get_by_role("heading", name="Ranks that follow from it")
    moved = page.locator("details:has(h2:text('Ranks that follow from it')) table").first
    assert not moved.is_visible()
    ranks.click()
    assert moved.is_visible()


def test_it_is_valid_html(report: Path) -> None:
    assert [(message.type, message.line, message.text) for message in vnu([report]) if message.type != "info"] == []
