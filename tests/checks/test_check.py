"""Checks: a clean site has no finding, and each rule finds the one thing that breaks it, at its place."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Options, build
from site_builder.checks import CHECKS, check_site, kinds, reference
from site_builder.problems import NothingFound
from site_builder.render import in_processes
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_site
from tests.rich_site import rich_site

CARD = f"{ROUND}/closed/Acme/rocket/index.html"
TRUSTED = f"{ROUND}/closed/Acme/comet/index.html"
BOARD = f"{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
OPEN_BOARD = f"{ROUND}/leaderboards/open-datacenter/resnet/Offline/index.html"
EXPLORER = f"{ROUND}/index.html"
SUBMITTER = "submitters/Acme/index.html"
PROVEN = {"id": "1-0001", "source": {"url": "https://example.org/", "retrieved": "2024-05-02"}}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with verified, unverified and open results of a round that the messaging rules bind."""
    site = SiteFolder(tmp_path_factory.mktemp("whole"))
    site.write("site.json", a_site(as_of="2024-06-01"))
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf", title="MLPerf Sprint v1"))
    site.write("results/rocket.json", an_entry(results=[a_result(), a_result(scenario="Server", value=7)]))
    verified = {"status": "verified", "date": "2024-05-01"}
    site.write("results/comet.json", an_entry(verification=verified, results=[a_result(value=900)], **PROVEN))
    own = a_system(division="open", system_name="Open 1")
    site.write("results/own.json", an_entry(system=own, results=[a_result(used_model="mine", accuracy={"acc": 70})]))
    build(Options(str(site.data), str(site.output)))
    return site.output


