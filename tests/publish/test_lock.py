"""One build at a time for each output folder."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread, get_ident

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish import holding, staging
from tests.conftest import SiteFolder
from tests.publish.publishing import FILES, beside, contents, publish


def test_a_second_build_waits_says_so_and_both_end_well(site: SiteFolder) -> None:
    site.build()
    whole = site.files()
    with staging(str(site.output), lambda: None) as stage:
        command = ["-m", "site_builder", "build", "--no-search", "--data", str(site.data), "--output", str(site.output)]
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


def test_builds_that_may_and_may_not_write_beside_the_folder_wait_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "place/output"
    publish(output, FILES)
    makedirs, mine = os.makedirs, get_ident()

    def forbidden_to_others(path: str, mode: int = 0o777, exist_ok: bool = False) -> None:
        if path == str(output.parent / ".output.building") and get_ident() != mine:
            raise PermissionError(13, "Permission denied", path)
        makedirs(path, mode, exist_ok)

    monkeypatch.setattr(os, "makedirs", forbidden_to_others)
    waits = Event()
    published = []
    new = FILES | {"index.html": b"new home"}
    with staging(str(output), lambda: None) as stage:
        second = Thread(target=lambda: published.append(publish(output, new, on_wait=waits.set)))
        second.start()
        assert waits.wait(60)
        assert stage.publish([stage.store(url, data) for url, data in new.items()]).in_one_step
    second.join(60)
    assert (published[0].kept, published[0].written) == (tuple(new), ())
    assert (contents(output), beside(output)) == (new, set())


def test_a_build_that_may_write_beside_the_folder_waits_for_one_that_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "place/output"
    publish(output, FILES)
    waits = Event()
    second = Thread(target=lambda: publish(output, FILES, on_wait=waits.set))
    with monkeypatch.context() as patched:
        patched.setattr(holding, "is_mounted", lambda folder: True)
        with staging(str(output), lambda: None) as stage:
            patched.undo()
            second.start()
            assert waits.wait(60)
            stage.publish([stage.store("index.html", b"the first one's")])
            assert contents(output)["index.html"] == b"the first one's"
    second.join(60)
    assert (contents(output), beside(output)) == (FILES, set())


def test_half_a_site_that_was_killed_inside_the_folder_is_not_published(tmp_path: Path) -> None:
    output = tmp_path / "place/output"
    publish(output, FILES)
    (output / ".building/site/r").mkdir(parents=True)
    (output / ".building/site/r/index.html").write_bytes(b"half")
    publish(output, {"index.html": b"new home"})
    assert contents(output) == {"index.html": b"new home", ".building": "an empty folder"}


def test_a_disk_on_which_no_folder_can_be_made_ends_the_build(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As /proc answers: what is missing is never there, however often it is made.
    def missing(path: str, **_: bool) -> None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)

    monkeypatch.setattr("site_builder.publish.lock.os.makedirs", missing)
    with pytest.raises(SiteBuilderError, match="cannot be written: No such file or directory"):
        site.build()
