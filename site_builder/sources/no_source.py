"""Why a file or folder holds nothing that can be imported: what it is instead, and what to do."""

import os

from site_builder.problems import NothingFound, SiteBuilderError
from site_builder.sources.archive import Files
from site_builder.sources.data_files import printable

KINDS = "a submission tree (closed/<submitter>/results/...), a summary_results.json, or published cards"
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".gz", ".xz", ".bz2")
OTHER_ARCHIVES = (".7z", ".rar", ".zst", ".tzst", ".lz4")


def web_address(source: str) -> SiteBuilderError | None:
    """What to say of an address of the web, which nobody fetches here."""
    if not source.casefold().startswith(("https://", "http://", "ftp://", "git@", "ssh://")):
        return None
    return SiteBuilderError(
        f"{printable(source)} is an address, and what is imported is a file or folder",
        f"download it first and name the file; say where it was found with --source-url {printable(source)}",
    )


def nothing_in(files: Files) -> NothingFound:
    """What the source is, where no file of it is one of ours."""
    what, fix = _told(files.source, files.shape, files.met)
    return NothingFound(f"{printable(files.source)} holds nothing that can be imported: {what}", fix)


def _told(source: str, shape: str, met: int) -> tuple[str, str]:
    if shape != "file":
        files = f"{met} file{'' if met == 1 else 's'}"
        what = f"the {shape} is empty" if met == 0 else f"of the {files} of the {shape} none is one of them"
        return what, f"name {KINDS}"
    name = source.casefold()
    if not os.path.getsize(source):
        return "the file is empty", "fetch it again"
    if name.endswith(OTHER_ARCHIVES):
        return "archives of this kind are not read", "unpack it and name the folder, or make a .tar.xz or .zip of it"
    if name.endswith(ARCHIVES):
        return f"it is named like an archive and is none: it begins with {_start(source)}", "fetch it again"
    if name.endswith(".json"):
        what = "it is JSON, and holds no rows with Submitter, Scenario and Performance_Result"
        return what, "name a summary_results.json; one system's description is imported with its whole tree"
    return f"a single file is a summary (.json), a card (.html) or an archive ({', '.join(ARCHIVES[:3])}, ...)", (
        f"name {KINDS}"
    )


def _start(source: str) -> str:
    with open(source, "rb") as stream:
        return repr(stream.read(12)).removeprefix("b")
