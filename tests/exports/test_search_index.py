"""The full-text index: made once for the same records, whole or not at all, and left out when it is not wanted."""

import json
import os
from pathlib import Path

import pytest

from site_builder.exports.search_index import DIGEST, FOLDER, IDS
from site_builder.problems import SiteBuilderError
from tests.builders import a_result, a_system, an_entry
from tests.conftest import SiteFolder

DATA = "search/records.js"


def index(site: SiteFolder) -> dict[str, bytes]:
    return {url: content for url, content in site.files().items() if url.startswith(FOLDER)}


def test_the_same_records_give_the_same_bytes_wherever_they_are_indexed(tmp_path: Path, site: SiteFolder) -> None:
    other = SiteFolder(tmp_path / "other")
    other.data = site.data
    site.build(search=True)
    other.build(search=True, jobs=3)
    assert index(site) == index(other) != {}


def test_an_edit_of_a_value_does_not_run_it_again(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build(search=True)
    monkeypatch.setattr("subprocess.run", None)  # whoever runs a program now, fails
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=7)]))
    written = site.build(search=True).written
    assert [url for url in written if url.startswith(FOLDER)] == []


def test_an_edit_of_what_is_indexed_is_found(site: SiteFolder) -> None:
    site.build(search=True)
    before = index(site)
    site.write("results/acme/rocket.json", an_entry(system=a_system(cooling="Immersion")))
    site.build(search=True)
    assert index(site)[DIGEST] != before[DIGEST]
    assert index(site)[IDS] != before[IDS]


@pytest.mark.parametrize("lost", ["the whole folder", "a fragment", "an edited one"])
def test_what_is_missing_is_made_again(site: SiteFolder, lost: str) -> None:
    site.build(search=True)
    whole = index(site)
    fragment = next(url for url in whole if url.endswith(".pf_fragment"))
    for url in whole if lost == "the whole folder" else ():
        (site.output / url).unlink()
    if lost == "a fragment":
        (site.output / fragment).unlink()
    if lost == "an edited one":
        os.truncate(site.output / fragment, 3)
    site.build(search=True)
    assert index(site) == whole


def test_each_record_has_its_name_in_the_index(site: SiteFolder) -> None:
    site.write("articles/rules.md", '+++\ntitle = "Rules"\n+++\nText\n\n## Part\n\nMore\n')
    site.build(search=True)
    ids = [line.strip('",') for line in site.page(IDS).splitlines()[1:-1]]
    records = [line for line in site.page(DATA).splitlines() if line.startswith("[[")]
    fragments = {Path(url).stem for url in index(site) if url.endswith(".pf_fragment")}
    assert len(ids) == len(records) == len(fragments)
    assert set(ids) == fragments


def test_every_word_that_is_indexed_is_told_as_the_script_folds_it(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(system=a_system(cooling="Éau_Froide 22.04")))
    site.build(search=True)
    words = json.loads(site.page(IDS).splitlines()[-1].removeprefix("], ").removesuffix(");")).split(" ")
    assert words == sorted(set(words))
    assert {"eau", "froide", "22", "04", "rocket", "acme"} <= set(words)


def test_without_search_there_is_no_index_and_the_page_knows(site: SiteFolder) -> None:
    site.build(search=True)
    assert 'data-index="../pagefind/"' in site.page("search/index.html")
    removed = site.build(search=False).removed
    assert index(site) == {}
    assert IDS in removed
    assert 'data-index=""' in site.page("search/index.html")


def test_only_other_pages_leave_the_index_as_it_is_and_only_search_replaces_it(site: SiteFolder) -> None:
    site.build(search=True)
    before = index(site)
    site.write("results/acme/rocket.json", an_entry(system=a_system(cooling="Immersion")))
    site.build(search=True, only=("home",))
    assert index(site) == before
    site.build(search=True, only=("search",))
    renewed = index(site)
    site.build(search=True)
    assert index(site) == renewed != before


def test_a_site_with_nothing_to_find_has_no_index(site: SiteFolder) -> None:
    for path in (*site.data.glob("rounds/*"), *site.data.glob("results/*/*")):
        path.unlink()
    site.build(search=True)
    assert index(site) == {}
    assert 'data-index=""' in site.page("search/index.html")


def test_settings_of_the_machine_change_nothing(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build(search=True)
    before = index(site)
    (site.folder / "pagefind.toml").write_text('exclude_selectors = ["p"]\n', "utf-8")
    monkeypatch.chdir(site.folder)
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    for url in before:
        (site.output / url).unlink()
    site.build(search=True)
    assert index(site) == before


@pytest.mark.parametrize("program", ["/nowhere/pagefind", "/bin/false"])
def test_a_program_that_fails_is_told_and_the_site_stays(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    site.build()
    before = site.files()
    monkeypatch.setattr("pagefind.service.get_executable", lambda: Path(program))
    with pytest.raises(SiteBuilderError, match="pagefind, which makes the search index"):
        site.build(search=True)
    assert site.files() == before
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(SiteBuilderError, match="is missing") as told:
        site.build(search=True)
    assert "--no-search" in told.value.fix
