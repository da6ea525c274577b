"""Submitter pages: everything of one submitter, where it stands, and how it moved."""

from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import SiteFolder
from tests.pages.history_reader import histories, listed, page_of, text
from tests.rich_history import EARLIER, VERIFIED, an_earlier_entry, earlier_round

ACME = "submitters/Acme/index.html"


def test_each_result_leads_to_its_row_and_each_standing_to_its_board(site: SiteFolder) -> None:
    site.write("results/rival.json", an_entry(submitter="Rival", results=[a_result(value=2000)]))
    page = page_of(site.data, ACME)
    (found,) = listed(page)
    assert (found.value, found.standing, found.state) == ("1200.5", "2 of 2", "unverified")
    assert found.href == f"../../{ROUND}/closed/Acme/rocket/index.html#result-resnet"
    board = page.select_one("a.standing")
    assert board is not None
    assert board["href"] == f"../../{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"


def test_a_withdrawn_result_is_listed_with_its_state_and_stands_nowhere(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    gone = {"status": "withdrawn", "reason": "wrong"}
    site.write("results/acme/gone.json", an_earlier_entry(verification=gone))
    page = page_of(site.data, ACME)
    assert [(one.state, one.standing) for one in listed(page)] == [("unverified", "1 of 1"), ("withdrawn", "")]
    assert page.select("svg.chart") == []


def test_one_point_is_a_sentence_and_two_are_a_chart_with_a_table(site: SiteFolder) -> None:
    before = page_of(site.data, ACME)
    assert "of one round, Sprint v1" in text(before.select_one("p.only"))
    assert before.select("svg.chart, table.points") == []
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    site.write("results/acme/old.json", an_earlier_entry(results=[a_result(value=960.4), a_result(benchmark="gptj")]))
    after = page_of(site.data, ACME)
    assert len(after.select("svg.chart")) == len(after.select("table.points")) == 1
    assert [text(lone) for lone in after.select(".lone li")] == [
        "Sprint v0 Closed Datacenter, unverified: gptj (Offline)."
    ]


def test_the_table_beside_a_chart_has_its_numbers_and_what_differs(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    old = an_earlier_entry(system=a_system(accelerators_per_node=4, status="preview"), results=[a_result(value=960.4)])
    site.write("results/acme/old.json", old)
    page = page_of(site.data, ACME)
    (rows,) = histories(page).values()
    assert rows == [
        ("", "v0", "960.4", ""),
        ("", "v1", "1200.5", "1.25 × v0, better 4x T1000 → 8x T1000; Preview → Available"),
    ]
    assert "derived, unverified" in text(page.select_one("table.points th.derived"))
    assert "ratio = result /" in text(page.select_one(".footnote"))


def test_rounds_that_are_not_compatible_have_a_gap_that_says_so_and_no_ratio(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round() | {"compatible": {}})
    site.write("results/acme/old.json", an_earlier_entry())
    page = page_of(site.data, ACME)
    (rows,) = histories(page).values()
    assert [ratio for *_, ratio in rows] == ["", "not compatible with v0"]
    assert (len(page.select("polyline")), text(page.select_one("text.gap"))) == (0, "not compatible")
    assert "×" not in text(page.select_one("main"))


def test_a_chart_names_everything_and_says_unverified_at_each_score(site: SiteFolder) -> None:
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    site.write("results/acme/old.json", an_earlier_entry())
    chart = page_of(site.data, ACME).select_one("svg.chart")
    assert chart is not None
    (image,) = chart.select("g[role=img]")
    ids = str(image["aria-labelledby"]).split()
    title, description = (text(chart.find(id=id_)) for id_ in ids)  # type: ignore[arg-type]
    assert image.select("a") == []
    assert title == "Acme: Sprint v0, v1 Closed Datacenter, unverified resnet Offline, in Samples/s"
    assert description == "Higher is better. 1200.5 unverified in v0, 1200.5 unverified in v1."
    assert all("unverified" in text(mark) for mark in chart.select("a title"))
    assert len(chart.select(".mark.hollow")) == 2
    assert [text(note) for note in chart.select("text.note")] == ["8x, unverified"] * 2


def test_spellings_share_a_page_that_shows_them_and_every_name_has_one(site: SiteFolder) -> None:
    for number, name in enumerate(["AC ME", "Acme", "Ac-me", "Müller", "Möller"]):
        site.write(f"results/e{number}.json", an_entry(submitter=name))
    site.build()
    assert len(list((site.output / "submitters").iterdir())) == 4 + 1  # Acme with AC ME, three others, the list
    assert "Also spelled AC ME." in text(page_of(site.data, ACME).select_one(".lead"))
    assert site.page("submitters/index.html").count('<th scope="row">') == 4


def test_own_models_and_accuracy_stand_beside_each_open_score(site: SiteFolder) -> None:
    result = a_result(used_model="tiny", accuracy={"acc": 70.1})
    site.write("results/acme/rocket.json", an_entry(system=a_system(division="open"), results=[result]))
    page = page_of(site.data, ACME)
    assert text(page.select_one("table.listing tbody tr:not(.group) th")) == "resnet tiny"
    assert "acc: 70.1" in text(page.select_one("table.listing td"))


def test_an_inferred_result_and_power_are_told(site: SiteFolder) -> None:
    result = a_result(inferred_from="Server", power={"value": 812.4, "unit": "Watts"}, id="1-0001")
    site.write("results/acme/rocket.json", an_entry(results=[result], verification=VERIFIED))
    row = text(page_of(site.data, ACME).select_one("table.listing tbody tr:not(.group)"))
    assert row == "resnet 1200.5 Samples/s, rank 1 of 1 812.4 Watts inferred from Server 1-0001"


def test_what_follows_from_a_mlperf_round_stands_on_the_page(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf", title="MLPerf Sprint v1"))
    page = page_of(site.data, ACME)
    note = text(page.select_one(".footnote"))
    assert note.startswith("MLPerf® Sprint v1 Closed")
    assert "Result not verified by MLCommons Association." in note
    assert page.select_one("footer .legend") is not None


def test_the_menu_leads_to_the_lists_where_the_site_gives_none(site: SiteFolder) -> None:
    assert [text(link) for link in page_of(site.data, ACME).select("header nav a")][1:] == [
        "Submitters",
        "Accelerators",
        "Compare",
        "Search",
    ]
    site.write("site.json", a_site(menu=[{"title": "One", "link": ROUND}]))
    assert [text(link) for link in page_of(site.data, ACME).select("header nav a")] == ["One", "Search"]


def test_where_no_system_has_an_accelerator_nothing_leads_to_their_list(site: SiteFolder) -> None:
    plain = a_system(accelerator_model_name=None, accelerators_per_node=None)
    site.write("results/acme/rocket.json", an_entry(system=plain))
    for url in (ACME, "search/index.html", "index.html"):
        links = [str(link["href"]) for link in page_of(site.data, url).select("a[href]")]
        assert links
        assert [link for link in links if link.endswith("accelerators/index.html")] == []
    site.build()
    assert not (site.output / "accelerators").exists()
