"""The differences in every format: whole or cut, and never steered by what a page says."""

import json
import pickle
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import jsonschema
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from site_builder.diff import Differences, differences, side, told
from site_builder.diff.as_markdown import LIMIT, heading, markdown, plain
from site_builder.diff.changes import Change, PageChange, ValueChange
from site_builder.diff.report import report
from site_builder.diff.said import ABOUT, RESULTS, Place, Said
from site_builder.sources import read_data
from tests.builders import ROUND, a_result
from tests.conftest import ROOT
from tests.diff.history import CORRECTED, WITHDRAWN, several_at_once
from tests.diff.sites import ACME, RIVAL, THIRD, base, built, edited
from tests.rich_site import HOSTILE

SCHEMA = json.loads((ROOT / "docs/reference/diff.schema.json").read_text("utf-8"))
NASTY = f"{HOSTILE} @somebody #12 `code` ``` </details> [x](https://example.org) | \x1b[31m | **b** ![i](x) <!--"


def text_of(found: Differences, format_: str, policy: str | None = None) -> str:
    """All lines of a format."""
    return "\n".join(line for line, _ in told(found, format_, policy).lines)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Differences:
    """An edit that writes hostile text, and one that takes a card away."""

    def edit(files: dict[str, Any]) -> None:
        files[RIVAL]["system"]["cooling"] = NASTY.replace("\x1b", "")
        files[RIVAL]["system"]["system_name"] = NASTY.replace("\x1b", "")
        files[ACME]["results"][0]["value"] = 7.79867
        del files[ACME]["results"][1]

    folder = tmp_path_factory.mktemp("hostile")
    old, new = built(folder / "before", base()), built(folder / "after", edited(edit))
    return differences(side(str(old)), side(str(new)))


def many(number: int) -> Differences:
    """So many cards with a changed value each."""
    value = ValueChange("resnet Offline", "1200.5", "1300.5", "Samples/s", "Samples/s", None, "")
    change = Change(Place(RESULTS, "resnet Offline", "Value"), "resnet Offline", Said("1200.5"), Said("1300.5"))
    pages = [
        PageChange(f"r/closed/Acme/box-{n}/index.html", "card", f"Acme, Böx {n} {NASTY}", "changed", changes=(change,), values=(value,))  # noqa: E501
        for n in range(number)
    ]  # fmt: skip
    return Differences("old", "new", tuple(pages), (), (), (), 0)


def test_the_json_is_what_its_schema_says(hostile: Differences) -> None:
    document = json.loads(text_of(hostile, "json", "published"))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert [each["row"] for each in document["forbidden"]] == ["resnet Offline", "resnet Server"]
    names = {change["new"]["text"] for page in document["pages"] for change in page["changes"] if change["new"]}
    assert NASTY.replace("\x1b", "") in names


@pytest.mark.parametrize("format_", ["text", "json", "markdown", "html", "article"])
def test_nothing_steers_a_terminal_or_hides(hostile: Differences, format_: str) -> None:
    said = text_of(hostile, format_)
    assert all(c.isprintable() or c == "\n" for c in said)
    assert "somebody" in said


def test_a_comment_mentions_nobody_and_keeps_its_sections(hostile: Differences) -> None:
    comment = text_of(hostile, "markdown")
    assert comment.count("<details") == len(re.findall("^</details>$", comment, re.MULTILINE))
    shown = html5lib.parse(MarkdownIt("commonmark").render(comment), namespaceHTMLElements=False)
    outside = [element for element in shown.iter() if element.tag in ("a", "img", "script")]
    assert outside == []


def test_the_page_holds_hostile_text_as_text_only(hostile: Differences) -> None:
    page = html5lib.parse(text_of(hostile, "html"), namespaceHTMLElements=False)
    assert {element.tag for element in page.iter()} & {"script", "img", "a", "i"} == set()
    assert "<script>alert('x')</script>" in "".join(page.itertext())


def test_a_comment_of_ten_thousand_changes_fits_and_says_what_was_cut() -> None:
    comment = text_of(many(10_000), "markdown")
    assert len(comment.encode()) <= LIMIT
    assert "10 000 cards say something else" in comment
    shown = comment.count("\n- ")
    assert f"{10_000 - shown:,}".replace(",", " ") in comment.rpartition("Cut to fit")[2]
    assert shown > 50


def facts(address: str, number: int, values: tuple[ValueChange, ...] = ()) -> PageChange:
    """A card of which so many long facts changed, and these values."""
    changes = [
        Change(
            Place("Software Details", f"{address} fact {n}"), f"fact {n}", Said("旧" * 600), Said(f"新{n}" + "新" * 600)
        )
        for n in range(number)
    ]
    told = [Change(Place(RESULTS, value.row, "Value"), value.row, Said(value.old), Said(value.new)) for value in values]
    return PageChange(address, "card", address, "changed", changes=(*told, *changes), values=values)


