"""Stories of building: what is written, kept, removed, and what stays as it was."""

import json

import pytest

from site_builder.problems import ProblemsFound
from tests.builders import a_result, a_site, an_entry
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
COMPARED = "compare/data/sprint-v1/closed/acme.js"
BOARDS = ("sprint-v1/leaderboards/closed-datacenter/resnet/Offline/index.html", "sprint-v1/leaderboards/index.html")
NAMES = ("submitters/Acme/index.html", "accelerators/T1000/index.html")
ROUND = ("sprint-v1/index.html", "sprint-v1/systems/index.html", "sprint-v1/benchmarks/index.html")
LISTS = ("submitters/index.html", "accelerators/index.html", "compatibility/index.html")


def test_a_site_has_a_card_a_round_page_a_home_page_and_a_404(site: SiteFolder) -> None:
    published = site.build()
    pages = {url for url in published.written if url.endswith(".html")}
    others = {"404.html", "index.html", "compare/index.html"}
    assert pages == {*others, *ROUND, CARD, *BOARDS, *NAMES, *LISTS}


def test_an_unchanged_site_writes_nothing(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    published = site.build()
    assert (published.written, published.removed, site.files()) == ((), (), before)


def test_an_edited_value_changes_its_card_its_boards_and_what_is_compared_of_it(site: SiteFolder) -> None:
    site.build()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    assert set(site.build().written) == {COMPARED, CARD, *BOARDS, *NAMES, ROUND[0], "sprint-v1/rows-1.js"}
    assert ">1300<" in site.page(CARD)


def test_a_removed_entry_takes_its_page_and_its_folders_with_it(site: SiteFolder) -> None:
    site.write("results/acme/comet.json", an_entry())
    site.build()
    (site.data / "results/acme/comet.json").unlink()
    assert site.build().removed == ("sprint-v1/closed/Acme/comet/index.html",)
    assert "comet" not in site.page(COMPARED)
    assert not (site.output / "sprint-v1/closed/Acme/comet").exists()


def test_data_with_problems_leaves_the_site_as_it_was(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    site.write("results/acme/comet.json", an_entry(results=[a_result(scenario="Sever"), a_result(value=-1)]))
    with pytest.raises(ProblemsFound) as found:
        site.build()
    kinds = [(problem.at.line, problem.kind) for problem in found.value.problems]
    assert kinds == [(21, "unknown-scenario"), (27, "impossible-value")]
    assert site.files() == before


def test_a_base_url_gives_canonical_links_and_a_404_that_works_at_any_depth(site: SiteFolder) -> None:
    site.write("site.json", a_site(base_url="https://example.org/results"))
    site.build()
    assert f'<link rel="canonical" href="https://example.org/results/{CARD}">' in site.page(CARD)
    assert 'href="/results/assets/site.css"' in site.page("404.html")


def test_a_site_without_rounds_and_entries_says_so(site: SiteFolder) -> None:
    for path in (*site.data.glob("rounds/*"), *site.data.glob("results/*/*")):
        path.unlink()
    site.build()
    assert "No results are published here yet." in site.page("index.html")


def test_the_manifest_lists_every_file(site: SiteFolder) -> None:
    site.build()
    listed = set(json.loads(site.page("site-manifest.json"))["files"])
    assert listed == set(site.files()) - {"site-manifest.json"}
