"""A manifest that cannot be trusted stops a build before anything is removed by it."""

import json
from pathlib import Path

import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish.manifest import MANIFEST, manifest_bytes, read_manifest
from tests.publish.publishing import FILES, beside, contents, publish

ODD_NAMES = [
    "/etc/hosts",
    "../x",
    "a/../../x",
    "a/../b",
    "./a",
    "a//b",
    "a/",
    ".",
    "..",
    "",
    MANIFEST,
    "a\0b",
    "\ud800",
]
DAMAGED = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"files"',
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"format": 1, "files": ["index.html"]}',
    b'{"format": 1, "files": {"index.html": 1}}',
    *(json.dumps({"format": 1, "files": {name: "0" * 64}}).encode() for name in ODD_NAMES),
]


@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:60]))
def test_a_damaged_manifest_stops_the_publication(tmp_path: Path, data: bytes) -> None:
    output = tmp_path / "place/output"
    publish(output, FILES)
    (output / MANIFEST).write_bytes(data)
    with pytest.raises(SiteBuilderError, match="is damaged"):
        publish(output, {"index.html": b"new"})
    assert (contents(output), beside(output)) == (FILES, set())


def test_a_manifest_that_is_a_folder_stops_the_publication(tmp_path: Path) -> None:
    (tmp_path / "output" / MANIFEST).mkdir(parents=True)
    with pytest.raises(SiteBuilderError, match="is damaged"):
        publish(tmp_path / "output", FILES)


def test_a_manifest_of_a_later_builder_asks_for_that_builder(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"format": 2, "files": {}}')
    with pytest.raises(SiteBuilderError) as found:
        read_manifest(str(tmp_path))
    assert found.value.fix == "update site-builder"


def test_what_is_written_is_read_back_whatever_the_names(tmp_path: Path) -> None:
    files = {"b/ü 𝒳.html": "1", "a": "2", "..a/...": "3", "no\udcfftext": "4"}
    (tmp_path / MANIFEST).write_bytes(manifest_bytes(files))
    assert read_manifest(str(tmp_path)) == files
