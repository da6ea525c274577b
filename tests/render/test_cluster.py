"""Pages made on a cluster of separate processes: the same bytes, also where a worker is killed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import distributed
import pytest

from site_builder.problems import SiteBuilderError
from site_builder.render import cluster, forget_templates
from site_builder.render.same_builder import builder_facts, differences
from tests.builders import a_system, an_entry
from tests.clusters import local_cluster
from tests.commands import ran
from tests.conftest import ROOT, SiteFolder

# What the package itself warns of on its way up and down is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    """Two workers, each a process of its own."""
    with local_cluster() as found:
        yield found


def with_many_cards(site: SiteFolder) -> SiteFolder:
    for number in range(40):
        site.write(f"results/acme/rocket-{number}.json", an_entry(system=a_system(system_name=f"Rocket {number}")))
    return site


@pytest.mark.long
def test_a_cluster_makes_the_same_bytes(site: SiteFolder, workers: Any) -> None:
    with_many_cards(site).build()
    expected = site.files()
    site.output = site.folder / "elsewhere"
    site.build(scheduler=workers.scheduler_address)
    assert site.files() == expected


@pytest.mark.long
def test_a_worker_that_is_killed_costs_its_share_only(
    site: SiteFolder, workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_many_cards(site).build()
    expected = site.files()
    monkeypatch.setattr(cluster, "FOR_EACH_TASK", 5)
    killed: list[int] = []
    site.output = site.folder / "elsewhere"
    original = cluster._refuse_other_builders

    def kill_one_later(client: Any, scheduler: str, work: Any) -> None:
        original(client, scheduler, work)
        pid = next(iter(client.run(os.getpid).values()))
        killed.append(pid)
        client.loop.call_later(0.2, os.kill, pid, signal.SIGKILL)

    monkeypatch.setattr(cluster, "_refuse_other_builders", kill_one_later)
    site.build(scheduler=workers.scheduler_address)
    assert (len(killed), site.files()) == (1, expected)


@pytest.mark.long
def test_a_fault_of_a_template_is_told_as_it_is_here(site: SiteFolder, workers: Any, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "pages").mkdir(parents=True)
    (templates / "pages/home.html").write_text("{{ page.misspelt }}")
    with pytest.raises(SiteBuilderError, match="misspelt"):
        site.build(templates=str(templates), scheduler=workers.scheduler_address)


def with_words_of_404(site: SiteFolder, words: str) -> str:
    """A folder of templates that puts these words on one page."""
    page = site.folder / "own/pages/not_found.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f'{{% extends "base.html" %}}{{% block main %}}<h1>{words}</h1>{{% endblock %}}', "utf-8")
    return str(site.folder / "own")


@pytest.mark.long
def test_workers_never_use_a_template_as_it_was(site: SiteFolder, workers: Any) -> None:
    cache = str(site.folder / "cache")
    for words in ("First", "Second", "Third"):
        own = with_words_of_404(site, words)
        forget_templates()
        site.build(templates=own, scheduler=workers.scheduler_address, cache=cache)
        assert f"<h1>{words}</h1>" in site.page("404.html")
    assert site.build(templates=own, cache=cache).written == ()
    clustered = site.files()
    site.output = site.folder / "elsewhere"
    site.build(templates=own)
    assert clustered == site.files()


@pytest.mark.long
def test_workers_that_were_started_elsewhere_get_the_templates(
    site: SiteFolder, workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_words_of_404(site, "Ours")
    monkeypatch.chdir(site.folder)
    site.build(templates="own", scheduler=workers.scheduler_address)
    assert "<h1>Ours</h1>" in site.page("404.html")


@pytest.mark.long
def test_a_worker_of_other_source_is_refused(site: SiteFolder, tmp_path: Path) -> None:
    for name in ("site_builder", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "other" / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other/site_builder/words.py").open("a", encoding="utf-8") as file:
        file.write("# another builder\n")
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as scheduler:
        address = scheduler.scheduler_address
        words = ["distributed.cli.dask_worker", address, "--no-nanny", "--no-dashboard", "--nthreads", "1"]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "other")}
        command = [sys.executable, "-m", *words]
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL) as worker:
            try:
                with distributed.Client(address) as client:
                    client.wait_for_workers(1, timeout=60)
                with pytest.raises(SiteBuilderError, match=r"would make other pages: the source is .*, here") as told:
                    site.build(scheduler=address)
            finally:
                worker.kill()
    assert (told.value.fix, site.output.exists()) == ("install the same everywhere, and start the workers again", False)


@pytest.mark.long
def test_a_worker_without_this_builder_is_refused(
    site: SiteFolder, workers: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "only_here.py").write_text("def builder_facts(packages):\n    return {}\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(cluster, "builder_facts", import_module("only_here").builder_facts)
    with pytest.raises(SiteBuilderError, match=r"would make other pages: .*No module named 'only_here'"):
        site.build(scheduler=workers.scheduler_address)


FACTS = {"site-builder": "1", "jinja2": "3.1", "pyarrow": "none"}


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (FACTS, []),
        ({**FACTS, "jinja2": "3.0", "pyarrow": "20"}, ["jinja2 is 3.0, here 3.1", "pyarrow is 20, here none"]),
        ({"site-builder": "1", "pyarrow": "none"}, ["jinja2 is none, here 3.1"]),
    ],
)
def test_what_another_machine_has_otherwise_is_told(there: dict[str, str], told: list[str]) -> None:
    assert differences(FACTS, there) == told


def test_packages_are_told_with_their_versions() -> None:
    found = builder_facts(("jinja2", "no-such-package"))
    assert (found["jinja2"], found["no-such-package"]) == (version("jinja2"), "none")


def test_a_worker_that_came_late_looks_at_itself() -> None:
    work = cluster._Work(["a"], str.encode, ("jinja2",), {**builder_facts(("jinja2",)), "jinja2": "0.1"})
    with pytest.raises(SiteBuilderError, match=r"would make other pages: jinja2 is .*, here 0\.1"):
        work.made(0, 1)


def test_a_scheduler_that_is_not_there_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    with pytest.raises(SiteBuilderError, match=r"no scheduler at tcp://127\.0\.0\.1:9"):
        site.build(scheduler="tcp://127.0.0.1:9")
    assert not site.output.exists()


@pytest.mark.parametrize("words", [["--executor", "dask"], ["--scheduler", "tcp://a:1"]])
def test_executor_and_scheduler_go_together(words: list[str], tmp_path: Path) -> None:
    done = ran(tmp_path, "build", *words)
    assert (done.code, "go together" in done.err) == (2, True)
