"""LiveSite: the bytes that a build would write, made when they are asked for."""

import gc
import io
import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from site_builder.build import Options
from site_builder.live import LiveSite, ahead, builder
from site_builder.problems import SiteBuilderError
from tests.builders import a_result, a_round, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_site
from tests.rich_site import rich_site

DOWNLOAD = "downloads/results.csv"
BASE = "http://127.0.0.1:8000/"
CARD = "sprint-v1/closed/Acme/rocket/index.html"


def until(is_so: Callable[[], bool]) -> None:
    """Wait until it is so, half a minute at most."""
    end = monotonic() + 30
    while not is_so():
        assert monotonic() < end
        sleep(0.05)


def builders() -> list[int]:
    """Processes of ours that build."""
    ours = f"/proc/{os.getpid()}/task"
    children = [pid for task in Path(ours).iterdir() for pid in (task / "children").read_text().split()]
    return [int(pid) for pid in children if b"site_builder.live" in Path("/proc", pid, "cmdline").read_bytes()]


@pytest.fixture
def live(site: SiteFolder) -> Iterator[LiveSite]:
    found = LiveSite(str(site.data), base_url=BASE)
    yield found
    found.close()


def test_every_file_is_what_a_build_writes(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    write_site(site.data, rich_site())
    site.build(base_url=BASE, search=True)
    live = LiveSite(str(site.data), base_url=BASE)
    assert {problem.severity for problem in live.reload()} <= {"warning"}
    built = site.files()
    assert len(built) > 100
    # In another order than they are planned in.
    asked = sorted(built, key=lambda url: (len(url), url), reverse=True)
    assert [url for url in asked if live.file(url) != built[url]] == []
    live.close()


def test_a_change_is_seen_and_an_error_leaves_the_last_good_page(site: SiteFolder, live: LiveSite) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4711)]))
    assert live.reload() == ()
    assert b">4711<" in (live.file(CARD) or b"")
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4712)]))
    assert live.reload() == ()
    assert b">4712<" in (live.file(CARD) or b"")
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4713, scenario="Ofline")]))
    assert [problem.kind for problem in live.reload()] == ["unknown-scenario"]
    assert b">4712<" in (live.file(CARD) or b"")
    (site.data / "results/acme/rocket.json").unlink()
    assert live.reload() == ()
    assert live.file(CARD) is None


def test_a_file_of_a_whole_build_is_never_of_an_older_state_than_the_pages(site: SiteFolder, live: LiveSite) -> None:
    for value in (4711, 4712):
        site.write("results/acme/rocket.json", an_entry(results=[a_result(value=value)]))
        assert live.reload() == ()
        assert str(value) in (live.file(DOWNLOAD) or b"").decode()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4713, scenario="Ofline")]))
    live.reload()
    assert b"4712" in (live.file(DOWNLOAD) or b"")


def test_a_whole_build_is_made_ahead_while_nobody_asks(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "QUIET", 0)
    whole = ahead.Ahead(Options(str(site.data), str(site.output)))
    whole.tell()
    until((site.output / DOWNLOAD).is_file)
    whole.close()


def test_it_waits_until_it_is_quiet_or_somebody_asks(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "QUIET", 1000)
    whole = ahead.Ahead(Options(str(site.data), str(site.output)))
    whole.tell()
    sleep(0.2)
    assert builders() == []
    assert (Path(whole.newest()) / DOWNLOAD).is_file()
    assert len(builders()) == 1
    whole.close()
    assert builders() == []


def test_an_address_without_a_page_is_known_to_be_one_without_a_build(live: LiveSite) -> None:
    live.reload()
    assert [live.file(url) for url in ("nothing/index.html", "nothing", "sprint-v1/x.html")] == [None] * 3
    assert builders() == []


def test_a_builder_that_was_killed_is_begun_anew(site: SiteFolder) -> None:
    whole = ahead.Ahead(Options(str(site.data), str(site.output)))
    for value in (4711, 4712):
        site.write("results/acme/rocket.json", an_entry(results=[a_result(value=value)]))
        whole.tell()
        assert str(value) in (Path(whole.newest()) / DOWNLOAD).read_text("utf-8")
        for process in builders():
            os.kill(process, signal.SIGKILL)
    whole.close()