def moved(row: str, new: str) -> ValueChange:
    """A value of a unit of which nobody knows whether more is better."""
    return ValueChange(row, "1000", new, "Samples/s", "Samples/s", Decimal("1.5"), "")


def test_what_does_not_fit_a_comment_is_cut_and_no_number_of_it() -> None:
    rank = Change(Place("", "Acme Box", "Rank"), "Acme Box", Said("1"), Said("2"))
    pages = (
        facts("r/closed/Acme/a/index.html", 70, (moved("resnet Offline", "1015"), moved("bert-99 Offline", "1016"))),
        facts("r/closed/Acme/b/index.html", 2, (moved("resnet Server", "1017"),)),
        facts("r/closed/Acme/c/index.html", 1),
        PageChange("r/leaderboards/x/index.html", "board", "A board", "changed", follows=(rank,)),
    )
    comment = text_of(Differences("old", "new", pages, (), (), (), 0), "markdown")
    assert len(comment.encode()) <= LIMIT
    assert [number for number in ("1015", "1016", "1017") if number not in comment] == []
    assert "`r/closed/Acme/c`" in comment
    assert 25 < comment.count(": `旧") < 73
    left = sum(map(int, re.findall(r"^  - … and ([0-9]+) more line", comment, re.MULTILINE)))
    assert left + len(re.findall("^  - (?!…)", comment, re.MULTILINE)) == 72 + 3 + 1 + 1
    assert f"**Cut to fit a comment:** {left} lines of the above are not shown." in comment


@pytest.mark.parametrize("limit", range(1500, 9000, 250))
def test_no_number_is_left_out_where_less_is_shown(limit: int) -> None:
    values = [tuple(moved(f"row {card}-{n}", f"{card}{n}99") for n in range(6)) for card in range(3)]
    pages = [facts(f"r/closed/Acme/{card}/index.html", 3, values[card]) for card in range(3)]
    gone = PageChange("articles/gone/index.html", "page", "Gone", "gone")
    found = report(Differences("old", "new", (*pages, gone), (), (), (), 0))
    comment = markdown(found, limit)
    assert len(comment.encode()) <= limit
    missing = [value.new for of_card in values for value in of_card if f"`{value.new} " not in comment]
    assert not missing or not ("fact" in comment or "articles/gone" in comment)


@pytest.mark.parametrize("number", [1, 59, 60, 61, 200])
def test_a_comment_is_never_too_long(number: int) -> None:
    assert len(text_of(many(number), "markdown").encode()) <= LIMIT


def test_differences_survive_pickling(hostile: Differences) -> None:
    assert pickle.loads(pickle.dumps(hostile)) == hostile


def test_each_shown_colour_has_its_word(tmp_path: Path) -> None:
    old = built(tmp_path / "a", base())
    new = built(tmp_path / "b", edited(lambda files: files[RIVAL]["results"][0].update(value=1)))
    lines = told(differences(side(str(old)), side(str(new)))).lines
    assert all("worse" in line for line, colour in lines if colour == "red")
    refused = told(differences(side(str(old)), side(str(new))), policy="published").lines
    assert ("    resnet Offline  the published value was 1100.25, and is 1", "red") in refused
    assert [line for line, colour in lines if colour == "red"]


def test_an_article_is_one_that_the_site_takes(tmp_path: Path) -> None:
    def edit(files: dict[str, Any]) -> None:
        several_at_once(files)
        files[ACME]["system"]["cooling"] = f"{NASTY} MLPerf's best [x](nowhere.md)".replace("\x1b", "")

    old, new = built(tmp_path / "old", base()), built(tmp_path / "new", edited(edit))
    text = text_of(differences(side(str(old)), side(str(new))), "article")
    (tmp_path / "new/data/articles").mkdir()
    (tmp_path / "new/data/articles/changes.md").write_text(f"{text}\n", "utf-8")
    read = read_data(str(tmp_path / "new/data"))
    assert [problem for problem in read.problems if problem.at.path.endswith(".md")] == []
    built(tmp_path / "new", {})
    page = BeautifulSoup((tmp_path / "new/output/articles/changes/index.html").read_text("utf-8"), "html.parser")
    (main,) = page.select("main")
    links = {str(link["href"]) for link in main.select("a[href]") if "closed" in str(link["href"])}
    assert links == {f"../../{ROUND}/closed/{name}/box/index.html" for name in ("Acme", "New", "Rival")}
    words = " ".join(main.get_text(" ").split())
    assert "resnet Offline was 1100.25 , and is 1300.75 Samples/s (+18.2 %, better)" in words
    assert "derived, and unverified" in words
    assert "Third, Third Box" in words


