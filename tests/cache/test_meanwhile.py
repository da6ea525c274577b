"""What changes while a build runs, and is undone after it, is not believed by the next one."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder import build as building
from site_builder import retouch
from site_builder.cache import memory
from site_builder.keeping import Keeper
from site_builder.render import forget_templates
from tests.builders import a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
OTHER = "sprint-v1/closed/Acme/comet/index.html"


def options(site: SiteFolder, **more: object) -> building.Options:
    given: dict[str, object] = {"search": False, "cache": str(site.folder / "cache"), **more}
    return building.Options(str(site.data), str(site.output), **given)  # type: ignore[arg-type]


def built(site: SiteFolder, **more: object) -> building.BuildReport:
    forget_templates()
    return building.build(options(site, **more))


def before(monkeypatch: pytest.MonkeyPatch, holder: object, name: str, do: Callable[[], object]) -> None:
    """Do something once, before this is called."""
    original = getattr(holder, name)

    def first(*given: object, **named: object) -> object:
        monkeypatch.setattr(holder, name, original)
        do()
        return original(*given, **named)

    monkeypatch.setattr(holder, name, first)


def test_a_round_that_was_another_while_it_was_read(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "rounds/sprint-v1.json"
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    built(site)
    time.sleep(0.1)  # longer than what is doubted
    site.write("results/acme/rocket.json", an_entry(system=a_system(cooling="none")))
    divisions = {
        "closed": {"title": "Meanwhile"},
        "open": {"title": "Open", "own_models": True},
    }  # no page's frame has it
    before(monkeypatch, building, "read_data", lambda: site.write(path, a_round(divisions=divisions)))
    built(site)
    assert "Meanwhile" in site.page(CARD)
    assert "Meanwhile" in site.page(OTHER)  # its entry was not edited
    site.write(path, a_round())
    built(site)
    assert "Meanwhile" not in site.page(CARD)
    assert "Meanwhile" not in site.page(OTHER)


def test_a_round_that_was_another_while_few_pages_were_made_anew(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = ("result_card", "round")
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    built(site, only=only)
    time.sleep(0.1)  # longer than what is doubted
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1234)]))
    edited = a_round(title="Meanwhile")
    before(monkeypatch, retouch, "read_words", lambda: site.write("rounds/sprint-v1.json", edited))
    built(site, only=only)
    assert "Meanwhile" in site.page(CARD)
    assert "Meanwhile" in site.page(OTHER)


def test_a_template_that_was_another_while_it_was_rendered(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = site.folder / "templates"
    card = templates / "pages/result_card.html"
    card.parent.mkdir(parents=True)
    text = (ROOT / "templates/pages/result_card.html").read_text("utf-8")
    card.write_text(text, "utf-8")
    meanwhile = text.replace("{% endblock %}", "<p>Meanwhile</p>{% endblock %}", 1)
    before(monkeypatch, building, "_render_all", lambda: card.write_text(meanwhile, "utf-8"))
    built(site, templates=str(templates))
    assert "Meanwhile" in site.page(CARD)
    card.write_text(text, "utf-8")
    built(site, templates=str(templates))
    assert "Meanwhile" not in site.page(CARD)


def test_an_entry_that_was_there_for_a_moment(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.data / "results/acme/comet.json"
    before(monkeypatch, building, "read_data", lambda: site.write("results/acme/comet.json", an_entry()))
    built(site)
    path.unlink()
    built(site)
    assert not (site.output / OTHER).exists()


def test_an_entry_that_was_edited_and_undone_costs_that_entry_alone(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    built(site)
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1234)]))
    before(
        monkeypatch,
        building,
        "read_data",
        lambda: site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4321)])),
    )
    built(site)
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1234)]))
    report = built(site)
    assert ">1234<" in site.page(CARD)
    assert OTHER in report.published.kept
    assert OTHER not in report.reasons


def edit_by_hand(page: Path) -> None:
    with open(page, "a", encoding="utf-8") as file:
        file.write("<!-- by hand -->")


@pytest.mark.parametrize("url", [OTHER, CARD, "assets/site.css"])
@pytest.mark.parametrize("stage", ["reasons", "remember"])
def test_an_edit_by_hand_while_we_build_is_undone(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, url: str, stage: str
) -> None:
    site.write("results/acme/comet.json", an_entry(results=[a_result(value=7)]))
    built(site)
    time.sleep(0.1)  # longer than what is doubted
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=4321)]))
    before(monkeypatch, Keeper, "remember", lambda: time.sleep(0.1))
    before(monkeypatch, Keeper, stage, lambda: edit_by_hand(site.output / url))
    built(site)
    built(site)
    assert "by hand" not in site.page(url)


class StillBuildingError(Exception):
    """What somebody is told who would have to wait."""


def refuse_to_wait() -> None:
    raise StillBuildingError


def test_another_kind_of_build_waits_until_we_remember(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = []

    def build_a_draft() -> None:
        try:
            building.build(options(site, draft=True), refuse_to_wait)
        except StillBuildingError:
            waited.append(True)

    before(monkeypatch, Keeper, "remember", build_a_draft)
    time.sleep(0.1)
    built(site)
    built(site)
    assert waited
    assert 'class="draft"' not in site.page("index.html")


@pytest.mark.parametrize("in_place", [False, True])
def test_after_a_build_nothing_more_touches_what_it_remembers(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    if in_place:
        monkeypatch.setattr("site_builder.publish.writer.exchange", lambda *_: False)
    built(site)
    path = site.write("results/acme/rocket.json", an_entry(results=[a_result(value=7)]))
    built(site)
    for text in (path.read_text("utf-8"), path.read_text("utf-8") + "\n"):
        path.write_text(text, "utf-8")
        time.sleep(0.1)
        built(site)
        monkeypatch.setattr(memory, "hash_of", lambda file: pytest.fail(f"{file} was hashed"))
        assert list(built(site).seconds) == ["look"]
        monkeypatch.undo()
        if in_place:
            monkeypatch.setattr("site_builder.publish.writer.exchange", lambda *_: False)


@pytest.mark.parametrize("trust_times", [True, False])
def test_what_was_touched_is_hashed_once(site: SiteFolder, monkeypatch: pytest.MonkeyPatch, trust_times: bool) -> None:
    first = built(site)
    for path in (*site.data.rglob("*.json"), *site.output.rglob("*.html")):
        os.utime(path)
    time.sleep(0.1)
    again = building.build(replace(options(site), trust_times=trust_times))
    assert (list(again.seconds), set(again.published.kept)) == (["look"], set(first.published.written))
    monkeypatch.setattr(memory, "hash_of", lambda file: pytest.fail(f"{file} was hashed"))
    monkeypatch.setattr("site_builder.cache.glance.hash_of", lambda file: pytest.fail(f"{file} was hashed"))
    assert built(site).published == again.published


def test_what_an_editor_leaves_beside_a_file_for_a_moment_costs_nothing_but_the_report(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(site)
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=7)]))
    mark = site.data / "results/acme/.rocket.json.swp"
    before(monkeypatch, building, "read_data", lambda: mark.write_text("x"))
    built(site)
    mark.unlink()
    report = built(site)
    assert (report.published.written, CARD in report.reasons) == ((), False)
    assert list(built(site).seconds) == ["look"]
