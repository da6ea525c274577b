"""The corpus that generators are measured on, and what is compared of their cards."""

from pathlib import Path

from bench import cold_bench, diff_bench
from bench.__main__ import RUN_HERE, others
from bench.contenders import jinja_loop
from bench.corpus import write_corpus
from bench.generators import published_text
from site_builder.build import Options, build
from site_builder.sources import read_data
from tests.conftest import ROOT


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_corpus_is_the_same_each_time_and_has_no_problems(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_corpus(tmp_path / name, 120)
    assert files(tmp_path / "one") == files(tmp_path / "other")
    read = read_data(str(tmp_path / "one/data"))
    assert (read.problems, len(read.catalog.entries)) == ((), 120)


def test_the_plain_loop_says_what_our_cards_say(tmp_path: Path) -> None:
    write_corpus(tmp_path, 99)
    build(Options(str(tmp_path / "data"), str(tmp_path / "ours"), only=("result_card",)))
    jinja_loop.begin(str(tmp_path), str(tmp_path / "theirs"))
    for path in sorted((tmp_path / "entries").iterdir()):
        jinja_loop.write(path)
    pages = sorted(path.relative_to(tmp_path / "theirs") for path in (tmp_path / "theirs").rglob("index.html"))
    assert len(pages) == 99
    for page in pages:
        assert published_text(tmp_path / "theirs" / page) == published_text(tmp_path / "ours" / page)


def test_every_bench_is_run_or_named() -> None:
    named = {line.removeprefix("python -m bench.").partition("\n")[0] for line in others()}
    assert {path.stem for path in (ROOT / "bench").glob("*_bench.py")} | {"generators", "startup"} == named | {
        *RUN_HERE
    }
    assert all(line.partition("\n")[2].strip() for line in others())


def test_a_comparison_writes_its_part_of_the_results_and_leaves_the_rest(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    results.write_text("# Others\n", "utf-8")
    for _ in range(2):
        diff_bench.main(["--cards", "30", "--many", "20", "--runs", "1", "--results", str(results)])
    text = results.read_text("utf-8")
    assert text.startswith("# Others\n\n## Two sites compared\n")
    assert text.count("one changed card") == 1
    assert "| 20 changed cards, as a comment of " in text


def test_a_profile_of_a_cold_build_has_each_part_and_they_make_up_the_whole(tmp_path: Path) -> None:
    results = tmp_path / "PROFILE.md"
    cold_bench.main(["40", "--turns", "1", "--results", str(results)])
    rows = [line.split(" | ") for line in results.read_text("utf-8").splitlines() if line.startswith("| ")]
    taken = {row[0].removeprefix("| "): int(row[1]) for row in rows if row[1].isdigit()}
    assert {"read and validate", "plan", "what cards say", "write", "the rest", "the Jinja2 loop"} < taken.keys()
    assert min(taken.values()) > 0
    whole = taken.pop("**the whole command**")
    summed = sum(value for name, value in taken.items() if not name.startswith("–") and name != "the Jinja2 loop")
    assert abs(whole - summed) <= len(taken)  # each is rounded
