"""Badges, on demand: all that must stand in the picture, and a snippet that carries the footnote."""

import html
import re
from pathlib import Path
from xml.etree import ElementTree

import markdown
import pytest
from bs4 import BeautifulSoup

from site_builder.pages.messaging import LEGEND, UNVERIFIED
from site_builder.problems import SiteBuilderError
from tests.builders import ROUND, a_result, a_round, a_site, an_entry
from tests.commands import ran
from tests.conftest import SiteFolder
from tests.hostile import write_site
from tests.rich_site import HOSTILE, rich_site

BASE = "https://example.org/results/"
FOLDER = "badges/sprint-v1/closed/Acme/rocket"
BADGE = f"{FOLDER}/result-resnet-Offline.svg"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def based(site: SiteFolder) -> SiteFolder:
    """A site that knows where it will stand, of a round that the messaging rules bind."""
    site.write("site.json", a_site(base_url=BASE))
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf", title="MLPerf Sprint v1"))
    return site


def said(path: Path) -> tuple[str, str]:
    """Title and text of a badge."""
    root = ElementTree.fromstring(path.read_bytes())
    title = root.findtext(f"{SVG}title") or ""
    return title, " ".join(" ".join(element.itertext()) for element in root.iter(f"{SVG}text"))


def snippets(site: SiteFolder) -> list[str]:
    """What can be copied from the page of a system."""
    found = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", site.page(f"{FOLDER}/index.html"), re.DOTALL)
    return [html.unescape(text) for text in found]


def test_no_usual_build_makes_badges_and_the_next_leaves_them_out(based: SiteFolder) -> None:
    based.build()
    assert not (based.output / "badges").exists()
    based.build(only=("badges",))
    assert (based.output / BADGE).is_file()
    based.build()
    assert not (based.output / "badges").exists()


def test_a_badge_says_system_benchmark_scope_id_and_that_it_is_unverified(based: SiteFolder) -> None:
    based.write("results/acme/rocket.json", an_entry(results=[a_result(id="1-0007")]))
    based.build(only=("badges",))
    title, text = said(based.output / BADGE)
    for words in ("Acme, Rocket 9 (8x T1000)", "1200.5", "Samples/s", "unverified", "resnet, Offline", "1-0007"):
        assert words in title, words
        assert words in text, words
    assert "MLPerf® Sprint v1 Closed Datacenter" in text


def test_a_verified_badge_does_not_say_so(based: SiteFolder) -> None:
    based.write("results/acme/rocket.json", an_entry(verification={"status": "verified"}))
    based.build(only=("badges",))
    assert "verified" not in " ".join(said(based.output / BADGE))


def test_the_snippet_carries_the_footnote_as_text(based: SiteFolder) -> None:
    based.build(only=("badges",))
    in_html, in_markdown = snippets(based)
    for content in (in_html, markdown.markdown(in_markdown)):
        found = BeautifulSoup(content, "html.parser")
        picture, text = found.find("img"), " ".join(found.get_text(" ").split())
        assert picture["src"] == BASE + BADGE
        assert picture["alt"] == said(based.output / BADGE)[0]
        assert found.find("a")["href"] == f"{BASE}sprint-v1/closed/Acme/rocket/index.html#result-resnet"
        assert all(words in text for words in ("Acme, Rocket 9 (8x T1000)", UNVERIFIED, LEGEND))


def test_what_no_longer_counts_has_no_badge(based: SiteFolder) -> None:
    based.write("results/acme/rocket.json", an_entry(verification={"status": "withdrawn"}))
    based.build(only=("badges",))
    assert [path.name for path in (based.output / "badges").rglob("*")] == ["index.html"]
    assert "No result counts here yet." in based.page("badges/index.html")


def test_hostile_text_is_text_in_every_badge_and_snippet(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    write_site(site.data, rich_site())
    site.build(only=("badges",))
    badges = list(site.output.rglob("badges/**/*.svg"))
    assert len(badges) > 30
    for path in badges:
        root = ElementTree.fromstring(path.read_bytes())
        assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "rect", "text", "tspan"}
    assert any(HOSTILE in said(path)[0] for path in badges)
    for path in site.output.rglob("badges/**/index.html"):
        page = BeautifulSoup(path.read_bytes(), "html.parser")
        assert all(script.has_attr("src") for script in page.find_all("script"))
        codes = [code.get_text() for code in page.select("pre code")]
        for content in (*codes[::2], *map(markdown.markdown, codes[1::2])):
            assert BeautifulSoup(content, "html.parser").find("script") is None


def test_a_draft_and_a_site_without_address_have_none(site: SiteFolder) -> None:
    with pytest.raises(SiteBuilderError, match="no base URL is set"):
        site.build(only=("badges",))
    with pytest.raises(SiteBuilderError, match="a draft has no badges"):
        site.build(only=("badges",), draft=True, base_url=BASE)
    done = ran(site.folder, "build", "--only", "badges")
    assert (done.code, "--base-url URL" in done.err, site.output.exists()) == (2, True, False)
