"""The same input gives the same bytes, whatever the machine's mood and whatever was there before."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.clusters import local_cluster
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_json
from tests.rich_site import rich_site
from tests.thorough import tried

CARDS = 460  # more than 450 pages: enough for four processes
MOODS = {
    "plain": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "another zone and seed": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "1"},
    "turkish": {"TZ": "America/Caracas", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no unicode": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "optimised": {"PYTHONOPTIMIZE": "2", "COLUMNS": "20", "NO_COLOR": "1"},
    # The quick run has moods that hide nothing of each other at once; the long one has each by itself too.
    "turkish, another seed": {"TZ": "America/Caracas", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
}
MOODS["no unicode, optimised"] = MOODS["no unicode"] | MOODS["optimised"] | {"SOURCE_DATE_EPOCH": "1"}
AT_ONCE = [("turkish, another seed", "4"), ("no unicode, optimised", "1")]
BY_ITSELF = zip(MOODS, ("1", "2", "4", "1", "3"), strict=False)


def many_files() -> dict[str, str]:
    """The rich site's files and some hundred more entries, as text."""
    files = {name: content if name.endswith(".md") else write_json(content) for name, content in rich_site().items()}
    for number in range(CARDS):
        system = a_system(system_name=f"Rocket İI {number}", submitter=f"Acme {number % 7}")
        files[f"results/{number % 13}/{number}.json"] = write_json(an_entry(system=system))
    return files


def site_in(folder: Path, files: dict[str, str], order: int) -> SiteFolder:
    """A site whose files were created in a shuffled order: folders are listed by creation or by chance."""
    site = SiteFolder(folder)
    names = list(files)
    random.Random(order).shuffle(names)
    for name in names:
        site.write(name, files[name])
    return site


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = site_in(tmp_path_factory.mktemp("expected"), many_files(), 0)
    site.build(search=True)
    return site.files()


@pytest.mark.parametrize(
    ("mood", "jobs"), [*AT_ONCE, *(pytest.param(*mood, marks=pytest.mark.long) for mood in BY_ITSELF)]
)
def test_a_build_in_another_mood_writes_the_same_bytes(
    tmp_path: Path, expected: dict[str, bytes], mood: str, jobs: str
) -> None:
    site = site_in(tmp_path, many_files(), len(mood))
    command = [sys.executable, "-m", "site_builder", "build", "--quiet", "--jobs", jobs]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **MOODS[mood]}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, stderr=subprocess.DEVNULL)
    assert site.files() == expected


def edit_value(site: SiteFolder, number: int) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=number + 1)]))


def add_entry(site: SiteFolder, number: int) -> None:
    site.write(f"results/{number}.json", an_entry(system=a_system(submitter=f"Acme {number % 2}")))


def remove_entry(site: SiteFolder, number: int) -> None:
    (site.data / f"results/{number}.json").unlink(missing_ok=True)


def rename_submitter(site: SiteFolder, number: int) -> None:
    site.write("results/acme/comet.json", an_entry(submitter=f"Comets {number}"))


def edit_site(site: SiteFolder, number: int) -> None:
    site.write(
        "site.json", a_site(title=f"Site {number}", base_url=f"https://example.org/{number}" if number else None)
    )


def edit_round(site: SiteFolder, number: int) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(title=f"Sprint {number}"))


def edit_the_output(site: SiteFolder, number: int) -> None:
    page = sorted(site.output.rglob("*.html"))[number]
    page.write_bytes(page.read_bytes().replace(b"e", b"3"))


def remove_from_the_output(site: SiteFolder, number: int) -> None:
    sorted(site.output.rglob("*.html"))[number].unlink()


def remove_a_folder_of_the_output(site: SiteFolder, number: int) -> None:
    shutil.rmtree(site.output / ROUND if number % 2 else site.output / "assets", ignore_errors=True)


def build_between(site: SiteFolder, number: int) -> None:
    site.build(jobs=1 + number % 2)


EDITS: tuple[Callable[[SiteFolder, int], None], ...] = (
    *(edit_value, add_entry, remove_entry, rename_submitter, edit_site, edit_round),
    *(edit_the_output, remove_from_the_output, remove_a_folder_of_the_output, build_between),
)


@tried("examples", quick=10, thorough=200)
def test_a_warm_build_gives_what_one_from_nothing_gives(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 2)), min_size=1, max_size=6))
    def gives_the_same(edits: list[tuple[Callable[..., None], int]]) -> None:
        with TemporaryDirectory() as folder:
            site = SiteFolder(Path(folder))
            edit_site(site, 1)
            edit_round(site, 1)
            edit_value(site, 1)
            site.build()
            for edit, number in edits:
                edit(site, number)
                if len(list(site.output.rglob("*.html"))) < 4:
                    site.build()
            site.build()
            warm = site.files()
            shutil.rmtree(site.output)
            site.build()
            assert warm == site.files()

    gives_the_same()


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")  # what the package itself warns of on its way up and down is not ours to mend
def test_a_cluster_among_other_builds_gives_what_one_from_nothing_gives() -> None:
    lists = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 2)), max_size=4)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(before=lists, after=lists)
    def gives_the_same(before: list[tuple[Callable[..., None], int]], after: list[Any]) -> None:
        with TemporaryDirectory() as folder:
            site = SiteFolder(Path(folder))
            edit_site(site, 1)
            edit_round(site, 1)
            edit_value(site, 1)
            remembered: dict[str, object] = {"cache": str(site.folder / "cache")}
            site.build(**remembered)
            for edits, scheduler in ((before, workers.scheduler_address), (after, None)):
                for edit, number in edits:
                    edit(site, number)
                    if len(list(site.output.rglob("*.html"))) < 4:
                        site.build(**remembered)
                site.build(**remembered, scheduler=scheduler)
            warm = site.files()
            shutil.rmtree(site.output)
            site.build()
            assert warm == site.files()

    with local_cluster() as workers:
        gives_the_same()
