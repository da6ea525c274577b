"""Feed, sitemap, robots.txt, OpenGraph and JSON-LD: valid for those who read them, and only where a base URL is set."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
import xmlschema
from bs4 import BeautifulSoup
from pyld import jsonld

from site_builder.exports import sitemap
from site_builder.pages.messaging import LEGEND
from tests.builders import ROUND, a_result, a_round, a_site, an_entry
from tests.conftest import SiteFolder

BASE = "https://example.org/results/"
CARD = "sprint-v1/closed/Acme/rocket/index.html"
SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("sitemap.xsd"))
SCHEMA_ORG = {"@context": {"@vocab": "http://schema.org/", "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}}}
EXTRAS = ("feed.xml", "sitemap.xml", "robots.txt")


@pytest.fixture
def based(site: SiteFolder) -> SiteFolder:
    """A site that knows where it will stand, of a round that the messaging rules bind."""
    site.write("site.json", a_site(base_url=BASE, licence="CC BY 4.0 <&>", as_of="2025-01-01"))
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf", title="MLPerf Sprint v1"))
    return site


def head(site: SiteFolder, url: str) -> dict[str, str]:
    """The OpenGraph properties of a page."""
    found = BeautifulSoup(site.page(url), "html.parser").find_all("meta", property=True)
    return {tag["property"]: tag["content"] for tag in found}


def dataset(site: SiteFolder, url: str) -> Any:
    """The data set that a page describes; None where it describes none."""
    tag = BeautifulSoup(site.page(url), "html.parser").find("script", type="application/ld+json")
    return json.loads(tag.string) if tag else None


def local(url: str, options: Any) -> dict[str, Any]:
    """Answer for schema.org, without a network."""
    assert url == "https://schema.org/"
    return {"contextUrl": None, "documentUrl": url, "document": SCHEMA_ORG}


def test_without_a_base_url_there_is_none_of_it_and_one_notice(site: SiteFolder) -> None:
    site.build()
    assert [name for name in EXTRAS if (site.output / name).exists()] == []
    assert (head(site, CARD), dataset(site, CARD)) == ({}, None)


def test_a_draft_has_none_of_it(based: SiteFolder) -> None:
    based.build(draft=True)
    assert [name for name in EXTRAS if (based.output / name).exists()] == ["robots.txt"]
    assert based.page("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert (head(based, CARD), dataset(based, CARD)) == ({}, None)


def test_the_sitemap_lists_every_page_that_has_a_canonical_address(rich: SiteFolder) -> None:
    SCHEMA.validate(rich.output / "sitemap.xml")
    listed = {place["loc"] for place in SCHEMA.to_dict(rich.output / "sitemap.xml")["url"]}
    pages = {BASE + path.relative_to(rich.output).as_posix(): path for path in rich.output.rglob("*.html")}
    assert listed == {url for url, path in pages.items() if f'rel="canonical" href="{url}"' in path.read_text("utf-8")}
    assert len(listed) > 50
    assert f"Sitemap: {BASE}sitemap.xml\n" in rich.page("robots.txt")


def test_a_part_of_the_site_made_anew_does_not_shorten_the_sitemap(rich: SiteFolder) -> None:
    whole = rich.page("sitemap.xml")
    rich.build(only=("exports",))
    assert rich.page("sitemap.xml") == whole


def test_a_large_site_has_an_index_of_sitemaps(based: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 5)
    based.build()
    SCHEMA.validate(based.output / "sitemap.xml")
    parts = [place["loc"].removeprefix(BASE) for place in SCHEMA.to_dict(based.output / "sitemap.xml")["sitemap"]]
    listed = [place["loc"] for part in parts for place in SCHEMA.to_dict(based.output / part)["url"]]
    assert len(parts) > 1
    assert len(listed) == len(set(listed)) == len(list(based.output.rglob("*.html"))) - 1


def test_the_feed_tells_when_rounds_became_public(rich: SiteFolder) -> None:
    feed = feedparser.parse(rich.page("feed.xml"))
    assert (feed.bozo, feed.version, feed.feed.title) == (False, "atom10", "Rich <site>")
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == days[0]
    assert "2024-05-01T00:00:00Z" in days
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all((rich.output / entry.link.removeprefix(BASE)).is_file() for entry in feed.entries)
    assert all(day.endswith("T00:00:00Z") for day in days)


def test_the_feed_says_the_licence_and_the_legend(based: SiteFolder) -> None:
    based.build()
    feed = feedparser.parse(based.page("feed.xml"))
    assert feed.feed.rights == f"CC BY 4.0 <&> {LEGEND}"
    (entry,) = feed.entries
    assert entry.title == "MLPerf® Sprint v1 was published"
    assert entry.summary == "1 results of 1 systems by 1 submitters."
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml">' in based.page("index.html")


def test_a_round_that_is_described_only_is_no_news(based: SiteFolder) -> None:
    based.write("rounds/empty-v2.json", a_round(published="2024-12-01"))
    based.build()
    assert len(feedparser.parse(based.page("feed.xml")).entries) == 1


@pytest.mark.parametrize("url", [CARD, "sprint-v1/leaderboards/closed-datacenter/resnet/Offline/index.html"])
def test_opengraph_has_the_scope_and_the_word_unverified(based: SiteFolder, url: str) -> None:
    based.build()
    said = head(based, url)
    assert (said["og:url"], said["og:site_name"], said["og:type"]) == (BASE + url, "Acme results", "website")
    assert "MLPerf® Sprint v1 Closed" in said["og:title"] + said["og:description"]
    assert "unverified" in said["og:description"]


def test_opengraph_says_what_is_verified_as_it_is(based: SiteFolder) -> None:
    based.write("results/acme/rocket.json", an_entry(verification={"status": "verified"}))
    based.build()
    assert "unverified" not in head(based, CARD)["og:description"]
    mixed = [a_result(), a_result(scenario="Server", verification={"status": "verified"})]
    based.write("results/acme/rocket.json", an_entry(results=mixed))
    based.build()
    assert " of one system, some of them unverified: " in head(based, CARD)["og:description"]


def test_json_ld_is_a_data_set_whose_files_are_there(rich: SiteFolder) -> None:
    described = 0
    for path in rich.output.rglob("*.html"):
        url = path.relative_to(rich.output).as_posix()
        said = dataset(rich, url)
        if said is None:
            continue
        described += 1
        (known,) = jsonld.expand(said, {"documentLoader": local})
        assert known["@type"] == ["http://schema.org/Dataset"]
        assert known["http://schema.org/url"] == [{"@id": BASE + url}]
        for file in known["http://schema.org/distribution"]:
            (address,) = file["http://schema.org/contentUrl"]
            assert (rich.output / address["@id"].removeprefix(BASE)).is_file()
        assert jsonld.normalize(said, {"documentLoader": local, "format": "application/n-quads"})
    assert described > 10


def test_json_ld_says_the_terms(based: SiteFolder) -> None:
    based.build()
    said = dataset(based, CARD)
    assert said["license"]["name"] == "CC BY 4.0 <&>"
    assert said["usageInfo"]["text"] == LEGEND
    assert said["datePublished"] == "2024-05-01"
    assert [file["contentUrl"] for file in said["distribution"]] == [
        BASE + CARD.replace("index.html", name) for name in ("index.json", "results.csv")
    ]


def test_hostile_text_stays_text(rich: SiteFolder) -> None:
    hostile = "</script><script>alert(1)</script>"
    for path in rich.output.rglob("*.html"):
        assert hostile not in path.read_text("utf-8")
    names = [dataset(rich, path.relative_to(rich.output).as_posix()) for path in rich.output.rglob("*.html")]
    assert any("<script>alert('x')</script>" in said["name"] for said in names if said)
