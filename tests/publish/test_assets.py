"""Assets: which files of a templates folder are published, and which stop the build."""

import os
from pathlib import Path

import pytest

from site_builder.build import Options, build
from site_builder.problems import SiteBuilderError
from site_builder.publish import assets
from tests.conftest import SiteFolder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assets folder of somebody's own, with one file."""
    (tmp_path / "assets/fonts").mkdir(parents=True)
    (tmp_path / "assets/fonts/own.woff2").write_bytes(b"font")
    return tmp_path / "assets"


def test_a_file_of_an_earlier_folder_stands_before_its_namesake(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "packaged/fonts").mkdir(parents=True)
    (tmp_path / "packaged/fonts/own.woff2").write_bytes(b"packaged")
    (tmp_path / "packaged/site.css").write_bytes(b"p {}")
    found = list(assets(folder, tmp_path / "no such folder", tmp_path / "packaged"))
    assert found == [("assets/fonts/own.woff2", b"font"), ("assets/site.css", b"p {}")]


def test_what_begins_with_a_point_is_not_published_nor_what_is_in_it(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("password")
    (folder / "fonts/.cache").mkdir()
    (folder / "fonts/.cache/x").write_text("x")
    (folder / ".env").write_text("password")
    assert [url for url, _ in assets(folder)] == ["assets/fonts/own.woff2"]


def test_a_link_inside_the_folder_is_the_file_that_it_leads_to(folder: Path) -> None:
    (folder / "again.woff2").symlink_to("fonts/own.woff2")
    assert dict(assets(folder))["assets/again.woff2"] == b"font"


def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(folder)
    assert list(assets(tmp_path / "elsewhere")) == [("assets/fonts/own.woff2", b"font")]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("/etc/passwd", "is a link that leaves"),
        ("../secret", "is a link that leaves"),
        ("/etc", "is a link that leaves"),
        ("fonts", "is not a file, nor a link to one"),
        ("nowhere", "cannot be read: No such file or directory"),
        ("link", "cannot be read: Too many levels of symbolic links"),
    ],
)
def test_a_link_that_leads_elsewhere_stops_the_build(folder: Path, target: str, told: str) -> None:
    (folder.parent / "secret").write_text("password")
    (folder / "link").symlink_to(target)
    with pytest.raises(SiteBuilderError) as found:
        list(assets(folder))
    assert found.value.message.startswith(f"{folder}/link {told}")


def test_an_asset_that_cannot_be_read_is_told_before_anything_is_written(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = site.write("../templates/assets/own.css", "p {}")
    read = Path.read_bytes

    def forbidden(path: Path) -> bytes:
        if path.name == own.name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(SiteBuilderError) as found:
        build(Options(str(site.data), str(site.output), str(site.folder / "templates")))
    assert found.value.message == f"{site.folder}/templates/assets/own.css cannot be read: Permission denied"
    assert sorted(os.listdir(site.folder)) == ["data", "templates"]
