"""Stories of the worst: killed, no room, no right to write, files that vanish, two at once. Nothing is lost."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.problems import ProblemsFound
from site_builder.sources import data_files, read_data
from tests.builders import a_result, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.disks import small_disk
from tests.sources.trees import WHOLE, data_folder

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
ENTRY = "results/acme/rocket.json"


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "site_builder", *map(str, words)]


def run(*words: object) -> tuple[int, str]:
    """Run a command to its end: its code, and all that it said."""
    done = subprocess.run(command(*words), env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def building(site: SiteFolder) -> list[object]:
    return ["build", "--data", site.data, "--output", site.output, "--jobs", 1]


def importing(data: Path) -> list[object]:
    return ["import", WHOLE, "--data", data, "--replace"]


def snapshot(data: Path) -> dict[str, bytes]:
    """Every entry, with its bytes."""
    return {str(path.relative_to(data)): path.read_bytes() for path in (data / "results").rglob("*.json")}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of twelve megabytes."""
    with small_disk(tmp_path / "disk", "12m") as folder:
        yield folder


def fill(disk: Path) -> Path:
    """Leave no room on the disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """Data that was imported once, and edited since."""
    return edited(data_folder(tmp_path))


def edited(data: Path) -> Path:
    (data / "site.json").write_text('{"format": 1, "title": "Acme"}', "utf-8")
    assert run(*importing(data))[0] == 0
    for number, path in enumerate(sorted((data / "results").rglob("*.json"))):
        path.write_text(path.read_text("utf-8").replace("{\n", f'{{\n  "was": ["a/b/c/old-{number}"],\n', 1), "utf-8")
    return data


@pytest.mark.parametrize("times", [4, pytest.param(100, marks=pytest.mark.long)])
def test_an_import_killed_at_random_instants_leaves_all_old_or_all_new(imported: Path, times: int) -> None:
    old = snapshot(imported)
    start = time.monotonic()
    assert run(*importing(imported))[0] == 0
    lasts = time.monotonic() - start
    new, chance = snapshot(imported), random.Random(11)
    assert old != new
    for _ in range(times):
        for name, content in old.items():
            (imported / name).write_bytes(content)
        running = subprocess.Popen(command(*importing(imported)), env=ENVIRONMENT, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, lasts))
        running.kill()
        running.wait()
        assert read_data(str(imported)).errors == ()
        assert snapshot(imported) in (old, new)
    assert run(*importing(imported))[0] == 0
    assert snapshot(imported) == new


def test_a_build_without_room_is_told_and_the_site_stays(site: SiteFolder, disk: Path) -> None:
    site.output = disk / "output"
    site.build()
    before = site.files()
    site.write(ENTRY, an_entry(results=[a_result(value=7)]))
    filler = fill(disk)
    code, said = run(*building(site))
    assert (code, site.files() == before) == (2, True)
    assert "cannot be written: No space left on device\n    fix: make room on the disk" in said
    filler.unlink()
    assert run(*building(site))[0] == 0
    assert site.files() != before


def test_an_import_without_room_is_told_and_the_data_stay(disk: Path) -> None:
    data = edited(data_folder(disk))
    before = snapshot(data)
    filler = fill(disk)
    code, said = run(*importing(data))
    assert (code, snapshot(data) == before) == (2, True)
    assert f"No space left on device; {data} is as it was\n    fix: make room" in said
    filler.unlink()
    assert run(*importing(data))[0] == 0
    assert snapshot(data) != before


def test_where_nothing_may_be_written_reading_works_and_writing_is_told(site: SiteFolder, disk: Path) -> None:
    shutil.copytree(site.data, disk / "data")
    site.data, site.output = disk / "data", disk / "output"
    site.build()
    before = site.files()
    site.write(ENTRY, an_entry(results=[a_result(value=7)]))
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert run("validate", "--data", site.data)[0] == 0
    assert run("check", site.output)[0] == 0
    for words in (
        building(site),
        ["withdraw", "sprint-v1/closed/Acme/rocket", "--reason", "why", "--date", "2024-06-03"],
    ):
        code, said = run(*words, *(() if words[0] == "build" else ("--data", site.data)))
        assert code == 2, said
        assert "Read-only file system" in said
        assert "Traceback" not in said
    assert site.files() == before


def test_a_file_that_vanishes_while_it_is_read_is_told_and_the_site_stays(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    before = site.files()
    opened = os.open

    def vanishes(path: str, *how: int, **more: int) -> int:
        if str(path).endswith("rocket.json"):
            Path(path).unlink()
        return opened(path, *how, **more)

    monkeypatch.setattr(data_files.os, "open", vanishes)
    with pytest.raises(ProblemsFound) as told:
        site.build()
    assert [(problem.kind, problem.message) for problem in told.value.problems] == [
        ("unreadable-file", "it cannot be read: No such file or directory")
    ]
    assert site.files() == before


def test_two_builds_at_once_leave_one_whole_site(site: SiteFolder) -> None:
    for number in range(40):
        site.write(f"results/acme/{number}.json", an_entry())
    both = [subprocess.Popen(command(*building(site)), env=ENVIRONMENT, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [build.wait() for build in both] == [0, 0]
    found = site.files()
    shutil.rmtree(site.output)
    assert run(*building(site))[0] == 0
    assert found == site.files()


def test_two_imports_at_once_leave_the_data_of_one(imported: Path) -> None:
    both = [subprocess.Popen(command(*importing(imported)), env=ENVIRONMENT, stderr=subprocess.DEVNULL) for _ in "ab"]
    assert {process.wait() for process in both} <= {0, 2}  # the later one is told to wait
    done = snapshot(imported)
    assert run(*importing(imported))[0] == 0
    assert snapshot(imported) == done
