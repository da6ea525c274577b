"""Withdrawing and renaming: the data changes where it must and nowhere else, and every address goes on to lead."""

import difflib
import json
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.authoring import Told, Wanted, life, new_entry, rename, withdraw
from site_builder.checks import check_site
from site_builder.pages import named_results
from site_builder.problems import NothingFound, SiteBuilderError
from site_builder.words import renamed_lines
from tests.builders import ROUND, a_result, a_site, a_system, an_entry
from tests.commands import ran
from tests.conftest import SiteFolder

ASK = "write round/division/submitter/system, as in the address of its card"
ROCKET = f"{ROUND}/closed/Acme/rocket"
BOARD = f"{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
WHY = Told("withdrawn", "the cooling was not the one described", "2024-06-03", "https://example.org/why")


@pytest.fixture
def entry(site: SiteFolder) -> Path:
    """The entry's file, as an import writes it, with digits and letters that must stay."""
    results = [a_result(value=1200.5), a_result(scenario="Server", value=7), a_result(benchmark="bert-99")]
    path = site.write(
        "results/acme/rocket.json", an_entry(system=a_system(hw_notes="Büro\u00a0\u2028"), results=results)
    )
    path.write_text(path.read_text("utf-8").replace("1200.5", "1200.50"), "utf-8")
    return path


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that a diff shows, without their places."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def test_a_whole_entry_is_withdrawn_in_six_lines(site: SiteFolder, entry: Path) -> None:
    before = entry.read_text("utf-8")
    edited = withdraw(str(site.data), ROCKET, WHY, named_results)
    assert (edited.path, edited.results, edited.is_changed) == (str(entry), 3, True)
    assert changed_lines(before, entry.read_text("utf-8")) == [
        '+  "verification": {',
        '+    "status": "withdrawn",',
        '+    "date": "2024-06-03",',
        '+    "reason": "the cooling was not the one described",',
        '+    "link": "https://example.org/why"',
        "+  },",
    ]
    assert not withdraw(str(site.data), ROCKET, WHY, named_results).is_changed


@pytest.mark.parametrize(
    ("part", "positions"),
    [("result-resnet", [0, 1]), ("resnet", [0, 1]), ("resnet/Server", [1]), ("result-bert-99/Offline", [2])],
)
def test_results_of_a_row_are_withdrawn_and_others_stay(
    site: SiteFolder, entry: Path, part: str, positions: list[int]
) -> None:
    withdraw(str(site.data), f"{ROCKET}#{part}", WHY, named_results)
    written = json.loads(entry.read_text("utf-8"))
    assert [n for n, result in enumerate(written["results"]) if "verification" in result] == positions
    assert "verification" not in written
    assert "1200.50" in entry.read_text("utf-8")


def as_elsewhere(path: Path) -> Path:
    """Let its lines end as editors on Windows end them."""
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return path


def lone_newlines(path: Path) -> int:
    data = path.read_bytes()
    return data.count(b"\n") - data.count(b"\r\n")


def test_lines_end_as_they_did(site: SiteFolder, entry: Path) -> None:
    as_elsewhere(entry)
    withdraw(str(site.data), f"{ROCKET}#bert-99", WHY, named_results)
    assert (json.loads(entry.read_bytes())["results"][2]["verification"]["reason"], lone_newlines(entry)) == (
        WHY.reason,
        0,
    )
    withdraw(str(site.data), ROCKET, Told("invalid", "more than that", "2024-06-04"), named_results)
    assert (json.loads(entry.read_bytes())["verification"]["status"], lone_newlines(entry)) == ("invalid", 0)
    other = site.write("results/acme/other.json", an_entry(verification={"status": "superseded", "link": ROCKET}))
    as_elsewhere(other)
    renamed = Path(rename(str(site.data), ROCKET, "Acme/rocket-2").path)
    assert (json.loads(renamed.read_bytes())["was"], lone_newlines(renamed)) == ([ROCKET], 0)
    assert lone_newlines(other) == 0


