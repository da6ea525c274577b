"""Former addresses lead on: of cards, and of submitters who have another name."""

from typing import Any

import pytest

from site_builder.pages import Page, plan_site
from site_builder.sources import read_data
from tests.builders import a_site, a_system, an_entry
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/{}/{}"


def moved(site: SiteFolder, entries: dict[str, dict[str, Any]]) -> dict[str, Page]:
    """The pages that only lead on, by their address."""
    (site.data / "results/acme/rocket.json").unlink()
    for name, entry in entries.items():
        site.write(f"results/{name}.json", entry)
    data = read_data(str(site.data))
    assert data.errors == ()
    assert data.site is not None
    return {page.url: page for page in plan_site(data.site, data.catalog).pages if page.template == "pages/moved.html"}


def of(submitter: str, *was: str) -> dict[str, Any]:
    """An entry of this submitter, which had these addresses before."""
    return an_entry(system=a_system(submitter=submitter), was=list(was))


def test_a_submitter_of_another_name_is_found_at_the_old_address(site: SiteFolder) -> None:
    found = moved(site, {"box": of("Rival Inc", CARD.format("Rival", "box"))})
    assert list(found) == [f"{CARD.format('Rival', 'box')}/index.html", "submitters/Rival/index.html"]
    there = found["submitters/Rival/index.html"].context.there
    assert (there.text, there.href) == ("Rival Inc", "../Rival-Inc/index.html")


def test_a_submitter_who_is_still_there_keeps_the_page(site: SiteFolder) -> None:
    entries = {"box": of("Rival Inc", CARD.format("RIVAL", "box")), "own": of("Rival")}
    assert list(moved(site, entries)) == [f"{CARD.format('RIVAL', 'box')}/index.html"]


def test_systems_that_went_to_several_submitters_lead_to_the_list(site: SiteFolder) -> None:
    entries = {"a": of("One", CARD.format("Both", "a")), "b": of("Two", CARD.format("Both", "b"))}
    there = moved(site, entries)["submitters/Both/index.html"].context.there
    assert (there.text, there.href) == ("Submitters", "../index.html")


@pytest.mark.parametrize("base_url", ["https://example.org/site/"])
def test_it_stands_in_no_sitemap_and_names_the_page_that_counts(site: SiteFolder, base_url: str) -> None:
    site.write("site.json", a_site(base_url=base_url))
    site.write("results/acme/rocket.json", of("Rival Inc", CARD.format("Rival", "rocket")))
    site.build()
    assert 'rel="canonical" href="https://example.org/site/submitters/Rival-Inc/"' in site.page("submitters/Rival/index.html").replace("index.html", "")  # fmt: skip  # noqa: E501
    sitemaps = [text for url, text in site.files().items() if "sitemap" in url]
    assert sitemaps
    assert not any(b"submitters/Rival/" in text for text in sitemaps)