def test_what_stops_a_build_is_told_to_who_asks(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ahead.Ahead(Options(str(site.data), str(site.output), str(site.folder / "none")))
    whole.tell()
    with pytest.raises(SiteBuilderError, match="there is no folder"):
        whole.newest()
    whole.close()
    monkeypatch.setattr(builder, "build", lambda _: 1 / 0)
    assert "ZeroDivisionError" in str(builder.what_stops(Options()))


def test_code_beside_the_data_is_not_run(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who serves somebody's data does not run what lies beside it under the name of a module."""
    for name in ("pagefind", "markdown", "pickle"):
        (site.folder / f"{name}.py").write_text(f"open('{name}-was-here', 'w').close()\n")
    monkeypatch.chdir(site.folder)
    whole = ahead.Ahead(Options("data", "output"))
    whole.tell()
    assert (Path(whole.newest()) / DOWNLOAD).is_file()
    assert len(builders()) == 1  # it was that process which built
    whole.close()
    assert sorted(path.name for path in site.folder.glob("*-was-here")) == []


def test_a_builder_ends_when_nobody_can_ask_it_any_more(site: SiteFolder) -> None:
    answers = io.BytesIO()
    builder.answer(io.BytesIO(pickle.dumps(Options(str(site.data), str(site.output)))), answers)
    assert pickle.loads(answers.getvalue()) is None
    assert (site.output / DOWNLOAD).is_file()


def test_there_is_nothing_before_the_data_was_good_once(site: SiteFolder, live: LiveSite) -> None:
    site.write("site.json", "{")
    assert live.reload() != ()
    assert live.file("index.html") is None


def test_what_is_under_embargo_is_shown_in_a_draft_alone(site: SiteFolder, live: LiveSite) -> None:
    site.write("rounds/sprint-v1.json", a_round(published=None))
    assert [(problem.kind, problem.severity) for problem in live.reload()] == [("embargoed-round", "error")]
    assert live.file(CARD) is None
    draft = LiveSite(str(site.data), base_url=BASE, draft=True)
    assert [problem.severity for problem in draft.reload()] == ["warning"]
    assert draft.file(CARD) is not None
    draft.close()


def test_a_template_and_an_asset_of_ones_own_are_read_anew(site: SiteFolder, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "assets").mkdir(parents=True)
    (own / "pages").mkdir()
    (own / "assets/site.css").write_text("p {}")
    live = LiveSite(str(site.data), str(own), base_url=BASE)
    live.reload()
    assert live.file("assets/site.css") == b"p {}"
    for text in ("one", "two"):
        (own / "pages/not_found.html").write_text(text)
        live.reload()
        assert live.file("404.html") == text.encode()
    (own / "pages/not_found.html").write_text("{{ page.nothing }}")
    live.reload()
    with pytest.raises(SiteBuilderError, match=r"not_found\.html"):
        live.file("404.html")
    live.close()


@pytest.mark.parametrize("url", ["../data/site.json", "/etc/passwd", "assets/../../data/site.json", "assets"])
def test_nothing_outside_the_site_is_a_file_of_it(live: LiveSite, url: str) -> None:
    live.reload()
    assert live.file(url) is None


def test_folders_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(SiteBuilderError) as refused:
        LiveSite(str(tmp_path / "none"), base_url=BASE)
    assert refused.value.args == (f"there is no folder {tmp_path}/none", "name the right one with --data")


def test_old_states_are_let_go(tmp_path: Path) -> None:
    """An author saves all day: what was read before must not stay in memory."""

    def held() -> int:
        gc.collect()
        return len(gc.get_objects())

    data, some = tmp_path / "data", "results/inference-v4.1/closed/Lenovo"  # many enough that one state would show
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("results", "articles"))
    shutil.copytree(ROOT / "data" / some, data / some)
    live = LiveSite(str(data), base_url=BASE)
    for _ in range(2):
        live.reload()
        live.file("inference-v4.1/index.html")
    before = held()
    for _ in range(3):
        live.reload()
        live.file("inference-v4.1/index.html")
    assert held() < before * 1.02
    live.close()


def test_while_a_template_is_wrong_the_old_site_stays_whole(site: SiteFolder) -> None:
    own = site.folder / "own"
    (own / "pages").mkdir(parents=True)
    (own / "base.html").write_bytes((ROOT / "templates/base.html").read_bytes())
    live = LiveSite(str(site.data), str(own), base_url=BASE)
    live.reload()
    before = live.file(CARD), live.file(DOWNLOAD)
    (own / "pages/nonsense.html").write_text("")
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4321)]))
    with pytest.raises(SiteBuilderError, match=r"nonsense\.html"):
        live.reload()
    assert (live.file(CARD), live.file(DOWNLOAD)) == before
    (own / "pages/nonsense.html").unlink()
    live.reload()
    assert b"4321" in (live.file(CARD) or b"")
    assert b"4321" in (live.file(DOWNLOAD) or b"")
    live.close()


def test_templates_that_went_are_told(site: SiteFolder) -> None:
    own = site.folder / "own"
    own.mkdir()
    (own / "base.html").write_bytes((ROOT / "templates/base.html").read_bytes())
    live = LiveSite(str(site.data), str(own), base_url=BASE)
    live.reload()
    own.rename(site.folder / "elsewhere")
    with pytest.raises(SiteBuilderError, match="there is no folder"):
        live.reload()
    live.close()