def test_an_object_on_one_line_stays_on_one_line(site: SiteFolder) -> None:
    row = '{"benchmark": "resnet", "scenario": "Offline", "value": 1200.50}'
    entry = json.dumps(an_entry(results=["ROW"]), indent="\t").replace('"ROW"', row)
    path = site.write("results/acme/rocket.json", "\ufeff" + entry.replace("\n", "\r\n"))
    withdraw(str(site.data), f"{ROCKET}#resnet", Told("invalid", "too late", "2024-06-03"), named_results)
    new = path.read_bytes().decode("utf-8")
    state = ', "verification": {"status": "invalid", "date": "2024-06-03", "reason": "too late"}}'
    assert new == "\ufeff" + entry.replace(row, row[:-1] + state).replace("\n", "\r\n")
    withdraw(str(site.data), f"{ROCKET}#resnet", Told("withdrawn", "too late", "2024-06-03"), named_results)
    assert path.read_bytes().decode("utf-8") == new.replace("invalid", "withdrawn")


def test_a_result_with_a_state_of_its_own_does_not_escape(site: SiteFolder) -> None:
    own = [a_result(verification={"status": "verified"}), a_result(scenario="Server"), a_result(benchmark="bert-99")]
    own[2]["verification"] = {"status": "superseded"}
    path = site.write("results/acme/rocket.json", an_entry(results=own))
    withdraw(str(site.data), ROCKET, WHY, named_results)
    written = json.loads(path.read_text("utf-8"))
    states = [result.get("verification", {}).get("status") for result in written["results"]]
    assert (written["verification"]["status"], states) == ("withdrawn", ["withdrawn", None, "superseded"])


@pytest.mark.parametrize("start", ["output/", "./", "https://example.org/some/where/"])
def test_a_card_is_named_as_it_is_copied(site: SiteFolder, entry: Path, start: str) -> None:
    before = json.loads(entry.read_bytes())
    edited = withdraw(str(site.data), f"{start}{ROCKET}/index.html", WHY, named_results)
    assert (edited.path, edited.is_changed, "verification" in before) == (str(entry), True, False)
    assert json.loads(entry.read_bytes())["verification"]["status"] == "withdrawn"


@pytest.mark.parametrize(
    ("name", "message", "fix"),
    [
        (f"{ROUND}/closed/Nobody/comet", f'there is no entry "{ROUND}/closed/Nobody/comet"', ASK),
        ("roket", 'there is no entry "roket"', f'write "{ROCKET}"'),
        (f"{ROUND}/closed/Acme/roket", f'there is no entry "{ROUND}/closed/Acme/roket"', f'write "{ROCKET}"'),
        (f"{ROCKET}#resnt", f'{ROCKET} has no result "resnt"', f'write "{ROCKET}#resnet"'),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest_name(
    site: SiteFolder, entry: Path, name: str, message: str, fix: str
) -> None:
    with pytest.raises(NothingFound) as told:
        withdraw(str(site.data), name, WHY, named_results)
    assert (told.value.message, told.value.fix) == (message, fix)


def test_the_day_is_said_or_the_sites_and_no_clock_is_read(site: SiteFolder, entry: Path) -> None:
    with pytest.raises(SiteBuilderError, match="no clock is read"):
        withdraw(str(site.data), ROCKET, Told("withdrawn", "why"), named_results)
    with pytest.raises(SiteBuilderError, match='--date is "June"'):
        withdraw(str(site.data), ROCKET, Told("withdrawn", "why", "June"), named_results)
    site.write("site.json", a_site(as_of="2024-06-20"))
    withdraw(str(site.data), ROCKET, Told("withdrawn", "why"), named_results)
    assert json.loads(entry.read_text("utf-8"))["verification"]["date"] == "2024-06-20"


def test_what_became_of_a_result_has_no_day_that_has_not_come(site: SiteFolder, entry: Path) -> None:
    site.write("site.json", a_site(as_of="2024-06-20"))
    before = entry.read_bytes()
    with pytest.raises(SiteBuilderError, match="--date is 2024-06-21, after the site's as_of 2024-06-20"):
        withdraw(str(site.data), ROCKET, Told("withdrawn", "why", "2024-06-21"), named_results)
    assert entry.read_bytes() == before


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (Told("withdrawn", "x\x1b", "2024-06-03"), r'--reason is "x\\x1b"'),
        (Told("withdrawn", "x\udcff", "2024-06-03"), r'--reason is "x\\xff"'),
        (Told("withdrawn", " \u200b", "2024-06-03"), "--reason is"),
        (Told("withdrawn", "why", "2024-06-31"), '--date is "2024-06-31"'),
        (Told("superseded", "why", "2024-06-03"), "what is superseded counts elsewhere"),
        (Told("moved-to-open", "why", "2024-06-03"), "what is moved-to-open counts elsewhere"),
        (Told("superseded", "why", "2024-06-03", "javascript:alert(1)"), r'--link is "javascript:alert\(1\)"'),
        (Told("superseded", "why", "2024-06-03", f"{ROUND}/closed/Acme/roket"), "--link is"),
        (Told("superseded", "why", "2024-06-03", ROCKET), "itself cannot be what"),
        (Told("moved-to-open", "why", "2024-06-03", f"output/{ROCKET}/"), "itself cannot be what"),
        (Told("superseded", "why", "2024-06-03", f"{ROCKET.upper()}#resnet"), "itself cannot be what"),
        (Told("withdrawn", "why", "2024-06-03", "https://"), '--link is "https://"'),
    ],
)
@pytest.mark.parametrize("part", ["", "#resnet"])
def test_what_the_data_may_not_say_is_not_written(
    site: SiteFolder, entry: Path, told: Told, message: str, part: str
) -> None:
    before = entry.read_bytes()
    with pytest.raises(SiteBuilderError, match=message):
        withdraw(str(site.data), f"{ROCKET}{part}", told, named_results)
    assert entry.read_bytes() == before


