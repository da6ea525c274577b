"""Where a card leads on."""

from pathlib import Path

from bs4 import BeautifulSoup

from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.pages.history_reader import page_of, text
from tests.rich_history import EARLIER, an_earlier_entry, earlier_round

CARD = f"{ROUND}/closed/Acme/rocket/index.html"


def others(data: Path, url: str = CARD) -> list[tuple[str, str]]:
    """What differs, and where the link leads."""
    lines = page_of(data, url).select(".same-but li")
    return [(text(line), str(line.a["href"])) for line in lines if line.a]


def everything(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(text(link), str(link["href"])) for link in page.select("a.everything")]


def test_a_card_leads_to_its_submitter_and_its_accelerator(site: SiteFolder) -> None:
    assert everything(page_of(site.data, CARD)) == [
        ("Acme", "../../../../submitters/Acme/index.html"),
        ("T1000", "../../../../accelerators/T1000/index.html"),
    ]
    site.write("results/acme/rocket.json", an_entry(system=a_system(accelerator_model_name="N/A")))
    assert [name for name, _ in everything(page_of(site.data, CARD))] == ["Acme"]


def test_what_differs_in_one_thing_is_told_with_what_it_is(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(weight_data_types="fp16")]))
    host = a_system(host_processor_model_name="Six 6", submitter="Beta", system_name="Comet")
    site.write("results/host.json", an_entry(system=host, results=[]))
    site.write(f"rounds/{EARLIER}.json", earlier_round())
    site.write("results/old.json", an_earlier_entry())
    less = a_system(submitter="Gamma", system_name="Dart")
    site.write("results/less.json", an_entry(system=less, results=[a_result(weight_data_types="fp8")]))
    assert others(site.data) == [
        ("with Six 6 : Beta, Comet", "../../Beta/host/index.html"),
        ("in Sprint v0 : Acme, Rocket 9 (8x T1000)", f"../../../../{EARLIER}/closed/Acme/old/index.html"),
        (
            "resnet Offline with weights in fp8, not fp16 : Gamma, Dart",
            "../../Gamma/less/index.html#result-resnet",
        ),
    ]


def test_ranks_say_which_board_they_are_of(site: SiteFolder) -> None:
    power = {"value": 812.4, "unit": "Watts"}
    results = [a_result(), a_result(benchmark="bert-99", power=power)]
    site.write("results/acme/rocket.json", an_entry(system=a_system(system_type="datacenter,edge"), results=results))
    ranks = [text(place) for place in page_of(site.data, CARD).select("a.place")]
    assert ranks == [
        "1 of 1 unverified, Datacenter",
        "1 of 1 unverified, Edge",
        "1 of 1 unverified, with power, Datacenter",
        "1 of 1 unverified, with power, Edge",
    ]


def test_links_of_the_shipped_cards_are_bounded_and_never_lead_to_themselves() -> None:
    url = "inference-v4.1/closed/Dell/XE9680_H100_SXM_80GBx8_TRT/index.html"
    if not (ROOT / "data/results" / url.removesuffix("/index.html")).with_suffix(".json").exists():
        url = "inference-v4.1/closed/Lenovo/Lenovo_2xL40S_TRT/index.html"
    found = others(ROOT / "data", url)
    assert 0 < len(found) <= 3 + 4 + 4
    assert not any(link.startswith(("#", "index.html")) for _, link in found)