@pytest.fixture
def output(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to damage."""
    return Path(shutil.copytree(whole, tmp_path / "output"))


Damage = Callable[[Path], None]


def swapped(url: str, old: str, new: str, count: int = 1) -> Damage:
    """Write something else into a page."""

    def damage(output: Path) -> None:
        text = (output / url).read_text("utf-8")
        assert old in text, f"{url} has no {old}"
        (output / url).write_text(text.replace(old, new, count), "utf-8")

    return damage


def in_main(url: str, html: str) -> Damage:
    """Add something at the beginning of a page's matter."""
    return swapped(url, '<main id="main">', f'<main id="main">\n{html}')


def added(url: str, html: str) -> Damage:
    """Add a page that nothing leads to."""
    head = '<!doctype html>\n<html lang="en"><head><title>More</title></head><body><main><h1>More</h1>'
    return lambda output: (output / url).write_text(f"{head}{html}</main></body></html>\n", "utf-8") and None


def heavy(output: Path) -> None:
    """Make a style sheet of 60 KB."""
    with (output / "assets/site.css").open("a") as style:
        style.write("/* " + "heavy " * 10_000 + "*/")


FOOTNOTE = re.compile(r"<aside class=\"footnote\".*?</aside>", re.DOTALL)


def without_footnote(output: Path) -> None:
    """Take the footnote from a card."""
    text = (output / TRUSTED).read_text("utf-8")
    (output / TRUSTED).write_text(FOOTNOTE.sub("", text), "utf-8")


# Each way to lead somewhere, or to load something.
LEADING = [
    '<img src="{}" alt="">',
    '<img src="assets/icon.svg" srcset="assets/icon.svg, {} 2x" alt="">',
    '<picture><source srcset="{} 1x,assets/icon.svg 2x"><img src="assets/icon.svg" alt=""></picture>',
    '<video src="{}"></video>',
    '<video poster="{}"></video>',
    '<video><source src="{}"><track src="assets/icon.svg"></video>',
    '<audio src="{}"></audio>',
    '<form action="{}"></form>',
    '<form><button formaction="{}">x</button></form>',
    '<form><input type="image" src="{}" alt="x"></form>',
    '<object data="{}">x</object>',
    '<blockquote cite="{}">x</blockquote>',
    '<svg aria-hidden="true"><image href="{}"/></svg>',
]


# Where the damage stands, and what is found there.
CASES: dict[str, list[tuple[Damage, str, str]]] = {
    "dead-link": [
        (in_main("index.html", '<a href="nowhere/index.html">x</a>'), "index.html", '"nowhere/index.html" leads to'),
        *(
            (in_main("index.html", html.format(f"no.{n}")), "index.html", f'"no.{n}" leads to nothing')
            for n, html in enumerate(LEADING)
        ),
        (in_main("404.html", '<a href="/away/">x</a>'), "404.html", '"/away/" leads to nothing'),
    ],
    "dead-anchor": [
        (in_main("index.html", f'<a href="{CARD}#gone">x</a>'), "index.html", f'"{CARD}#gone" leads to no anchor'),
        (in_main("index.html", '<a href="#gone">x</a>'), "index.html", '"#gone" leads to no anchor of index.html'),
    ],
    "strange-link": [
        (in_main("index.html", '<a href="javascript:x()">x</a>'), "index.html", '"javascript:x()" is no'),
        (in_main("index.html", '<form action="javascript:x()"></form>'), "index.html", '"javascript:x()" is no'),
        (
            swapped("index.html", "<title>", '<base href="https://evil.example/">\n<title>'),
            "index.html",
            '<base href="https://evil.example/"> leads all links',
        ),
    ],
    "lonely-page": [(added("more.html", ""), "more.html", "no other page leads here")],
    "broken-html": [
        (in_main("index.html", "<div><b>x</b>"), "index.html", "<div> is not closed"),
        (in_main("index.html", "</em>"), "index.html", "</em> closes nothing"),
        (in_main("index.html", "<p><b>x</p></b>"), "index.html", "<b> is not closed"),
        (in_main("index.html", '<p class="a" class="b">x</p>'), "index.html", '<p> has "class" twice'),
        (swapped("index.html", "<!doctype html>\n", ""), "index.html", "there is no doctype"),
    ],
    "unknown-element": [
        (in_main("index.html", "<center>x</center>"), "index.html", "<center> is no element"),
        (in_main("index.html", "<artcle>x</artcle>"), "index.html", "<artcle> is no element"),
    ],
    "misplaced-element": [
        (in_main("index.html", html), "index.html", said)
        for html, said in (
            ('<a href="#main">x <span><a href="#main">y</a></span></a>', "<a> stands in <a>"),
            ('<a href="#main"><button type="button">x</button></a>', "<button> stands in <a>"),
            ('<button type="button">x <input aria-label="y"></button>', "<input> stands in <button>"),
            ("<label>x <label>y</label></label>", "<label> stands in <label>"),
            ("<ul><p>x</p></ul>", "<p> stands in <ul>"),
            ("<ol><li>x</li><div>y</div></ol>", "<div> stands in <ol>"),
            ("<ul>x<li>y</li></ul>", "text stands directly in <ul>"),
            ("<div><li>x</li></div>", "<li> stands in <div>"),
            ("<dl><dt>x</dt><dd>y</dd><p>z</p></dl>", "<p> stands in <dl>"),
            ("<table><tr><td>x</td></tr><p>y</p></table>", "<p> stands in <table>"),
            ("<table><tbody><td>x</td></tbody></table>", "<td> stands in <tbody>"),
            ("<table><tr><p>x</p></tr></table>", "<p> stands in <tr>"),
            ("<div><td>x</td></div>", "<td> stands in <div>"),
            ("<span><div>x</div></span>", "<div> stands in <span>"),
            ("<p><span><ul><li>x</li></ul></span></p>", "<ul> stands in <span>"),
            ('<p><a href="#main"><section>x</section></a></p>', "<section> stands in <p>"),
            ("<h2>x <div>y</div></h2>", "<div> stands in <h2>"),
        )
    ],
    "duplicate-id": [(in_main("index.html", '<p id="main">x</p>'), "index.html", 'id "main" stands twice')],
    "outline": [
        (swapped("index.html", ' lang="en"', ""), "index.html", "the page does not say its language"),
        (
            swapped("index.html", "<title>Acme results</title>", "<title></title>"),
            "index.html",
            "the page has no title",
        ),
        (in_main("index.html", "<h1>Another</h1>"), "index.html", "the page has 2 h1"),
        (swapped("404.html", "</h1>", "</h1><h4>Deep</h4>"), "404.html", "h4 follows h1"),
    ],
    "picture-without-text": [
        (in_main("index.html", '<img src="assets/icon.svg">'), "index.html", "<img> has no text"),
        (in_main("index.html", "<svg><path/></svg>"), "index.html", "<svg> has no text"),
    ],
    "scope-missing": [
        (
            swapped(CARD, '<td id="test_date_val">Closed</td>', '<td id="test_date_val"></td>'),
            CARD,
            "names no division",
        ),
        (
            swapped(CARD, '<td id="license_num_val">Datacenter</td>', '<td id="license_num_val"></td>'),
            CARD,
            "names no category",
        ),
        (swapped(CARD, '<td class="metric">Samples/s</td>', '<td class="metric"></td>'), CARD, "1200.5 has no unit"),
        (swapped(BOARD, "Closed Datacenter resnet Offline, unv", "Datacenter resnet Offline, unv"), BOARD, "division"),
        (swapped(EXPLORER, ">Unit</th>", "></th>"), EXPLORER, "names no column Unit"),
    ],
    "column-missing": [
        (swapped(BOARD, '<th scope="col">Chips</th>', '<th scope="col">Boxes</th>'), BOARD, '"Chips" is not shown'),
        (
            swapped(BOARD, '<th scope="col">Availability', '<th scope="col" hidden>Availability'),
            BOARD,
            '"Availability"',
        ),
        (swapped(BOARD, "<thead>", '<thead style="display:none">'), BOARD, '"Availability" is not shown'),
    ],
    "own-model-missing": [
        (swapped(OPEN_BOARD, "Offline, mine", "Offline, ours"), OPEN_BOARD, "does not name the model in its caption"),
    ],
    "derived-unlabelled": [
        (swapped(BOARD, "<span>derived, unverified</span>", ""), BOARD, "does not say what it is"),
        (swapped(BOARD, "Figures marked derived", "Figures"), BOARD, "no footnote says how"),
    ],
    "footnote-missing": [(without_footnote, TRUSTED, "results stand here without a footnote")],
    "footnote-hidden": [
        (swapped(TRUSTED, '<aside class="footnote"', '<aside hidden class="footnote"'), TRUSTED, "stands in <aside>"),
        (swapped(TRUSTED, '<aside class="foot', '<aside style="display: none" class="foot'), TRUSTED, "in <aside>"),
        (swapped(TRUSTED, '<aside class="foot', '<aside style="VISIBILITY:hidden" class="foot'), TRUSTED, "in <aside>"),
        (swapped(TRUSTED, '<aside class="foot', '<aside aria-hidden="true" class="foot'), TRUSTED, "in <aside>"),
        (swapped(TRUSTED, '<section class="about"', '<section aria-hidden="true" class="about"'), TRUSTED, "<section>"),
        (swapped(TRUSTED, '<main id="main"', '<main style="display:none" id="main"'), TRUSTED, "in <main>"),
        (swapped(CARD, '<p class="sentence">', '<p hidden class="sentence">'), CARD, "in <p>"),
    ],
    "unverified-unsaid": [
        (swapped(CARD, '<p class="sentence">Result not', '<p class="sentence">Result now'), CARD, "lacks a sentence"),
        (swapped(EXPLORER, "Unverified results have", "Some results have"), EXPLORER, "lacks a sentence"),
    ],
    "legend-missing": [
        (swapped(TRUSTED, "The MLPerf name and logo", "Names", 9), TRUSTED, "without the trademark legend")
    ],
    "legend-altered": [(swapped(TRUSTED, "Unauthorized use", "Other use", 9), TRUSTED, "is not the prescribed one")],
    "value-differs": [
        (swapped(SUBMITTER, ">900</a>", ">901</a>"), SUBMITTER, "901 Samples/s stands here, and 900 Samples/s on the"),
        (swapped(BOARD, "#result-resnet", "#results"), BOARD, "and no such result on the card"),
    ],
    "unverified-unmarked": [
        (swapped(CARD, '<td class="state unverified">unverified</td>', "<td></td>"), CARD, "1200.5 Samples/s is unver"),
        (swapped(BOARD, ' <span class="state unverified">unverified</span>', ""), BOARD, "its row does not say so"),
    ],
    "not-comparable": [
        (
            swapped(TRUSTED, '<td class="number" data-b', '<td class="number" data-power data-b'),
            BOARD,
            "power measurement",
        ),
        (swapped(TRUSTED, '_val">Closed', '_val">Open'), BOARD, "ranks a result of another division"),
        (swapped(BOARD, 'data-benchmark="resnet"', 'data-benchmark="bert-99"', 9), BOARD, "another benchmark"),
        (swapped(BOARD, 'data-benchmark="resnet"', 'data-benchmark="res"', 9), BOARD, "another benchmark"),
        (swapped(TRUSTED, ">resnet</a>", ">resnet.9</a>"), BOARD, "another benchmark"),
        (swapped(OPEN_BOARD, 'data-benchmark="resnet"', 'data-benchmark="net"', 9), OPEN_BOARD, "another benchmark"),
        (swapped(TRUSTED, 'class="state verified">verified', 'class="state">withdrawn'), BOARD, "state: withdrawn"),
        (swapped(TRUSTED, "MLPerf Sprint v1</h1>", "MLPerf Sprint v2</h1>"), BOARD, "another round"),
    ],
    "name-misused": [
        (in_main("index.html", "<p>MLPerf v4.1 is out.</p>"), "index.html", 'the name is written "MLPerf v4.1"'),
        (in_main("index.html", "<p>MLPerf's rules.</p>"), "index.html", "MLPerf's"),
        (in_main("index.html", "<p>ML-Perf rules.</p>"), "index.html", "ML-Perf"),
    ],
    "verification-implied": [
        (swapped(CARD, '<h2 id="results">Results</h2>', '<h2 id="results">Official results</h2>'), CARD, "Official"),
    ],
    "claim-without-scope": [(in_main("index.html", "<h2>The fastest ever</h2>"), "index.html", '"fastest" without')],
    "heavy-card": [(heavy, CARD, "bytes with all that it loads")],
}
EACH = [(kind, *case) for kind, cases in CASES.items() for case in cases]


def findings(output: Path) -> list[tuple[str, str, str]]:
    """Page, kind and message of each."""
    start = f"{output}/"
    return [(problem.at.path.removeprefix(start), problem.kind, problem.message) for problem in check_site(str(output))]


def test_a_site_as_it_is_built_has_no_finding(whole: Path) -> None:
    assert findings(whole) == []


@pytest.mark.parametrize(("kind", "damage", "url", "said"), EACH, ids=[f"{case[0]}-{n}" for n, case in enumerate(EACH)])
def test_each_rule_finds_what_breaks_it(output: Path, kind: str, damage: Damage, url: str, said: str) -> None:
    damage(output)
    found = findings(output)
    assert any((page, told) == (url, kind) and said in message for page, told, message in found), found


NAMES = {
    "submitter": "Official ML Perf Labs",
    "system_name": "MLPerf's fastest box",
    "accelerator_model_name": "unverified X1 per watt for MLPerf v3.1",
}


@pytest.fixture(scope="module", params=["MLPerf Sprint v1", "Sprint v1", "Sprint"])
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of systems whose submitters write the name as they please, in every field that pages show."""
    site = SiteFolder(tmp_path_factory.mktemp("named"))
    site.write("site.json", a_site(as_of="2024-06-01"))
    messaging = "mlperf" if "MLPerf" in request.param else "none"
    site.write(f"rounds/{ROUND}.json", a_round(messaging=messaging, title=request.param))
    proven = {**PROVEN, "id": "MLPerf's 1", "verification": {"status": "verified", "date": "2024-05-01"}}
    site.write("results/box.json", an_entry(system=a_system(**NAMES), **proven))
    other = a_system(**{**NAMES, "submitter": "OFFICIAL ML Perf Labs", "system_name": "b"})
    site.write("results/other.json", an_entry(system=other, **{**proven, "id": "2"}))
    own = a_system(**NAMES, division="open")
    models = [a_result(used_model=f"unverified MLPerfs {n}", value=n, accuracy={"acc": 70 + n}) for n in (1, 2)]
    site.write("results/own.json", an_entry(system=own, results=models))
    build(Options(str(site.data), str(site.output)))
    return site.output


def test_what_submitters_wrote_is_no_misuse_of_ours(named: Path) -> None:
    assert findings(named) == []


def test_a_misuse_of_ours_is_found_beside_what_submitters_wrote(named: Path, tmp_path: Path) -> None:
    output = Path(shutil.copytree(named, tmp_path / "output"))
    card = f"{ROUND}/closed/Official-ML-Perf-Labs/box/index.html"
    for old, new in (
        ("<title>", "<title>MLPerf's "),
        ('class="aside">Official', 'class="aside">ML-Perf, Official'),
        ('<p class="citation">', '<p class="citation">MLPerfs of MLPerf&#39;s fastest box: '),
        ('<h2 id="about">About', '<h2 id="about">ML Perf about'),
        ("<footer", "<p>MLPerf&#39;s fastest box</p><footer"),
    ):
        swapped(card, old, new)(output)
    found = [message for url, kind, message in findings(output) if (url, kind) == (card, "name-misused")]
    said = ["MLPerf's", "ML-Perf", "ML Perf", "MLPerfs", "MLPerf's"]
    assert found == [f'the name is written "{name}"' for name in said]


CALLED = ("MLPerf", "MLPerf®", "MLPerf Sprint v1", "Sprint: v1")


@pytest.mark.parametrize("name", CALLED)
@pytest.mark.parametrize("title", ["MLPerf Sprint v1", "Sprint v1"])
def test_what_binds_a_page_is_its_round_whatever_submitters_are_called(
    title: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = SiteFolder(tmp_path_factory.mktemp("called"))
    site.write("site.json", a_site(as_of="2024-06-01"))
    messaging = "mlperf" if "MLPerf" in title else "none"
    site.write(f"rounds/{ROUND}.json", a_round(messaging=messaging, title=title))
    system = {"submitter": name, "system_name": name, "accelerator_model_name": name}
    proven = {**PROVEN, "id": name, "verification": {"status": "verified", "date": "2024-05-01"}}
    site.write("results/box.json", an_entry(system=a_system(**system), **proven))
    models = [a_result(used_model=name, accuracy={"acc": 70})]
    site.write("results/own.json", an_entry(system=a_system(**system, division="open"), results=models))
    build(Options(str(site.data), str(site.output)))
    showing = {
        str(page.relative_to(site.output))
        for page in site.output.rglob("index.html")
        if re.search(r'<table class="(performance|ranking|results-table|listing)"', page.read_text("utf-8"))
    }
    assert {url.partition("/")[0] for url in showing} == {ROUND, "submitters", "accelerators"}
    for url in showing:
        text = (site.output / url).read_text("utf-8")
        (site.output / url).write_text(text.replace('class="footnote', 'class="note'), "utf-8")
    found = {url for url, kind, _ in findings(site.output) if kind == "footnote-missing"}
    assert found == (showing if messaging == "mlperf" else set())


def test_an_article_may_quote_a_name_and_not_misuse_it(output: Path) -> None:
    in_main("index.html", "<blockquote><p>MLPerf's</p></blockquote>")(output)
    assert findings(output) == []
    swapped("index.html", "<title>", "<title>MLPerf's ")(output)
    swapped("index.html", "<h1>", "<h1>MLPerf's ")(output)
    assert [kind for _, kind, _ in findings(output)] == ["name-misused", "name-misused"]


def test_a_result_whose_state_no_word_of_its_page_tells_is_found_though_a_name_says_it(named: Path, tmp_path: Path) -> None:  # fmt: skip  # noqa: E501
    output = Path(shutil.copytree(named, tmp_path / "output"))
    card = f"{ROUND}/open/Official-ML-Perf-Labs/own/index.html"
    swapped(card, '<td class="state unverified">unverified</td>', '<td class="state">  </td>')(output)
    found = [message for url, kind, message in findings(output) if (url, kind) == (card, "unverified-unmarked")]
    assert found == ["1 Samples/s is unverified, and its row does not say so"]


def test_each_rule_has_a_case_and_a_place_in_the_document() -> None:
    assert set(CASES) | {"draft"} == set(kinds())
    assert (ROOT / "docs/reference/checks.md").read_text("utf-8") == reference()
    assert all(check.of_page or check.of_site for check in CHECKS)


def test_a_finding_names_file_line_and_column_and_what_to_do(output: Path) -> None:
    swapped("index.html", '<main id="main">\n', '<main id="main">\n<p>a</p> <a href="assets/site.cs">x</a>\n')(output)
    line = (output / "index.html").read_text("utf-8").splitlines().index('<p>a</p> <a href="assets/site.cs">x</a>') + 1
    (problem,) = check_site(str(output))
    assert problem.at == (str(output / "index.html"), line, 10)
    assert problem.fix == "lead it to assets/site.css"


def test_findings_are_the_same_from_several_processes(output: Path) -> None:
    for damage, *_ in CASES["broken-html"][:2] + CASES["value-differs"]:
        damage(output)
    alone = check_site(str(output))
    assert len(alone) > 3
    assert check_site(str(output), lambda read, count: in_processes(read, count, 2)) == alone


def test_a_site_below_a_base_url_is_held_to_its_path(tmp_path: Path) -> None:
    write_site(tmp_path / "data", rich_site())
    build(Options(str(tmp_path / "data"), str(tmp_path / "output")))
    assert {kind for _, kind, _ in findings(tmp_path / "output")} <= {"heavy-card"}
    swapped("404.html", 'href="/results/assets/', 'href="/elsewhere/assets/')(tmp_path / "output")
    assert ("404.html", "dead-link") in {(url, kind) for url, kind, _ in findings(tmp_path / "output")}


def test_the_shipped_site_has_no_finding_but_heavy_cards(built_shipped: SiteFolder) -> None:
    assert {problem.kind for problem in check_site(str(built_shipped.output))} <= {"heavy-card"}


def test_what_may_stand_there_is_no_finding(output: Path) -> None:
    html = (
        '<div><a href="#main"><div>x</div></a><details><summary><h2>x</h2></summary><p>y</p></details></div>'
        "<dl><div><dt>x</dt><dd><p>y</p><ul><li>z</li></ul></dd></div></dl><my-own>x</my-own>"
        '<label>x <input type="checkbox"></label><button type="button"><svg aria-hidden="true"><g><path d=""/></g>'
        '</svg>x</button><form><button type="button">x<input type="hidden"></button><select aria-label="y"><optgroup '
        'label="z"><option>x</option></optgroup></select></form><table><caption>x</caption><colgroup><col></colgroup>'
        "<tr><th>x<td><p>y<p>z</table><ul><li>x<ul><li>y</ul><li>z</ul><template><td>x</td></template>"
        "<fieldset><legend><h2>x</h2></legend></fieldset><p>x<span>y</span><ul><li>z</li></ul>"
    )
    in_main("index.html", html)(output)
    assert [told for told in findings(output) if told[1] in ("misplaced-element", "unknown-element")] == []


def test_an_anchor_may_have_a_name_and_a_list_of_pictures_commas(output: Path) -> None:
    (output / "a,b.png").write_bytes(b"x")
    pictures = '<img alt="" src="a,b.png" srcset="a,b.png, a,b.png 2x,assets/icon.svg 3x ,">'
    in_main("index.html", f'<a name="q">x</a><a href="#q">y</a>{pictures}')(output)
    assert findings(output) == []


def test_a_draft_is_a_finding_where_it_would_be_published(site: SiteFolder) -> None:
    build(Options(str(site.data), str(site.output), draft=True))
    pages = len(list(site.output.rglob("*.html")))
    assert check_site(str(site.output)) == ()
    assert [problem.kind for problem in check_site(str(site.output), published=True)] == ["draft"] * pages


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingFound):
        check_site(str(tmp_path))


@pytest.mark.corpora
def test_published_cards_are_held_to_the_same_rules(shared: Path, tmp_path: Path) -> None:
    for name in ("inference_v4.1.cards", "seed_layout_v4.1.cards"):
        (archive,) = (shared / "corpora").rglob(f"{name}.tar*")
        folder = tmp_path / name
        shutil.unpack_archive(archive, folder, filter="data")
        found = {problem.kind for problem in check_site(str(folder))}
        assert {"legend-missing", "footnote-missing", "broken-html"} <= found


def test_of_cards_without_a_home_page_nobody_knows_where_their_server_begins(tmp_path: Path) -> None:
    (tmp_path / "card.html").write_text('<!doctype html><html lang="en"><title>A</title><h1>A</h1><a href="/">Home</a><a href="x">X</a>', "utf-8")  # fmt: skip  # noqa: E501
    assert [problem.message for problem in check_site(str(tmp_path)) if problem.kind == "dead-link"] == ['"x" leads to nothing']  # fmt: skip  # noqa: E501
    (tmp_path / "index.html").write_text('<!doctype html><html lang="en"><title>A</title><h1>A</h1><a href="/card.html">A</a><a href="/y">Y</a>', "utf-8")  # fmt: skip  # noqa: E501
    assert '"/y" leads to nothing' in [problem.message for problem in check_site(str(tmp_path))]
