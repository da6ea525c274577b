"""Sites in stores: the same files, sent once, in an order that readers can bear."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import fsspec
import pytest

from site_builder.problems import SiteBuilderError
from site_builder.publish import MANIFEST, store
from tests.builders import a_result, an_entry
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"


@pytest.fixture
def address() -> Iterator[str]:
    """A store in this process's memory."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    yield "memory://results/site"
    files.store.clear()


def stored() -> dict[str, bytes]:
    found = fsspec.filesystem("memory").store
    return {name.removeprefix("/results/site/"): file.getvalue() for name, file in found.items()}


@pytest.fixture
def sent(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put into the store, in order."""
    names: list[str] = []
    files = type(fsspec.filesystem("memory"))
    put_file, pipe_file = files.put_file, files.pipe_file

    def recorded(self: Any, local: str, there: str, **more: Any) -> None:
        names.append(there.removeprefix("/results/site/"))
        put_file(self, local, there, **more)

    def piped(self: Any, there: str, content: bytes, **more: Any) -> None:
        names.append(there.removeprefix("/results/site/"))
        pipe_file(self, there, content, **more)

    monkeypatch.setattr(files, "put_file", recorded)
    monkeypatch.setattr(files, "pipe_file", piped)
    return names


def test_a_store_gets_the_site_that_a_folder_gets(site: SiteFolder, address: str) -> None:
    site.build()
    build_to(site, address)
    assert stored() == site.files()


def build_to(site: SiteFolder, address: str, **options: Any) -> Any:
    from site_builder.build import Options, build

    return build(Options(str(site.data), address, cache=str(site.folder / "cache"), search=False, **options)).published


def test_what_readers_come_by_is_sent_last(site: SiteFolder, address: str, sent: list[str]) -> None:
    build_to(site, address)
    assert (sent[0], sent[-1], sent.count(MANIFEST)) == (MANIFEST, MANIFEST, 2)
    assert sent.index(CARD) < sent.index("index.html") < len(sent) - 1
    assert sent.index("assets/site.css") < sent.index("sprint-v1/index.html")


def test_a_second_time_only_what_changed_is_sent(site: SiteFolder, address: str, sent: list[str]) -> None:
    build_to(site, address)
    sent.clear()
    assert build_to(site, address).written == ()
    assert sent == []
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    published = build_to(site, address)
    comet = "sprint-v1/closed/Acme/comet/index.html"
    assert comet in published.written
    assert "assets/site.css" not in sent
    assert sent.index(comet) < sent.index(CARD)  # what nothing leads to yet, before what leads there
    (site.data / "results/acme/comet.json").unlink()
    assert comet in build_to(site, address).removed
    assert comet not in stored()


def test_another_machine_sends_what_it_differs_in(site: SiteFolder, address: str, sent: list[str]) -> None:
    build_to(site, address)
    sent.clear()
    from site_builder.build import Options, build

    build(Options(str(site.data), address, cache=str(site.folder / "another cache"), search=False))
    assert sent == []


def test_a_killed_publication_is_brought_to_its_end(
    site: SiteFolder, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_to(site, address)
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    with monkeypatch.context() as patched:
        patched.setattr(store, "FILES_AT_ONCE", 3)
        files = type(fsspec.filesystem("memory"))
        put = files.put
        calls = iter([put, put])

        def fails(self: Any, *given: Any) -> None:
            next(calls)(self, *given)

        patched.setattr(files, "put", fails)
        with pytest.raises(SiteBuilderError):
            build_to(site, address)
    build_to(site, address)
    site.build()
    assert stored() == site.files()


COMET = "sprint-v1/closed/Acme/comet/index.html"


def refuses(self: Any, paths: list[str]) -> None:
    raise PermissionError("AccessDenied")


def says_nothing(self: Any, paths: list[str]) -> None:
    """As s3fs does with the errors of single keys."""


@pytest.mark.parametrize(("rm", "told"), [(refuses, "AccessDenied"), (says_nothing, "still has .*comet")])
def test_a_removal_that_failed_is_not_forgotten(
    site: SiteFolder, address: str, monkeypatch: pytest.MonkeyPatch, rm: Any, told: str
) -> None:
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    build_to(site, address)
    (site.data / "results/acme/comet.json").unlink()
    with monkeypatch.context() as patched:
        patched.setattr(type(fsspec.filesystem("memory")), "rm", rm)
        for _ in range(2):
            with pytest.raises(SiteBuilderError, match=told):
                build_to(site, address)
    assert COMET in stored()
    assert COMET in build_to(site, address).removed
    site.build()
    assert stored() == site.files()


@pytest.mark.parametrize("draft", [True, False])
def test_named_types_of_another_kind_are_refused_without_a_copy_of_the_site(
    site: SiteFolder, address: str, draft: bool
) -> None:
    build_to(site, address, draft=not draft)
    before = stored()
    from site_builder.build import Options, build

    cache = str(site.folder / "another cache")
    options = Options(str(site.data), address, only=("result_card",), cache=cache, search=False, draft=draft)
    with pytest.raises(SiteBuilderError, match=f"is {'no' if draft else 'a'} draft"):
        build(options)
    assert stored() == before


def test_named_types_do_not_follow_a_publication_that_was_cut_short(
    site: SiteFolder, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_to(site, address)
    with monkeypatch.context() as patched:
        patched.setattr(type(fsspec.filesystem("memory")), "put", refuses_to_put)
        with pytest.raises(SiteBuilderError, match="AccessDenied"):
            build_to(site, address, draft=True)
    from site_builder.build import Options, build

    cache = str(site.folder / "another cache")
    options = Options(str(site.data), address, only=("result_card",), cache=cache, search=False)
    with pytest.raises(SiteBuilderError, match="did not come to its end") as found:
        build(options)
    assert found.value.fix == "send the whole site, without --only"


def refuses_to_put(self: Any, *given: Any) -> None:
    raise PermissionError("AccessDenied")


def test_named_types_leave_the_rest_of_the_store(site: SiteFolder, address: str) -> None:
    build_to(site, address)
    before = stored()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    from site_builder.build import Options, build

    cache = str(site.folder / "another cache")
    options = Options(str(site.data), address, only=("result_card",), cache=cache, search=False)
    assert build(options).published.written == (CARD,)
    assert {url for url, content in stored().items() if content != before[url]} == {CARD, MANIFEST}


def test_named_types_never_bring_back_older_pages_of_the_rest(site: SiteFolder, address: str) -> None:
    from site_builder.build import Options, build

    build_to(site, address)
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    elsewhere = Options(str(site.data), address, cache=str(site.folder / "another cache"), search=False)
    build(elsewhere)
    newer = stored()
    assert build_to(site, address, only=("round",)).written == ()
    assert stored() == newer


class StillSendingError(Exception):
    """What somebody is told who would have to wait."""


def refuse_to_wait() -> None:
    raise StillSendingError


def at_the_first_manifest(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Do something once, when the manifest has been sent that doubts what is to come."""
    put = store._put

    def first(*given: Any) -> None:
        monkeypatch.setattr(store, "_put", put)
        put(*given)
        do()

    monkeypatch.setattr(store, "_put", first)


@pytest.mark.parametrize("only", [(), ("result_card",)])
def test_another_publication_to_the_same_store_waits(
    site: SiteFolder, address: str, monkeypatch: pytest.MonkeyPatch, only: tuple[str, ...]
) -> None:
    from site_builder.build import Options, build

    build_to(site, address)
    waited = []

    def another() -> None:
        site.write("results/acme/rocket.json", an_entry(results=[a_result(value=3)]))
        options = Options(str(site.data), address, cache=str(site.folder / "cache"), search=False, only=only)
        with pytest.raises(StillSendingError):
            build(options, refuse_to_wait)
        waited.append(True)

    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=2)]))
    at_the_first_manifest(monkeypatch, another)
    build_to(site, address)
    assert waited
    assert b">2<" in stored()[CARD]
    build_to(site, address)
    site.build()
    assert stored() == site.files()


