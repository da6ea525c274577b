"""A build that is killed or stopped leaves the old site or the new one, whole, and the next build works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.publish import writer
from tests.builders import a_result, an_entry
from tests.conftest import SiteFolder
from tests.publish.publishing import beside
from tests.thorough import tried

Files = dict[str, bytes]
MARKS = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.scandir", "ctypes.dlsym"}
THEIRS = {"CNAME": b"example.org", "sprint-v1/closed/Acme/comet/notes": b"theirs"}


@pytest.fixture
def edited(site: SiteFolder) -> tuple[SiteFolder, Files, Files]:
    """A built site whose data was edited since, with its old files and those that it shall have."""
    site.write("results/acme/comet.json", an_entry())
    site.build()
    for name, data in THEIRS.items():
        (site.output / name).write_bytes(data)
    old = site.files()
    (site.data / "results/acme/comet.json").unlink()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    site.write("results/acme/eagle.json", an_entry())
    whole = SiteFolder(site.folder)
    whole.output = site.folder / "whole"
    whole.build()
    new = whole.files() | THEIRS
    shutil.rmtree(whole.output)
    return site, old, new


def build_killed_at(site: SiteFolder, instant: int, **options: object) -> bool:
    """Build in a process that is killed just before it does its n-th thing to a file; False if it ended before."""
    child = os.fork()
    if child == 0:
        done = 0

        def count(event: str, _: object) -> None:
            nonlocal done
            done += event in MARKS
            if event in MARKS and done > instant:  # killing is an event too
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            site.build(**options)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_at_each(site: SiteFolder, step: int) -> Iterator[SiteFolder]:
    """A copy of the site, killed ever later in its build, until a build comes to its end."""
    for instant in range(0, 10_000, step):
        folder = site.folder.parent / f"{site.folder.name}-{instant}"
        shutil.copytree(site.folder, folder)
        killed = SiteFolder(folder)
        if not build_killed_at(killed, instant):
            return
        yield killed
        shutil.rmtree(folder)


EDITED = tuple[SiteFolder, Files, Files]


@tried("step", quick=11, thorough=1)
def test_killed_at_any_instant_the_site_is_the_old_one_or_the_new_one(edited: EDITED, step: int) -> None:
    site, old, new = edited
    seen = []
    for killed in killed_at_each(site, step):
        seen.append(killed.files())
        assert seen[-1] in (old, new)
        killed.build()
        assert (killed.files(), beside(killed.output)) == (new, {"data"})
    assert (seen[0], seen[-1]) == (old, new)


@tried("step", quick=19, thorough=1)
def test_killed_file_by_file_each_file_is_the_old_one_or_the_new_one(
    edited: EDITED, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, old, new = edited
    monkeypatch.setattr(writer, "exchange", lambda one, other: False)
    seen = []
    for killed in killed_at_each(site, step):
        files = killed.files()
        seen.append(dict(files))
        files.pop("site-manifest.json")
        assert all(data in (old.get(name), new.get(name)) for name, data in files.items())
        assert set(files) >= (set(old) & set(new)) - {"site-manifest.json"}
        killed.build()
        assert (killed.files(), beside(killed.output)) == (new, {"data"})
    assert seen[0] == old
    assert any(files not in (old, new) for files in seen), "no build was killed between two files"


@tried("step", quick=11, thorough=1)
def test_a_first_build_that_is_killed_leaves_no_site_or_a_whole_one(site: SiteFolder, step: int) -> None:
    site.build()
    new = site.files()
    shutil.rmtree(site.output)
    seen = []
    for killed in killed_at_each(site, step):
        seen.append(killed.output.exists())
        assert not killed.output.exists() or killed.files() == new
        killed.build()
        assert (killed.files(), beside(killed.output)) == (new, {"data"})
    assert seen[0] is False


def command(site: SiteFolder, *more: str) -> list[str]:
    folders = ["--data", str(site.data), "--output", str(site.output)]
    return [sys.executable, "-m", "site_builder", "build", "--no-search", *folders, *more]


@tried("times", quick=3, thorough=100)
def test_killed_with_its_workers_at_work_the_site_is_whole(site: SiteFolder, times: int) -> None:
    def edit(value: int) -> None:
        for number in range(160):
            site.write(f"results/acme/{number}.json", an_entry(results=[a_result(value=value)]))

    chance = random.Random(7)
    edit(1)
    site.build()
    for turn in range(times):
        old = site.files()
        edit(2 + turn)
        build = subprocess.Popen(command(site, "--jobs", "2"), stderr=subprocess.DEVNULL)
        while not (site.folder / ".output.building").exists() and build.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.4))
        build.kill()
        build.wait()
        killed = site.files()
        site.build()
        assert killed in (old, site.files())
        assert beside(site.output) == {"data"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_the_site_as_it_was_and_nothing_beside_it(site: SiteFolder, tmp_path: Path, jobs: str) -> None:
    for number in range(160):
        site.write(f"results/acme/{number}.json", an_entry())
    site.build()
    before = site.files()
    endless = tmp_path / "templates/pages/round.html"
    endless.parent.mkdir(parents=True)
    endless.write_text("{% for n in range(10 ** 15) %}{% endfor %}")
    more = ["--jobs", jobs, "--templates", str(tmp_path / "templates")]
    build = subprocess.Popen(
        command(site, *more),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        while not (site.folder / ".output.building/site/index.html").exists():
            assert build.poll() is None
            time.sleep(0.01)
        os.killpg(build.pid, signal.SIGINT)
        said = build.communicate(timeout=60)[1]
    finally:
        build.kill()
    assert (build.returncode, said.strip()) == (130, "stopped; no file is left half written")
    assert (site.files(), beside(site.output)) == (before, {"data", "templates"})


@pytest.mark.parametrize("can_exchange", [True, False])
def test_ctrl_c_in_the_last_moment_comes_too_late(
    edited: EDITED, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    site, _, new = edited
    exchange = writer.exchange

    def interrupted(one: str, other: str) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return can_exchange and exchange(one, other)

    monkeypatch.setattr(writer, "exchange", interrupted)
    site.build()
    assert (site.files(), beside(site.output)) == (new, {"data"})
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
