"""Files that are no pages: what each is, and which of them a reviewer must look at."""

import pytest

from site_builder.diff.changes import Change, Differences, FileChange, FileKind, PageChange
from site_builder.diff.files import kind_of
from site_builder.diff.report import report, summary
from site_builder.diff.said import Place, Said

CARD = "r/closed/Acme/box"


def with_files(*files: FileChange) -> Differences:
    """One card that says something else, and these files."""
    change = Change(Place("Details", "cooling"), "cooling", Said("Air"), Said("Water"))
    card = PageChange(f"{CARD}/index.html", "card", "Acme, Box", "changed", changes=(change,))
    return Differences("old", "new", (card,), (), files, (), 0)


def named(found: Differences) -> dict[str, list[str]]:
    """The titles of the entries of each part that tells of files."""
    told = {part.title: [entry.title for entry in part.entries] for part in report(found).parts}
    return {title: entries for title, entries in told.items() if title != "Cards that say something else"}


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("assets/a.js", "script"), ("assets/site.css", "style sheet"), ("assets/A.CSS", "style sheet"),
        ("logo.png", "picture"), ("assets/icon.svg", "picture"), ("assets/a.woff2", "font"),
        ("api/v1/index.json", "data"), ("css", "data"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_the_end_of_its_name(address: str, kind: FileKind) -> None:
    assert kind_of(address, lambda _: b"go()") == kind


def test_each_sheet_and_picture_is_named_among_as_many_data_as_there_are() -> None:
    data = [FileChange(f"api/{number}.json", "changed") for number in range(30)]
    loaded = [FileChange("a.css", "changed", "style sheet"), FileChange("b.css", "added", "style sheet")]
    found = with_files(*data, *loaded, FileChange("c.png", "gone", "picture"))
    assert named(found) == {
        "Styles, pictures and fonts that pages load": ["a.css", "b.css", "c.png"],
        "Files that are no pages": ["30 files changed"],
    }
    assert summary(found) == "1 card says something else, 2 style sheets changed, 1 picture changed"


def test_a_badge_follows_its_card_and_is_named_where_the_card_is_as_it_was() -> None:
    follows, alone = (FileChange(f"badges/{card}/a.svg", "changed", "picture") for card in (CARD, f"{CARD}-2"))
    assert named(with_files(follows, alone)) == {
        "Styles, pictures and fonts that pages load": [alone.address],
        "Files that are no pages": ["1 file changed"],
    }