def test_nothing_is_vouched_for_that_is_another_than_the_site_had(
    site: SiteFolder, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_to(site, address)
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=2)]))

    def edit_by_hand() -> None:
        (card,) = (site.folder / "cache/stores").glob(f"*/{CARD}")
        card.write_text("by hand", "utf-8")

    at_the_first_manifest(monkeypatch, edit_by_hand)
    with pytest.raises(SiteBuilderError, match=f"{CARD} was changed while the site was sent"):
        build_to(site, address)
    build_to(site, address)
    site.build()
    assert stored() == site.files()


def test_a_store_of_somebody_else_is_refused(site: SiteFolder, address: str) -> None:
    fsspec.filesystem("memory").pipe_file("/results/site/theirs.txt", b"mine")
    with pytest.raises(SiteBuilderError, match="files that this builder did not send"):
        build_to(site, address)
    assert stored() == {"theirs.txt": b"mine"}


@pytest.mark.parametrize(("address_", "package"), [("gs://a/b", "gcsfs"), ("az://a/b", "adlfs")])
def test_a_missing_package_is_named(site: SiteFolder, address_: str, package: str) -> None:
    with pytest.raises(SiteBuilderError, match=package) as found:
        build_to(site, address_)
    assert package in found.value.fix


def test_without_the_extra_it_says_what_to_install(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SiteBuilderError, match="needs the package fsspec") as found:
        build_to(site, "s3://bucket/site")
    assert "site-builder[cluster]" in found.value.fix


def test_an_unknown_scheme_is_told(site: SiteFolder) -> None:
    with pytest.raises(SiteBuilderError, match="no address of a store"):
        build_to(site, "carrier-pigeon://bucket/site")
