"""Pages made on a cluster of separate processes: the same bytes, also where a worker is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.render import cluster
from tests.builders import a_system, an_entry
from tests.commands import ran
from tests.conftest import ROOT, SiteFolder

distributed = pytest.importorskip("distributed")
# What the package itself warns of on its way up and down is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    """Two workers, each a process of its own."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as found:
        yield found
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


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

    def kill_one_later(client: Any, scheduler: str) -> None:
        original(client, scheduler)
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


@pytest.mark.long
def test_another_version_is_refused(site: SiteFolder, workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "0.0.1")
    with pytest.raises(SiteBuilderError, match=r"and this is 0\.0\.1"):
        site.build(scheduler=workers.scheduler_address)


def test_a_scheduler_that_is_not_there_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    with pytest.raises(SiteBuilderError, match=r"no scheduler at tcp://127\.0\.0\.1:9"):
        site.build(scheduler="tcp://127.0.0.1:9")
    assert not site.output.exists()


@pytest.mark.parametrize("words", [["--executor", "dask"], ["--scheduler", "tcp://a:1"]])
def test_executor_and_scheduler_go_together(words: list[str], tmp_path: Path) -> None:
    done = ran(tmp_path, "build", *words)
    assert (done.code, "go together" in done.err) == (2, True)
