"""What becomes of results after publication is told in the feed, once each, on the day that is written."""

import feedparser
import pytest

from tests.builders import ROUND, a_result, a_site, an_entry
from tests.conftest import SiteFolder

BASE = "https://example.org/results/"
CARD = f"{BASE}{ROUND}/closed/Acme/rocket/index.html"


@pytest.fixture
def based(site: SiteFolder) -> SiteFolder:
    """A site that knows where it stands."""
    site.write("site.json", a_site(base_url=BASE))
    return site


def told(site: SiteFolder) -> list[tuple[str, str, str]]:
    """Day, title and link of each entry of the feed, besides the publication of the round."""
    site.build()
    found = feedparser.parse(site.files()["feed.xml"])
    entries = [(entry.updated[:10], entry.title, entry.link) for entry in found.entries]
    return [entry for entry in entries if "was published" not in entry[1]]


def test_an_entry_that_is_withdrawn_is_told_with_its_reason(based: SiteFolder) -> None:
    gone = {"status": "withdrawn", "date": "2024-06-03", "reason": "The fans were <others>."}
    based.write("results/acme/rocket.json", an_entry(verification=gone))
    assert told(based) == [("2024-06-03", "Acme, Rocket 9 (8x T1000): withdrawn", CARD)]
    assert "The fans were &lt;others&gt;." in based.files()["feed.xml"].decode()


def test_single_results_are_told_by_name_and_what_stays_as_it_is_is_not(based: SiteFolder) -> None:
    corrected = {"status": "corrected", "date": "2024-06-05"}
    results = [
        a_result(verification=corrected),
        a_result(scenario="Server", verification={"status": "verified", "date": "2024-05-01"}),
        a_result(benchmark="bert-99", verification={"status": "invalid"}),
    ]
    based.write("results/acme/rocket.json", an_entry(results=results))
    assert told(based) == [("2024-06-05", "resnet Offline of Acme, Rocket 9 (8x T1000): corrected", CARD)]


def test_what_happened_to_an_entry_is_not_told_again_for_its_results(based: SiteFolder) -> None:
    gone = {"status": "withdrawn", "date": "2024-06-03"}
    based.write("results/acme/rocket.json", an_entry(verification=gone, results=[a_result(verification=gone)]))
    assert len(told(based)) == 1
    ids = [entry.id for entry in feedparser.parse(based.files()["feed.xml"]).entries]
    assert len(set(ids)) == len(ids) == 2