@pytest.mark.parametrize("reason", ['"quoted" \\ and \u2028', "Büro 😀", "<b>bold</b>", "x" * 5000])
def test_what_is_written_is_valid(site: SiteFolder, entry: Path, reason: str) -> None:
    withdraw(str(site.data), f"{ROCKET}#resnet", Told("invalid", reason, "2024-06-03"), named_results)
    assert site.problems() == []
    assert json.loads(entry.read_bytes())["results"][1]["verification"]["reason"] == reason


CORRECTED = Told("corrected", "a slip", "2024-06-03")


@pytest.mark.parametrize("between", [(), ("nova-2", "nova-3")])
@pytest.mark.parametrize("part", ["", "#resnet/Offline"])
def test_what_counts_instead_is_none_that_names_this_one(
    site: SiteFolder, entry: Path, part: str, between: tuple[str, ...]
) -> None:
    names = ["nova", *between, "rocket"]
    for name, then in pairwise(names):
        link = f"{ROUND}/closed/Acme/{then}"
        state = {"status": "superseded", "date": "2024-06-01", "reason": "why", "link": link}
        site.write(f"results/acme/{name}.json", an_entry(verification=state))
    before = entry.read_bytes()
    told = Told("superseded", "why", "2024-06-03", f"{ROUND}/closed/Acme/nova")
    with pytest.raises(SiteBuilderError, match=f"nova counts no longer either: {ROCKET} is what counts") as refused:
        withdraw(str(site.data), f"{ROCKET}{part}", told, named_results)
    assert refused.value.fix == "name the entry that counts, or say --status withdrawn"
    assert entry.read_bytes() == before
    assert withdraw(str(site.data), f"{ROCKET}{part}", told._replace(status="withdrawn"), named_results).is_changed


@pytest.mark.parametrize("before", [None, "withdrawn", "invalid"])
@pytest.mark.parametrize("part", ["", "#resnet/Server"])
def test_what_was_never_verified_is_not_made_so_by_a_correction(
    site: SiteFolder, entry: Path, before: str | None, part: str
) -> None:
    if before is not None:
        withdraw(str(site.data), f"{ROCKET}{part}", Told(before, "why", "2024-06-01"), named_results)
    text = entry.read_bytes()
    with pytest.raises(SiteBuilderError, match="was never verified") as told:
        withdraw(str(site.data), f"{ROCKET}{part}", CORRECTED, named_results)
    assert told.value.fix == "edit the value itself; it stays unverified"
    assert entry.read_bytes() == text


