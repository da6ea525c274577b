"""Templates of one's own: they stand before the packaged ones, and their faults are told with their place."""

import pickle
from pathlib import Path
from types import SimpleNamespace

import pytest

from site_builder.pages import Page
from site_builder.problems import SiteBuilderError
from site_builder.render import refuse_unused_templates, render, to_be_sent
from site_builder.render.filters import unbroken
from tests.builders import a_site
from tests.conftest import SiteFolder
from tests.publish.publishing import beside


def test_a_template_of_ones_own_stands_before_the_packaged_one(site: SiteFolder, tmp_path: Path) -> None:
    own = tmp_path / "own/pages/not_found.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "base.html" %}{% block main %}<h1>Lost?</h1>{% endblock %}', "utf-8")
    site.build(templates=str(tmp_path / "own"))
    assert "<h1>Lost?</h1>" in site.page("404.html")
    assert 'class="skip"' in site.page("404.html")


FAULTS = {
    b"\n{{ page.frame.titel }}": "not_found.html:2: .*titel",
    b"{{ page.frame.title + 1 }}": "not_found.html:1: TypeError",
    b"\n\n{% if %}": "not_found.html:3: ",
    b"{{ 1 / 0 }}": "not_found.html:1: ZeroDivisionError",
    b'{% include "nowhere.html" %}': "not_found.html:1: .*nowhere.html",
    b'{% include "pages/not_found.html" %}': "not_found.html:1: it includes, extends or calls itself without end",
    b'{% extends "pages/not_found.html" %}': "not_found.html:?1?: it includes, extends or calls itself without end",
    b"\n{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "not_found.html:2: it includes, extends or calls itself",
    b"\xff": "UnicodeDecodeError",
    b"{{ page.frame.title | shout }}": "shout",
}


@pytest.mark.parametrize("text", FAULTS, ids=repr)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_a_template_is_told_with_its_place(
    site: SiteFolder, tmp_path: Path, text: bytes, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.build.PAGES_WORTH_A_PROCESS", 1)
    site.build()
    before = site.files()
    own = tmp_path / "own/pages/not_found.html"
    own.parent.mkdir(parents=True)
    own.write_bytes(text)
    site.write("site.json", a_site(title="Another"))
    with pytest.raises(SiteBuilderError, match=FAULTS[text]):
        site.build(templates=str(tmp_path / "own"), jobs=jobs)
    assert (site.files(), beside(site.output)) == (before, {"data", "own"})


def test_a_template_that_stands_for_none_is_refused_with_the_name_that_was_meant(
    site: SiteFolder, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    for name, text in {
        "pages/not_found.html": '{% include "parts/mine.html" %}',
        "parts/mine.html": "mine",
        "assets/frame.html": "published as it is",
        ".cache/x.html": "hidden",
    }.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text)
    site.build(templates=str(own))
    assert site.page("404.html") == "mine"
    (own / "pages/hom.html").write_text("x")
    with pytest.raises(SiteBuilderError) as refused:
        site.build(templates=str(own))
    assert refused.value.args == (
        f"template {own}/pages/hom.html stands for no packaged one",
        "name it pages/home.html",
    )


@pytest.mark.parametrize("tag", ["{% include 'own/' ~ 'frame' ~ '.html' %}", "{% include ['own/frame.html'] %}"])
def test_a_template_that_may_be_meant_by_an_open_name_is_not_refused(
    site: SiteFolder, tmp_path: Path, tag: str
) -> None:
    own = tmp_path / "own"
    for name, text in {"pages/not_found.html": tag, "own/frame.html": "mine"}.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text)
    site.build(templates=str(own))
    assert site.page("404.html") == "mine"


@pytest.mark.parametrize("name", ["assets-old/frame.html", "assets.html", "linked/frame.html"])
def test_only_assets_and_what_is_hidden_need_no_name(tmp_path: Path, name: str) -> None:
    own, linked = tmp_path / "own", tmp_path / "elsewhere"
    linked.mkdir()
    (own / "pages").mkdir(parents=True)
    (own / "linked").symlink_to(linked)
    (own / "pages/.#home.html").symlink_to("somebody@a-machine")  # as Emacs marks what is being edited
    refuse_unused_templates(str(own))
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text("x")
    with pytest.raises(SiteBuilderError, match=f"template {own}/{name} stands for no packaged one"):
        refuse_unused_templates(str(own))


def test_templates_that_were_sent_are_those_of_the_folder(tmp_path: Path) -> None:
    for name, text in {
        "pages/own.html": '{% include "./parts//a.html" %}\r\n{% include "parts/a.html" %}',
        "parts/a.html": "{{ page.value['key'] }}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "parts/gone.html").symlink_to(tmp_path / "nowhere")
    page = Page("own.html", "pages/own.html", SimpleNamespace(value={"key": "<&>"}))
    sent = to_be_sent(str(tmp_path))
    expected = render(page, str(tmp_path))
    assert (render(page, sent), render(page, pickle.loads(pickle.dumps(sent)))) == (expected, expected)
    (tmp_path / "parts/a.html").write_text("{{ 1 / 0 }}")
    with pytest.raises(SiteBuilderError, match=r"a\.html:1: ZeroDivisionError"):
        render(page, to_be_sent(str(tmp_path)))


def test_no_line_ends_between_a_number_and_its_percent_sign() -> None:
    assert unbroken("DLRM-DCNv2, 99.9 %, 5 % and a % b") == "DLRM-DCNv2, 99.9\u00a0%, 5\u00a0% and a % b"