def test_an_article_calls_corrected_what_was_corrected_and_has_the_day_of_the_site(tmp_path: Path) -> None:
    def edit(files: dict[str, Any]) -> None:
        files[ACME]["results"][0].update(value=1201, verification=CORRECTED)
        files[RIVAL]["results"][0].update(value=1300.75)
        files[THIRD]["results"][1]["verification"] = WITHDRAWN

    old, new = built(tmp_path / "old", base()), built(tmp_path / "new", edited(edit))
    text = text_of(differences(side(str(old)), side(str(new))), "article")
    assert text.splitlines()[1:3] == ['title = "What changed, 2024-07-01"', 'description = "3 cards changed."']
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")[1:]}
    assert list(sections) == ["Corrected", "No longer counting", "Changed"]
    cards = {"Corrected": "Acme, Acme Box", "No longer counting": "Third, Third Box", "Changed": "Rival, Rival Box"}
    for title, name in cards.items():
        assert re.findall(r"\[`(.*?)`\]", sections[title]) == [name]
    assert (
        "`withdrawn since 2024-06-10. The submitter asked for it.` (`of 450.0 Queries/s`)"
        in sections["No longer counting"]
    )


def test_an_article_tells_of_a_state_what_readers_need_and_nothing_of_how_cards_are_made(tmp_path: Path) -> None:
    rival = f"{ROUND}/closed/Rival/box"

    def edit(files: dict[str, Any]) -> None:
        files[ACME]["verification"] = {**WITHDRAWN, "link": "https://example.org/why"}
        files[RIVAL]["results"][0].update(value=1300.75, verification=CORRECTED)
        files[THIRD]["results"][1]["verification"] = {**WITHDRAWN, "status": "superseded", "link": rival}

    old, new = built(tmp_path / "old", base()), built(tmp_path / "new", edited(edit))
    text = text_of(differences(side(str(old)), side(str(new))), "article")
    assert [line.strip() for line in text.splitlines() if line.startswith("    - ")] == [
        "- `resnet Offline`: `corrected since 2024-06-10. The power meter was read twice.`",
        "- `resnet Offline` was `1100.25`, and is `1300.75 Samples/s` (+18.2 %, better)",
        "- The card: `withdrawn since 2024-06-10. The submitter asked for it.` See <https://example.org/why>. "
        "(was `verified since 2024-05-01.`)",
        "- Its results: `resnet Server 600.25 Queries/s`; `resnet Offline 1200.5 Samples/s`; `bert-99 Offline 3601.5 Samples/s`",  # noqa: E501
        f"- `resnet Server`: `superseded since 2024-06-10. The submitter asked for it.` See [`{rival}`](/{rival}/). "
        "(`of 450.0 Queries/s`)",
    ]
    assert text.count("stands on no leaderboard") == 1
    back = text_of(differences(side(str(new)), side(str(old))), "article")
    assert "- The card: `verified since 2024-05-01.` (was `withdrawn since 2024-06-10." in back
    assert "- `resnet Server` was `superseded since 2024-06-10. The submitter asked for it. See " in back
    assert all("and is so no more" in line for line in back.splitlines() if "`resnet Server` was" in line)
    assert "Cite" not in text + back


def test_an_article_names_each_of_many_cards_that_were_withdrawn_for_one_reason(tmp_path: Path) -> None:
    def edit(files: dict[str, Any]) -> None:
        for name in (ACME, RIVAL, THIRD):
            files[name]["verification"] = WITHDRAWN

    old, new = built(tmp_path / "old", base()), built(tmp_path / "new", edited(edit))
    text = text_of(differences(side(str(old)), side(str(new))), "article")
    assert 'description = "3 cards changed."' in text
    assert text.count("    - The card: `withdrawn since 2024-06-10. The submitter asked for it.`") == 3


LINKED = re.compile(r"GH-12|www\.|@|#[0-9]|https?:|[0-9a-f]{7}")


def test_nothing_that_a_page_says_stands_outside_of_code_spans(tmp_path: Path) -> None:
    def edit(files: dict[str, Any]) -> None:
        files[RIVAL]["results"].append(a_result(benchmark="gptj", value=1, weight_data_types=WORDS, accuracy={"a": 1}))
        files[f"rounds/{ROUND}.json"]["title"] = WORDS

    old, new = built(tmp_path / "a", base()), built(tmp_path / "b", edited(edit))
    comment = text_of(differences(side(str(old)), side(str(new))), "markdown", "published")
    assert "GH-12" in comment
    assert LINKED.findall(outside_of_code(comment)) == []


WORDS = "GH-12 www.evil.com a@evil.com https://evil.com 0123456789abcdef"