@pytest.mark.parametrize("before", [None, "withdrawn"])
def test_what_was_verified_may_be_corrected(site: SiteFolder, before: str | None) -> None:
    proof = {"id": "1-0001", "source": {"url": "https://example.org", "retrieved": "2024-05-02"}}
    verified = {"status": "verified", "date": "2024-05-01"}
    path = site.write("results/acme/rocket.json", an_entry(results=[a_result(verification=verified, **proof)]))
    if before is not None:
        withdraw(str(site.data), f"{ROCKET}#resnet", Told(before, "why", "2024-06-01"), named_results)
    assert withdraw(str(site.data), f"{ROCKET}#resnet", CORRECTED, named_results).is_changed
    assert json.loads(path.read_bytes())["results"][0]["verification"]["status"] == "corrected"
    assert site.problems() == []


def test_a_link_is_written_as_the_address_of_its_entry(site: SiteFolder, entry: Path) -> None:
    site.write("results/acme/comet.json", an_entry(system=a_system(system_name="Comet")))
    there = f"https://example.org/site/{ROUND}/closed/Acme/comet/index.html"
    withdraw(str(site.data), ROCKET, Told("superseded", "why", "2024-06-03", there), named_results)
    assert json.loads(entry.read_bytes())["verification"]["link"] == there
    withdraw(str(site.data), ROCKET, Told("superseded", "why", "2024-06-03", f"output/{ROUND}/closed/Acme/comet/"), named_results)  # fmt: skip  # noqa: E501
    assert json.loads(entry.read_bytes())["verification"]["link"] == f"{ROUND}/closed/Acme/comet"


def edited_by_another(path: Path) -> str:
    """Edit a file as somebody else would at the same time; what it says then."""
    text = path.read_text("utf-8").replace("1200.50", "1300.50")
    path.write_text(text, "utf-8")
    return text


@pytest.mark.parametrize("command", ["withdraw", "rename"])
@pytest.mark.parametrize("instant", ["read_data", "write_all"])
def test_what_another_one_wrote_meanwhile_is_not_lost(
    site: SiteFolder, entry: Path, monkeypatch: pytest.MonkeyPatch, command: str, instant: str
) -> None:
    """The other edits after the data were read, or just before they are written."""
    theirs: list[str] = []
    really = getattr(life, instant)

    def meanwhile(*given: Any) -> Any:
        if instant == "write_all":
            theirs.append(edited_by_another(entry))
        found = really(*given)
        theirs.append(edited_by_another(entry))
        return found

    monkeypatch.setattr(life, instant, meanwhile)
    with pytest.raises(SiteBuilderError, match=r"rocket\.json was changed by somebody else just now"):
        if command == "withdraw":
            withdraw(str(site.data), ROCKET, WHY, named_results)
        else:
            rename(str(site.data), ROCKET, "rocket-9")
    assert entry.read_text("utf-8") == theirs[-1]
    assert sorted(path.name for path in entry.parent.iterdir()) == ["rocket.json"]


