"""A few edited entries: their pages alone are planned, and the site is the one that a build from nothing makes."""

import itertools
import json
import os
import random
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import BuildReport, Options, build
from site_builder.keeping import Keeper
from site_builder.pages import Contents, Settled
from site_builder.problems import ProblemsFound
from site_builder.publish import writer
from site_builder.sources import DataFolder
from tests.builders import a_result, a_round, a_site, a_system, an_entry
from tests.cache.test_edits import EDITS, Editing
from tests.conftest import SiteFolder
from tests.publish.test_interrupted import build_killed_at
from tests.thorough import tried

ONLY = ("result_card", "round")
CARD = "sprint-v1/closed/Acme/s{}/index.html"
ROWS = {"sprint-v1/index.html", "sprint-v1/rows-1.js"}
ENTRIES = 6


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows with each build that remembers another one, and plans all pages nevertheless."""
    planned: list[object] = []
    original = Keeper.settle

    def settle(keeper: Keeper, data: DataFolder, contents: Contents) -> Settled:
        planned.extend([data] if keeper.memory is not None else [])
        return original(keeper, data, contents)

    monkeypatch.setattr(Keeper, "settle", settle)
    return planned


@pytest.fixture
def board(tmp_path: Path, whole: list[object]) -> SiteFolder:
    """A site with one board of six systems, 10 to 60, which was built once."""
    site = SiteFolder(tmp_path)
    site.write("site.json", a_site())
    site.write("rounds/sprint-v1.json", a_round())
    for number in range(ENTRIES):
        site.write(f"results/s{number}.json", entry(number))
    rebuilt(site)
    whole.clear()
    return site


def entry(number: int, **changes: Any) -> dict[str, Any]:
    """The entry of a system of the board."""
    value = changes.pop("value", 10 * number + 10)
    system = a_system(system_name=f"S {number}", cooling=changes.pop("cooling", "Air"))
    return an_entry(system=system, results=[a_result(value=value, **changes)])


def rebuilt(site: SiteFolder, **options: Any) -> BuildReport:
    given = {"only": ONLY, "cache": str(site.folder / "cache"), **options}
    return build(Options(str(site.data), str(site.output), **given))


def from_nothing(site: SiteFolder, **options: Any) -> dict[str, bytes]:
    """The files that a build without a memory makes."""
    fresh = SiteFolder(site.folder / "fresh")
    fresh.data = site.data
    build(Options(str(site.data), str(fresh.output), **{"only": ONLY, **options}))
    return fresh.files()


def test_a_fact_makes_its_card_and_the_rows_anew(board: SiteFolder, whole: list[object]) -> None:
    board.write("results/s3.json", entry(3, cooling="Water"))
    report = rebuilt(board)
    assert (set(report.published.written), whole) == ({CARD.format(3)}, [])
    assert report.reasons.keys() == {CARD.format(3), *ROWS}
    assert board.files() == from_nothing(board)


def test_a_value_that_passes_another_makes_that_card_anew(board: SiteFolder, whole: list[object]) -> None:
    board.write("results/s3.json", entry(3, value=25))
    report = rebuilt(board)
    assert (set(report.published.written), whole) == ({CARD.format(3), CARD.format(2), *ROWS}, [])
    board.write("results/s3.json", entry(3, value=28.5))
    report = rebuilt(board)
    assert (set(report.published.written), whole) == ({CARD.format(3), *ROWS}, [])
    board.write("results/s3.json", entry(3, value=31))
    report = rebuilt(board)
    assert report.reasons[CARD.format(3)] == "its entry and what stands around it changed"
    assert report.reasons[CARD.format(2)] == "what stands around it changed"
    assert board.files() == from_nothing(board)
    assert rebuilt(board).published.written == ()


def test_values_of_any_length_are_ranked_by_all_their_digits(board: SiteFolder, whole: list[object]) -> None:
    for number, end in ((0, "91"), (1, "92"), (0, "93")):
        text = json.dumps(entry(number, value=777)).replace("777", f"1234567890123456789012345678.{end}")
        board.write(f"results/s{number}.json", text)
        rebuilt(board)
        assert board.files() == from_nothing(board)
    ranks = [
        re.findall(rb"<b>(\d)</b> of", (board.output / CARD.format(number)).read_bytes())[0] for number in (0, 1, 5)
    ]
    assert (ranks, whole) == ([b"1", b"2", b"3"], [])


def test_several_edits_that_meet_on_one_board(board: SiteFolder, whole: list[object]) -> None:
    for number, value in ((0, 60), (5, 10), (2, 30.0)):
        board.write(f"results/s{number}.json", entry(number, value=value))
    rebuilt(board)
    board.write("results/s4.json", entry(4, value=60))
    rebuilt(board)
    assert (board.files(), whole) == (from_nothing(board), [])


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.write("results/s3.json", entry(3, scenario="Server")),
        lambda site: site.write("results/s3.json", entry(3, weight_data_types="fp8")),
        lambda site: site.write("results/s3.json", {**entry(3), "verification": {"status": "withdrawn"}}),
        lambda site: site.write("results/s3.json", {**entry(3), "system": a_system(system_name="Other")}),
        lambda site: site.write("results/s3.json", {**entry(3), "source": {"url": "https://example.org/s3"}}),
        lambda site: site.write("results/s9.json", entry(9)),
        lambda site: (site.write("site.json", a_site(title="Other")), site.write("results/s3.json", entry(3, value=7))),
        lambda site: (site.output / CARD.format(1)).write_text("mine", "utf-8"),
        lambda site: (
            (site.output / CARD.format(1)).unlink(),
            site.write("results/s3.json", entry(3, value=7)),
        ),
        lambda site: site.write("results/s3.json", entry(3, unit="Samples/h")),
    ],
)
def test_any_other_edit_plans_all_pages(
    board: SiteFolder, whole: list[object], edit: Callable[[SiteFolder], object]
) -> None:
    edit(board)
    rebuilt(board)
    assert (len(whole), board.files()) == (1, from_nothing(board))


def test_a_card_that_names_the_best_with_fewer_bits_follows_it(board: SiteFolder, whole: list[object]) -> None:
    for number, kind in enumerate(("fp16", "fp8", "fp8")):
        board.write(f"results/s{number}.json", entry(number, weight_data_types=kind))
    rebuilt(board)
    whole.clear()
    board.write("results/s1.json", entry(1, weight_data_types="fp8", value=35))
    rebuilt(board)
    assert len(whole) == 1
    assert b"s1/" in (board.output / CARD.format(0)).read_bytes()
    assert board.files() == from_nothing(board)


@pytest.mark.parametrize("name", ["files", "cards-0", "board-0", "entries-0"])
@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_a_trail_that_is_not_whole_is_not_followed(
    board: SiteFolder, whole: list[object], name: str, harm: Callable[[Path], object]
) -> None:
    for path in (board.folder / "cache").rglob(f"{name}.json"):
        harm(path)
    board.write("results/s3.json", entry(3, value=15))
    rebuilt(board)
    assert (len(whole), board.files()) == (1, from_nothing(board))
    board.write("results/s3.json", entry(3, value=35))
    rebuilt(board)
    assert (len(whole), board.files()) == (1, from_nothing(board))


def test_a_trail_of_another_state_is_not_followed(board: SiteFolder, whole: list[object]) -> None:
    cache = {path: path.read_bytes() for path in (board.folder / "cache").rglob("board-0.json")}
    board.write("results/s3.json", entry(3, value=15))
    rebuilt(board)
    for path, content in cache.items():
        path.write_bytes(content)
    board.write("results/s3.json", entry(3, value=35))
    rebuilt(board)
    assert (len(whole), board.files()) == (1, from_nothing(board))


def test_an_entry_with_a_warning_is_for_a_whole_build(board: SiteFolder, whole: list[object]) -> None:
    faulty = {**entry(3), "verification": {"link": "sprint-v1/a/b/c"}}
    board.write("results/s3.json", faulty)
    assert [problem.kind for problem in rebuilt(board).warnings] == ["link-to-nothing"]
    board.write("results/s1.json", entry(1, value=25))
    assert [problem.kind for problem in rebuilt(board).warnings] == ["link-to-nothing"]
    assert (len(whole), board.files()) == (1, from_nothing(board))
    board.write("results/s3.json", "\n\n\n" + json.dumps(faulty, indent=2))
    assert rebuilt(board).warnings == rebuilt(board, cache=None).warnings
    assert len(whole) == 2


@pytest.mark.parametrize("only", [("round",), ("result_card",)])
def test_a_trail_without_its_cards_is_not_followed_for_one_type(
    board: SiteFolder, whole: list[object], only: tuple[str, ...]
) -> None:
    shutil.rmtree(board.output)
    rebuilt(board, only=only)
    for path in (board.folder / "cache").rglob("cards-0.json"):
        path.unlink()
    whole.clear()
    for number in range(ENTRIES):
        board.write(f"results/s{number}.json", entry(number, cooling="Water"))
    rebuilt(board, only=only)
    assert (len(whole), board.files()) == (1, from_nothing(board, only=only))


def test_what_others_put_into_the_site_stays(board: SiteFolder, whole: list[object]) -> None:
    (board.output / "CNAME").write_text("example.org", "utf-8")
    board.write("results/s3.json", entry(3, value=15))
    rebuilt(board)
    assert (board.page("CNAME"), whole) == ("example.org", [])
    (board.output / "CNAME").unlink()
    for value in (35, 15):
        board.write("results/s3.json", entry(3, value=value))
        rebuilt(board)
    assert (spare_of(board).is_dir(), (board.output / "CNAME").exists()) == (True, False)
    (board.output / "CNAME").write_text("example.net", "utf-8")
    (board.output / "more").mkdir()
    board.write("results/s3.json", entry(3, value=55))
    rebuilt(board)
    assert (board.page("CNAME"), (board.output / "more").is_dir(), whole) == ("example.net", True, [])


def spare_of(site: SiteFolder) -> Path:
    """Where the site before this one is kept."""
    (found,) = [path for path in (site.folder / "cache").rglob("spare") if path.is_dir()]
    return found


def test_the_site_before_is_kept_for_the_next_one_and_not_written_into(board: SiteFolder, whole: list[object]) -> None:
    states = [board.files()]
    for value in (35, 15, 55, 35):
        pages = board.folder / f"at-{value}-{len(states)}"
        pages.mkdir()
        for name in (CARD.format(3), "sprint-v1/index.html"):
            os.link(board.output / name, pages / name.replace("/", "-"))
        board.write("results/s3.json", entry(3, value=value))
        rebuilt(board)
        assert (board.files(), whole) == (from_nothing(board), [])
        spare = SiteFolder(board.folder)
        spare.output = spare_of(board)
        assert spare.files() == states[-1]
        for name in (CARD.format(3), "sprint-v1/index.html"):
            assert (pages / name.replace("/", "-")).read_bytes() == states[-1][name]
        states.append(board.files())


@pytest.mark.parametrize(
    "harm",
    [
        lambda spare: (spare / CARD.format(1)).unlink(),
        lambda spare: shutil.rmtree(spare / "sprint-v1"),
        lambda spare: shutil.copy(spare / CARD.format(2), spare / CARD.format(1).replace("index", "in")),
        lambda spare: (spare / CARD.format(1)).write_bytes(b"mine"),
        lambda spare: ((spare / CARD.format(1)).unlink(), (spare / CARD.format(1)).write_bytes(b"mine")),
        shutil.rmtree,
        lambda spare: (shutil.rmtree(spare), spare.symlink_to(spare.parent)),
        lambda spare: (shutil.rmtree(spare), spare.write_bytes(b"no folder")),
        lambda spare: (spare / "sprint-v1/evil.html").write_bytes(b"evil"),
        lambda spare: (spare / "sprint-v1/evil.html").symlink_to("/etc/hostname"),
        lambda spare: (spare / "withdrawn").mkdir(),
        lambda spare: ((spare / CARD.format(1)).unlink(), (spare / CARD.format(1)).mkdir()),
        lambda spare: spare.chmod(0o777),
    ],
)
@pytest.mark.parametrize("trust_times", [True, False])
def test_a_spare_that_somebody_harmed_harms_no_site(
    board: SiteFolder, harm: Callable[[Path], object], trust_times: bool
) -> None:
    board.write("results/s3.json", entry(3, value=35))
    rebuilt(board)
    mode = board.output.stat().st_mode
    harm(spare_of(board))
    board.write("results/s3.json", entry(3, value=15))
    rebuilt(board, trust_times=trust_times)
    assert board.files() == from_nothing(board)
    assert (board.output.stat().st_mode, (board.output / "withdrawn").exists()) == (mode, False)


@pytest.mark.parametrize("trust_times", [True, False])
def test_a_page_that_was_damaged_and_put_right_is_not_taken_from_the_spare(
    board: SiteFolder, whole: list[object], trust_times: bool
) -> None:
    for value in (35, 15):
        board.write("results/s3.json", entry(3, value=value))
        rebuilt(board)
    assert spare_of(board).is_dir()
    page = board.output / CARD.format(5)
    right, status = page.read_bytes(), page.stat()
    with page.open("r+b") as file:
        file.write(b"EVIL")  # the spare has it too
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    anew = page.with_name("anew")
    anew.write_bytes(right)
    anew.replace(page)
    board.write("results/s3.json", entry(3, value=16))
    rebuilt(board, trust_times=trust_times)
    assert (board.files(), whole) == (from_nothing(board), [])
    assert rebuilt(board).published.written == ()
    board.write("results/s3.json", entry(3, value=17))
    rebuilt(board)
    assert (board.files(), whole) == (from_nothing(board), [])


def test_killed_just_after_the_exchange_the_files_of_others_are_in_the_site(
    board: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.write("results/s3.json", entry(3, value=35))
    rebuilt(board)
    assert spare_of(board).is_dir()
    theirs = {"CNAME": "example.org", "sprint-v1/closed/Acme/notes": "theirs"}
    for name, text in theirs.items():
        (board.output / name).write_text(text, "utf-8")
    board.write("results/s3.json", entry(3, value=15))
    monkeypatch.setattr(writer, "carry_newcomers", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    child = os.fork()
    if child == 0:
        try:
            rebuilt(board)
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert {name: board.page(name) for name in theirs} == theirs
    assert b">15<" in (board.output / CARD.format(3)).read_bytes()


@pytest.mark.parametrize("trust_times", [True, False])
@pytest.mark.parametrize("edit", [False, True])
def test_a_link_in_the_place_of_a_page_gives_way(board: SiteFolder, trust_times: bool, edit: bool) -> None:
    page, away = board.output / CARD.format(5), board.folder / "away.html"
    page.rename(away)
    page.symlink_to(away)
    if edit:
        board.write("results/s3.json", entry(3, value=15))
    rebuilt(board, trust_times=trust_times)
    assert (page.is_symlink(), page.is_file()) == (False, True)
    assert board.files() == from_nothing(board)


@tried("step", quick=53, thorough=1)
def test_killed_at_any_instant_the_site_is_the_old_one_or_the_new_one(
    board: SiteFolder, whole: list[object], step: int
) -> None:
    options = {"only": ONLY, "cache": str(board.folder / "cache")}
    values, seen = itertools.cycle((35, 15)), []
    board.write("results/s3.json", entry(3, value=next(values)))
    rebuilt(board)
    for instant in range(0, 10_000, step):
        old = board.files()
        board.write("results/s3.json", entry(3, value=next(values)))
        was_killed = build_killed_at(board, instant, **options)
        found, new = board.files(), from_nothing(board)
        assert found in (old, new)
        seen.append(found == new)
        rebuilt(board)
        assert board.files() == new
        if not was_killed:
            break
    assert (seen[0], seen[-1]) == (False, True)


@tried("rows", quick=1, thorough=8)
def test_values_and_facts_among_other_edits(tmp_path: Path, whole: list[object], rows: int) -> None:
    few = (Editing.value, Editing.fact)
    # Where pages of some types are made, the rest stays, and what stood at an old address.
    any_ = [edit for edit in EDITS if edit not in (Editing.removed, Editing.renamed)]
    followed = 0
    for seed in range(rows):
        editing = Editing(tmp_path / str(seed), seed)
        cache, fresh = str(tmp_path / f"cache-{seed}"), SiteFolder(tmp_path / str(seed))
        for step in range(14):
            chance = random.Random(100 * seed + step)
            edits = [chance.choice(few if chance.random() < 0.8 else any_) for _ in range(chance.randint(1, 3))]
            for edit in edits if step else ():
                edit(editing)
            fresh.output = tmp_path / f"fresh-{seed}-{step}"
            whole.clear()
            options = {"only": ONLY, "templates": str(editing.templates)}
            try:
                editing.site.build(cache=cache, **options)
            except ProblemsFound:
                continue
            followed += not whole
            fresh.build(**options)
            assert editing.site.files() == fresh.files(), edits
    assert followed > rows


def test_a_day_after_the_sites_own_is_told_as_soon_as_it_is_written(board: SiteFolder, whole: list[object]) -> None:
    board.write("site.json", a_site(as_of="2024-06-20"))

    def corrected(day: str) -> list[str]:
        state = {"status": "withdrawn", "date": day, "reason": "why"}
        board.write("results/s2.json", entry(2, verification=state))
        return [problem.kind for problem in rebuilt(board).warnings if problem.kind == "state-after-as-of"]

    assert corrected("2024-06-20") == []
    assert corrected("2024-06-21") == ["state-after-as-of"]
    assert corrected("2024-06-19") == []
    assert corrected("2024-06-18") == []
