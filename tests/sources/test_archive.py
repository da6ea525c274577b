"""Archives: the same files as the folder, and nothing that leaves it, fills the memory or the disk."""

import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from site_builder.ingest import import_source
from site_builder.problems import SiteBuilderError
from site_builder.sources import Files
from tests.sources.trees import WHOLE, data_folder


def packed(folder: Path, name: str) -> Path:
    """Pack the whole tree as the name's ending says."""
    path = folder / name
    files = sorted(file for file in WHOLE.rglob("*") if file.is_file())
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.relative_to(WHOLE))
    else:
        mode = {"tar": "w:", "gz": "w:gz", "xz": "w:xz", "bz2": "w:bz2"}[name.rpartition(".")[2]]
        with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
            archive.add(WHOLE, arcname="some-folder")
    return path


def entries(data: Path) -> dict[str, bytes]:
    """Every entry file with its bytes."""
    results = data / "results"
    return {str(path.relative_to(results)): path.read_bytes() for path in sorted(results.rglob("*.json"))}


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.xz", "tar.bz2", "zip"])
def test_an_archive_gives_what_its_folder_gives(ending: str, tmp_path: Path) -> None:
    folder, archive = data_folder(tmp_path / "folder"), data_folder(tmp_path / "archive")
    import_source(str(WHOLE), str(folder))
    import_source(str(packed(tmp_path, f"round-v5.1.{ending}")), str(archive))
    assert entries(archive) == entries(folder)


def tar_of(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """A tar archive of these members, whatever they claim."""
    with tarfile.open(path, "w") as archive:
        for member, content in members:
            member.size = member.size or len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    """A header."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def test_no_path_leaves_a_tar(tmp_path: Path) -> None:
    path = tar_of(
        tmp_path / "a.tar",
        (member("../closed/acme/systems/a.json"), b"{}"),
        (member("/etc/closed/acme/systems/b.json"), b"{}"),
        (member("closed/acme/systems/c.json", tarfile.SYMTYPE, "/etc/passwd"), b""),
        (member("closed/acme/systems/d.json", tarfile.FIFOTYPE), b""),
        (member("./closed/acme/systems/e.json"), b"{}"),
    )
    files = Files(str(path))
    assert [file.path for file in files] == ["closed/acme/systems/e.json"]
    assert files.refused == [
        ("../closed/acme/systems/a.json", "its path leaves the archive"),
        ("/etc/closed/acme/systems/b.json", "its path leaves the archive"),
        ("closed/acme/systems/c.json", "it is a link or a special file of the archive"),
        ("closed/acme/systems/d.json", "it is a link or a special file of the archive"),
    ]


def test_no_path_leaves_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("closed/acme/systems/c.json")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("..\\closed\\a.json", "{}")
        archive.writestr("C:/closed/b.json", "{}")
        archive.writestr(link, "/etc/passwd")
        archive.writestr("closed/acme/systems/d.json", "{}")
    files = Files(str(path))
    assert [file.path for file in files] == ["closed/acme/systems/d.json"]
    assert [what for _, what in files.refused] == ["its path leaves the archive"] * 2 + ["it is a link, or encrypted"]


def test_links_of_a_folder_stay_inside_and_do_not_come_back(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "inside").mkdir(parents=True)
    (source / "inside" / "a.json").write_text("{}", encoding="utf-8")
    (source / "again").symlink_to(source / "inside", target_is_directory=True)
    (source / "loop").symlink_to(source, target_is_directory=True)
    (source / "out.json").symlink_to(tmp_path / "secret.json")
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")
    os.mkfifo(source / "pipe.json")
    files = Files(str(source))
    assert [file.path for file in files] == ["again/a.json", "inside/a.json"]
    assert [path for path, _ in files.refused] == ["loop", "out.json"]


def bomb(header: tarfile.TarInfo) -> bytes:
    """A header that claims more than there is, and zeros."""
    return header.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_that_claims_gigabytes_is_refused_before_it_is_read(kind: bytes, tmp_path: Path) -> None:
    header = member("x", kind)
    header.size = 3_000_000_000
    path = tmp_path / "bomb.tar"
    path.write_bytes(bomb(header))
    with pytest.raises(SiteBuilderError, match=r"a header claims 3,000,000,\d+ bytes"):
        list(Files(str(path)))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.sources.archive.MOST_BYTES", 2_000_000)
    path = tmp_path / "bomb.tar.xz"
    header = member("zeros")
    header.size = 4_000_000
    path.write_bytes(lzma.compress(header.tobuf() + bytes(4_001_792)))
    with pytest.raises(SiteBuilderError, match="unpacks to more than 2,000,000 bytes"):
        list(Files(str(path)))


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.xz", "zip"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_archive_is_told_and_nothing_is_imported(ending: str, kept: float, tmp_path: Path) -> None:
    path, data = packed(tmp_path, f"round-v5.1.{ending}"), data_folder(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(SiteBuilderError):
        import_source(str(path), str(data))
    assert not (data / "results").exists()


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.gz"
    path.write_bytes(gzip.compress(b"no archive at all"))
    with pytest.raises(SiteBuilderError, match="damaged archive"):
        import_source(str(path), str(data_folder(tmp_path)))


def test_a_tar_of_nothing_but_headers_is_a_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "chain.tar"
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1
    path.write_bytes((header.tobuf(tarfile.GNU_FORMAT) + b"a".ljust(512, b"\0")) * 5000)
    with pytest.raises(SiteBuilderError, match="is a damaged archive"):
        list(Files(str(path)))
