"""Stories of building: what is written, kept, removed, and what stays as it was."""

import json
import os
import re
from time import sleep

import pytest

from site_builder.build import Options, _spread, _spread_reading, build
from site_builder.problems import ProblemsFound, SiteBuilderError
from tests.builders import a_result, a_site, an_entry
from tests.commands import ran
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
TWINS = ("sprint-v1/closed/Acme/rocket/index.json", "sprint-v1/closed/Acme/rocket/results.csv")
API = ("api/v1/rounds/sprint-v1/results.json",)
FOR_MACHINES = ("api/index.html", "downloads/index.html")
BULK = [f"downloads/{name}" for name in ("datapackage.json", "results.csv", "results.json", "results.parquet")]
COMPARED = "compare/data/sprint-v1/closed/acme.js"
EXPLORER = ("sprint-v1/index.html", "sprint-v1/rows-1.js")
ROUND_LISTS = ("sprint-v1/systems/index.html", "sprint-v1/benchmarks/index.html")
HISTORIES = ("accelerators/T1000/index.html", "submitters/Acme/index.html")
HISTORY_LISTS = ("accelerators/index.html", "submitters/index.html", "compatibility/index.html")
BOARD = "sprint-v1/leaderboards/closed-datacenter/resnet/Offline/index.html"
BOARDS = (BOARD, "sprint-v1/leaderboards/index.html")
PAGES = (COMPARED, CARD, *EXPLORER, *BOARDS, *HISTORIES)  # that show a value of the rocket
BOARD_DATA = BOARD.replace("index.html", "results.csv")


def test_a_site_has_a_card_a_round_page_a_home_page_and_a_404(site: SiteFolder) -> None:
    published = site.build()
    pages = {url for url in published.written if url.endswith(".html")}
    of_the_round = {EXPLORER[0], *ROUND_LISTS, CARD, *BOARDS}
    assert pages == {
        "404.html",
        "index.html",
        "compare/index.html",
        "search/index.html",
        *of_the_round,
        *HISTORIES,
        *HISTORY_LISTS,
        *FOR_MACHINES,
    }


def test_an_unchanged_site_writes_nothing(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    published = site.build()
    assert (published.written, published.removed, site.files()) == ((), (), before)


def test_an_edited_value_changes_the_pages_that_show_it(site: SiteFolder) -> None:
    site.build()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    assert sorted(site.build().written) == sorted((*PAGES, *TWINS, BOARD_DATA, *API, *BULK))
    assert ">1300<" in site.page(CARD)


def test_a_removed_entry_takes_its_page_and_its_folders_with_it(site: SiteFolder) -> None:
    site.write("results/acme/comet.json", an_entry())
    site.build()
    (site.data / "results/acme/comet.json").unlink()
    assert site.build().removed == tuple(
        f"sprint-v1/closed/Acme/comet/{name}" for name in ("index.html", "index.json", "results.csv")
    )
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


@pytest.mark.parametrize(
    "base_url", ["https://a b/", "https://", "javascript:alert(1)", "https://a/?b", "https://a/#", ""]
)
def test_a_base_url_that_is_no_folders_address_is_wrong_usage(site: SiteFolder, base_url: str) -> None:
    with pytest.raises(SiteBuilderError):
        site.build(base_url=base_url)
    code, _, said = ran(site.folder, "build", "--base-url", base_url)
    assert (code, "--base-url" in said, f'"{base_url}"' in said) == (2, True, True)
    assert not site.output.exists()


@pytest.mark.parametrize("base_url", ["https://example.org/?a=b", "https://example.org/#top", "https://example.org?"])
def test_a_base_url_of_site_json_with_query_or_fragment_is_told(site: SiteFolder, base_url: str) -> None:
    site.write("site.json", a_site(format=2, base_url=base_url))
    assert site.problems() == [("site.json:2:13", "unknown-format"), ("site.json:4:15", "bad-link")]


def test_a_site_without_rounds_and_entries_says_so(site: SiteFolder) -> None:
    for path in (*site.data.glob("rounds/*"), *site.data.glob("results/*/*")):
        path.unlink()
    site.build()
    assert "No results are published here yet." in site.page("index.html")


def test_what_has_no_results_offers_no_files_of_them_and_lists_nobody(site: SiteFolder) -> None:
    (site.data / "results/acme/rocket.json").unlink()
    site.build(base_url="https://example.org/")
    offers = re.compile("(downloads|api|submitters)/")
    assert [url for url in site.files() if offers.match(url)] == []
    texts = [url for url, content in site.files().items() if url.endswith((".html", ".xml", ".txt", "records.js"))]
    assert "sitemap.xml" in texts
    assert [url for url in texts if offers.search(site.page(url))] == []
    assert "<footer" not in site.page("404.html")


@pytest.mark.parametrize(
    ("output", "cache"),
    [
        *(("output", cache) for cache in ("data", "data/cache", "output", "output/cache", ".")),
        *(("memory://results/site", cache) for cache in ("data", "data/cache", ".")),
    ],
)
def test_a_cache_where_data_or_the_site_lie_is_refused(site: SiteFolder, output: str, cache: str) -> None:
    there = str(site.folder / output) if output == "output" else output
    options = Options(str(site.data), there, cache=str(site.folder / cache))
    with pytest.raises(SiteBuilderError, match=r"the cache folder .* lie one inside the other") as found:
        build(options)
    assert found.value.fix == "name another folder with --cache"
    assert not site.output.exists()


def test_the_manifest_lists_every_file(site: SiteFolder) -> None:
    site.build()
    listed = set(json.loads(site.page("site-manifest.json"))["files"])
    assert listed == set(site.files()) - {"site-manifest.json"}


@pytest.mark.parametrize(("count", "joins"), [(40, True), (41, False)])
def test_the_process_that_plans_joins_in_unless_there_is_very_much(
    monkeypatch: pytest.MonkeyPatch, count: int, joins: bool
) -> None:
    monkeypatch.setattr("site_builder.build.MOST_WORTH_JOINING", 40)
    workers = _spread(lambda _: (sleep(0.02), os.getpid())[1], count, worth=1, jobs=3)
    assert (os.getpid() in workers) == joins


@pytest.mark.parametrize(("count", "jobs", "readers"), [(40, 2, 2), (41, 2, 1), (41, 3, 3)])
def test_very_much_is_read_by_one_process_where_two_would_read_it_again(
    monkeypatch: pytest.MonkeyPatch, count: int, jobs: int, readers: int
) -> None:
    monkeypatch.setattr("site_builder.build.MOST_WORTH_JOINING", 40)
    monkeypatch.setattr("site_builder.build.FILES_WORTH_A_PROCESS", 1)
    assert len(set(_spread_reading(lambda _: (sleep(0.02), os.getpid())[1], count, jobs=jobs))) == readers
