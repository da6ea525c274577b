"""One build at a time for each output folder."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish import staging
from tests.conftest import SiteFolder
from tests.publish.publishing import FILES, beside, contents, publish


def test_a_second_build_waits_says_so_and_both_end_well(site: SiteFolder) -> None:
    site.build()
    whole = site.files()
    with staging(str(site.output), lambda: None) as stage:
        command = ["-m", "site_builder", "build", "--data", str(site.data), "--output", str(site.output)]
        second = subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert second.stderr.readline() == "another build of this folder is running: waiting for it\n"
        stage.publish([stage.store("index.html", b"the first one's")])
    said = second.communicate()[1]
    assert (second.returncode, site.files()) == (0, whole), said
    assert beside(site.output) == {"data"}


def test_many_builds_at_once_publish_one_after_the_other(tmp_path: Path) -> None:
    output = tmp_path / "place/output"
    sites = [{f"{number}/index.html": bytes([number]), "index.html": b"home"} for number in range(16)]
    threads = [Thread(target=publish, args=(output, site)) for site in sites]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert contents(output) in sites
    assert beside(output) == set()


def test_who_waited_sees_what_the_other_wrote(tmp_path: Path) -> None:
    output = tmp_path / "output"
    waits = Event()
    published = []
    with staging(str(output), lambda: None) as stage:
        second = Thread(target=lambda: published.append(publish(output, FILES, on_wait=waits.set)))
        second.start()
        waits.wait()
        stage.publish([stage.store(url, data) for url, data in FILES.items()])
    second.join()
    assert published[0].kept == tuple(FILES)


def test_what_a_killed_build_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    output = tmp_path / "place/output"
    left = output.parent / ".output.building"
    (left / "site/r").mkdir(parents=True)
    (left / "site/r/index.html").write_bytes(b"half")
    (left / "thesis.txt").write_bytes(b"somebody's own folder of this name")
    publish(output, FILES)
    assert contents(output) == FILES
    assert contents(left) == {"thesis.txt": b"somebody's own folder of this name"}


def test_a_link_of_the_holders_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/site").mkdir(parents=True)
    (tmp_path / "elsewhere/site/thesis.txt").write_bytes(b"years of work")
    (tmp_path / ".output.building").symlink_to("elsewhere")
    with pytest.raises(SiteBuilderError):
        publish(tmp_path / "output", FILES)
    assert contents(tmp_path / "elsewhere") == {"site/thesis.txt": b"years of work"}