def outside_of_code(markdown: str) -> str:
    """What Markdown shows as text that may become a link."""
    tokens = [inner for token in MarkdownIt("commonmark").parse(markdown) for inner in token.children or [token]]
    return "\n".join(token.content for token in tokens if token.type in ("text", "html_inline", "html_block"))


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("+8.33 %, better", "+8.33 %, better"),
        ("new result; Weights www.evil.com; Result ID 1-2", "new result; `Weights www.evil.com`; `Result ID 1-2`"),
        ("3 results; verified", "3 results; `verified`"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_note_is_ours_part_for_part(note: str, words: str) -> None:
    assert plain(note) == words


def test_a_round_in_the_heading_is_code() -> None:
    assert heading("2 cards say something else, 1 new card") == "2 cards say something else, 1 new card"
    assert heading("round www.evil.com is new, 1 new card") == "`round www.evil.com is new, 1 new card`"
    assert heading("no differences") == "No differences"


@pytest.fixture(scope="module")
def unverified(tmp_path_factory: pytest.TempPathFactory) -> Differences:
    """Of a card that nobody verified a value changes and a result goes; of one that is verified, a fact."""

    def edit(files: dict[str, Any]) -> None:
        files[RIVAL]["results"][0]["value"] = 7
        del files[RIVAL]["results"][1]
        files[RIVAL]["results"][1]["weight_data_types"] = "fp8"
        files[ACME]["system"]["cooling"] = "Water"

    files = edited(lambda files: files[RIVAL].pop("verification"))
    folder = tmp_path_factory.mktemp("unverified")
    old, new = built(folder / "before", files), built(folder / "after", edited(edit, files))
    return differences(side(str(old)), side(str(new)))


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        ("text", "Changed or gone, and not covered by the policy\n  unverified · 2 results\n"),
        ("markdown", "not covered by the policy</b> (1)</summary>\n\n- **`unverified`** · 2 results\n"),
        ("html", '<h3>unverified</h3>\n<p class="note">2 results</p>'),
        ("article", "\nChanged or gone, and not covered by the policy: 2 results, unverified."),
        ("json", '"not_covered": 2,'),
    ],
)  # fmt: skip
def test_each_format_says_what_the_policy_does_not_cover(unverified: Differences, format_: str, words: str) -> None:
    assert words in text_of(unverified, format_, "published")
    assert told(unverified, format_, "published").is_refused is False
    assert words not in text_of(unverified, format_)


def test_where_it_covers_all_nothing_is_said_of_it(hostile: Differences) -> None:
    assert "not covered" not in "".join(text_of(hostile, format_, "published") for format_ in ("text", "html", "markdown", "article"))  # fmt: skip  # noqa: E501
    assert json.loads(text_of(hostile, "json", "published"))["not_covered"] == 0


def one_of(number: int, *told: Change) -> PageChange:
    """A card of many: a long fact of its own changed, and what is given."""
    fact = Change(Place("System Details", "cooling"), "cooling", Said("air"), Said(f"fan {number} " + "旧" * 60))
    address = f"r/closed/Acme/{number}/index.html"
    return PageChange(address, "card", address, "changed", changes=(*told, fact))


def of_result(column: str, old: str, new: str) -> Change:
    """What the table of results says of one of them."""
    return Change(Place(RESULTS, "resnet Offline", column), "resnet Offline", Said(old), Said(new))


@pytest.mark.parametrize(
    "told",
    [
        of_result("Unit", "Samples/s", "Queries/s"),
        of_result("Accuracy reached", "37.357", "39.999"),
        of_result("Power", "900", "901"),
        of_result("Result ID", "1-0001", "1-0002"),
        of_result("State", "verified", "withdrawn"),
        Change(Place(ABOUT, "Verification"), "Verification", Said("verified"), Said("withdrawn since 2024-05-06")),
    ],
    ids=lambda told: told.place.column or told.place.row,
)
def test_what_a_result_is_stands_in_a_comment_before_facts_and_what_a_round_changes_of_each(told: Change) -> None:
    rewritten = [of_result("Accuracy target", f"{number}", f"{number}.5" + "旧" * 60) for number in range(600)]
    pages = [one_of(number, target) for number, target in enumerate(rewritten)]
    assert told.new
    comment = text_of(Differences("old", "new", (*pages, one_of(600, told)), (), (), (), 0), "markdown")
    assert f"→ `{told.new.text}`" in comment
    assert "Cut to fit a comment" in comment
    assert "`cooling`" not in comment


def test_other_digits_of_each_value_hide_none_that_moved() -> None:
    pages = [
        facts(
            f"r/closed/Acme/{n}/index.html",
            0,
            (ValueChange(f"{'旧' * 90} {n}", "10", "10.0", "s", "s", Decimal(0), ""),),
        )
        for n in range(600)
    ]
    last = facts("r/closed/Acme/last/index.html", 0, (moved("resnet Offline", "1015"),))
    assert "`1015 Samples/s`" in text_of(Differences("old", "new", (*pages, last), (), (), (), 0), "markdown")
