"""Where a folder cannot be exchanged, it is replaced file by file, each in one step, the manifest last."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish import mounts, writer
from site_builder.publish.manifest import read_manifest
from tests.conftest import SiteFolder
from tests.disks import small_disk
from tests.publish.publishing import FILES, beside, contents, publish

NEW = {"index.html": b"new home", "assets/site.css": b"p {}", "r/b/index.html": b"another card"}
needs_mounts = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "exchange", lambda one, other: False)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    with small_disk(tmp_path / "mounted here", "1m") as folder:
        yield folder


@pytest.mark.usefixtures("no_exchange")
def test_the_folder_becomes_the_new_site_and_keeps_what_others_put_there(tmp_path: Path) -> None:
    output = tmp_path / "place/output"
    publish(output, FILES)
    (output / "r/a/notes.txt").write_bytes(b"theirs")
    (output / "empty").mkdir()
    published = publish(output, NEW)
    assert not published.in_one_step
    assert published.kept == ("assets/site.css",)
    assert contents(output) == NEW | {"r/a/notes.txt": b"theirs", "empty": "an empty folder"}
    assert set(read_manifest(str(output)) or ()) == set(NEW)
    assert beside(output) == set()


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize(("before", "after"), [("assets/x", "assets/x/y"), ("assets/x/y/z", "assets/x")])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path, before: str, after: str) -> None:
    publish(tmp_path / "output", FILES | {before: b"before"})
    publish(tmp_path / "output", FILES | {after: b"after"})
    assert contents(tmp_path / "output") == FILES | {after: b"after"}


@pytest.mark.usefixtures("no_exchange")
def test_an_empty_folder_of_others_gives_way(tmp_path: Path) -> None:
    publish(tmp_path / "output", FILES)
    (tmp_path / "output/r/b/index.html/deep").mkdir(parents=True)
    publish(tmp_path / "output", NEW)
    assert contents(tmp_path / "output") == NEW


@pytest.mark.usefixtures("no_exchange")
def test_nothing_is_pruned_through_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, FILES)
    (output / "r").rename(tmp_path / "r")
    (output / "r").symlink_to(tmp_path / "r")
    publish(output, {"index.html": b"new home"})
    assert contents(tmp_path / "r") == {"index.html": b"round", "a/index.html": b"card"}


@pytest.mark.usefixtures("no_exchange")
def test_a_fault_in_the_middle_loses_no_file_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    publish(output, FILES)
    replace, moved = os.replace, []

    def fails_at_the_third(source: str, target: str) -> None:
        moved.append(target)
        if len(moved) == 3:
            raise OSError(5, "Input/output error", target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", fails_at_the_third)
    with pytest.raises(SiteBuilderError, match="Input/output error"):
        publish(output, NEW)
    monkeypatch.undo()
    assert set(read_manifest(str(output)) or ()) == {*FILES, *NEW}
    publish(output, NEW)
    assert contents(output) == NEW


@pytest.mark.usefixtures("no_exchange")
def test_a_page_that_may_not_be_removed_is_told_and_stays_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    publish(output, FILES)
    unlink = os.unlink

    def forbidden(path: str, **more: int) -> None:
        if path == str(output / "r/a/index.html"):
            raise PermissionError(13, "Permission denied", path)
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", forbidden)
    with pytest.raises(SiteBuilderError, match=r"r/a/index.html cannot be removed: Permission denied"):
        publish(output, {"index.html": b"new home"})
    monkeypatch.undo()
    assert publish(output, {"index.html": b"new home"}).removed == ("assets/site.css", "r/a/index.html", "r/index.html")
    assert contents(output) == {"index.html": b"new home"}


@needs_mounts
def test_a_mount_point_is_published_into_and_keeps_what_did_not_change(mounted: Path) -> None:
    publish(mounted, FILES)
    published = publish(mounted, NEW)
    assert (published.in_one_step, published.kept) == (False, ("assets/site.css",))
    assert publish(mounted, NEW).written == ()
    assert (contents(mounted), beside(mounted)) == (NEW, set())


@needs_mounts
def test_what_is_mounted_below_the_output_is_not_emptied(tmp_path: Path, mounted: Path) -> None:
    publish(tmp_path / "output", FILES)
    theirs = tmp_path / "output/the ir\tvolume"
    theirs.mkdir()
    (mounted / "thesis.txt").write_bytes(b"years of work")
    subprocess.run(["mount", "--bind", mounted, theirs], check=True)
    try:
        assert not publish(tmp_path / "output", NEW).in_one_step
        assert contents(tmp_path / "output") == NEW | {"the ir\tvolume/thesis.txt": b"years of work"}
    finally:
        subprocess.run(["umount", "--lazy", theirs], check=True)


@needs_mounts
def test_a_bound_folder_is_a_mount_point_too(tmp_path: Path) -> None:
    real, output = tmp_path / "real", tmp_path / "place/output"
    real.mkdir()
    output.mkdir(parents=True)
    subprocess.run(["mount", "--bind", real, output], check=True)
    try:
        publish(output, FILES)
        assert publish(output, NEW).kept == ("assets/site.css",)
    finally:
        subprocess.run(["umount", "--lazy", output], check=True)
    assert contents(real) == NEW


@needs_mounts
def test_a_full_disk_leaves_the_old_site_and_says_what_to_do(mounted: Path) -> None:
    output = mounted / "output"
    publish(output, FILES)
    with pytest.raises(SiteBuilderError) as found:
        publish(output, {f"{number}/index.html": bytes(200_000) for number in range(10)})
    assert ("No space left on device" in found.value.message, found.value.fix) == (True, "make room on the disk")
    assert (contents(output), beside(output)) == (FILES, set())


@needs_mounts
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_fills_up_while_pages_are_rendered_leaves_the_old_site(
    site: SiteFolder, mounted: Path, jobs: int
) -> None:
    site.output = mounted / "output"
    site.build()
    before = site.files()
    entry = (site.data / "results/acme/rocket.json").read_bytes()
    for number in range(300):
        site.write(f"results/acme/{number}.json", entry)
    with pytest.raises(SiteBuilderError, match="No space left on device"):
        site.build(jobs=jobs)
    assert (site.files(), beside(site.output)) == (before, set())


@needs_mounts
def test_a_place_that_cannot_be_written_is_told_and_left_as_it_was(mounted: Path) -> None:
    publish(mounted / "output", FILES)
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    with pytest.raises(SiteBuilderError, match="Read-only file system"):
        publish(mounted / "output", NEW)
    with pytest.raises(SiteBuilderError, match="Read-only file system"):
        publish(mounted / "another", NEW)
    assert contents(mounted / "output") == FILES


def test_a_folder_whose_parent_cannot_be_written_is_published_from_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "place/output"
    publish(output, FILES)
    makedirs = os.makedirs

    def forbidden_beside(path: str, mode: int = 0o777, exist_ok: bool = False) -> None:
        if path == str(output.parent / ".output.building"):
            raise PermissionError(13, "Permission denied", path)
        makedirs(path, mode, exist_ok)

    monkeypatch.setattr(os, "makedirs", forbidden_beside)
    assert not publish(output, NEW).in_one_step
    assert contents(output) == NEW


def test_without_a_list_of_mounts_a_folder_is_judged_by_its_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "no proc here")
    assert (mounts.is_mounted(str(tmp_path)), mounts.is_mounted("/proc")) == (False, True)
    assert not mounts.has_mounts("/")
