"""What a build remembers: nothing is done twice, nothing is believed that is not proved, and nothing depends on it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import build as building
from site_builder.sources.entry_reading import EntryReader
from tests.builders import a_result, a_system, an_entry
from tests.commands import ran
from tests.conftest import ROOT, SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
TWINS = ("sprint-v1/closed/Acme/rocket/index.json", "sprint-v1/closed/Acme/rocket/results.csv")


@pytest.fixture
def remembered(site: SiteFolder) -> SiteFolder:
    """A site that was built once, with a cache."""
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    rebuild(site)
    return site


def rebuild(site: SiteFolder, **options: object) -> building.BuildReport:
    given = building.Options(str(site.data), str(site.output), cache=str(site.folder / "cache"), **options)  # type: ignore[arg-type]
    return building.build(given)


def files_of_the_cache(site: SiteFolder) -> list[Path]:
    return sorted(path for path in (site.folder / "cache").rglob("*") if path.is_file())


def test_nothing_edited_reads_nothing(remembered: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "read_data", lambda *_: pytest.fail("data was read"))
    before = remembered.files()
    published = rebuild(remembered).published
    assert (published.written, published.removed, set(published.kept)) == ((), (), set(before) - {"site-manifest.json"})
    assert remembered.files() == before


def test_warnings_of_unchanged_data_are_told_again(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(verification={"link": "sprint-v1/a/b/c"}))
    first = rebuild(site).warnings
    assert [problem.kind for problem in first] == ["link-to-nothing"]
    assert rebuild(site).warnings == first
    site.write("results/acme/comet.json", an_entry())
    assert rebuild(site).warnings == first


def test_an_edited_entry_is_the_only_one_that_is_read(remembered: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = EntryReader.read
    monkeypatch.setattr(EntryReader, "read", lambda self, path: read.append(path) or original(self, path))
    edited = remembered.write("results/acme/rocket.json", an_entry(results=[a_result(value=7000)]))
    rebuild(remembered)
    assert read == [str(edited)]


def test_a_card_that_says_the_same_is_not_rendered(remembered: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    original = building.render
    monkeypatch.setattr(building, "render", lambda page, folder: rendered.append(page.url) or original(page, folder))
    remembered.write("results/acme/rocket.json", an_entry(system={**an_entry()["system"], "cooling": "none"}))
    report = rebuild(remembered)
    assert CARD in rendered
    assert "sprint-v1/closed/Acme/comet/index.html" not in rendered
    assert report.reasons[CARD] == "its entry changed"


@pytest.mark.parametrize("harm", [lambda path: path.write_text("mine"), lambda path: path.unlink()])
@pytest.mark.parametrize("url", [CARD, *TWINS, "index.html", "assets/site.css"])
def test_what_somebody_did_to_the_site_is_undone(
    remembered: SiteFolder, harm: Callable[[Path], object], url: str
) -> None:
    before = remembered.files()
    harm(remembered.output / url)
    assert rebuild(remembered).published.written == (url,)
    assert remembered.files() == before


def damaged(content: bytes) -> bytes:
    return content[:-9] + b"0" + content[-8:]


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(damaged(path.read_bytes())),
        lambda path: path.write_bytes(b"site-builder cache 1 x y\n{}"),
        lambda path: path.write_bytes(b""),
        lambda path: path.chmod(0o666),
        lambda path: path.unlink(),
    ],
)
def test_a_cache_that_is_not_whole_or_not_ours_is_not_there(
    remembered: SiteFolder, harm: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in files_of_the_cache(remembered):
        harm(path)
    read: list[object] = []
    original = building.read_data
    monkeypatch.setattr(building, "read_data", lambda *given: read.append(given) or original(*given))
    assert rebuild(remembered).published.written == ()
    assert len(read) == 1


def test_entries_that_another_build_remembered_are_not_believed(
    remembered: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shelves() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in files_of_the_cache(remembered) if path.name.startswith("entries-")}

    of_one = shelves()
    remembered.write("results/acme/rocket.json", an_entry(results=[a_result(value=5)]))
    rebuild(remembered)
    assert shelves() != of_one
    for path, content in of_one.items():
        path.write_bytes(content)  # whole, ours and of this builder, but of the build before
    read: list[str] = []
    original = EntryReader.read
    monkeypatch.setattr(EntryReader, "read", lambda self, path: read.append(path) or original(self, path))
    remembered.write("results/acme/comet.json", an_entry(results=[a_result(value=6)]))
    rebuild(remembered)
    assert [Path(path).name for path in read] == ["comet.json", "rocket.json"]
    assert ">5<" in remembered.page(CARD)


def test_another_builder_believes_nothing(remembered: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.cache.glance.builder_digest", lambda: "0" * 64)
    read: list[object] = []
    original = building.read_data
    monkeypatch.setattr(building, "read_data", lambda *given: read.append(given) or original(*given))
    rebuild(remembered)
    assert len(read) == 1


def test_a_file_that_only_looks_the_same_is_found_by_its_hash(site: SiteFolder) -> None:
    path = site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1000)]))
    rebuild(site)
    stat = path.stat()
    path.write_text(path.read_text("utf-8").replace("1000", "2000"), "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    rebuild(site, trust_times=False)
    assert ">2000<" in site.page(CARD)


def test_a_folder_that_may_not_be_written_costs_time_only(site: SiteFolder) -> None:
    (site.folder / "cache").write_text("a file where the cache should be")
    first = rebuild(site).published
    assert (len(first.written) > 20, rebuild(site).published.written) == (True, ())


def test_what_one_process_remembered_holds_for_another(site: SiteFolder) -> None:
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))

    def said(seed: str, *more: str) -> str:
        places = ("--data", str(site.data), "--output", str(site.output), "--cache", str(site.folder / "cache"))
        command = [sys.executable, "-m", "site_builder", "build", "--no-search", "--only", "result_card,round", *places]
        path = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        return subprocess.run([*command, *more], env=path, capture_output=True, text=True, check=True).stdout

    said("1")
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=7000)], system=a_system(cooling="none")))
    kept = "kept: nothing that it is made of changed\n"
    assert said("2", "--why", CARD).startswith(f"{CARD}: written: its entry")
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=7000)]))
    assert said("3", "--why", "sprint-v1/closed/Acme/comet").endswith(kept)


def test_the_command_says_why(remembered: SiteFolder) -> None:
    def said(*more: str) -> tuple[int, str]:
        places = ("--data", str(remembered.data), "--output", str(remembered.output))
        code, out, err = ran(remembered.folder, "build", *places, "--cache", str(remembered.folder / "cache"), *more)
        return code, out or err

    card = CARD.removesuffix("/index.html")
    assert said("--why", card) == (0, f"{CARD}: kept: nothing that it is made of changed\n")
    remembered.write("results/acme/rocket.json", an_entry(results=[a_result(value=7000)]))
    assert said("--why", CARD) == (0, f"{CARD}: written: its entry changed\n")
    code, message = said("--why", "sprint-v1/closed/Acme/rockets")
    assert (code, "no page sprint-v1/closed/Acme/rockets" in message, card in message) == (2, True, True)