def test_a_file_that_came_meanwhile_where_a_renamed_one_would_stand_is_not_lost(
    site: SiteFolder, entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, before = life.write_all, entry.read_bytes()

    def meanwhile(*given: Any) -> None:
        entry.with_name("rocket-9.json").write_text("theirs", "utf-8")
        really(*given)

    monkeypatch.setattr(life, "write_all", meanwhile)
    with pytest.raises(SiteBuilderError, match="changed by somebody else"):
        rename(str(site.data), ROCKET, "rocket-9")
    assert (entry.read_bytes(), entry.with_name("rocket-9.json").read_text("utf-8")) == (before, "theirs")


def test_a_withdrawn_entry_leaves_a_tombstone_and_ranks_close_up(site: SiteFolder, entry: Path) -> None:
    slower = an_entry(system=a_system(system_name="Comet"), results=[a_result(value=3)])
    site.write("results/acme/comet.json", slower)
    site.build()
    withdraw(str(site.data), ROCKET, WHY, named_results)
    site.build()
    page = BeautifulSoup(site.page(f"{ROCKET}/index.html"), "html.parser")
    notice = " ".join(page.select_one("aside.notice").get_text(" ").split())  # type: ignore[union-attr]
    assert "withdrawn since 2024-06-03 . the cooling was not the one described See https://example.org/why" in notice
    assert "counts no longer, stands on no leaderboard" in notice
    assert page.select_one("details.published:not([open]) table.performance") is not None
    board = BeautifulSoup(site.page(BOARD), "html.parser")
    assert [(r.select_one(".rank").text, r.th.text) for r in board.select("tbody tr")] == [("1", "Comet")]  # type: ignore[union-attr]
    assert check_site(str(site.output)) == ()


def test_a_renamed_system_keeps_its_address_and_what_names_it_follows(site: SiteFolder, entry: Path) -> None:
    old = {"status": "superseded", "date": "2024-06-03", "reason": "Run again.", "link": ROCKET}
    named = site.write("results/acme/old.json", an_entry(verification=old))
    before = entry.read_text("utf-8")
    edited = rename(str(site.data), ROCKET, "rocket-9")
    moved = entry.with_name("rocket-9.json")
    assert (edited.path, edited.former, edited.others) == (str(moved), str(entry), (str(named),))
    assert not entry.exists()
    assert changed_lines(before, moved.read_text("utf-8")) == ['+  "was": [', f'+    "{ROCKET}"', "+  ],"]
    assert json.loads(named.read_text("utf-8"))["verification"]["link"] == f"{ROUND}/closed/Acme/rocket-9"
    assert site.problems() == []
    site.build()
    page = BeautifulSoup(site.page(f"{ROCKET}/index.html"), "html.parser")
    assert page.select_one("meta[http-equiv=refresh]")["content"] == "0; url=../rocket-9/index.html"  # type: ignore[index]
    assert page.select_one("main a")["href"] == "../rocket-9/index.html"  # type: ignore[index]
    assert check_site(str(site.output)) == ()


def test_a_submitter_is_renamed_where_the_description_stays(site: SiteFolder, entry: Path) -> None:
    edited = rename(str(site.data), ROCKET, "Acme Labs/rocket")
    written = json.loads(Path(edited.path).read_text("utf-8"))
    assert (written["submitter"], written["system"]["submitter"], written["was"]) == ("Acme Labs", "Acme", [ROCKET])
    assert edited.path.endswith(f"results/{ROUND}/closed/Acme Labs/rocket.json")
    rename(str(site.data), f"{ROUND}/closed/Acme-Labs/rocket", f"{ROUND}/closed/Acme/rocket")
    site.build()
    page = site.page(f"{ROUND}/closed/Acme-Labs/rocket/index.html")
    assert 'content="0; url=../../Acme/rocket/index.html"' in page


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("comet", "is taken by another entry"),
        ("Rocket", "differ in upper and lower case alone"),
        ("ACME/rocket", "differ in upper and lower case alone"),
        (f"{ROUND}/open/Acme/rocket", "a rename keeps round and division"),
        ("\U0001f680", "cannot be a name"),
        ("..", "cannot be a name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_changes(
    site: SiteFolder, entry: Path, new: str, message: str
) -> None:
    site.write("results/acme/comet.json", an_entry())
    before = {path: path.read_bytes() for path in site.data.rglob("*.json")}
    with pytest.raises(SiteBuilderError, match=message):
        rename(str(site.data), ROCKET, new)
    assert {path: path.read_bytes() for path in site.data.rglob("*.json")} == before


def test_a_former_address_must_have_been_one_and_is_nobody_elses(site: SiteFolder) -> None:
    site.write("results/acme/comet.json", an_entry(was=["rocket", ROCKET, f"{ROUND}/closed/Acme/x"]))
    site.write("results/acme/eagle.json", an_entry(was=[f"{ROUND}/closed/Acme/X"]))
    kinds = [(place.partition(":")[0].rpartition("/")[2], kind) for place, kind in site.problems()]
    assert kinds == [
        ("comet.json", "name-cannot-be-an-address"),
        ("comet.json", "former-address-taken"),
        ("eagle.json", "former-address-taken"),
    ]


def test_a_system_that_goes_by_many_names_can_be_built(site: SiteFolder, entry: Path) -> None:
    links = [f"{ROUND}/closed/Acme/{name}" for name in ("rocket", "r x", "rocket", "Ünï")]
    for old, new in pairwise(links):
        rename(str(site.data), old.replace(" ", "-"), new)
    with pytest.raises(SiteBuilderError, match="could not lead there"):
        rename(str(site.data), ROCKET, "RocKet")
    assert site.problems() == []
    site.build()
    for name in ("rocket", "r-x"):
        assert 'http-equiv="refresh"' in site.page(f"{ROUND}/closed/Acme/{name}/index.html")


def test_former_addresses_of_one_entry_are_one_each_case_aside(site: SiteFolder) -> None:
    names = ("x", "X", "y")
    site.write("results/acme/comet.json", an_entry(was=[f"{ROUND}/closed/Acme/{name}" for name in names]))
    assert [kind for _, kind in site.problems()] == ["former-address-taken"]


def test_a_renamed_system_has_the_file_that_a_new_one_would_have(site: SiteFolder, entry: Path) -> None:
    edited = rename(str(site.data), ROCKET, "Neuer Näme")
    new = new_entry(str(site.data), Wanted("Neuer Näme", submitter="Another", division="closed", category="edge"))
    assert Path(edited.path).name == Path(new.path).name == "Neuer-Name.json"
    assert (edited.is_changed, edited.left, edited.link) == (True, ROCKET, f"{ROUND}/closed/Acme/Neuer-Name")
    before = Path(edited.path).read_bytes()
    for old in (ROCKET, edited.link):
        again = rename(str(site.data), old, "Neuer Näme")
        assert (again.path, again.is_changed, again.left, again.link) == (edited.path, False, "", edited.link)
    assert Path(edited.path).read_bytes() == before


def test_a_file_that_is_named_as_its_address_keeps_the_address(site: SiteFolder, entry: Path) -> None:
    entry = entry.rename(entry.with_name("Neuer Näme.json"))
    link = f"{ROUND}/closed/Acme/Neuer-Name"
    edited = rename(str(site.data), link, "Neuer-Name")
    assert (edited.former, edited.left, edited.link) == (str(entry), "", link)
    assert "was" not in json.loads(Path(edited.path).read_text("utf-8"))
    lines = list(renamed_lines(edited.link, edited.left, edited.former, edited.others, is_changed=True))
    assert lines[1] == f"its address stays {link}"


def test_the_commands_say_what_they_did(site: SiteFolder, entry: Path) -> None:
    run = partial(ran, site.folder)

    path = "data/results/acme/rocket"
    said = "3 results withdrawn"
    words = ("withdraw", ROCKET, "--reason", "why", "--date", "2024-06-03")
    assert run(*words) == (0, f"{path}.json\n", f"{said}: build the site, and review the change\n")
    assert run(*words) == (0, f"{path}.json\n", f"{said} already: nothing was changed\n")
    stays = "the name on its pages, system_name, stays: edit it in the file if that is to change too\n"
    told = f"moved from {path}.json\nits old address leads to {ROCKET}-9\n{stays}"
    assert run("rename", ROCKET, "rocket-9") == (0, f"{path}-9.json\n", told)
    told = f"its address is {ROCKET}-9 already: nothing was changed\n"
    assert run("rename", ROCKET, "rocket-9") == (0, f"{path}-9.json\n", told)
    code, _, said = run("withdraw", f"{ROUND}/closed/Acme/rockt", "--reason", "why", "--date", "2024-06-03")
    assert (code, said.splitlines()[0]) == (1, f'error: there is no entry "{ROUND}/closed/Acme/rockt"')
