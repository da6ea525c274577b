"""Drafts, tombstones and former addresses, as readers meet them: in a browser, below a path and from a file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.build import Options, build
from tests.browser.conftest import Visit
from tests.browser.tools import axe, served, vnu
from tests.builders import ROUND, a_round, a_site, an_entry
from tests.conftest import SiteFolder

Open = Callable[..., Visit]
NOW, BEFORE = f"{ROUND}/closed/Acme/comet/index.html", f"{ROUND}/closed/Acme/comet-1/index.html"
GONE = f"{ROUND}/closed/Acme/rocket/index.html"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft with a card that has moved, and one that was withdrawn."""
    site = SiteFolder(tmp_path_factory.mktemp("life"))
    site.write("site.json", a_site())
    site.write(f"rounds/{ROUND}.json", a_round(published=None))
    site.write("results/comet.json", an_entry(was=[BEFORE.removesuffix("/index.html")]))
    gone = {"status": "withdrawn", "date": "2024-06-03", "reason": "The fans were others."}
    site.write("results/rocket.json", an_entry(verification=gone))
    build(Options(str(site.data), str(site.output), draft=True))
    return site.output


@pytest.fixture(scope="module")
def address(draft: Path) -> Iterator[str]:
    """Where it is served, below a path."""
    with served(draft, "some/draft") as found:
        yield found


def test_a_former_address_leads_on_and_takes_the_reader_along(address: str, draft: Path, visit: Open) -> None:
    for start in (address, f"{draft.as_uri()}/"):
        opened = visit(start + BEFORE)
        opened.page.wait_for_url(f"**/{NOW}")
        assert (opened.errors, opened.foreign) == ([], [])


def test_a_tombstone_says_what_happened_and_opens_for_who_follows_a_citation(address: str, visit: Open) -> None:
    page = visit(address + GONE).page
    assert "The fans were others." in page.inner_text("aside.notice")
    assert not page.is_visible("table.performance")
    page.click(".published > summary")
    assert page.is_visible("table.performance")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", [NOW, GONE])
def test_drafts_and_tombstones_break_no_rule_of_accessibility(address: str, visit: Open, url: str, scheme: str) -> None:
    page = visit(address + url, width=390, scheme=scheme).page
    assert page.is_visible("aside.draft")
    assert axe(page, scheme) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_they_are_valid(draft: Path) -> None:
    found = vnu([draft / url for url in (NOW, BEFORE, GONE)])
    assert [message for message in found if message.type != "info"] == []
